import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { startEmbeddedPostgres, type EmbeddedServer } from '../../src/persistence/embedded-postgres.js';

let directory: string;
let server: EmbeddedServer | null;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sagsgang-embedded-'));
  await chmod(directory, 0o755);
});
afterEach(async () => {
  await server?.stop();
  await rm(directory, { recursive: true, force: true });
});

async function ask(url: string, statement: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(statement);
  await client.end();
  return rows;
}

/** Starts the server in a process of its own, has it write something, and kills that process. */
async function startAndKill(statement: string): Promise<string> {
  const source = `
    import { startEmbeddedPostgres } from './src/persistence/embedded-postgres.ts';
    const { url } = await startEmbeddedPostgres({ directory: process.argv[1] });
    console.log(url);
    setInterval(() => {}, 1000);`;
  const args = ['--import', './test/support/typescript.mjs', '--input-type=module', '-e', source, directory];
  const owner = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(owner, 'exit');
  const [url] = (await once(createInterface(owner.stdout), 'line')) as [string];
  await ask(url, statement);
  owner.kill('SIGKILL');
  await exited;
  return url;
}

describe('a start on a port that is taken', () => {
  it('ends with 1 and a sentence that names it, and leaves no database running', async () => {
    const other = createServer();
    other.listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const env = {
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: directory,
      LOG_LEVEL: 'silent',
      SANDBOX: 'false',
    };
    const args = ['--import', './test/support/typescript.mjs', 'src/main.ts'];
    const started = spawn(process.execPath, args, { env: { PATH: process.env.PATH, ...env } });
    let told = '';
    started.stderr.on('data', (part) => (told += String(part)));
    expect(await once(started, 'close')).toEqual([1, null]);
    const sentence = `PORT ${port} of 127.0.0.1 is taken: end what listens there, or set another\n`;
    expect(told).toContain(sentence);
    expect(told).not.toMatch(/^\s+at /m);
    expect(existsSync(join(directory, 'postgres', 'PG_VERSION'))).toBe(true);
    expect(existsSync(join(directory, 'postgres', 'postmaster.pid'))).toBe(false);
    other.close();
  });
});

describe('the embedded database', () => {
  it('keeps what was written when it is stopped and started again', async () => {
    server = await startEmbeddedPostgres({ directory });
    await ask(server.url, 'create table kept as select 42 as answer');
    await server.stop();
    server = await startEmbeddedPostgres({ directory });
    expect(await ask(server.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('lives on from a copy of its directory that was taken while it was stopped', async () => {
    const original = join(directory, 'original');
    const copy = join(directory, 'copy');
    server = await startEmbeddedPostgres({ directory: original });
    await ask(server.url, 'create table kept as select 42 as answer');
    await server.stop();
    // As a backup is taken: with owners and modes, and the password beside the data.
    execFileSync('cp', ['-a', original, copy]);
    server = await startEmbeddedPostgres({ directory: copy });
    expect(await ask(server.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('is local, asks for the password, and lets nobody else read it', async () => {
    server = await startEmbeddedPostgres({ directory });
    const url = new URL(server.url);
    expect(url.hostname).toBe('127.0.0.1');
    expect(await ask(server.url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    url.password = 'guessed';
    await expect(ask(url.href, 'select 1')).rejects.toThrow('password authentication failed');
    expect((await stat(join(directory, 'postgres.password'))).mode & 0o077).toBe(0);
  });

  it('ends with the process that started it when that is killed, and keeps what was written', async () => {
    const url = await startAndKill('create table kept as select 42 as answer');
    while (await ask(url, 'select 1').then(Boolean, () => false)) continue;
    server = await startEmbeddedPostgres({ directory });
    expect(await ask(server.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('is started anew at once while the one of a killed process is still ending', async () => {
    await startAndKill('create table kept as select 42 as answer');
    server = await startEmbeddedPostgres({ directory });
    expect(await ask(server.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
    await server.stop();
    await expect(ask(server.url, 'select 1')).rejects.toThrow();
    server = null;
  });

  it('is shared with another process while the one that started it lives', async () => {
    server = await startEmbeddedPostgres({ directory });
    const shared = await startEmbeddedPostgres({ directory });
    expect(shared.url).toBe(server.url);
    await shared.stop();
    expect(await ask(server.url, 'select 1 as answer')).toEqual([{ answer: 1 }]);
  });

  it('leaves alone a process that has got the number of one that is long gone', async () => {
    server = await startEmbeddedPostgres({ directory });
    await server.stop();
    const foreign = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)']);
    const lines = [foreign.pid, join(directory, 'postgres'), 0, 1, '', '127.0.0.1', '', 'ready'];
    await writeFile(join(directory, 'postgres', 'postmaster.pid'), lines.join('\n'));
    server = await startEmbeddedPostgres({ directory });
    expect(foreign.exitCode ?? foreign.signalCode).toBeNull();
    foreign.kill();
  });

  it('recovers when it was killed itself', async () => {
    server = await startEmbeddedPostgres({ directory });
    await ask(server.url, 'create table kept as select 42 as answer');
    const [row] = (await ask(server.url, `select pg_read_file('postmaster.pid') as pid`)) as [
      { pid: string },
    ];
    process.kill(Number(row.pid.split('\n')[0]), 'SIGKILL');
    // Its process hears of it.
    await server.lost;
    server = await startEmbeddedPostgres({ directory });
    expect(await ask(server.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });
});
