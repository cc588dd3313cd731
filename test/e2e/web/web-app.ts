import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DataSource } from 'typeorm';
import { loadConfig } from '../../../src/config.js';
import { createApp } from '../../../src/create-app.js';
import { createLog } from '../../../src/modules/http/log.js';
import { SANDBOX_PASSWORD } from '../../../src/modules/people/sandbox-people.js';
import { Client } from '../../support/app.js';
import { oncePerRun } from '../../support/once-per-run.js';
import { sandboxDatabase } from '../../support/sandbox-database.js';
import { SOURCE_THREADS } from '../../support/source-threads.js';

const VITE = 'node_modules/vite/bin/vite.js';
/** Whatever a test does, it does faster than a person. */
const UNLIMITED = 1_000_000;

export interface WebApp {
  url: string;
  ds: DataSource;
  /** Asks the API as one of the people of the sandbox. */
  as: (username: string) => Promise<Client>;
  /** The server is gone, the database stays. */
  stop: () => Promise<void>;
  /** The server is back at the same address. */
  start: () => Promise<void>;
  close: () => Promise<void>;
}

/** The product as people meet it: the web app built from its sources, and the sandbox municipality with its casework. */
export async function startWebApp(): Promise<WebApp> {
  const folder = process.env.SAGSGANG_TEST_WEB!;
  await oncePerRun(
    async () => existsSync(folder),
    () => build(folder),
  );
  const database = await sandboxDatabase();
  const config = {
    ...loadConfig({ NODE_ENV: 'test', LOG_LEVEL: 'silent' }),
    rateLimit: UNLIMITED,
    loginRateLimit: UNLIMITED,
    role: 'api' as const,
  };
  const { ds: dataSource, drop } = database;
  const log = createLog(config);
  const serve = async (port: number) => {
    // The database outlives the server.
    const close = async () => undefined;
    const made = await createApp({
      config,
      dataSource,
      log,
      close,
      webDirectory: folder,
      threads: SOURCE_THREADS,
    });
    await made.listen(port, '127.0.0.1');
    return made;
  };
  let app: NestFastifyApplication | null = await serve(0);
  const url = await app.getUrl();
  const stop = async () => {
    await app?.close();
    app = null;
  };
  return {
    url,
    ds: dataSource,
    as: async (username) => new Client(url, await cookieOf(url, username)),
    stop,
    start: async () => {
      app = await serve(Number(new URL(url).port));
    },
    close: async () => {
      await stop();
      await drop();
    },
  };
}

/** Whole or not at all, and as it is delivered: with the environment of tests, React would be the one for developers, half again as large and slow. */
async function build(folder: string): Promise<void> {
  const half = `${folder}.half`;
  const output = ['--outDir', half, '--emptyOutDir', '--logLevel', 'error'];
  const env = { ...process.env, NODE_ENV: 'production' };
  await promisify(execFile)(process.execPath, [VITE, 'build', 'web', ...output], { env });
  await rename(half, folder);
}

async function cookieOf(url: string, username: string): Promise<string> {
  const answer = await new Client(url).post('/api/session', { username, password: SANDBOX_PASSWORD });
  return String([answer.headers['set-cookie']].flat()[0]).split(';', 1)[0]!;
}
