import { randomUUID } from 'node:crypto';
import { ACCOUNT_ADDRESSES } from '../../support/account-addresses.js';
import { DEFINITION_ADDRESSES } from '../../support/definition-addresses.js';
import type { AuditEntryRow } from '../../../src/persistence/audit.js';
import { libraryCard, startTestApp, type Client, type TestApp } from '../../support/app.js';
import { query } from '../../../src/persistence/transaction.js';
import type { CaseView } from '../../../src/modules/cases/case-view.js';

let test: TestApp;
const people: Record<string, Client> = {};
let caseId: string;
let taskId: string;

const opening = { caseType: 'libraryCard', facts: { receivedOn: '2026-03-02' } };

beforeAll(async () => {
  test = await startTestApp();
  for (const name of ['mette', 'lars', 'anne', 'bo', 'rikke', 'jens', 'kirsten'])
    people[name] = await test.as(name);
  const { body } = await people['mette']!.post<CaseView>('/api/cases', opening);
  caseId = body.id;
  taskId = body.tasks[0]!.id;
});
afterAll(() => test.close());

type Row = [method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, allowed: string[], body?: object];
const TEAM = ['mette', 'anne'];
const CASEWORK = ['mette', 'anne', 'jens'];
const ALL = ['mette', 'anne', 'bo', 'rikke', 'jens'];

/** Every address and who may use it. `jens` is of another team; `bo` is admin, `rikke` auditor. */
const ADDRESSES: Row[] = [
  ['GET', '/api/me', ALL],
  ['GET', '/api/clock', ALL],
  ['POST', '/api/clock', ALL, { advanceBy: 'PT1S' }],
  ['GET', '/api/case-types', CASEWORK],
  ['GET', '/api/cases', CASEWORK],
  ['POST', '/api/cases', CASEWORK, opening],
  ['GET', '/api/cases/:case', TEAM],
  ['GET', '/api/cases/:case/history', TEAM],
  ['GET', '/api/cases/:case/at?instant=2026-03-02T08:00:00Z', TEAM],
  ['GET', '/api/cases/:case/deadlines/decideBy/certificate', TEAM],
  ['POST', '/api/cases/:case/what-if', TEAM, { until: '2026-04-01T08:00:00Z' }],
  ['POST', '/api/tasks/:task/assign', TEAM, { assigneeId: null }],
  ['GET', '/api/tasks', CASEWORK],
  ['GET', '/api/deadlines', CASEWORK],
  ['GET', '/api/messages', CASEWORK],
  ['POST', '/api/citizens/search', CASEWORK, { name: 'so' }],
  ['GET', '/api/definitions', ['mette', 'anne', 'bo', 'jens']],
  ['GET', '/api/definitions/schema', ['mette', 'anne', 'bo', 'jens']],
  ['GET', '/api/definitions/libraryCard/versions/1', ['mette', 'anne', 'bo', 'jens']],
  ['GET', '/api/definitions/libraryCard/versions/1/statechart?language=da', ['mette', 'anne', 'bo', 'jens']],
  ['GET', '/api/analytics/case-types', ['anne', 'bo']],
  ['GET', '/api/analytics/states?caseType=libraryCard&version=1', ['anne', 'bo']],
  ['GET', '/api/analytics/lead-times?from=2026-01-01&to=2026-12-31', ['anne', 'bo']],
  ['GET', '/api/analytics/overview', ['anne']],
  ['GET', '/api/analytics/cases', ['anne']],
  ['GET', '/api/analytics/workload', ['anne']],
  ['GET', '/api/analytics/breaches?from=2026-01-01&to=2026-12-31', ['anne']],
  ['GET', '/api/analytics/incidents', ['anne']],
  ['GET', '/api/calendar', ALL],
  ['GET', '/api/calendar/countries', ALL],
  ['GET', '/api/calendar/versions', ALL],
  ['GET', '/api/calendar/versions/1', ALL],
  ['POST', '/api/calendar/closed-days', ['bo'], { date: '2026-12-30', name: 'Lukket' }],
  ['DELETE', '/api/calendar/closed-days/2026-12-30', ['bo']],
  ['POST', '/api/calendar/preview', ['bo'], { close: [{ date: '2026-12-30', name: 'Lukket' }] }],
  ['POST', '/api/calendar/versions', ['bo'], { basedOn: 0 }],
  ['GET', '/api/teams', ALL],
  ['GET', '/api/roles', ALL],
  ['GET', '/api/roles/use', ['bo']],
  ['GET', '/api/people', ['mette', 'anne', 'bo', 'jens']],
  ['GET', '/api/users', ['bo', 'rikke']],
  ['GET', '/api/changes', ['bo', 'rikke']],
  ['GET', '/api/retention', ['bo', 'rikke']],
  ['POST', '/api/retention/preview', ['bo'], { caseType: 'libraryCard', period: 'P5Y' }],
  ['GET', '/api/audit', ['rikke']],
  ['GET', '/api/audit/roots', ['rikke']],
];

const RECORD_ADDRESSES: [Row[0], string, string[]][] = [
  ['POST', `/api/cases/${randomUUID()}/hold`, ['anne']],
  ['DELETE', `/api/cases/${randomUUID()}/hold`, ['anne']],
  ['POST', `/api/citizens/${randomUUID()}/export`, ['anne']],
  ['PUT', '/api/retention/libraryCard', ['bo']],
  ['DELETE', '/api/retention/libraryCard', ['bo']],
];

/** Tried with nothing to change, so that whoever may is told what is wrong with the request. */
const WRITING = [
  ...RECORD_ADDRESSES,
  ...DEFINITION_ADDRESSES,
  ...ACCOUNT_ADDRESSES,
  ...['take', 'retry'].map((what): [Row[0], string, string[]] => [
    'POST',
    `/api/incidents/${randomUUID()}/${what}`,
    ['anne'],
  ]),
];

const patternOf = (address: string) => new RegExp(`^${address.replace(/\{\w+\}/g, '[^/ ]+')}$`);

describe('who may use what', () => {
  it.each(ADDRESSES)('%s %s is for %s only', async (...row: Row) => {
    const [method, path, allowed, body] = row;
    const url = path.replace(':case', caseId).replace(':task', taskId);
    expect((await test.anonymous.request(method, url, { body })).status).toBe(401);
    const answers = await Promise.all(
      ALL.map(async (name) => [name, (await people[name]!.request(method, url, { body })).status] as const),
    );
    const admitted = answers.filter(([, status]) => status < 400).map(([name]) => name);
    expect(admitted).toEqual(allowed);
    // A case that is not theirs is none, for those who may ask for cases at all.
    const refusals = new Set(answers.map(([, status]) => status).filter((status) => status >= 400));
    const isOfCase = url !== path || path.includes(':case');
    expect([[403], [403, 404], [404, 403], [404], []]).toContainEqual([...refusals]);
    if (!isOfCase) expect(refusals).not.toContain(404);
  });

  it.each(WRITING)('%s %s is refused to all but %s', async (method, url, allowed) => {
    const statusOf = async (client: Client) => (await client.request(method, url)).status;
    expect(await statusOf(test.anonymous)).toBe(401);
    const statuses = await Promise.all(
      ALL.map(async (name) => [name, await statusOf(people[name]!)] as const),
    );
    expect(statuses.filter(([, status]) => status !== 403).map(([name]) => name)).toEqual(allowed);
  });

  it('names every address of the API', async () => {
    const { body } = await test.anonymous.get<{ paths: Record<string, Record<string, unknown>> }>(
      '/api/openapi.json',
    );
    const served = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const tried = [...ADDRESSES, ...WRITING].map(([method, path]) => `${method} ${path.split('?')[0]}`);
    const untried = served.filter((address) => !tried.some((each) => patternOf(address).test(each)));
    expect(untried.toSorted()).toEqual([
      'DELETE /api/session',
      'GET /api/live',
      'GET /api/sign-in',
      'GET /health/live',
      'GET /health/ready',
      'GET /metrics',
      'POST /api/cases/{id}/events',
      'POST /api/session',
      'POST /api/session/code',
    ]);
  });
});

describe('the border between teams', () => {
  it('hides the cases, tasks, deadlines and messages of other teams', async () => {
    for (const path of ['/api/cases', '/api/tasks?scope=team', '/api/deadlines', '/api/messages']) {
      const seen = async (name: string) =>
        JSON.stringify((await people[name]!.get<{ items: object[] }>(path)).body).includes(caseId);
      expect([path, await seen('kirsten')]).toEqual([path, false]);
      if (path !== '/api/messages') expect([path, await seen('anne')]).toEqual([path, true]);
    }
  });

  it('lets nobody send events to a case of another team', async () => {
    for (const name of ['jens', 'kirsten', 'bo', 'rikke']) {
      const answer = await people[name]!.post(`/api/cases/${caseId}/events`, { type: 'WITHDRAWN' });
      const [status, code] = ['jens', 'kirsten'].includes(name) ? [404, 'unknownCase'] : [403, 'forbidden'];
      expect(answer).toMatchObject({ status, body: { code } });
    }
    expect((await people['mette']!.get<CaseView>(`/api/cases/${caseId}`)).body.status).toBe('active');
  });

  it('answers of what is another team’s as of what is not there, whatever is asked', async () => {
    const incident = await incidentOf(caseId);
    const operations: [method: 'GET' | 'POST', path: string, id: string, body?: object][] = [
      ...['', '/history', '/at?instant=2026-03-02T08:00:00Z', '/deadlines/decideBy/certificate'].map(
        (more): ['GET', string, string] => ['GET', `/api/cases/:id${more}`, caseId],
      ),
      ['POST', '/api/cases/:id/what-if', caseId, { until: '2026-04-01T08:00:00Z' }],
      ['POST', '/api/cases/:id/events', caseId, { type: 'WITHDRAWN' }],
      ['POST', '/api/tasks/:id/assign', taskId, { assigneeId: null }],
      ['POST', '/api/incidents/:id/take', incident],
      ['POST', '/api/incidents/:id/retry', incident],
      ...['tasks?scope=team&', 'deadlines?', 'messages?'].map((list): ['GET', string, string] => [
        'GET',
        `/api/${list}caseId=:id`,
        caseId,
      ]),
    ];
    for (const [method, path, id, body] of operations)
      for (const name of ['jens', 'kirsten', 'bo', 'rikke']) {
        const ask = async (asked: string) => {
          const { status, body: answer } = await people[name]!.request<object>(
            method,
            path.replace(':id', asked),
            { body },
          );
          const { instance: _, id: _request, ...told } = answer as Record<string, unknown>;
          return { path, name, status, told: JSON.stringify(told).replaceAll(asked, 'asked') };
        };
        expect(await ask(id)).toEqual(await ask(randomUUID()));
      }
    expect(await openIncidents()).toEqual([{ id: incident, owner: null }]);
    await query(test.ds, { name: 'close', text: 'update incidents set resolved_at = now()' });
  });

  it('lets nobody give a case to a person of another team', async () => {
    const { body: jens } = await people['jens']!.get<{ id: string }>('/api/me');
    const answer = await people['anne']!.post(`/api/tasks/${taskId}/assign`, { assigneeId: jens.id });
    expect(answer).toMatchObject({ status: 400, body: { code: 'unknownUser' } });
  });
});

describe('a protected case', () => {
  it('is open to the persons named, and to nobody else of the team', async () => {
    const { body: secret } = await people['mette']!.post<CaseView>('/api/cases', opening);
    const { body: mette } = await people['mette']!.get<{ id: string }>('/api/me');
    await query(
      test.ds,
      {
        name: 'protect',
        text: 'update cases set protected = true, named_user_ids = array[$2::uuid] where id = $1',
      },
      [secret.id, mette.id],
    );
    expect((await people['mette']!.get(`/api/cases/${secret.id}`)).status).toBe(200);
    expect((await people['anne']!.get(`/api/cases/${secret.id}`)).status).toBe(404);
    expect((await people['lars']!.post(`/api/cases/${secret.id}/events`, { type: 'PAUSED' })).status).toBe(
      404,
    );
    const { body } = await people['anne']!.get<{ items: { id: string }[] }>('/api/cases');
    expect(body.items.map(({ id }) => id)).not.toContain(secret.id);
  });
});

describe('the access log', () => {
  type Entry = Pick<
    AuditEntryRow,
    'action' | 'userName' | 'caseId' | 'details' | 'namedTitle' | 'caseTypeTitle'
  >;
  const entriesOf = async (filter: string) =>
    (await people['rikke']!.get<{ items: Entry[]; next: number | null }>(`/api/audit?${filter}`)).body;

  it('has every read, every change and every refusal of a case, with who and what', async () => {
    const { body: view } = await people['mette']!.post<CaseView>('/api/cases', opening);
    await people['anne']!.get(`/api/cases/${view.id}`);
    await people['mette']!.post(`/api/cases/${view.id}/events`, { type: 'PAUSED' });
    await people['jens']!.get(`/api/cases/${view.id}/history`);
    const { items } = await entriesOf(`caseId=${view.id}`);
    expect(items.map(({ action, userName, details }) => [action, userName, details]).reverse()).toEqual([
      ['case.open', 'Mette Holm', { caseType: 'libraryCard' }],
      ['case.read', 'Mette Holm', {}],
      ['case.read', 'Anne Friis', {}],
      ['case.event', 'Mette Holm', { type: 'PAUSED' }],
      ['case.refused', 'Jens Bak', { action: 'case.history' }],
    ]);
  });

  it('has the titles of what its lines name, for those who cannot read definitions', async () => {
    const { body: view } = await people['mette']!.post<CaseView>('/api/cases', opening);
    await people['mette']!.post(`/api/cases/${view.id}/events`, { type: 'PAUSED' });
    await people['mette']!.get(`/api/cases/${view.id}/deadlines/decideBy/certificate`);
    const { items } = await entriesOf(`caseId=${view.id}`);
    const { events, deadlines, title } = libraryCard();
    expect(items.map(({ action, namedTitle }) => [action, namedTitle])).toEqual([
      ['case.certificate', deadlines['decideBy']!.title],
      ['case.event', events['PAUSED']!.title],
      ['case.read', null],
      ['case.open', null],
    ]);
    const { items: opened } = await entriesOf('action=case.open&limit=1');
    expect(opened).toMatchObject([{ namedTitle: null, caseTypeTitle: title }]);
  });

  it.each([
    ['cases', '/api/cases?status=active', { status: 'active' }],
    ['tasks', '/api/tasks?scope=team', { scope: 'team' }],
    ['deadlines', '/api/deadlines?kind=statutory', { kind: 'statutory' }],
    ['messages', '/api/messages?forMe=true', { forMe: true }],
    ['incidents', '/api/analytics/incidents', {}],
  ])(
    'has one line per list of %s, with what was asked for and how much was shown',
    async (what, url, filter) => {
      const { body } = await people['anne']!.get<{ items?: object[]; length: number }>(url);
      const count = body.items?.length ?? body.length;
      const { items } = await entriesOf(`action=${what}.listed&limit=1`);
      expect(items).toMatchObject([{ userName: 'Anne Friis', caseId: null, details: { ...filter, count } }]);
    },
  );

  it('has those who sign in, and those who try', async () => {
    await test.anonymous.post('/api/session', { username: 'lars', password: 'guess' });
    const { items } = await entriesOf('action=session.refused');
    expect(items.map(({ userName }) => userName)).toEqual(['Lars Dam']);
  });

  it('comes in pages, the newest first', async () => {
    const first = await entriesOf('limit=3');
    const second = await entriesOf(`limit=3&cursor=${first.next}`);
    const ids = [...first.items, ...second.items].map((entry) => (entry as unknown as { id: number }).id);
    expect(ids).toHaveLength(6);
    expect(ids).toEqual([...ids].sort((a, b) => b - a));
  });

  it('has no way to be changed', async () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const) {
      expect((await people['rikke']!.request(method, '/api/audit')).status).toBe(405);
    }
  });
});

it('asks for ids in the right form', async () => {
  expect(
    (await people['mette']!.post(`/api/tasks/${randomUUID()}/assign`, { assigneeId: null })).body,
  ).toMatchObject({
    code: 'unknownTask',
  });
  expect((await people['mette']!.post('/api/tasks/7/assign', { assigneeId: null })).status).toBe(400);
});

/** An incident of the case that waits for somebody. */
async function incidentOf(id: string): Promise<string> {
  const incident = randomUUID();
  await query(
    test.ds,
    {
      name: 'incident',
      text: `insert into incidents (id, case_id, timer_id, arming, code, details, event_type, attempts, first_at, last_at, retry_at)
       values ($1, $2, 'x', 1, 'bug', '{}', 'case.timer', 1, now(), now(), now())`,
    },
    [incident, id],
  );
  return incident;
}

const openIncidents = () =>
  query<{ id: string; owner: string | null }>(test.ds, {
    name: 'open-incidents',
    text: 'select id, owner_id as owner from incidents where resolved_at is null',
  });
