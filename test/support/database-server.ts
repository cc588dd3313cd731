import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import {
  NEVER,
  startEmbeddedPostgres,
  type EmbeddedServer,
} from '../../src/persistence/embedded-postgres.js';
import { migrateDatabase } from '../../src/persistence/migrate-database.js';

/**
 * The database server of one test run, in a process of its own: it prints where it is as one line of JSON, and takes
 * everything away when its standard input closes, which also happens when the test run is killed.
 */
const TEMPLATE = `sagsgang_template_${process.pid}`;
/** Made by the first test that needs it. */
const SANDBOX = `sagsgang_sandbox_${process.pid}`;
/** The web app, built by the first test that needs it. */
const WEB = join(tmpdir(), `sagsgang-web-${process.pid}`);

/**
 * A throw-away server, or the one of `DATABASE_URL`. Its user must be able to create databases: the tests work in databases of their
 * own names, which they drop, and never touch the one that the URL names.
 */
async function startServer(): Promise<EmbeddedServer> {
  const given = process.env.DATABASE_URL;
  if (given) return { url: given, stop: async () => undefined, lost: NEVER };
  const directory = mkdtempSync(join(tmpdir(), 'sagsgang-test-'));
  chmodSync(directory, 0o755);
  // Nothing here outlives the run, so nothing needs to reach the disk.
  const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'];
  const server = await startEmbeddedPostgres({ directory, settings });
  const stop = async (): Promise<void> => {
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  };
  return { ...server, stop };
}

const server = await startServer();
const admin = new Client({ connectionString: server.url });
await admin.connect();
await admin.query(`create database ${TEMPLATE}`);
const template = new URL(server.url);
template.pathname = TEMPLATE;
await migrateDatabase({ url: template.href, schema: 'sagsgang', poolSize: 1 });
process.stdout.write(
  `${JSON.stringify({ url: server.url, template: TEMPLATE, sandbox: SANDBOX, web: WEB })}\n`,
);

process.stdin.resume().once('end', async () => {
  await admin.query(`drop database ${TEMPLATE} with (force)`);
  await admin.query(`drop database if exists ${SANDBOX} with (force)`);
  await admin.end();
  rmSync(WEB, { recursive: true, force: true });
  await server.stop();
});
