import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { DataSource } from 'typeorm';
import { loadConfig } from '../../../src/config.js';
import { createApp } from '../../../src/create-app.js';
import { createLog } from '../../../src/modules/http/log.js';
import { SANDBOX_PASSWORD } from '../../../src/modules/people/sandbox-people.js';
import { seedSandbox } from '../../../src/sandbox/seed-sandbox.js';
import { Client } from '../../support/app.js';
import { freshDatabase } from '../../support/database.js';

const VITE = 'node_modules/vite/bin/vite.js';
/** Whatever a test does, it does faster than a person. */
const UNLIMITED = 1_000_000;

export interface WebApp {
  url: string;
  ds: DataSource;
  /** Asks the API as one of the people of the sandbox. */
  as: (username: string) => Promise<Client>;
  close: () => Promise<void>;
}

/** The product as people meet it: the web app built from its sources, and the sandbox municipality with its casework. */
export async function startWebApp(): Promise<WebApp> {
  const folder = await mkdtemp(join(tmpdir(), 'sagsgang-web-'));
  const [database] = await Promise.all([freshDatabase(), build(folder)]);
  await seedSandbox(database.ds, { deliver: async () => undefined });
  const config = {
    ...loadConfig({ NODE_ENV: 'test', LOG_LEVEL: 'silent' }),
    rateLimit: UNLIMITED,
    loginRateLimit: UNLIMITED,
    role: 'api' as const,
  };
  const app = await createApp({
    config,
    dataSource: database.ds,
    log: createLog(config),
    close: database.drop,
    webDirectory: folder,
  });
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  return {
    url,
    ds: database.ds,
    as: async (username) => new Client(url, await cookieOf(url, username)),
    close: async () => {
      await app.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function build(folder: string): Promise<void> {
  const output = ['--outDir', folder, '--emptyOutDir', '--logLevel', 'error'];
  await promisify(execFile)(process.execPath, [VITE, 'build', 'web', ...output]);
}

async function cookieOf(url: string, username: string): Promise<string> {
  const answer = await new Client(url).post('/api/session', { username, password: SANDBOX_PASSWORD });
  return String([answer.headers['set-cookie']].flat()[0]).split(';', 1)[0]!;
}
