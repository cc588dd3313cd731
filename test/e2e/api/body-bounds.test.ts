import { once } from 'node:events';
import { connect } from 'node:net';
import { performance } from 'node:perf_hooks';
import { libraryCard, startTestApp, type Answer, type Client, type TestApp } from '../../support/app.js';
import { checkInvariants } from '../../support/invariants.js';

let test: TestApp;
let mette: Client;
let bo: Client;

beforeAll(async () => {
  test = await startTestApp();
  mette = await test.as('mette');
  bo = await test.as('bo');
});
afterEach(() => checkInvariants(test.ds));
afterAll(() => test.close());

const wide = (names: number, prefix = 'a') =>
  Object.fromEntries(Array.from({ length: names }, (_, index) => [`${prefix}${index}`, 1]));

/** Processor time of this process, which is also the server's: what others must wait for, whatever else the machine does. */
async function costOf(ask: () => Promise<Answer<unknown>>): Promise<{ answer: Answer<unknown>; ms: number }> {
  const before = performance.eventLoopUtilization();
  const answer = await ask();
  return { answer, ms: performance.eventLoopUtilization(before).active };
}

describe('a body is bounded before anything walks through it', () => {
  it('costs nothing when one without a session sends 100,000 names', async () => {
    const body = wide(100_000);
    const small = await costOf(() =>
      test.anonymous.post('/api/session', { username: 'a', password: 'b', c: 1 }),
    );
    const { answer, ms } = await costOf(() => test.anonymous.post('/api/session', body));
    expect(answer).toMatchObject({ status: 413, body: { code: 'bodyTooLarge' } });
    // Most of it is this test's own work of writing and sending the body.
    expect(ms).toBeLessThan(1_000 + small.ms);
  });

  it.each(['/api/session', '/api/cases', '/api/definitions/drafts', '/api/nothing'])(
    'reads no more than 4 kB for one without a session at %s',
    async (path) => {
      const { status } = await test.anonymous.post(path, { username: 'x'.repeat(5_000) });
      expect([401, 404]).toContain(status);
      const forged = { cookie: `sagsgang_session=${'x'.repeat(43)}` };
      const again = await test.anonymous.post(path, { username: 'x'.repeat(5_000) }, forged);
      expect([401, 404]).toContain(again.status);
    },
  );

  it.each([
    ['names in facts', () => mette.post('/api/cases', { caseType: 'libraryCard', facts: wide(1_001) })],
    ['names of the body itself', () => mette.post('/api/cases', { caseType: 'libraryCard', ...wide(1_001) })],
    [
      'names in a map of states',
      () => bo.post(`/api/definitions/libraryCard/versions/1/rehearse`, { stateMap: wide(1_001) }),
    ],
    [
      'names in a document',
      () => bo.post('/api/definitions/drafts', { caseType: 'x', document: wide(1_001) }),
    ],
    [
      'values in facts',
      () => mette.post('/api/cases', { caseType: 'libraryCard', facts: { list: Array(5_001).fill(1) } }),
    ],
    [
      'values in a document',
      () => bo.post('/api/definitions/drafts', { caseType: 'x', document: { list: Array(60_001).fill(1) } }),
    ],
  ])('refuses too many %s', async (_what, ask) => {
    const answer = await ask();
    expect(answer).toMatchObject({ status: 400, body: { code: 'badRequest' } });
    expect(JSON.stringify(answer.body).length).toBeLessThan(2_000);
  });

  it('names a hundred wrong fields and no more', async () => {
    const { status, body } = await mette.post<{ errors: unknown[] }>('/api/cases', wide(1_000));
    expect(status).toBe(400);
    expect(body.errors).toHaveLength(100);
  });

  it('takes a document of a megabyte where there is one, and a quarter of that elsewhere', async () => {
    const text = 'x'.repeat(500_000);
    const draft = { caseType: 'libraryCard', document: { ...libraryCard(), description: { da: text } } };
    expect((await bo.post('/api/definitions/drafts', draft)).status).toBe(201);
    const facts = { caseType: 'libraryCard', facts: { receivedOn: text } };
    expect(await mette.post('/api/cases', facts)).toMatchObject({
      status: 413,
      body: { code: 'bodyTooLarge' },
    });
  });
});

/** Sends all of the body before it reads anything, as many programs do. `pieces` are sent one after the other. */
async function answerAfterSending(head: string[], pieces: string[]): Promise<string> {
  const { hostname, port } = new URL(test.url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  const failed = new Promise<never>((_resolve, reject) => void socket.once('error', reject));
  const send = async () => {
    for (const piece of [`${head.join('\r\n')}\r\n\r\n`, ...pieces])
      if (!socket.write(piece)) await once(socket, 'drain');
    let answer = '';
    for await (const part of socket) {
      answer += String(part);
      if (answer.includes('"code"')) break;
    }
    return answer;
  };
  return Promise.race([send(), failed]).finally(() => socket.destroy());
}

describe('who sends 5 MB can read the answer', () => {
  const MEGABYTE = 'x'.repeat(1_000_000);
  const whole = [`"${MEGABYTE}`, ...Array<string>(4).fill(MEGABYTE), '"'];
  const length = whole.join('').length;
  const chunked = [...whole.map((part) => `${part.length.toString(16)}\r\n${part}\r\n`), '0\r\n\r\n'];
  const head = (path: string, ...more: string[]) => [
    `POST ${path} HTTP/1.1`,
    `Host: ${new URL(test.url).host}`,
    'Content-Type: application/json',
    ...more,
  ];

  it.each(['close', 'keep-alive'])('with a length, connection %s', async (connection) => {
    const lines = head('/api/session', `Content-Length: ${length}`, `Connection: ${connection}`);
    expect(await answerAfterSending(lines, whole)).toMatch(/^HTTP\/1.1 413 [\s\S]*"bodyTooLarge"/);
  });

  it.each([
    ['a stranger', '/api/session', () => test.anonymous],
    ['somebody signed in', '/api/cases', () => mette],
    ['somebody who writes definitions', '/api/definitions/drafts', () => bo],
  ])('in pieces without a length, as %s', async (_who, path, client) => {
    const cookie = client().cookie;
    const lines = head(path, 'Transfer-Encoding: chunked', ...(cookie ? [`Cookie: ${cookie}`] : []));
    const answer = await answerAfterSending(lines, chunked);
    expect(answer).toMatch(/^HTTP\/1.1 413 [\s\S]*"bodyTooLarge"/);
  });

  it('at an address that is none', async () => {
    const lines = head('/api/nothing', `Content-Length: ${length}`, 'Connection: close');
    expect(await answerAfterSending(lines, whole)).toMatch(/^HTTP\/1.1 4\d\d /);
  });

  it('but nobody sends for ever: after 16 MB the line is cut', async () => {
    const lines = head('/api/session', 'Content-Length: 999999999');
    await expect(answerAfterSending(lines, Array<string>(100).fill(MEGABYTE))).rejects.toThrow(
      /EPIPE|ECONNRESET/,
    );
  });
});
