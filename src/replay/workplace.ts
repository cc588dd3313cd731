import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, escapeIdentifier } from 'pg';
import type { DataSource } from 'typeorm';
import type { Config } from '../config.js';
import { createApp } from '../create-app.js';
import type { CalendarData } from '../machines/calendar.js';
import type { Definition, Instant } from '../machines/definition.js';
import { createLog } from '../modules/http/log.js';
import { addSandboxPeople, SANDBOX_PASSWORD } from '../modules/people/sandbox-people.js';
import { publishCalendar } from '../persistence/calendars.js';
import { startSandboxClock } from '../persistence/clock.js';
import { createDataSource } from '../persistence/data-source.js';
import type { DatabaseOptions } from '../persistence/data-source.js';
import { publishDefinition } from '../persistence/definitions.js';
import { startEmbeddedPostgres } from '../persistence/embedded-postgres.js';
import { migrateDatabase } from '../persistence/migrate-database.js';
import { Api } from './api.js';

export interface Workplace {
  api: Api;
  /** Stops the application and takes its database away. */
  close(): Promise<void>;
}

export interface WorkplaceOptions {
  config: Config;
  definition: Definition;
  calendar: CalendarData;
  /** Where the clock stands at first. */
  at: Instant;
}

/**
 * The whole application on a free port, over a database that nobody else sees: a schema of its own on `DATABASE_URL`, or an
 * embedded server in a temporary directory. It has the sandbox municipality's people and one definition.
 */
export async function openWorkplace(options: WorkplaceOptions): Promise<Workplace> {
  const directory = mkdtempSync(join(tmpdir(), 'sagsgang-replay-'));
  // The server of an embedded database may run as a user of its own, who must get there.
  chmodSync(directory, 0o755);
  const config = { ...options.config, dataDir: directory };
  let database: TemporaryDatabase | undefined;
  const clear = async (): Promise<void> => {
    await database?.drop();
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    database = await temporaryDatabase(config);
    const { role } = await migrateDatabase(database.options);
    const dataSource = createDataSource({ ...database.options, role: role ?? undefined });
    await dataSource.initialize();
    await furnish(dataSource, options);
    // One client sends everything: the limits that protect against strangers would only slow it down.
    const open = { ...config, sandbox: true, rateLimit: Number.MAX_SAFE_INTEGER, loginRateLimit: 1_000 };
    const app = await createApp({ config: open, dataSource, log: createLog(open) });
    await app.listen(0, '127.0.0.1');
    const api = new Api(await app.getUrl(), SANDBOX_PASSWORD);
    return { api, close: () => app.close().then(clear) };
  } catch (error) {
    await clear();
    throw error;
  }
}

async function furnish(db: DataSource, { definition, calendar, at }: WorkplaceOptions): Promise<void> {
  await startSandboxClock(db, at);
  await addSandboxPeople(db, at);
  await publishCalendar(db, calendar, { by: 'replay' });
  await publishDefinition(db, {
    document: definition,
    proposedBy: 'replay',
    publishedBy: 'replay',
    validFrom: at,
  });
}

interface TemporaryDatabase {
  options: DatabaseOptions;
  drop: () => Promise<void>;
}

async function temporaryDatabase({ databaseUrl, dataDir: directory }: Config): Promise<TemporaryDatabase> {
  const schema = `replay_${randomUUID().replaceAll('-', '')}`;
  if (databaseUrl) {
    return {
      options: { url: databaseUrl, schema, poolSize: 10 },
      drop: () => dropSchema(databaseUrl, schema),
    };
  }
  const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
  const server = await startEmbeddedPostgres({ directory, settings });
  return { options: { url: server.url, schema, poolSize: 10 }, drop: () => server.stop() };
}

async function dropSchema(url: string, schema: string): Promise<void> {
  const owner = new Client({ connectionString: url });
  await owner.connect();
  try {
    await owner.query(`drop schema if exists ${escapeIdentifier(schema)} cascade`);
  } finally {
    await owner.end();
  }
}
