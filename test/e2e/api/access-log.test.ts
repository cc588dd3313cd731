import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type Client, type TestApp } from '../../support/app.js';
import { checkInvariants } from '../../support/invariants.js';

interface View {
  id: string;
  tasks: { id: string; key: string }[];
  assignee: { id: string } | null;
}
type Problem = { code: string; detail: string };
type Line = [action: string, details: object];

let test: TestApp;
let mette: Client;
let lars: Client;
let jens: Client;
beforeAll(async () => {
  test = await startTestApp();
  [mette, lars, jens] = (await Promise.all(['mette', 'lars', 'jens'].map((name) => test.as(name)))) as [
    Client,
    Client,
    Client,
  ];
});
afterEach(() => checkInvariants(test.ds));
afterAll(() => test.close());

const opening = { caseType: 'libraryCard', facts: { receivedOn: '2026-03-02' } };
const openCase = async (): Promise<View> => (await mette.post<View>('/api/cases', opening)).body;
const idOf = async (client: Client): Promise<string> => (await client.get<{ id: string }>('/api/me')).body.id;
const linesOf = async (client: Client, last: number): Promise<Line[]> => {
  const rows = (await test.ds.query(
    'select action, details from audit_entries where user_id = $1 order by id desc limit $2',
    [await idOf(client), last],
  )) as { action: string; details: object }[];
  return rows.reverse().map(({ action, details }) => [action, details]);
};

describe('the access log tells', () => {
  it('an event that was applied from one that was refused, and why', async () => {
    const { id } = await openCase();
    await mette.post(`/api/cases/${id}/events`, { type: 'PAUSED' });
    await mette.post(`/api/cases/${id}/events`, { type: 'NOTHING' });
    await mette.post(`/api/cases/${id}/events`, { type: 'PAUSED', expectedSeq: 1 });
    expect(await linesOf(mette, 3)).toEqual([
      ['case.event', { type: 'PAUSED' }],
      ['case.eventRefused', { type: 'NOTHING', code: 'unknownEvent' }],
      ['case.eventRefused', { type: 'PAUSED', code: 'staleSeq' }],
    ]);
  });

  it('which case was opened, and what was not', async () => {
    const { id } = await openCase();
    const [row] = await test.ds.query(
      `select details from audit_entries where action = 'case.open' and case_id = $1`,
      [id],
    );
    expect(row).toEqual({ details: { caseType: 'libraryCard' } });
    await mette.post('/api/cases', { ...opening, teamId: 'familie' });
    expect(await linesOf(mette, 1)).toEqual([
      ['case.openRefused', { caseType: 'libraryCard', teamId: 'familie', code: 'forbidden' }],
    ]);
  });

  it('that somebody has signed out, or in again in the same browser', async () => {
    const here = await test.as('mette');
    await here.request('DELETE', '/api/session');
    expect((await linesOf(mette, 1))[0]![0]).toBe('session.closed');
    const there = await test.as('mette');
    await there.post('/api/session', { username: 'mette', password: 'sagsgang' });
    expect((await linesOf(mette, 2)).map(([action]) => action)).toEqual(['session.closed', 'session.opened']);
  });

  it.each(['/api/tasks?scope=team', '/api/messages?'])(
    'who asked for a case of another team by %s',
    async (path) => {
      const { id } = await openCase();
      expect((await jens.get<{ items: [] }>(`${path}&caseId=${id}`)).body.items).toEqual([]);
      const action = `${/\w+(?=\?)/.exec(path)![0]}.listed`;
      expect(await linesOf(jens, 1)).toEqual([['case.refused', { action }]]);
    },
  );
});

describe('a case of another team', () => {
  it('is answered as one that is not there, wherever it is asked for', async () => {
    const { id, tasks } = await openCase();
    const both = async (path: (id: string) => string, [own, none]: [string, string], body?: object) => {
      const method = body ? 'POST' : 'GET';
      const [theirs, nothing] = [
        await jens.request<Problem>(method, path(own), { body }),
        await jens.request<Problem>(method, path(none), { body }),
      ];
      const said = (body: object) => JSON.stringify({ ...body, id: '', instance: '' }).replaceAll(own, none);
      expect([path(''), said(theirs.body)]).toEqual([path(''), said(nothing.body)]);
      expect(theirs.status).toBe(404);
      return theirs;
    };
    const ids: [string, string] = [id, randomUUID()];
    await both((one) => `/api/cases/${one}`, ids);
    await both((one) => `/api/cases/${one}/history`, ids);
    await both((one) => `/api/cases/${one}/deadlines/decideBy/certificate`, ids);
    await both((one) => `/api/cases/${one}/events`, ids, { type: 'PAUSED' });
    const task: [string, string] = [tasks[0]!.id, randomUUID()];
    const answer = await both((one) => `/api/tasks/${one}/assign`, task, { assigneeId: null });
    expect(JSON.stringify(answer.body)).not.toContain(id);
  });
});

describe('a case that two take at once', () => {
  const take = async (client: Client, task: string, more = {}) =>
    client.post<View & Problem>(`/api/tasks/${task}/assign`, { assigneeId: await idOf(client), ...more });

  it('is one’s, and the other is told', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { tasks } = await openCase();
      const answers = await Promise.all([take(mette, tasks[0]!.id), take(lars, tasks[0]!.id)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(answers.find(({ status }) => status === 409)!.body.code).toBe('alreadyAssigned');
    }
  });

  it('may be taken over by one who has seen whose it is, and given on by one who has', async () => {
    const { tasks } = await openCase();
    const [task, metteId, larsId] = [tasks[0]!.id, await idOf(mette), await idOf(lars)];
    await take(mette, task);
    expect((await take(mette, task)).status).toBe(200);
    expect((await take(lars, task)).status).toBe(409);
    expect((await take(lars, task, { from: metteId })).status).toBe(200);
    const anne = await test.as('anne');
    const give = (from: string | null) =>
      anne.post<Problem>(`/api/tasks/${task}/assign`, { assigneeId: null, from });
    expect((await give(metteId)).body.code).toBe('alreadyAssigned');
    expect((await give(larsId)).status).toBe(200);
  });
});
