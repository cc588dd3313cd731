import { randomUUID } from 'node:crypto';
import { Client, type Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { forgetCompiled } from '../../src/persistence/compiled-cache.js';
import { APP_ROLE, createDataSource, type DatabaseOptions } from '../../src/persistence/data-source.js';

export interface TestDatabase {
  name: string;
  options: DatabaseOptions;
  /** Works as the product does: as the role without the right to change the log. */
  ds: DataSource;
  /** Another pool on the same database, as a second node would have. */
  secondNode: () => Promise<DataSource>;
  /** Works as the owner, for what the product itself may not do. */
  asOwner: () => Promise<DataSource>;
  /** Ends all connections; the database stays. */
  close: () => Promise<void>;
  drop: () => Promise<void>;
}

/** Set by the project `rehydrate` of `jest.config.js`. */
const { REHYDRATE_ALWAYS = false } = globalThis as { REHYDRATE_ALWAYS?: boolean };

function forgetAfterEachStatement(ds: DataSource): void {
  const pool = (ds.driver as unknown as { master: Pool }).master;
  pool.on('release', () => {
    if (!remembering) forgetCompiled(ds);
  });
}

let remembering = false;

/** For work that only looks at what the product has done: it may remember what it reads. */
export async function whileRemembering<T>(work: () => Promise<T>): Promise<T> {
  remembering = true;
  return work().finally(() => {
    remembering = false;
  });
}

export async function onServer(statement: string): Promise<void> {
  const client = new Client({ connectionString: process.env.SAGSGANG_TEST_SERVER });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A database of its own for one test file, cloned in about 0.1 s from a template: a migrated, empty one. Call `drop` after the tests. */
export async function freshDatabase(template = process.env.SAGSGANG_TEST_TEMPLATE!): Promise<TestDatabase> {
  const name = `sagsgang_${randomUUID().replaceAll('-', '')}`;
  await onServer(`create database ${name} template ${template}`);
  const url = new URL(process.env.SAGSGANG_TEST_SERVER!);
  url.pathname = name;
  const options = { url: url.href, schema: 'sagsgang', poolSize: 10 };
  const opened: DataSource[] = [];
  const open = async (role?: string): Promise<DataSource> => {
    // How long the product waits is a matter of a test of its own: this machine may be slower than any server.
    const ds = await createDataSource({ ...options, role, patience: 'endless' }).initialize();
    if (REHYDRATE_ALWAYS) forgetAfterEachStatement(ds);
    opened.push(ds);
    return ds;
  };
  const close = async (): Promise<void> => {
    await Promise.all(opened.filter((ds) => ds.isInitialized).map((ds) => ds.destroy()));
  };
  return {
    name,
    options,
    close,
    ds: await open(APP_ROLE),
    secondNode: () => open(APP_ROLE),
    asOwner: () => open(),
    drop: async () => {
      await close();
      await onServer(`drop database ${name} with (force)`);
    },
  };
}
