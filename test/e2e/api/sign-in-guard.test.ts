import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, startTestApp, type TestApp } from '../../support/app.js';

/** Guessing at passwords, forging where one comes from, and sessions that nobody sits at any more. */
let test: TestApp;
beforeAll(async () => {
  test = await startTestApp({ sessionIdleMinutes: 30 });
});
afterAll(() => test.close());

const signIn = (username: string, password = 'sagsgang', headers = {}) =>
  test.anonymous.post<{ code: string }>('/api/session', { username, password }, headers);
const guess = async (username: string, times: number): Promise<(number | string)[]> => {
  const answers = await Promise.all(Array.from({ length: times }, () => signIn(username, 'a guess of mine')));
  return answers.map(({ body }) => body.code).sort();
};
/** As if so much time had gone by since the last attempt. */
const later = (time: string) =>
  test.ds.query(
    `update sign_in_failures set blocked_until = blocked_until - $1::interval, last_at = last_at - $1::interval`,
    [time],
  );

describe('guessing at one account', () => {
  it('is over after five attempts, however many come at once', async () => {
    const answers = await guess('lars', 20);
    expect(answers.filter((code) => code === 'wrongCredentials')).toHaveLength(5);
    expect(answers.filter((code) => code === 'signInPaused')).toHaveLength(15);
    expect(await signIn('lars')).toMatchObject({ status: 429, body: { code: 'signInPaused' } });
  });

  it('goes on after a minute, then two, then four', async () => {
    for (const minutes of [1, 2, 4]) {
      await later(`${minutes * 60 - 5} seconds`);
      expect([minutes, await guess('lars', 1)]).toEqual([minutes, ['signInPaused']]);
      await later('6 seconds');
      expect([minutes, await guess('lars', 2)]).toEqual([minutes, ['signInPaused', 'wrongCredentials']]);
    }
  });

  it('is forgiven by the right password, after a quarter of an hour at the longest', async () => {
    for (let attempt = 0; attempt < 4; attempt += 1) {
      await later('16 minutes');
      await guess('lars', 1);
    }
    await later('15 minutes');
    expect((await signIn('Lars')).status).toBe(200);
    expect(await guess('lars', 2)).toEqual(['wrongCredentials', 'wrongCredentials']);
  });

  it('does not tell whether anybody has the name, and keeps no name', async () => {
    const answers = [await guess('hemmeligt kodeord', 7), await guess('anne', 7)];
    expect(answers[0]).toEqual(answers[1]);
    expect(JSON.stringify(await test.ds.query('select * from sign_in_failures'))).not.toMatch(/kodeord|anne/);
  });

  it('counts what is guessed in the form for an own password', async () => {
    const rikke = await test.as('rikke');
    const body = { current: 'a guess of mine', next: 'en lang og glat vej' };
    const answers = [];
    for (let attempt = 0; attempt < 6; attempt += 1)
      answers.push((await rikke.request<{ code: string }>('PUT', '/api/me/password', { body })).body.code);
    expect(answers.slice(4)).toEqual(['wrongPassword', 'signInPaused']);
    expect((await signIn('rikke')).status).toBe(429);
    await test.ds.query('delete from sign_in_failures');
  });
});

describe('a forged X-Forwarded-For', () => {
  const attempts = async (trustProxy: string[] | false, headerOf: (n: number) => string) => {
    const strict = await startTestApp({ trustProxy, loginRateLimit: 5 });
    const statuses = [];
    for (let n = 0; n < 12; n += 1) {
      const body = { username: `somebody${n}`, password: 'a guess of mine' };
      const headers = { 'x-forwarded-for': headerOf(n) };
      statuses.push((await strict.anonymous.post('/api/session', body, headers)).status);
    }
    await strict.close();
    return statuses.filter((status) => status !== 429).length;
  };

  it.each<[string, string[] | false, (n: number) => string]>([
    ['no proxy is named', false, (n) => `198.51.100.${n}`],
    ['the address is not one of the proxies', ['10.0.0.0/8'], (n) => `198.51.100.${n}`],
    ['the proxy has added the true one', ['loopback'], (n) => `198.51.100.${n}, 203.0.113.9`],
    ['it names proxies too', ['loopback', '10.0.0.0/8'], (n) => `198.51.100.${n}, 203.0.113.9, 10.0.0.${n}`],
  ])('passes no limit when %s', async (_, trustProxy, headerOf) => {
    expect(await attempts(trustProxy, headerOf)).toBe(5);
  });

  it('is no forgery when the proxy has written it', async () => {
    expect(await attempts(['loopback'], (n) => `198.51.100.${n}`)).toBe(12);
  });
});

describe('a session', () => {
  const away = (minutes: number) =>
    test.ds.query(`update sessions set last_seen_at = last_seen_at - $1 * interval '1 minute'`, [minutes]);

  it('ends when nobody has sat at it for half an hour', async () => {
    const mette = await test.as('mette');
    await away(29);
    expect((await mette.get('/api/me')).status).toBe(200);
    await away(29);
    expect((await mette.get('/api/me')).status).toBe(200);
    await away(30);
    expect(await mette.get('/api/me')).toMatchObject({ status: 401, body: { code: 'notSignedIn' } });
  });

  it('is not kept alive by what an open page asks by itself', async () => {
    const mette = await test.as('mette');
    await away(20);
    expect((await mette.get('/api/me', { 'sagsgang-unattended': '1' })).status).toBe(200);
    await away(20);
    expect((await mette.get('/api/me')).status).toBe(401);
  });

  it('is over as soon as somebody signs in anew in the same browser', async () => {
    const mette = await test.as('mette');
    const { headers } = await signIn('anne', 'sagsgang', { cookie: mette.cookie! });
    const anne = new Client(test.url, String([headers['set-cookie']].flat()[0]).split(';', 1)[0]);
    expect((await anne.get('/api/me')).body).toMatchObject({ username: 'anne' });
    expect((await mette.get('/api/me')).status).toBe(401);
  });

  it('goes on when signing in anew did not succeed', async () => {
    const mette = await test.as('mette');
    await signIn('anne', 'a guess of mine', { cookie: mette.cookie! });
    expect((await mette.get('/api/me')).status).toBe(200);
  });
});

describe('a new password', () => {
  it.each(['Password1234', 'Sommer2026!!', 'Mette Holm 2026'])('may not be %j', async (next) => {
    const mette = await test.as('mette');
    const answer = await mette.request('PUT', '/api/me/password', { body: { current: 'sagsgang', next } });
    expect(answer).toMatchObject({ status: 400, body: { code: 'trivialPassword' } });
  });
});
