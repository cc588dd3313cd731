import { request } from 'node:http';
import { ERRORS } from '../../../src/error-table.js';
import { startTestApp, type Answer, type Client, type TestApp } from '../../support/app.js';

let test: TestApp;
let anonymous: Client;
beforeAll(async () => {
  test = await startTestApp();
  anonymous = test.anonymous;
});
afterAll(() => test.close());

function expectProblem(answer: Answer<Record<string, unknown>>, code: keyof typeof ERRORS): void {
  expect(answer.body).toMatchObject({
    type: `urn:sagsgang:error:${code}`,
    code,
    status: ERRORS[code].status,
    title: ERRORS[code].da,
    detail: expect.any(String),
    instance: expect.stringMatching(/^\//),
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    errors: expect.any(Array),
  });
  expect(answer.status).toBe(ERRORS[code].status);
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
}

const signInBody = { username: 'mette', password: 'sagsgang' };
const json = { 'content-type': 'application/json' };

describe('a refusal', () => {
  it('is a problem document for an address that does not exist', async () => {
    expectProblem(await anonymous.get('/api/nothing'), 'notFound');
    expectProblem(await anonymous.get('/%2e%2e/etc/passwd'), 'notFound');
  });

  it('names the methods of an address that exists with another one', async () => {
    const answer = await anonymous.request<Record<string, unknown>>('PUT', '/api/session');
    expectProblem(answer, 'methodNotAllowed');
    expect(answer.headers['allow']).toBe('POST, DELETE');
  });

  it.each([
    ['no JSON at all', 'not json'],
    ['half of it', '{"username":'],
    ['nothing', ''],
    ['a prototype', '{"username":"mette","password":"sagsgang","__proto__":{"admin":true}}'],
    ['a constructor', '{"username":"mette","constructor":{"prototype":{"admin":true}}}'],
  ])('says so when the body holds %s', async (_, body) => {
    expectProblem(await anonymous.post('/api/session', body, json), 'badRequest');
  });

  it.each([
    ['a list', []],
    ['a number as name', { ...signInBody, username: 7 }],
    ['an object as name', { ...signInBody, username: { $ne: '' } }],
    ['an empty name', { ...signInBody, username: '' }],
    ['a field nobody knows', { ...signInBody, admin: true }],
  ])('says so when the body is %s', async (_, body) => {
    expectProblem(await anonymous.post('/api/session', body), 'invalidBody');
  });

  it.each(['text/plain', 'application/xml', 'multipart/form-data; boundary=x'])(
    'says so when the body is %s',
    async (type) => {
      expectProblem(
        await anonymous.post('/api/session', 'x', { 'content-type': type }),
        'unsupportedMediaType',
      );
    },
  );

  it('says so when the body has 5 MB, and stays alive', async () => {
    expectProblem(await postLarge(test.url, 5_000_000), 'bodyTooLarge');
    expect((await anonymous.post('/api/session', signInBody)).status).toBe(200);
  });

  it('does not repeat the query string, which may name a citizen', async () => {
    const answer = await anonymous.get<Record<string, string>>('/api/nothing?q=Ida+Hansen');
    expect(answer.body.instance).toBe('/api/nothing');
    expect(JSON.stringify(answer.body)).not.toContain('Hansen');
  });
});

const titleFor = async (language?: string) =>
  (
    await anonymous.get<Record<string, string>>(
      '/api/me',
      language === undefined ? {} : { 'accept-language': language },
    )
  ).body.title;

describe('the language of a refusal', () => {
  it.each([
    [undefined, 'da'],
    ['', 'da'],
    ['de', 'da'],
    ['en', 'en'],
    ['en-GB,en;q=0.9,da;q=0.8', 'en'],
    ['en;q=0.5,da;q=0.9', 'da'],
    ['fr, en;q=0.1', 'en'],
    ['en;q=0', 'da'],
    ['en;q=nonsense', 'da'],
  ] as const)('is by Accept-Language: %s → %s', async (header, language) => {
    expect(await titleFor(header)).toBe(ERRORS.notSignedIn[language]);
  });

  it('holds for each field too', async () => {
    const answers = await Promise.all(
      ['da', 'en'].map((language) =>
        anonymous.post<{ errors: { path: string; message: string }[] }>(
          '/api/session',
          { ...signInBody, admin: true },
          { 'accept-language': language },
        ),
      ),
    );
    expect(answers.map(({ body }) => body.errors[0]!.message)).toEqual([
      'kendes ikke',
      'property admin should not exist',
    ]);
  });
});

describe('every answer', () => {
  it('forbids everything that the product does not serve itself', async () => {
    const { headers } = await anonymous.get('/api/me');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
    expect(headers['x-powered-by']).toBeUndefined();
  });
});

/** Sends the body in pieces as a slow client would: the refusal may come before the last one is written. */
function postLarge(url: string, bytes: number): Promise<Answer<Record<string, unknown>>> {
  return new Promise((resolve, reject) => {
    const asked = request(`${url}/api/session`, {
      method: 'POST',
      headers: { ...json, 'content-length': bytes },
    });
    asked.on('error', reject);
    asked.on('response', async (response) => {
      let text = '';
      for await (const part of response) text += String(part);
      asked.destroy();
      resolve({ status: response.statusCode!, headers: response.headers as never, body: JSON.parse(text) });
    });
    asked.write('{"username":"');
  });
}
