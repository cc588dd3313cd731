import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { WebSocket } from 'ws';
import { startTestApp, type TestApp } from '../../support/app.js';

let test: TestApp;

beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

async function raw(text: string): Promise<Socket> {
  const { hostname, port } = new URL(test.url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(text);
  return socket;
}

const upgrade = (path: string, more = '', kind = 'websocket') =>
  `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: ${kind}\r\n` +
  `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n${more}\r\n`;

async function answerTo(text: string): Promise<string> {
  const socket = await raw(text);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(socket, 'close');
  return Buffer.concat(chunks).toString();
}

/** Whoever asks after the attack is answered by the same process: nothing was thrown where nobody catches it. */
async function expectAlive(): Promise<void> {
  expect((await test.anonymous.get('/health/live')).status).toBe(200);
}

describe('a node goes on, whatever comes in over a socket', () => {
  it('when one without an account asks for a WebSocket and hangs up at once', async () => {
    for (const path of ['/x', '/api/inspect', '//', '/api/inspect?caseId=%']) {
      for (let attempt = 0; attempt < 5; attempt += 1) (await raw(upgrade(path))).resetAndDestroy();
    }
    await expectAlive();
  });

  it('when the request of a leader is cut off in the middle of being let in', async () => {
    const { cookie } = await test.as('anne');
    for (let attempt = 0; attempt < 10; attempt += 1) {
      (await raw(upgrade('/api/inspect', `Cookie: ${cookie}\r\n`))).resetAndDestroy();
    }
    await expectAlive();
  });

  it.each([
    [
      'a message over the limit',
      Buffer.concat([Buffer.from([0x81, 0xfe, 0xff, 0xff]), Buffer.alloc(70_000)]),
    ],
    ['four bytes that are no frame', Buffer.from([0xff, 0xff, 0xff, 0xff])],
    ['a text that is no UTF-8', Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0xc3, 0x28])],
  ])('when a leader sends %s', async (_what, bytes) => {
    const { cookie } = await test.as('anne');
    const socket = await raw(upgrade('/api/inspect', `Cookie: ${cookie}\r\n`));
    await once(socket, 'data');
    socket.write(bytes);
    socket.resume();
    await once(socket, 'close');
    await expectAlive();
  });

  it('answers an upgrade that it does not know as if it had not been asked for', async () => {
    const asked = upgrade('/health/live', '', 'h2c');
    expect(await answerTo(asked)).toMatch(/^HTTP\/1\.1 200 /);
    expect(await answerTo(upgrade('/api/me', '', 'h2c'))).toMatch(/^HTTP\/1\.1 401 /);
    expect(await answerTo(upgrade('/x'))).toMatch(/^HTTP\/1\.1 404 /);
  });

  it('gives one person no more than a few live connections', async () => {
    const { cookie } = await test.as('anne');
    const address = `${test.url.replace('http', 'ws')}/api/inspect`;
    const sockets = Array.from(
      { length: 11 },
      () => new WebSocket(address, { headers: { cookie: cookie! } }),
    );
    const statuses = await Promise.all(sockets.map(statusOf));
    expect(statuses.filter((status) => status === 101)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
    for (const socket of sockets) socket.terminate();
  });
});

function statusOf(socket: WebSocket): Promise<number> {
  socket.on('error', () => undefined);
  return new Promise((resolve) => {
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('open', () => resolve(101));
  });
}
