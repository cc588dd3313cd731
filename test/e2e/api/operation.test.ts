import { readFileSync } from 'node:fs';
import type { Pool } from 'pg';
import { inTransaction, query } from '../../../src/persistence/transaction.js';
import { startTestApp, type TestApp } from '../../support/app.js';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp({ readyLagSeconds: 60 });
});
afterAll(() => test.close());

const addTimerDue = (ago: string) =>
  query(test.ds, {
    name: `add_timer_${ago}`,
    text: `insert into timers (case_id, timer_id, arming, kind, due_at, event, wake_at)
           select gen_random_uuid(), 'deadline.x', 1, 'armed', (select instant from clock) - interval '${ago}', '{}', (select instant from clock) - interval '${ago}'`,
  });

const statusOf = async (answer: Promise<{ status: number }>) => (await answer).status;

describe('health', () => {
  afterEach(() => query(test.ds, { name: 'no_timers', text: 'delete from timers' }));

  it('is live for everybody', async () => {
    expect(await test.anonymous.get('/health/live')).toMatchObject({ status: 200, body: { status: 'ok' } });
  });

  it('is ready while no timer waits longer than the bound', async () => {
    await addTimerDue('10 seconds');
    expect((await test.anonymous.get('/health/ready')).status).toBe(200);
  });

  it('is not ready when the oldest due timer has waited too long', async () => {
    await addTimerDue('2 minutes');
    const answer = await test.anonymous.get<Record<string, unknown>>('/health/ready');
    expect(answer).toMatchObject({
      status: 503,
      body: { code: 'notReady', checks: { timers: { status: 'down' } } },
    });
  });

  it('is not ready when the database is silent, and says so soon', async () => {
    await inTransaction(test.ds, async (tx) => {
      await query(tx, { name: 'hold_timers', text: 'lock table timers in access exclusive mode' });
      const [ready, live] = await Promise.all(
        ['/health/ready', '/health/live'].map((path) => test.anonymous.get(path)),
      );
      expect(ready).toMatchObject({
        status: 503,
        body: { checks: { timers: { message: 'The database does not answer.' } } },
      });
      expect(live!.status).toBe(200);
    });
    expect((await test.anonymous.get('/health/ready')).status).toBe(200);
  });
});

describe('metrics', () => {
  it('tell the age of the oldest due timer and the sizes of the queues', async () => {
    await addTimerDue('90 seconds');
    const { body } = await test.anonymous.get<string>('/metrics');
    expect(Number(/^sagsgang_oldest_due_timer_seconds (.+)$/m.exec(body)![1])).toBeGreaterThanOrEqual(90);
    expect(body).toMatch(/^sagsgang_due_timers 1$/m);
    expect(body).toMatch(/^sagsgang_open_incidents 0$/m);
    expect(body).toContain('sagsgang_apply_seconds_bucket');
  });
});

describe('what is given to those who run it', () => {
  const given = (file: string) => readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');

  it.each(['deploy/alerts.yaml', 'deploy/dashboard.json'])('%s asks only for what there is', async (file) => {
    const { body } = await test.anonymous.get<string>('/metrics');
    const asked = new Set(given(file).match(/\b(?:sagsgang|process|nodejs)_\w+/g));
    const isThere = (name: string) => body.includes(`# TYPE ${name.replace(/_bucket$/, '')} `);
    expect(asked.size).toBeGreaterThan(3);
    expect([...asked].filter((name) => !isThere(name))).toEqual([]);
  });

  it('the container is started with settings that there are', () => {
    const [, environment] = given('deploy/compose.yaml').split('  sagsgang:\n');
    const set = environment!.match(/^ {6}[A-Z_]+(?=:)/gm)!.map((name) => name.trim());
    const known = given('.env.example').match(/^[A-Z_]+(?==)/gm)!;
    expect(set).toContain('DATABASE_URL');
    expect(set.filter((name) => !known.includes(name))).toEqual([]);
  });
});

describe('what anybody may ask without an account', () => {
  it('takes one connection to the database, however many ask at once', async () => {
    const pool = (test.ds.driver as unknown as { master: Pool }).master;
    let taken = 0;
    const count = () => (taken += 1);
    await inTransaction(test.ds, async (tx) => {
      await query(tx, { name: 'hold_timers', text: 'lock table timers in access exclusive mode' });
      pool.on('acquire', count);
      const paths = Array.from({ length: 20 }, () => ['/metrics', '/health/ready']).flat();
      const answers = paths.map((path) => test.anonymous.get(path));
      // What is ready is said although the database is silent; by then all have been asked.
      expect(new Set(await Promise.all(answers.filter((_, at) => at % 2).map(statusOf)))).toEqual(
        new Set([503]),
      );
      pool.off('acquire', count);
    });
    expect(taken).toBe(1);
  });
});

describe('the documentation of the API', () => {
  it('loads nothing from elsewhere and nothing inline', async () => {
    const { body, headers } = await test.anonymous.get<string>('/api/docs');
    const addresses = [...body.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1]!);
    expect(addresses.length).toBeGreaterThan(2);
    for (const address of addresses) {
      expect(address).toMatch(/^\/api\/docs\//);
      expect((await test.anonymous.get(address)).status).toBe(200);
    }
    expect(body).not.toMatch(/<style|style=|<script>/);
    expect(String(headers['content-security-policy'])).not.toContain('unsafe');
  });

  it('gives no other file of the disk', async () => {
    for (const name of ['package.json', '..%2fpackage.json', 'constructor', 'index.html']) {
      expect((await test.anonymous.get(`/api/docs/${name}`)).status).toBe(404);
    }
  });
});

const namesSeenBy = async (who: string) => {
  const { body } = await (await test.as(who)).get<{ username: string }[]>('/api/people');
  return body.map(({ username }) => username);
};

describe('people and teams', () => {
  it('are those of the own team, and all of them for an admin', async () => {
    expect(await namesSeenBy('mette')).toEqual(['anne', 'lars', 'mette']);
    expect(await namesSeenBy('jens')).toEqual(['jens', 'kirsten']);
    expect(await namesSeenBy('bo')).toHaveLength(8);
  });

  it('are for the auditor only as far as the log speaks of them: all teams, and nobody to give a case to', async () => {
    const [rikke, bo] = await Promise.all([test.as('rikke'), test.as('bo')]);
    expect(await rikke.get('/api/people')).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect((await rikke.get('/api/teams')).body).toEqual((await bo.get('/api/teams')).body);
  });
});

describe('the start page', () => {
  it('shows what is to be done in the sandbox, with everything escaped and nothing inline', async () => {
    const mette = await test.as('mette');
    await mette.post('/api/cases', { caseType: 'libraryCard', facts: { receivedOn: '2026-03-02' } });
    await query(test.ds, {
      name: 'nasty_title',
      text: `update tasks set title = '{"da":"<b>Ring</b>","en":""}'`,
    });
    const { body } = await test.anonymous.get<string>('/');
    expect(body).toContain('&lt;b&gt;Ring&lt;/b&gt;');
    expect(body).toContain('30. marts 2026');
    expect(body).toContain('<code>mette</code>');
    expect(body).not.toMatch(/<script|<style|style=|https?:/);
    expect(await test.anonymous.get('/start-page.css')).toMatchObject({
      status: 200,
      headers: { 'content-type': 'text/css; charset=utf-8' },
    });
  });

  it('tells strangers nothing of cases and people outside the sandbox', async () => {
    const real = await startTestApp({ sandbox: false });
    const { body } = await real.anonymous.get<string>('/');
    expect(body).not.toMatch(/mette|Opgave|2026-/);
    await real.close();
  });
});
