import { readFileSync } from 'node:fs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import supertest from 'supertest';
import type { DataSource } from 'typeorm';
import { loadConfig, type Config } from '../../src/config.js';
import { createApp } from '../../src/create-app.js';
import { createLog } from '../../src/modules/http/log.js';
import { danishCalendar } from '../../src/machines/holidays.js';
import type { Definition } from '../../src/machines/index.js';
import type { ThreadOptions } from '../../src/threads/work-thread.js';
import { publishCalendar } from '../../src/persistence/calendars.js';
import { startSandboxClock } from '../../src/persistence/clock.js';
import { publishDefinition } from '../../src/persistence/definitions.js';
import { addSandboxPeople, SANDBOX_PASSWORD } from '../../src/modules/people/sandbox-people.js';
import { freshDatabase } from './database.js';
import { SOURCE_THREADS } from './source-threads.js';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What came back; `body` is the parsed JSON, or the text when it is none. */
export interface Answer<Body = Record<string, unknown>> {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Body;
}

export interface RequestOptions {
  body?: unknown;
  headers?: Record<string, string>;
}

/** Asks the application as one person, or as nobody. */
export class Client {
  constructor(
    private readonly url: string,
    readonly cookie?: string,
  ) {}

  async request<Body>(method: Method, url: string, options: RequestOptions = {}): Promise<Answer<Body>> {
    const headers = { ...(this.cookie ? { cookie: this.cookie } : {}), ...options.headers };
    const verb = method.toLowerCase() as Lowercase<Method>;
    const asked = supertest(this.url)[verb](url).set(headers);
    const reply = await (options.body === undefined ? asked : asked.send(options.body as object));
    const isJson = /json/.test(reply.type);
    return { status: reply.status, headers: reply.headers, body: (isJson ? reply.body : reply.text) as Body };
  }

  get<Body = Record<string, never>>(url: string, headers?: Record<string, string>): Promise<Answer<Body>> {
    return this.request<Body>('GET', url, { headers });
  }

  post<Body = Record<string, never>>(
    url: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<Body>> {
    return this.request<Body>('POST', url, { body, headers });
  }
}

/** A Monday morning, 09:00 in Copenhagen. */
export const START = '2026-03-02T08:00:00.000Z';

/** The example definition, as it is published in every test application. */
export function libraryCard(): Definition {
  const file = new URL('./definitions/libraryCard.json', import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Definition;
}

export interface TestApp {
  app: NestFastifyApplication;
  url: string;
  ds: DataSource;
  config: Config;
  /** Without a session. */
  anonymous: Client;
  /** Signed in as one of the sandbox municipality's people. */
  as: (username: string) => Promise<Client>;
  /** Another process's worth of the application on the same database. */
  secondNode: () => Promise<{ url: string; close: () => Promise<void> }>;
  close: () => Promise<void>;
}

/** The whole application on a free port and a fresh database: the sandbox municipality's people, the example definition, and a clock that
 * stands at `START`. */
export async function startTestApp(
  changes: Partial<Config> = {},
  threads: ThreadOptions = {},
  port = 0,
): Promise<TestApp> {
  const database = await freshDatabase();
  const config: Config = {
    ...loadConfig({ NODE_ENV: 'test', LOG_LEVEL: 'silent' }),
    loginRateLimit: 1_000,
    rateLimit: 100_000,
    // Timers fire when a test moves the clock, and at no other moment.
    role: 'api',
    ...changes,
  };
  await startSandboxClock(database.ds, START);
  await addSandboxPeople(database.ds, START);
  await publishCalendar(database.ds, danishCalendar({ version: 1 }), { by: 'test' });
  await publishDefinition(database.ds, { document: libraryCard(), proposedBy: 'bo', publishedBy: 'ida' });
  const start = async (dataSource: DataSource, at: number, close?: () => Promise<void>) => {
    const foundation = { config, dataSource, log: createLog(config), ...(close && { close }) };
    const app = await createApp({ ...foundation, threads: { ...SOURCE_THREADS, ...threads } });
    await app.listen(at, '127.0.0.1');
    return { app, url: await app.getUrl() };
  };
  const { app, url } = await start(database.ds, port, database.drop);
  const anonymous = new Client(url);
  return {
    app,
    url,
    ds: database.ds,
    config,
    anonymous,
    as: async (username) => new Client(url, await sessionCookie(anonymous, username)),
    secondNode: async () => {
      const second = await start(await database.secondNode(), 0);
      return { url: second.url, close: () => second.app.close() };
    },
    close: () => app.close(),
  };
}

async function sessionCookie(anonymous: Client, username: string): Promise<string> {
  const answer = await anonymous.post('/api/session', { username, password: SANDBOX_PASSWORD });
  const [cookie] = [answer.headers['set-cookie']].flat();
  if (answer.status !== 200 || !cookie) throw new Error(`${username} cannot sign in: ${answer.status}`);
  return String(cookie).split(';', 1)[0]!;
}
