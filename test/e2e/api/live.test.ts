import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { Client as PgClient } from 'pg';
import type { CaseView } from '../../../src/modules/cases/case-view.js';
import { MOST_STREAMS_OF_A_USER } from '../../../src/modules/live/live.service.js';
import { query } from '../../../src/persistence/transaction.js';
import { startTestApp, type Client, type TestApp } from '../../support/app.js';
import { together } from '../../support/two-admins.js';

let test: TestApp;
const people: Record<string, Client> = {};
let open: ClientRequest[] = [];

beforeAll(async () => {
  test = await startTestApp();
  for (const name of ['mette', 'lars', 'anne', 'bo', 'rikke', 'jens']) people[name] = await test.as(name);
});
afterEach(() => {
  for (const each of open) each.destroy();
  open = [];
});
afterAll(() => test.close());

interface Account {
  id: string;
  username: string;
  name: string;
  roles: string[];
  teamIds: string[];
}

interface Told {
  event: string;
  data: {
    cases?: { id: string; seq: number }[];
    messages?: boolean;
    clock?: boolean;
    everything?: boolean;
  };
}

/** A page that listens: what it is told, in order, and promises of what is to come. */
interface Listening {
  told: Told[];
  first: (fits: (told: Told) => boolean) => Promise<Told>;
  ended: Promise<void>;
}

function ask(headers: Record<string, string | undefined>, url = test.url): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const given = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
    const asked = request(`${url}/api/live`, { headers: given as Record<string, string> }, resolve);
    asked.on('error', reject);
    asked.end();
    open.push(asked);
  });
}

async function listen(client: Client, url = test.url): Promise<Listening> {
  const reply = await ask({ cookie: client.cookie }, url);
  const told: Told[] = [];
  let waiting: (() => void)[] = [];
  let text = '';
  reply.setEncoding('utf8').on('data', (chunk: string) => {
    const blocks = (text + chunk).split('\n\n');
    text = blocks.pop()!;
    told.push(...blocks.flatMap((block) => readEvent(block) ?? []));
    for (const look of waiting.splice(0)) look();
  });
  const ended = new Promise<void>((resolve) => reply.once('end', resolve));
  const first = (fits: (told: Told) => boolean): Promise<Told> =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = told.find(fits);
        if (found) resolve(found);
        else waiting.push(look);
      };
      look();
    });
  await first(({ event }) => event === 'ready');
  return { told, first, ended };
}

function readEvent(block: string): Told | null {
  const [, event] = /^event: (.+)$/m.exec(block) ?? [];
  const [, data] = /^data: (.+)$/m.exec(block) ?? [];
  return event && data ? { event, data: JSON.parse(data) as Told['data'] } : null;
}

async function openCase(by = 'mette'): Promise<CaseView> {
  const opening = { caseType: 'libraryCard', facts: { receivedOn: '2026-03-02' } };
  return (await people[by]!.post<CaseView>('/api/cases', opening)).body;
}

/** As when the network to the database breaks. */
async function cutListener(): Promise<void> {
  const [here] = await query<{ name: string }>(test.ds, {
    name: 'here',
    text: 'select current_database() as name',
  });
  const owner = new PgClient({ connectionString: process.env.SAGSGANG_TEST_SERVER });
  await owner.connect();
  const { rowCount } = await owner.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and query = 'listen sagsgang_change'`,
    [here!.name],
  );
  await owner.end();
  expect(rowCount).toBe(1);
}

const change = (id: string, seq: number) => (told: Told) =>
  told.data.cases?.some((each) => each.id === id && each.seq >= seq) === true;
const knows = (id: string) => (told: Told) => told.data.cases?.some((each) => each.id === id) === true;

describe('live updates', () => {
  it('come as server-sent events that nothing on the way may keep or change', async () => {
    const reply = await ask({ cookie: people['mette']!.cookie });
    expect(reply.statusCode).toBe(200);
    expect(reply.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    });
    const begin = await new Promise<string>((resolve) => reply.once('data', (data) => resolve(String(data))));
    expect(begin).toMatch(/^retry: \d+\n\n/);
  });

  it('tell of a new case and of each change of it, with ids and numbers only', async () => {
    const lars = await listen(people['lars']!);
    const { id } = await openCase();
    await lars.first(change(id, 1));
    await people['mette']!.post(`/api/cases/${id}/events`, { type: 'PAUSED' });
    await lars.first(change(id, 2));
    const keys = lars.told.flatMap(({ data }) => Object.keys(data));
    expect(new Set(keys)).toEqual(new Set(['cases', 'messages']));
  });

  it('tell nothing of the cases of another team, nor to those who see no cases', async () => {
    const [jens, bo, rikke, anne] = await Promise.all(
      ['jens', 'bo', 'rikke', 'anne'].map((name) => listen(people[name]!)),
    );
    const { id } = await openCase();
    const { id: foreign } = await openCase('jens');
    await anne!.first(change(id, 1));
    await jens!.first(change(foreign, 1));
    expect(anne!.told.filter(knows(foreign))).toEqual([]);
    expect(jens!.told.filter(knows(id))).toEqual([]);
    expect([...bo!.told, ...rikke!.told].map(({ event }) => event)).toEqual(['ready', 'ready']);
  });

  it('tell of a protected case to the persons named only', async () => {
    const { id } = await openCase();
    const { body: mette } = await people['mette']!.get<{ id: string }>('/api/me');
    await query(
      test.ds,
      {
        name: 'protect_live',
        text: 'update cases set protected = true, named_user_ids = array[$2::uuid] where id = $1',
      },
      [id, mette.id],
    );
    const [named, other] = [await listen(people['mette']!), await listen(people['lars']!)];
    await people['mette']!.post(`/api/cases/${id}/events`, { type: 'PAUSED' });
    const { id: open } = await openCase();
    await named.first(change(id, 2));
    await other.first(change(open, 1));
    expect(other.told.filter(knows(id))).toEqual([]);
  });

  it('tell everybody when the clock of the sandbox is moved, and the team of the reminders it brings', async () => {
    const { id } = await openCase();
    const [anne, rikke] = [await listen(people['anne']!), await listen(people['rikke']!)];
    await people['anne']!.post('/api/clock', { advanceBy: 'P8W' });
    await rikke.first(({ data }) => data.clock === true);
    await anne.first(({ data }) => data.messages === true);
    await anne.first(knows(id));
  });

  it('are heard on every node', async () => {
    const other = await test.secondNode();
    try {
      const far = await listen(people['lars']!, other.url);
      const { id } = await openCase();
      await far.first(change(id, 1));
    } finally {
      await other.close();
    }
  });

  it('say that much may have changed when the connection that hears of changes was lost', async () => {
    const lars = await listen(people['lars']!);
    await cutListener();
    await lars.first(({ data }) => data.everything === true);
    const { id } = await openCase();
    await lars.first(change(id, 1));
  });
});

describe('a stream of live updates', () => {
  it('is for those who are signed in, and not for the pages of others', async () => {
    const status = async (headers: Record<string, string | undefined>) => (await ask(headers)).statusCode;
    const cookie = people['rikke']!.cookie;
    expect(await status({})).toBe(401);
    expect(await status({ cookie, origin: 'https://elsewhere.example' })).toBe(403);
    expect(await status({ cookie, 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await status({ cookie, origin: test.url, 'sec-fetch-site': 'same-origin' })).toBe(200);
  });

  it('ends when its user signs out, and no other does', async () => {
    const [leaving, staying] = [await test.as('mette'), await test.as('mette')];
    const [left, stayed] = [await listen(leaving), await listen(staying)];
    await leaving.request('DELETE', '/api/session');
    await left.ended;
    expect(left.told.at(-1)?.event).toBe('signedOut');
    const { id } = await openCase();
    await stayed.first(change(id, 1));
  });

  it('ends when an administrator closes the account', async () => {
    const lars = await listen(await test.as('lars'));
    const setActive = (active: boolean) =>
      people['bo']!.request('PUT', `/api/users/${me.id}/active`, { body: { active } });
    const { body: me } = await people['lars']!.get<{ id: string }>('/api/me');
    expect((await setActive(false)).status).toBe(200);
    await lars.ended;
    expect(lars.told.at(-1)?.event).toBe('signedOut');
    await together(await test.as('ida'), setActive(true));
    people['lars'] = await test.as('lars');
  });

  it('tells a person who joins a team of its cases, without signing in anew', async () => {
    const jens = await listen(people['jens']!);
    const { body: users } = await people['bo']!.get<Account[]>('/api/users');
    const { id: userId, name, roles, teamIds } = users.find(({ username }) => username === 'jens')!;
    const { body: mette } = await people['mette']!.get<{ teamIds: string[] }>('/api/me');
    const ida = await test.as('ida');
    const join = (teams: string[], from: string[]) => {
      const seen = { name, roles, teamIds: from };
      const body = { ...seen, teamIds: teams, seen };
      return together(ida, people['bo']!.request('PUT', `/api/users/${userId}`, { body }));
    };
    expect((await join([...teamIds, ...mette.teamIds], teamIds)).status).toBe(200);
    const { id } = await openCase();
    // It may be told before the new teams count; then the next change of the case is.
    for (const type of ['PAUSED', 'RESUMED'])
      await people['mette']!.post(`/api/cases/${id}/events`, { type });
    await jens.first(knows(id));
    await join(teamIds, [...teamIds, ...mette.teamIds]);
  });

  it('is refused to a person with very many of them', async () => {
    const client = await test.as('anne');
    for (let count = 0; count < MOST_STREAMS_OF_A_USER; count += 1) await listen(client);
    expect((await ask({ cookie: client.cookie })).statusCode).toBe(429);
    expect((await ask({ cookie: people['mette']!.cookie })).statusCode).toBe(200);
  });

  it('ends when its node stops', async () => {
    const other = await test.secondNode();
    const lars = await listen(people['lars']!, other.url);
    await other.close();
    await lars.ended;
  });
});
