import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { binariesDirectory, dataDirectory, serverUser, type ServerUser } from './embedded-binaries.js';

export interface EmbeddedServer {
  /** Connection string of the database `sagsgang`, as its owner. */
  url: string;
  /** Stops the server, unless another living process of this product started it. */
  stop: () => Promise<void>;
  /** Resolves when a server of ours has ended that nobody has stopped. */
  lost: Promise<void>;
}

export interface EmbeddedOptions {
  /** Where the database lives, usually `.data`. It is made if it is not there. */
  directory: string;
  /** Further settings of the server, `fsync=off` for throw-away databases. */
  settings?: string[];
}

/** Of a server that is not ours to lose. */
export const NEVER = new Promise<void>(() => undefined);

const DATABASE = 'sagsgang';
const OWNER = 'sagsgang';
const START_TIMEOUT_MS = 60_000;
const POLL_MS = 50;

const SETTINGS = [
  // Local only, and no socket files: the connection string is the one way in.
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'password_encryption=scram-sha-256',
  'max_connections=100',
  'shared_buffers=128MB',
  // Tables grow from nothing in a new installation; plans must not lag behind for a minute.
  'autovacuum_naptime=10s',
];

interface Server {
  data: string;
  binaries: string;
  user: ServerUser | undefined;
  password: string;
}

/**
 * A real PostgreSQL on a free local port, its data and password below `directory`. It ends with the process that started it, also when that is
 * killed; the server of another living process is shared.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const server = prepare(options.directory);
  const running = runningPort(server);
  if (running !== null && (await answers(urlOf(server, running)))) {
    if (ownerLives(server)) return { url: urlOf(server, running), stop: async () => undefined, lost: NEVER };
    // Its process has died, and it is about to end by itself.
    await stopServer(server);
  }
  if (!existsSync(join(server.data, 'PG_VERSION'))) initialise(server);
  const port = await freePort();
  const url = urlOf(server, port);
  const child = await launchWhenFree(server, port, options.settings ?? []);
  await makeDatabase(urlOf(server, port, 'postgres'));
  writeFileSync(ownerFile(server), String(process.pid));
  let stopped = false;
  const stop = async (): Promise<void> => {
    stopped = true;
    await stopServer(server);
  };
  const lost = new Promise<void>((resolve) => child.once('exit', () => stopped || resolve()));
  return { url, stop, lost };
}

function prepare(directory: string): Server {
  const user = serverUser();
  const data = join(dataDirectory(directory, user), 'postgres');
  mkdirSync(data, { recursive: true });
  if (user) chownSync(data, user.uid, user.gid);
  chmodSync(data, 0o700);
  // Beside the data, wherever that lies: the two are of no use without each other.
  return { data, binaries: binariesDirectory(user), user, password: passwordIn(dirname(data)) };
}

/** Made once, readable by its owner only. */
function passwordIn(directory: string): string {
  const file = join(directory, 'postgres.password');
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

function environment(server: Server): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C', LD_LIBRARY_PATH: join(server.binaries, 'lib') };
}

function initialise(server: Server): void {
  const passwordFile = join(server.data, '..', `password.${process.pid}`);
  writeFileSync(passwordFile, server.password, { mode: 0o600 });
  if (server.user) chownSync(passwordFile, server.user.uid, server.user.gid);
  const args = ['-D', server.data, '-U', OWNER, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`];
  const result = spawnSync(
    join(server.binaries, 'bin', 'initdb'),
    [...args, '-E', 'UTF8', '--locale=C', '--no-instructions'],
    { ...server.user, cwd: server.data, env: environment(server), encoding: 'utf8' },
  );
  rmSync(passwordFile);
  if (result.status !== 0) {
    throw new Error(`initdb failed in ${server.data}: ${result.error?.message ?? result.stderr}`, {
      cause: result.error,
    });
  }
}

/** A server that was killed a moment ago may still be dying and hold its data: then it is tried again until it is gone. */
async function launchWhenFree(server: Server, port: number, settings: string[]): Promise<ChildProcess> {
  const giveUpAt = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    try {
      const child = launch(server, port, settings);
      await waitUntilReady(child, urlOf(server, port, 'postgres'));
      return child;
    } catch (error) {
      const held = /postmaster\.pid|shared memory block/.test((error as Error).message);
      if (!held || Date.now() > giveUpAt) throw error;
      await pause(POLL_MS);
    }
  }
}

/** Runs its arguments as a server, which is shut down when standard input closes: that is when the process at its other end has ended. */
const WATCHED = `exec 3<&0; "$@" </dev/null & server=$!
( cat <&3 >/dev/null; kill -INT $server ) 2>/dev/null &
exec 3<&-; wait $server`;

/** Detached, so that Ctrl-C reaches the product first and the database stops last. */
function launch(server: Server, port: number, extra: string[]): ChildProcess {
  const settings = [`port=${port}`, ...SETTINGS, ...extra].flatMap((setting) => ['-c', setting]);
  const command = [join(server.binaries, 'bin', 'postgres'), '-D', server.data, ...settings];
  const child = spawn('/bin/sh', ['-c', WATCHED, 'sh', ...command], {
    ...server.user,
    cwd: server.data,
    env: environment(server),
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  child.stderr!.setEncoding('utf8');
  child.unref();
  (child.stdin as unknown as { unref: () => void }).unref();
  return child;
}

async function waitUntilReady(child: ChildProcess, url: string): Promise<void> {
  let output = '';
  const collect = (text: string): void => {
    output = (output + text).slice(-4_000);
  };
  child.stderr!.on('data', collect);
  const giveUpAt = Date.now() + START_TIMEOUT_MS;
  while (!(await answers(url))) {
    if (child.exitCode !== null || child.signalCode !== null || Date.now() > giveUpAt) {
      throw new Error(`PostgreSQL did not start:\n${output}`);
    }
    await pause(POLL_MS);
  }
  // Keep the pipe flowing, but neither the memory nor the process because of it.
  child.stderr!.off('data', collect).resume();
  (child.stderr as unknown as { unref: () => void }).unref();
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function makeDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

function urlOf(server: Server, port: number, database = DATABASE): string {
  return `postgres://${OWNER}:${server.password}@127.0.0.1:${port}/${database}`;
}

/** Lines of `postmaster.pid`: process id, data directory, start, port, … */
function postmaster(server: Server): { pid: number; port: number } | null {
  const file = join(server.data, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8').split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3]) };
}

function runningPort(server: Server): number | null {
  const found = postmaster(server);
  return found && found.port > 0 && isAlive(found.pid) ? found.port : null;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function ownerFile(server: Server): string {
  return join(server.data, '..', 'postgres.owner');
}

function ownerLives(server: Server): boolean {
  const file = ownerFile(server);
  const owner = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  return owner > 0 && isAlive(owner);
}

/** SIGINT is PostgreSQL's fast shutdown: transactions end, everything is on disk, no recovery at the next start. */
async function stopServer(server: Server): Promise<void> {
  const found = postmaster(server);
  if (!found || !isAlive(found.pid)) return;
  process.kill(found.pid, 'SIGINT');
  while (isAlive(found.pid) && existsSync(join(server.data, 'postmaster.pid'))) await pause(POLL_MS);
  rmSync(ownerFile(server), { force: true });
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
