import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Dice } from '../../support/dice.js';
import { libraryCard, startTestApp, type TestApp } from '../../support/app.js';
import { checkInvariants } from '../../support/invariants.js';
import { randomRequest, type Known, type OpenApi, type RandomRequest } from '../../support/random-request.js';

/** `REQUESTS=200000 npm run test:e2e -- any-request` asks as often; `REQUESTS_FROM` begins at that seed. */
const REQUESTS = Number(process.env['REQUESTS'] ?? 600);
const FROM = Number(process.env['REQUESTS_FROM'] ?? 0);
const PEOPLE = ['nobody', 'mette', 'anne', 'bo', 'rikke', 'jens'];
/** A stream that does not end, and the clock of the sandbox, which may be moved to where no calendar reaches. */
const LEFT_OUT = new Set(['GET /api/live', 'POST /api/clock']);
/** Written also for who is refused: that somebody is there and what was tried; and by work that goes on after the answer. */
const MAY_BE_WRITTEN = [
  'audit_entries',
  'sign_in_failures',
  'sessions',
  'rehearsals',
  'rehearsal_cases',
  'migration_runs',
  'migration_items',
];

let test: TestApp;
let document: OpenApi;
let known: Known;
const cookies: Record<string, string | undefined> = {};

beforeAll(async () => {
  test = await startTestApp();
  document = (await test.anonymous.get<OpenApi>('/api/openapi.json')).body;
  for (const operation of LEFT_OUT) {
    const [method, path] = operation.split(' ') as [string, string];
    delete document.paths[path]![method.toLowerCase()];
  }
  for (const name of PEOPLE.slice(1)) await signIn(name);
  known = await makeKnown();
  await noteWrites();
}, 60_000);
afterAll(async () => {
  await checkInvariants(test.ds);
  await test.close();
});

async function signIn(name: string): Promise<void> {
  cookies[name] = (await test.as(name)).cookie;
}

/** Things to name: a case with a task, a draft, an account that nobody here uses. */
async function makeKnown(): Promise<Known> {
  const [mette, bo] = [await test.as('mette'), await test.as('bo')];
  const facts = { receivedOn: '2026-03-02' };
  const opened = await mette.post<{ id: string; number: string; tasks: { id: string }[] }>('/api/cases', {
    caseType: 'libraryCard',
    facts,
  });
  const draft = await bo.post<{ id: string }>('/api/definitions/drafts', {
    caseType: 'libraryCard',
    document: libraryCard(),
  });
  const kirsten = (await test.ds.query(`select id from users where username = 'kirsten'`)) as {
    id: string;
  }[];
  const { id, number, tasks } = opened.body;
  return {
    id: [id, tasks[0]!.id, draft.body.id, kirsten[0]!.id],
    caseId: [id],
    caseNumber: [number],
    caseType: ['libraryCard'],
    version: [1],
    facts: [facts, {}],
    type: ['IDENTITY_CHECKED'],
    document: [libraryCard()],
    format: ['bundle', 'xstate', 'scxml'],
    'If-Match': ['"1"'],
  };
}

/** Every row that is written leaves the name of its table. */
async function noteWrites(): Promise<void> {
  await asOwner(`
    create unlogged table noted_writes (name text);
    grant all on noted_writes to sagsgang_app;
    create function note_write() returns trigger language plpgsql as
      $$ begin insert into noted_writes values (tg_table_name); return null; end $$;
    do $$ declare name text; begin
      for name in select tablename from pg_tables where schemaname = current_schema
        and tablename not in (${[...MAY_BE_WRITTEN, 'noted_writes'].map((name) => `'${name}'`).join()})
      loop execute format('create trigger zz_note after insert or update or delete on %I for each row execute function note_write()', name);
      end loop; end $$`);
}

async function asOwner(statements: string): Promise<void> {
  const owner = test.ds.createQueryRunner();
  await owner.query('set role none');
  await owner.query(statements);
  await owner.query('reset role');
  await owner.release();
}

const written = async (): Promise<string[]> =>
  (
    (await test.ds.query(
      'with gone as (delete from noted_writes returning name) select distinct name from gone',
    )) as { name: string }[]
  ).map(({ name }) => name);

interface Outcome {
  status: number;
  ms: number;
}

async function ask(who: string, { method, path, headers, body }: RandomRequest): Promise<Outcome> {
  const cookie = cookies[who];
  const asked = performance.now();
  const answer = await fetch(test.url + path, {
    method,
    redirect: 'manual',
    headers: {
      ...headers,
      ...(cookie && { cookie }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body }),
  });
  await answer.arrayBuffer();
  return { status: answer.status, ms: performance.now() - asked };
}

function usedMemory(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

describe('any request that the OpenAPI document allows, and many that it does not', () => {
  it(
    'is answered without a fault of ours, and what is refused writes nothing',
    async () => {
      const faults: string[] = [];
      const seen = new Map<number, number>();
      let slowest = { ms: 0, what: '' };
      let memory = 0;
      for (let seed = FROM; seed < FROM + REQUESTS; seed += 1) {
        const dice = new Dice(seed);
        const who = dice.pick(PEOPLE);
        const request = randomRequest(document, known, dice);
        const { status, ms } = await ask(who, request);
        const what = `${seed} ${who} ${request.method} ${request.path.slice(0, 200)} ${request.body?.slice(0, 300) ?? ''}`;
        if (ms > slowest.ms) slowest = { ms, what };
        seen.set(status, (seen.get(status) ?? 0) + 1);
        const wrote = await written();
        if (status >= 500) faults.push(`${status} ${what}`);
        if (status >= 400 && wrote.length > 0) faults.push(`${status} wrote ${wrote.join()} ${what}`);
        if (status === 401 && who !== 'nobody') await signIn(who);
        if (seed === FROM + Math.floor(REQUESTS / 4)) memory = usedMemory();
      }
      const grown = Math.round((usedMemory() - memory) / 1_048_576);
      process.stdout.write(`${JSON.stringify({ statuses: [...seen], slowest, grownMb: grown })}\n`);
      expect(faults).toEqual([]);
      expect([...seen.keys()]).toEqual(expect.arrayContaining([200, 400, 401, 403, 404]));
    },
    120_000 + REQUESTS * 50,
  );
});
