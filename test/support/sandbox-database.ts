import { Client } from 'pg';
import { seedSandbox } from '../../src/sandbox/seed-sandbox.js';
import { freshDatabase, type TestDatabase } from './database.js';

/** Any number; the files of one run that ask at once must agree on it. */
const MAKING_LOCK = 7_240_190;

/** The sandbox municipality with all its casework, for one test file. Told once per run, cloned by whoever comes later. */
export async function sandboxDatabase(): Promise<TestDatabase> {
  return freshDatabase(await sandboxTemplate());
}

async function sandboxTemplate(): Promise<string> {
  const name = process.env.SAGSGANG_TEST_SANDBOX!;
  const client = new Client({ connectionString: process.env.SAGSGANG_TEST_SERVER });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MAKING_LOCK]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) await makeTemplate(client, name);
    return name;
  } finally {
    await client.end();
  }
}

async function makeTemplate(client: Client, name: string): Promise<void> {
  const half = await freshDatabase();
  try {
    await seedSandbox(half.ds, { deliver: async () => undefined });
  } catch (error) {
    await half.drop();
    throw error;
  }
  await half.close();
  await client.query(`alter database ${half.name} rename to ${name}`);
}
