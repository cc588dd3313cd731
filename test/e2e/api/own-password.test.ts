import { Client, startTestApp, type TestApp } from '../../support/app.js';

const NEXT = 'en lang og glat vej';

let test: TestApp;
beforeEach(async () => {
  test = await startTestApp();
});
afterEach(() => test.close());

const change = (client: Client, body: object, headers = {}) =>
  client.request<{ code: string; errors: { path: string }[] }>('PUT', '/api/me/password', { body, headers });
const signIn = (username: string, password: string) =>
  test.anonymous.post('/api/session', { username, password });
const logOf = async (action: string) => {
  const rikke = await test.as('rikke');
  const { body } = await rikke.get<{ items: { userName: string; details: object }[] }>(
    `/api/audit?action=${action}`,
  );
  return body.items;
};

describe('who changes her own password', () => {
  it('stays where she is, is signed out everywhere else, and signs in with the new one only', async () => {
    const [here, elsewhere, anne] = [await test.as('mette'), await test.as('mette'), await test.as('anne')];
    expect((await change(here, { current: 'sagsgang', next: NEXT })).status).toBe(204);
    expect((await here.get('/api/me')).status).toBe(200);
    expect((await elsewhere.get('/api/me')).status).toBe(401);
    expect((await anne.get('/api/me')).status).toBe(200);
    expect((await signIn('mette', 'sagsgang')).status).toBe(401);
    expect((await signIn('mette', NEXT)).status).toBe(200);
  });

  it('is in the access log, without any password', async () => {
    await change(await test.as('rikke'), { current: 'sagsgang', next: NEXT });
    const rikke = new Client(test.url, cookieOf(await signIn('rikke', NEXT)));
    const { body } = await rikke.get<{ items: object[] }>('/api/audit?action=user.passwordChanged');
    expect(body.items).toMatchObject([{ userName: 'Rikke Toft', details: {} }]);
    expect(JSON.stringify(body)).not.toContain(NEXT);
  });

  it('must know the current one: a wrong guess changes nothing, ends nothing and is logged', async () => {
    const [here, elsewhere] = [await test.as('mette'), await test.as('mette')];
    const guess = { current: 'a guess of mine', next: NEXT };
    expect(await change(here, guess)).toMatchObject({ status: 403, body: { code: 'wrongPassword' } });
    expect((await elsewhere.get('/api/me')).status).toBe(200);
    expect((await signIn('mette', 'sagsgang')).status).toBe(200);
    expect(await logOf('user.passwordRefused')).toMatchObject([{ userName: 'Mette Holm', details: {} }]);
    expect(await logOf('user.passwordChanged')).toEqual([]);
  });

  it.each([
    ['a short new one', { current: 'sagsgang', next: 'elleve tegn' }, 'next'],
    ['one that is no text', { current: 'sagsgang', next: [NEXT] }, 'next'],
    ['an endless one', { current: 'sagsgang', next: 'x'.repeat(201) }, 'next'],
    ['no current one', { next: NEXT }, 'current'],
    ['somebody else’s name', { current: 'sagsgang', next: NEXT, username: 'anne' }, 'username'],
  ])('is refused %s', async (_, body, field) => {
    const refused = await change(await test.as('mette'), body);
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalidBody' } });
    expect(refused.body.errors.map(({ path }) => path)).toContain(field);
    expect((await signIn('mette', 'sagsgang')).status).toBe(200);
  });

  it('needs another one than she has', async () => {
    const mette = await test.as('mette');
    await change(mette, { current: 'sagsgang', next: NEXT });
    expect(await change(mette, { current: NEXT, next: NEXT })).toMatchObject({
      status: 400,
      body: { code: 'samePassword' },
    });
  });

  it('does so once, when two of her sessions do at the same moment', async () => {
    const sessions = [await test.as('mette'), await test.as('mette')];
    const wanted = [NEXT, `${NEXT} igen`];
    const answers = await Promise.all(
      sessions.map((client, index) => change(client, { current: 'sagsgang', next: wanted[index] })),
    );
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    const counts = wanted[answers.findIndex(({ status }) => status === 204)]!;
    expect((await signIn('mette', counts)).status).toBe(200);
  });

  it('does so from the pages of the product only', async () => {
    const mette = await test.as('mette');
    const answer = await change(
      mette,
      { current: 'sagsgang', next: NEXT },
      { origin: 'https://evil.example' },
    );
    expect(answer).toMatchObject({ status: 403, body: { code: 'crossSiteRequest' } });
  });
});

describe('guessing the current password', () => {
  it('counts with the attempts to sign in, however the address is written', async () => {
    const strict = await startTestApp({ loginRateLimit: 4 });
    const mette = await strict.as('mette');
    const guess = { current: 'a guess of mine', next: NEXT };
    const signIn = (path: string) => strict.anonymous.post(path, { username: 'mette', password: 'guess' });
    expect((await change(mette, guess)).status).toBe(403);
    expect((await signIn('/api/session?again')).status).toBe(401);
    expect((await signIn('/api/%73ession')).status).toBe(401);
    expect(await change(mette, guess)).toMatchObject({ status: 429, body: { code: 'tooManyRequests' } });
    expect((await signIn('/api/session')).status).toBe(429);
    expect((await mette.get('/api/me')).status).toBe(200);
    await strict.close();
  });
});

function cookieOf({ headers }: { headers: Record<string, unknown> }): string {
  return String([headers['set-cookie']].flat()[0]).split(';', 1)[0]!;
}
