import { Client, startTestApp, type TestApp } from '../../support/app.js';
import { query } from '../../../src/persistence/transaction.js';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const signIn = (username: string, password = 'sagsgang') =>
  test.anonymous.post('/api/session', { username, password });

describe('signing in', () => {
  it('gives the person and a cookie that scripts and other sites cannot use', async () => {
    const answer = await signIn('mette');
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      id: expect.any(String),
      username: 'mette',
      name: 'Mette Holm',
      roles: ['caseworker'],
      rights: ['caseworker'],
      teamIds: ['boernehandicap'],
    });
    expect(String(answer.headers['set-cookie'])).toMatch(
      /^sagsgang_session=[\w-]{43};.*HttpOnly; SameSite=Lax$/,
    );
  });

  it('refuses a wrong password and an unknown name with the same words', async () => {
    const wrongPassword = await signIn('mette', 'guess');
    const unknownName = await signIn('nobody', 'guess');
    expect([wrongPassword.status, unknownName.status]).toEqual([401, 401]);
    expect({ ...wrongPassword.body, id: '' }).toEqual({ ...unknownName.body, id: '' });
    expect(wrongPassword.headers['set-cookie']).toBeUndefined();
  });

  it('names every missing and unknown field of the body', async () => {
    const answer = await test.anonymous.post<{ errors: { path: string }[] }>('/api/session', {
      user: 'mette',
    });
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalidBody' } });
    expect(new Set(answer.body.errors.map(({ path }) => path))).toEqual(
      new Set(['user', 'username', 'password']),
    );
  });

  it('stores neither the password nor the token', async () => {
    const cookie = String((await signIn('lars')).headers['set-cookie']);
    const token = /sagsgang_session=([\w-]+)/.exec(cookie)![1]!;
    const stored = await query<{ text: string }>(test.ds, {
      name: 'all_secrets',
      text: `select coalesce(string_agg(token_hash, ' '), '') || (select string_agg(password_hash, ' ') from users) as text from sessions`,
    });
    expect(stored[0]!.text).not.toContain(token);
    expect(stored[0]!.text).not.toContain('sagsgang ');
    expect(stored[0]!.text).toContain('$argon2id$');
  });
});

describe('a session', () => {
  it('tells who is signed in', async () => {
    const anne = await test.as('anne');
    expect((await anne.get('/api/me')).body).toMatchObject({ username: 'anne', roles: ['teamLeader'] });
  });

  it('is needed', async () => {
    expect(await test.anonymous.get('/api/me')).toMatchObject({ status: 401, body: { code: 'notSignedIn' } });
    const forged = new Client(test.url, `sagsgang_session=${'A'.repeat(43)}`);
    expect(await forged.get('/api/me')).toMatchObject({ status: 401, body: { code: 'notSignedIn' } });
  });

  it('ends on the server when the person signs out', async () => {
    const mette = await test.as('mette');
    expect(await mette.request('DELETE', '/api/session')).toMatchObject({
      status: 200,
      body: { continueAt: null },
    });
    expect((await mette.get('/api/me')).status).toBe(401);
  });

  it('ends when it has expired', async () => {
    const mette = await test.as('mette');
    await query(test.ds, { name: 'expire_all', text: 'update sessions set expires_at = created_at' });
    expect((await mette.get('/api/me')).status).toBe(401);
  });

  it('ends when the person is no longer active', async () => {
    const jens = await test.as('jens');
    await query(test.ds, {
      name: 'retire_jens',
      text: `update users set active = false where username = 'jens'`,
    });
    expect((await jens.get('/api/me')).status).toBe(401);
  });
});

describe('requests from other sites', () => {
  const body = { username: 'mette', password: 'sagsgang' };

  it.each([
    ['Sec-Fetch-Site of another site', { 'sec-fetch-site': 'cross-site' }],
    ['an Origin of another site', { origin: 'https://evil.example' }],
    ['an opaque Origin', { origin: 'null' }],
  ])('are refused by %s', async (_, headers) => {
    expect(await test.anonymous.post('/api/session', body, headers)).toMatchObject({
      status: 403,
      body: { code: 'crossSiteRequest' },
    });
  });

  it('are refused as forms, whatever they say', async () => {
    const answer = await test.anonymous.post('/api/session', 'username=mette&password=sagsgang', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(answer).toMatchObject({ status: 415, body: { code: 'unsupportedMediaType' } });
  });

  it('are told from those of the own page', async () => {
    const headers = { 'sec-fetch-site': 'same-origin', origin: 'http://localhost:80', host: 'localhost:80' };
    expect((await test.anonymous.post('/api/session', body, headers)).status).toBe(200);
  });
});

describe('an https address', () => {
  it('makes the cookie Secure', async () => {
    const https = await startTestApp({ publicUrl: 'https://sagsgang.example.dk' });
    const answer = await https.anonymous.post('/api/session', { username: 'mette', password: 'sagsgang' });
    expect(String(answer.headers['set-cookie'])).toContain('; Secure');
    await https.close();
  });
});

describe('guessing passwords', () => {
  it('is slowed down, without slowing down anything else', async () => {
    const strict = await startTestApp({ loginRateLimit: 3 });
    const answers = [];
    for (let attempt = 0; attempt < 4; attempt += 1) {
      answers.push(await strict.anonymous.post('/api/session', { username: 'mette', password: 'guess' }));
    }
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 429]);
    expect(answers[3]!.body).toMatchObject({ code: 'tooManyRequests' });
    expect((await strict.anonymous.get('/api/me')).status).toBe(401);
    await strict.close();
  });
});
