import type { Client } from 'pg';
import { seedSandbox } from '../../src/sandbox/seed-sandbox.js';
import { freshDatabase, onServer, type TestDatabase } from './database.js';
import { oncePerRun } from './once-per-run.js';

/** The sandbox municipality with all its casework, for one test file. Told once per run, cloned by whoever comes later. */
export async function sandboxDatabase(): Promise<TestDatabase> {
  const name = process.env.SAGSGANG_TEST_SANDBOX!;
  const isMade = async (server: Client) =>
    (await server.query('select from pg_database where datname = $1', [name])).rowCount === 1;
  await oncePerRun(isMade, () => makeTemplate(name));
  return freshDatabase(name);
}

async function makeTemplate(name: string): Promise<void> {
  const half = await freshDatabase();
  try {
    await seedSandbox(half.ds, { deliver: async () => undefined });
  } catch (error) {
    await half.drop();
    throw error;
  }
  await half.close();
  await onServer(`alter database ${half.name} rename to ${name}`);
}
