import { once } from 'node:events';
import { createWebSocketReceiver, type StatelyInspectionEvent } from '@statelyai/inspect';
import { WebSocket } from 'ws';
import type { CaseView } from '../../../src/modules/cases/case-view.js';
import { startTestApp, type Client, type TestApp } from '../../support/app.js';

let test: TestApp;
const people: Record<string, Client> = {};
const open: WebSocket[] = [];
const secret = '2026-02-27';

beforeAll(async () => {
  test = await startTestApp();
  for (const name of ['mette', 'anne', 'bo', 'kirsten']) people[name] = await test.as(name);
});
afterEach(() => open.splice(0).forEach((socket) => socket.terminate()));
afterAll(() => test.close());

const address = (query = '') => `${test.url.replace('http', 'ws')}/api/inspect${query}`;
const openCase = async () => {
  const facts = { receivedOn: secret };
  return (await people['mette']!.post<CaseView>('/api/cases', { caseType: 'libraryCard', facts })).body;
};

/** Everything that comes, and a promise of the first message that fits. */
function listen(name: string, query = '') {
  const socket = new WebSocket(address(query), { headers: { cookie: people[name]!.cookie! } });
  open.push(socket);
  const messages: StatelyInspectionEvent[] = [];
  const waiting: { fits: (message: StatelyInspectionEvent) => boolean; found: () => void }[] = [];
  socket.on('message', (data) => {
    const message = JSON.parse(String(data)) as StatelyInspectionEvent;
    messages.push(message);
    for (const { fits, found } of waiting) if (fits(message)) found();
  });
  const first = (fits: (message: StatelyInspectionEvent) => boolean) =>
    new Promise<void>((found) => {
      if (messages.some(fits)) found();
      else waiting.push({ fits, found });
    });
  return { messages, first, opened: once(socket, 'open'), closed: once(socket, 'close') };
}

const idOf = async (name: string): Promise<string> =>
  ((await test.ds.query('select id from users where username = $1', [name])) as { id: string }[])[0]!.id;
const teamsOf = async (name: string): Promise<string[]> =>
  (
    (await test.ds.query('select team_id from user_teams where user_id = $1', [await idOf(name)])) as {
      team_id: string;
    }[]
  ).map(({ team_id }) => team_id);

/** As another node would do it: this one hears of it only by asking. */
async function setTeams(name: string, teams: string[]): Promise<void> {
  const id = await idOf(name);
  await test.ds.query('delete from user_teams where user_id = $1', [id]);
  for (const team of teams) await test.ds.query('insert into user_teams values ($1, $2)', [id, team]);
}
const setRoles = (name: string, roles: string[]) =>
  test.ds.query('update users set roles = $2 where username = $1', [name, roles]);

const isA = (type: string, sessionId?: string) => (message: StatelyInspectionEvent) =>
  message.type === type && (sessionId === undefined || message.sessionId === sessionId);

const cookieOf = (name: string) => ({ cookie: people[name]!.cookie! });

async function statusOf(headers: Record<string, string>, url = address()): Promise<number> {
  const socket = new WebSocket(url, { headers });
  open.push(socket);
  return new Promise((resolve) => {
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('open', () => resolve(101));
    socket.on('error', () => undefined);
  });
}

describe('the live inspection', () => {
  it('tells a leader of each change that another person makes, without the facts', async () => {
    const { id, caseNumber } = await openCase();
    const { messages, first } = listen('anne', `?caseId=${id}`);
    await first(isA('@xstate.actor', caseNumber));
    await people['mette']!.post(`/api/cases/${id}/events`, { type: 'PAUSED' });
    await first(isA('@xstate.snapshot', caseNumber));
    expect(messages.map(({ type }) => type)).toEqual(['@xstate.actor', '@xstate.event', '@xstate.snapshot']);
    expect(messages.at(-1)).toMatchObject({ event: { type: 'PAUSED' }, snapshot: { status: 'active' } });
    expect(JSON.stringify(messages)).not.toContain(secret);
    expect(JSON.stringify(messages)).not.toContain('Mette');
  });

  it('shows an admin where cases are, but not which they are', async () => {
    const { id, caseNumber } = await openCase();
    const { messages, first } = listen('bo', '?caseType=libraryCard');
    await first(isA('@xstate.actor'));
    expect(JSON.stringify(messages)).not.toContain(caseNumber);
    expect(JSON.stringify(messages)).not.toContain(id);
  });

  it('shows an admin no single case', async () => {
    const { id } = await openCase();
    expect(await statusOf(cookieOf('bo'), address(`?caseId=${id}`))).toBe(403);
  });

  it('tells one who has lost the team nothing more, and closes when the role is gone', async () => {
    const { id, caseNumber } = await openCase();
    const { messages, first, closed } = listen('anne');
    await first(isA('@xstate.actor', caseNumber));
    const before = await teamsOf('anne');
    await setTeams('anne', []);
    messages.length = 0;
    await people['mette']!.post(`/api/cases/${id}/events`, { type: 'PAUSED' });
    await setRoles('anne', ['caseworker']);
    expect((await closed)[0]).toBe(4401);
    expect(messages).toEqual([]);
    await setTeams('anne', before);
    await setRoles('anne', ['teamLeader']);
  });

  it('lets nobody watch a case of another team, and the log tells who tried', async () => {
    const { id } = await openCase();
    expect(await statusOf(cookieOf('kirsten'), address(`?caseId=${id}`))).toBe(404);
    const tried = await test.ds.query(
      `select action, details from audit_entries where case_id = $1 and user_id = $2`,
      [id, await idOf('kirsten')],
    );
    expect(tried).toEqual([{ action: 'case.refused', details: { action: 'case.inspect' } }]);
  });

  it('shows nothing of another team', async () => {
    const foreign = listen('kirsten');
    await foreign.opened;
    const { caseNumber } = await openCase();
    const own = listen('anne');
    await own.first(isA('@xstate.actor', caseNumber));
    expect(foreign.messages).toEqual([]);
  });

  it('is closed to caseworkers, to nobody in particular, and to the pages of others', async () => {
    expect(await statusOf(cookieOf('mette'))).toBe(403);
    expect(await statusOf({})).toBe(401);
    expect(await statusOf({ ...cookieOf('anne'), origin: 'https://elsewhere.example' })).toBe(403);
    expect(await statusOf({ ...cookieOf('anne'), origin: test.url })).toBe(101);
    expect(await statusOf(cookieOf('anne'), address('?caseId=nonsense'))).toBe(404);
    expect(await statusOf(cookieOf('anne'), address().replace('inspect', 'other'))).toBe(404);
  });

  it('is understood by the receiver of the package', async () => {
    const { caseNumber } = await openCase();
    // The receiver runs in pages, where the browser adds the cookie; here the test stands in for it.
    const relay = await relayWithCookie(people['anne']!.cookie!);
    const receiver = createWebSocketReceiver({ server: relay.url });
    const heard = new Promise<StatelyInspectionEvent>((resolve) => {
      receiver.subscribe((message) => {
        if (isA('@xstate.actor', caseNumber)(message)) resolve(message);
      });
    });
    await relay.start();
    expect(await heard).toMatchObject({ name: caseNumber, snapshot: { status: 'active' } });
    await relay.close();
  });
});

async function relayWithCookie(cookie: string) {
  const { WebSocketServer } = await import('ws');
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  const connected = new Promise<WebSocket>((resolve) => server.once('connection', resolve));
  return {
    url: `ws://127.0.0.1:${port}`,
    start: async () => {
      const client = await connected;
      const source = new WebSocket(address(), { headers: { cookie } });
      open.push(source);
      source.on('message', (data) => client.send(String(data)));
    },
    close: async () => {
      for (const client of server.clients) client.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
