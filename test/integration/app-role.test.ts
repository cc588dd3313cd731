import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { APP_ROLE } from '../../src/persistence/data-source.js';
import { startEmbeddedPostgres, type EmbeddedServer } from '../../src/persistence/embedded-postgres.js';
import { openDatabase } from '../../src/persistence/open-database.js';

/** A server of its own: the role belongs to the whole server, and must not be there yet. */
let directory: string;
let server: EmbeddedServer;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sagsgang-role-'));
  await chmod(directory, 0o755);
  server = await startEmbeddedPostgres({ directory, settings: ['fsync=off'] });
});
afterAll(async () => {
  await server.stop();
  await rm(directory, { recursive: true, force: true });
});

const asAdmin = async (...statements: string[]): Promise<void> => {
  const admin = new Client({ connectionString: server.url });
  await admin.connect();
  for (const statement of statements) await admin.query(statement);
  await admin.end();
};

/** A database of the same name as its owner, who is no superuser; gives its address. */
async function makeDatabase(owner: string, rights: string): Promise<string> {
  await asAdmin(
    `create role ${owner} login password 'x' ${rights}`,
    `create database ${owner} owner ${owner}`,
  );
  const url = new URL(server.url);
  [url.username, url.password, url.pathname] = [owner, 'x', owner];
  return url.href;
}

async function worksAs(url: string): Promise<string> {
  const { ds, close } = await openDatabase({ url, schema: 'sagsgang', dataDir: directory });
  const [{ role }] = await ds.query('select current_user as role');
  await close();
  return role;
}

describe('the role that the product works as', () => {
  it('is made by the first owner who may make roles, and used by another once it is granted to her', async () => {
    const maker = await makeDatabase('maker', 'createrole');
    expect(await worksAs(maker)).toBe(APP_ROLE);
    expect(await worksAs(maker)).toBe(APP_ROLE);
    const plain = await makeDatabase('plain', 'nocreaterole');
    expect(await worksAs(plain)).toBe('plain');
    await asAdmin(`grant ${APP_ROLE} to plain`);
    expect(await worksAs(plain)).toBe(APP_ROLE);
  });
});
