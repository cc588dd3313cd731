import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { prepareDatabase, type Server } from './databases.js';
import { median } from './measure.js';
import type { Options } from './options.js';
import type { Line } from './report.js';

const APPLICATION = 'dist/main.js';
const TARGET_S = 3;
const POLL_MS = 10;
const GIVE_UP_MS = 60_000;

/** From the start of the built application until it says that it is ready, with cases that wait. */
export async function measureStartUp(server: Server, { cases, repetitions }: Options): Promise<Line[]> {
  if (!existsSync(APPLICATION)) throw new Error(`${APPLICATION} is not there: npm run build.`);
  const database = await prepareDatabase(server, cases, 1);
  try {
    const seconds: number[] = [];
    for (let round = 0; round < repetitions; round += 1) seconds.push(await startOnce(database.url));
    const middle = median(seconds);
    return [
      {
        what: `ready with ${cases.toLocaleString('en')} waiting cases`,
        figure: `${middle.toFixed(2)} s`,
        target: { text: `≤ ${TARGET_S} s`, met: middle <= TARGET_S },
        detail: `${Math.min(...seconds).toFixed(2)}–${Math.max(...seconds).toFixed(2)} s`,
      },
    ];
  } finally {
    await database.drop();
  }
}

async function startOnce(url: string): Promise<number> {
  const port = await freePort();
  const started = performance.now();
  const application = spawn(process.execPath, [APPLICATION], {
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      HOST: '127.0.0.1',
      DATABASE_URL: url,
      SANDBOX: 'false',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => application.once('exit', () => resolve()));
  try {
    while (!(await isReady(port))) {
      const late = performance.now() - started > GIVE_UP_MS;
      if (late || application.exitCode !== null) throw new Error('The application did not become ready.');
      await pause(POLL_MS);
    }
    return (performance.now() - started) / 1_000;
  } finally {
    application.kill('SIGTERM');
    await ended;
  }
}

async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/health/ready`)).status === 200;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
