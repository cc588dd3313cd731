import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { loadConfig } from '../../src/config.js';
import { createApp } from '../../src/create-app.js';
import type { Definition } from '../../src/machines/definition.js';
import { DANISH_CLOSED_DAYS, danishCalendar } from '../../src/machines/holidays.js';
import { parseDefinition } from '../../src/machines/parse.js';
import { createLog } from '../../src/modules/http/log.js';
import { addSandboxPeople, SANDBOX_PASSWORD } from '../../src/modules/people/sandbox-people.js';
import { publishCalendar } from '../../src/persistence/calendars.js';
import { setSandboxClock, startSandboxClock } from '../../src/persistence/clock.js';
import { publishDefinition } from '../../src/persistence/definitions.js';
import { Client } from '../support/app.js';
import type { Answer } from '../support/app.js';
import { freshDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { SOURCE_THREADS } from '../support/source-threads.js';
import type { Scenario } from './format.js';

const CASE_TYPES = 'src/machines/case-types';
const PUBLISHER = 'scenario';
/** However busy the machine that runs the tests is. */
const PATIENT = { ...SOURCE_THREADS, seconds: 240 };
const ZONE = 'Europe/Copenhagen';

/** Local time of the municipality, or UTC with a `Z`, as an instant. */
export function instantOf(moment: string): string {
  const instant = moment.endsWith('Z')
    ? Temporal.Instant.from(moment)
    : Temporal.PlainDateTime.from(moment).toZonedDateTime(ZONE).toInstant();
  return new Date(instant.epochMilliseconds).toISOString();
}

/** One municipality in which a scenario takes place: a database of its own, the application, the people who are signed in. */
export class World {
  private app?: Awaited<ReturnType<typeof createApp>>;
  private url = '';
  private readonly clients = new Map<string, Client>();
  private readonly cases = new Map<string, string>();
  private latest = '';

  private readonly directory = mkdtempSync(join(tmpdir(), 'sagsgang-scenario-'));

  private constructor(readonly database: TestDatabase) {}

  static async open(scenario: Scenario): Promise<World> {
    const database = await freshDatabase();
    const start = instantOf(scenario.start);
    await addSandboxPeople(database.ds, start);
    await startSandboxClock(database.ds, start);
    const closedDays = { ...DANISH_CLOSED_DAYS, ...scenario.closedDays };
    await publishCalendar(database.ds, danishCalendar({ version: 1, closedDays }), { by: PUBLISHER });
    for (const document of shippedDefinitions())
      await publishDefinition(database.ds, { document, proposedBy: PUBLISHER, publishedBy: PUBLISHER });
    const world = new World(database);
    await world.start();
    return world;
  }

  /** Starts the application on the database as it is. */
  async start(): Promise<void> {
    const config = {
      ...loadConfig({ NODE_ENV: 'test', LOG_LEVEL: 'silent', SANDBOX: 'true' }),
      dataDir: this.directory,
      loginRateLimit: 10_000,
      rateLimit: 1_000_000,
    };
    const dataSource = await this.database.secondNode();
    this.app = await createApp({ config, dataSource, log: createLog(config), threads: PATIENT });
    await this.app.listen(0, '127.0.0.1');
    this.url = await this.app.getUrl();
    this.clients.clear();
  }

  async stop(): Promise<void> {
    await this.app?.close();
    this.app = undefined;
  }

  /** Nobody is there until the moment: the clock goes on while the application is down. */
  async sleepUntil(moment: string): Promise<void> {
    await this.stop();
    await setSandboxClock(this.database.ds, instantOf(moment));
    await this.start();
  }

  async idOf(username: string): Promise<string> {
    const client = await this.as(username);
    return bodyOf(await client.get<{ id: string }>('/api/me')).id;
  }

  async as(username: string): Promise<Client> {
    const known = this.clients.get(username);
    if (known) return known;
    const body = { username, password: SANDBOX_PASSWORD };
    const answer = await new Client(this.url).post('/api/session', body);
    const [cookie] = [answer.headers['set-cookie']].flat();
    if (!cookie) throw new Error(`${username} cannot sign in: ${answer.status}`);
    const client = new Client(this.url, String(cookie).split(';', 1)[0]!);
    this.clients.set(username, client);
    return client;
  }

  /** Gives a case a label; it is the one that later steps mean when they name none. */
  label(id: string, label = 'case'): void {
    this.cases.set(label, id);
    this.latest = id;
  }

  /** Id of a labelled case, or of the one that was labelled last. */
  caseId(label?: string): string {
    const id = label === undefined ? this.latest : this.cases.get(label);
    if (!id) throw new Error(label === undefined ? 'No case is open yet' : `No case is called ${label}`);
    return id;
  }

  async close(): Promise<void> {
    await this.stop();
    await this.database.drop();
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** The case types we ship, with their fragments in place. */
function shippedDefinitions(): Definition[] {
  const fragments = Object.fromEntries(jsonFiles(`${CASE_TYPES}/fragments`));
  return jsonFiles(CASE_TYPES).map(([name, source]) => {
    const parsed = parseDefinition(source, fragments);
    if (!parsed.ok) throw new Error(`${name}: ${JSON.stringify(parsed.problems[0])}`);
    return parsed.definition;
  });
}

function jsonFiles(folder: string): [name: string, document: unknown][] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return files.map((file) => [
    file.slice(0, -'.json'.length),
    JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')),
  ]);
}

/** The body of an answer that must be a success. */
export function bodyOf<Body>(answer: Answer<Body>): Body {
  if (answer.status >= 300) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}
