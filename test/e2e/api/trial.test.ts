import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { loadConfig } from '../../../src/config.js';
import { createApp } from '../../../src/create-app.js';
import { createLog } from '../../../src/modules/http/log.js';
import { Client } from '../../support/app.js';
import { BrowserJar } from '../../support/browser-jar.js';
import { freshDatabase } from '../../support/database.js';
import { freePort } from '../../support/free-port.js';
import { SOURCE_THREADS } from '../../support/source-threads.js';

/** What `deploy/trial` starts, without its containers: an empty database in production mode, and the provider at which one says who one is. */
const TRIAL = new URL('../../../deploy/trial/', import.meta.url);
const compose = readFileSync(new URL('compose.yaml', TRIAL), 'utf8');
const groups = /SIGN_IN_GROUPS: >-\n((?: {8}.*\n)+)/.exec(compose)![1]!;

let provider: ChildProcess;
let app: NestFastifyApplication;
let home: string;

beforeAll(async () => {
  const [port, providerPort] = [await freePort(), await freePort()];
  home = `http://localhost:${port}`;
  const known = {
    PUBLIC_URL: home,
    OIDC_CLIENT_ID: 'sagsgang',
    OIDC_CLIENT_SECRET: 'for-trials-only',
  };
  const issuer = `http://localhost:${providerPort}`;
  const env = { ...process.env, ...known, ISSUER: issuer };
  provider = spawn(process.execPath, [fileURLToPath(new URL('serve.mjs', TRIAL))], { env, stdio: 'ignore' });
  const database = await freshDatabase();
  const config = loadConfig({
    ...known,
    NODE_ENV: 'production',
    DATABASE_URL: 'postgres://stated/elsewhere',
    OIDC_ISSUER: issuer,
    LOCAL_SIGN_IN: 'false',
    SIGN_IN_GROUPS: groups,
    LOG_LEVEL: 'silent',
    ROLE: 'api',
  });
  const foundation = { config, dataSource: database.ds, log: createLog(config), close: database.drop };
  app = await createApp({ ...foundation, threads: SOURCE_THREADS });
  await app.listen(port, 'localhost');
  await untilItAnswers(`${issuer}/.well-known/openid-configuration`);
});
afterAll(async () => {
  await app.close();
  provider.kill();
  if (provider.exitCode === null && provider.signalCode === null) await once(provider, 'exit');
});

async function untilItAnswers(url: string): Promise<void> {
  while (!(await fetch(url).catch(() => null))) {
    if (provider.exitCode !== null) throw new Error('The provider has ended.');
    await new Promise((done) => setImmediate(done));
  }
}

/** Says at the provider's page who one is. */
async function signInAs(person: string): Promise<Client> {
  const browser = new BrowserJar();
  const asked = await browser.open(`${home}/api/sign-in/oidc`);
  expect(await asked.text()).toContain('Hvem er du?');
  const answer = await browser.fetch(browser.visited.at(-1)!, {
    method: 'POST',
    body: new URLSearchParams({ person }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  await browser.open(answer.headers.get('location')!, (url) => url.href === `${home}/`);
  return new Client(home, `sagsgang_session=${browser.cookieOf(home, 'sagsgang_session')}`);
}

describe('a trial in production mode, behind a provider', () => {
  it('lets its administrators in, who find a calendar to begin with', async () => {
    const bo = await signInAs('p-3');
    expect((await bo.get('/api/me')).body).toMatchObject({ name: 'Bo Lind', roles: ['admin'] });
    const me = (await bo.get<{ id: string }>('/api/me')).body;
    expect((await bo.get('/api/calendar')).body).toMatchObject({ version: 1, publishedBy: me.id });
    const ida = await signInAs('p-4');
    expect((await ida.get<object[]>('/api/calendar/versions')).body).toHaveLength(1);
  });

  it('knows no password, and nobody whom the provider does not know', async () => {
    const answer = await new Client(home).post('/api/session', { username: 'bo', password: 'sagsgang' });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    await expect(signInAs('p-99')).rejects.toThrow();
  });
});
