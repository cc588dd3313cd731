import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { serverUser } from '../../../src/persistence/embedded-binaries.js';
import type { EmbeddedOptions, EmbeddedServer } from '../../../src/persistence/embedded-postgres.js';
import { freePort } from '../free-port.js';

const PLACE = '/usr/lib/postgresql';

/** The programs of a PostgreSQL of this machine, with its `pg_dump`, which does not come with npm; null where there is none. */
export function findInstalledPostgres(): string | null {
  const versions = existsSync(PLACE) ? readdirSync(PLACE) : [];
  const folders = versions.map((version) => join(PLACE, version, 'bin'));
  return (
    folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'pg_dump'))) ??
    null
  );
}

/** A server of that PostgreSQL, open to this machine without a password. */
export async function startInstalledPostgres(
  programs: string,
  { directory }: EmbeddedOptions,
): Promise<EmbeddedServer> {
  const user = serverUser();
  const data = join(directory, 'installed');
  mkdirSync(data, { mode: 0o700 });
  if (user) chownSync(data, user.uid, user.gid);
  const as = { ...user, cwd: data, stdio: 'ignore' as const };
  execFileSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'sagsgang', '-A', 'trust', '-E', 'UTF8', '--locale=C'],
    as,
  );
  const port = await freePort();
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories='];
  const server = spawn(
    join(programs, 'postgres'),
    ['-D', data, ...settings.flatMap((each) => ['-c', each])],
    as,
  );
  const exited = once(server, 'exit').then(() => undefined);
  const url = `postgres://sagsgang@127.0.0.1:${port}/postgres`;
  while (!(await isReady(url))) await pause(100);
  const stop = async (): Promise<void> => {
    server.kill('SIGINT');
    await exited;
  };
  return { url, stop, lost: exited };
}

async function isReady(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  const ready = await client.connect().then(
    () => true,
    () => false,
  );
  await client.end().catch(() => undefined);
  return ready;
}
