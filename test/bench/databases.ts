import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { Client, Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { danishCalendar } from '../../src/machines/holidays.js';
import { publishCalendar } from '../../src/persistence/calendars.js';
import { APP_ROLE, createDataSource } from '../../src/persistence/data-source.js';
import { publishDefinition } from '../../src/persistence/definitions.js';
import { startEmbeddedPostgres } from '../../src/persistence/embedded-postgres.js';
import { migrateDatabase } from '../../src/persistence/migrate-database.js';
import { newId } from '../../src/persistence/ids.js';
import { openCase } from '../../src/persistence/open-case.js';
import { createTeam } from '../../src/persistence/users.js';
import { CASE_TYPE, FACTS, ROUND } from './round-definition.js';

const SCHEMA = 'sagsgang';
export const TEAM = 'team';

/** A PostgreSQL as it is shipped: what is committed is on the disk. `BENCH_DATABASE_URL` names another one. */
export interface Server {
  url: string;
  stop: () => Promise<void>;
}

export async function startServer(): Promise<Server> {
  const given = process.env.BENCH_DATABASE_URL;
  if (given) return { url: given, stop: async () => undefined };
  const directory = mkdtempSync(join(tmpdir(), 'sagsgang-bench-'));
  chmodSync(directory, 0o755);
  const server = await startEmbeddedPostgres({ directory });
  const stop = async (): Promise<void> => {
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  };
  return { url: server.url, stop };
}

/** One migrated database with a number of cases in their first state. */
export interface BenchDatabase {
  url: string;
  caseIds: string[];
  /** The product's pool; it works as the product's role. */
  ds: DataSource;
  /** A plain pool of the same size, role and settings: the baseline's. */
  pool: Pool;
  /** Runs a statement as the owner: for what prepares or counts, never for what is measured. */
  asOwner: <Row>(text: string, values?: unknown[]) => Promise<Row[]>;
  drop: () => Promise<void>;
}

export async function prepareDatabase(
  server: Server,
  cases: number,
  poolSize: number,
): Promise<BenchDatabase> {
  const name = `bench_${randomUUID().replaceAll('-', '')}`;
  await onServer(server, `create database ${name}`);
  const url = new URL(server.url);
  url.pathname = name;
  const options = { url: url.href, schema: SCHEMA, poolSize };
  const { role } = await migrateDatabase(options);
  const ds = await createDataSource({ ...options, ...(role && { role }) }).initialize();
  const settings = ['search_path=sagsgang', 'jit=off', 'timezone=UTC', ...(role ? [`role=${APP_ROLE}`] : [])];
  const plain = settings.map((setting) => `-c ${setting}`).join(' ');
  const pool = new Pool({ connectionString: url.href, max: poolSize, options: plain });
  // An idle connection that is cut off when its database is dropped is no failure.
  pool.on('error', () => undefined);
  const owner = new Client({ connectionString: url.href, options: '-c search_path=sagsgang' });
  await owner.connect();
  const asOwner = async <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
    (await owner.query(text, values)).rows as Row[];
  const drop = async (): Promise<void> => {
    await Promise.all([ds.destroy(), pool.end(), owner.end()]);
    await onServer(server, `drop database ${name} with (force)`);
  };
  const database = { url: url.href, caseIds: [], ds, pool, asOwner, drop };
  return { ...database, caseIds: await fill(database, cases) };
}

async function onServer({ url }: Server, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

/** Opens one case as the product does, and copies its rows: 20,000 openings would take longer than what is measured. */
async function fill({ ds, asOwner }: BenchDatabase, cases: number): Promise<string[]> {
  await createTeam(ds, { id: TEAM, name: 'Team' }, new Date().toISOString());
  await publishCalendar(ds, danishCalendar({ version: 1 }), { by: 'bench' });
  await publishDefinition(ds, { document: ROUND, proposedBy: 'bo', publishedBy: 'ida' });
  const { caseId } = await openCase(ds, { caseType: CASE_TYPE, facts: FACTS, teamId: TEAM });
  const copies = Array.from({ length: cases - 1 }, (_, index) => ({
    id: newId(),
    task_id: newId(),
    number: `B-${index}`,
  }));
  for (const table of ['cases', 'case_events', 'tasks', 'deadlines', 'timers']) {
    await copyRows({ asOwner }, table, caseId, copies);
  }
  await asOwner('vacuum analyze');
  return [caseId, ...copies.map(({ id }) => id)];
}

async function copyRows(
  { asOwner }: Pick<BenchDatabase, 'asOwner'>,
  table: string,
  caseId: string,
  copies: object[],
): Promise<void> {
  const columns = await asOwner<{ name: string }>(
    `select column_name as name from information_schema.columns
     where table_schema = 'sagsgang' and table_name = $1 and is_identity = 'NO' and is_generated = 'NEVER'`,
    [table],
  );
  const names = columns.map(({ name }) => name);
  const own = table === 'cases' ? 'id' : 'case_id';
  const values: Record<string, string> = { number: 'x.number', id: 'x.task_id', [own]: 'x.id' };
  await asOwner(
    `insert into ${table} (${names.join(', ')})
     select ${names.map((column) => values[column] ?? `t.${column}`).join(', ')}
     from ${table} t, json_to_recordset($2) as x (id uuid, task_id uuid, number text) where t.${own} = $1`,
    [caseId, JSON.stringify(copies)],
  );
}
