import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Definition } from '../../../src/machines/index.js';
import { libraryCard, startTestApp, type Client, type TestApp } from '../../support/app.js';
import { together } from '../../support/two-admins.js';
import { checkInvariants } from '../../support/invariants.js';

let app: TestApp;
let bo: Client;
let ida: Client;
let anne: Client;
let mette: Client;
let lars: Client;

beforeAll(async () => {
  app = await startTestApp();
  const names = ['bo', 'ida', 'anne', 'mette', 'lars'];
  [bo, ida, anne, mette, lars] = (await Promise.all(names.map((name) => app.as(name)))) as [
    Client,
    Client,
    Client,
    Client,
    Client,
  ];
});
afterEach(() => checkInvariants(app.ds));
afterAll(() => app.close());

const DEFINITIONS = '/api/definitions';
const DRAFTS = `${DEFINITIONS}/drafts`;
const CASE_TYPE = `${DEFINITIONS}/libraryCard`;

interface Run {
  id: string;
  status: string;
  done: number;
  total: number;
  summary: {
    migration: Record<string, number>;
    groups: {
      question: string;
      outcome: string;
      from: string[];
      count: number;
    }[];
  };
  cases: Record<string, number>;
}
interface CaseAnswer {
  id: string;
  caseNumber: string;
  version: number;
  activeStates: { path: string }[];
  code: string;
}

const open = async (): Promise<CaseAnswer> =>
  (
    await mette.post<CaseAnswer>('/api/cases', {
      caseType: 'libraryCard',
      facts: { receivedOn: '2026-03-02' },
    })
  ).body;
const send = (id: string, type: string, facts?: object) =>
  mette.post<CaseAnswer>(`/api/cases/${id}/events`, { type, ...(facts && { facts }) });
const read = async (id: string): Promise<CaseAnswer> =>
  (await mette.get<CaseAnswer>(`/api/cases/${id}`)).body;

/** Asks until the run is over; each answer takes a round trip, so nothing is slept through. */
async function finished(path: string): Promise<Run> {
  for (;;) {
    const { body } = await bo.get<Run>(path);
    if (body.status !== 'running') return body;
  }
}

/** The step in which a case is paused is gone: what was there must be placed by hand. */
function withoutPause(): Definition {
  const document = libraryCard();
  const work = document.machine.states!['open']!.states!['work']!;
  delete work.states!['paused'];
  delete work.states!['going']!.on;
  for (const name of Object.keys(work.states!))
    if (work.states![name]!.type === 'history') delete work.states![name];
  const going = work.states!['going']!;
  for (const name of Object.keys(going.states!))
    if (going.states![name]!.type === 'history') delete going.states![name];
  for (const event of ['PAUSED', 'RESUMED']) delete document.events[event];
  delete document.tasks['RESUME'];
  return document;
}

async function publish(document: Definition): Promise<number> {
  const { body: draft } = await bo.post<{ id: string }>(DRAFTS, { caseType: 'libraryCard', document });
  const verdict = await bo.post<{ problems: object[] }>(`${DRAFTS}/${draft.id}/verify`);
  expect(verdict.body.problems).toEqual([]);
  await ida.post(`${DRAFTS}/${draft.id}/review`, { approved: true }, { 'if-match': '1' });
  const published = await bo.post<{ version: number }>(`${DRAFTS}/${draft.id}/publish`, {});
  expect(published.status).toBe(201);
  return published.body.version;
}

describe('a definition that changes while twelve cases run (F25)', () => {
  let cases: CaseAnswer[];
  let version: number;

  it('is rehearsed as a draft: eleven map, one stands in the removed step', async () => {
    cases = await Promise.all(Array.from({ length: 12 }, open));
    expect((await send(cases[0]!.id, 'PAUSED')).status).toBe(200);
    const { body: draft } = await bo.post<{ id: string }>(DRAFTS, {
      caseType: 'libraryCard',
      document: withoutPause(),
    });
    const started = await bo.post<Run>(`${DRAFTS}/${draft.id}/rehearse`, { closed: 0 });
    expect(started.status).toBe(202);
    const run = await finished(`${DEFINITIONS}/rehearsals/${started.body.id}`);
    expect(run).toMatchObject({ status: 'done', done: 12, total: 12 });
    expect(run.summary.migration).toEqual({
      unchanged: 11,
      renamed: 0,
      movesTo: 0,
      deadlineMoves: 0,
      cannotMigrate: 1,
    });
    const csv = await anne.get<string>(`${DEFINITIONS}/rehearsals/${run.id}/cases.csv`);
    expect(csv.body.trim().split('\r\n')).toHaveLength(13);
    expect(csv.body).toContain(cases[0]!.caseNumber);
    const json = await anne.get<{ caseId: string }[]>(`${DEFINITIONS}/rehearsals/${run.id}/cases.json`);
    expect(json.body.map(({ caseId }) => caseId).sort()).toEqual(cases.map(({ id }) => id).sort());

    const seen = await anne.get<Run>(`${DEFINITIONS}/rehearsals/${run.id}`);
    expect(seen.body.summary).toEqual(run.summary);
  });

  it('is published: new cases get the new version, the twelve stay', async () => {
    version = await publish(withoutPause());
    expect((await open()).version).toBe(version);
    for (const { id } of cases) expect((await read(id)).version).toBe(version - 1);
  });

  it('takes eleven over; the twelfth is shown with its reason', async () => {
    const order = bo.post(`${CASE_TYPE}/versions/${version}/migrate`, { note: 'Trin udgår' });
    const ordered = await together<Run>(ida, order);
    expect(ordered.status).toBe(200);
    const run = await finished(`${DEFINITIONS}/migrations/${ordered.body.id}`);
    expect(run).toMatchObject({ status: 'done', cases: { migrated: 11, refused: 1, waiting: 0 } });
    const refused = await anne.get<{ items: { caseId: string; reasons: { code: string }[] }[] }>(
      `${DEFINITIONS}/migrations/${run.id}/cases?outcome=refused`,
    );
    expect(refused.body.items).toMatchObject([{ caseId: cases[0]!.id, reasons: [{ code: 'stateRemoved' }] }]);
    expect((await read(cases[0]!.id)).version).toBe(version - 1);
    expect((await read(cases[1]!.id)).version).toBe(version);
    expect(
      (await bo.post<Run & { code: string }>(`${DEFINITIONS}/migrations/${run.id}/pause`)).body.code,
    ).toBe('runNotInThatState');
  });

  it('places the twelfth by hand, after which its events are those of the new version', async () => {
    const { id, caseNumber } = cases[0]!;
    const stateMap = { 'open.work.paused': 'open.work.going.checking' };
    const order = { stateMap, caseNumbers: [caseNumber] };
    const asked = ida.post(`${CASE_TYPE}/versions/${version}/migrate`, order);
    const ordered = await together<Run>(bo, asked);
    expect(await finished(`${DEFINITIONS}/migrations/${ordered.body.id}`)).toMatchObject({
      cases: { migrated: 1 },
    });
    const placed = await read(id);
    expect(placed.version).toBe(version);
    expect(placed.activeStates.map(({ path }) => path)).toContain('open.work.going.checking');
    expect((await send(id, 'RESUMED')).body.code).toBe('unknownEvent');
    expect((await send(id, 'IDENTITY_CHECKED', { identityProven: true })).status).toBe(200);
  });

  it('leaves the history as it was', async () => {
    const history = await mette.get<{ items: { type: string; version: number }[] }>(
      `/api/cases/${cases[0]!.id}/history`,
    );
    expect(history.body.items.map(({ type }) => type)).toEqual([
      'case.opened',
      'PAUSED',
      'case.migrated',
      'IDENTITY_CHECKED',
    ]);
  });
});

describe('the rules of a version along the real histories', () => {
  it('are shown to admins and team leaders, a page at a time', async () => {
    const path = `${CASE_TYPE}/versions/2/broken-traces`;
    const first = await bo.get<{ checked: number; items: object[]; next: number }>(`${path}?limit=5`);
    expect(first.body).toMatchObject({ checked: 5, items: [], next: 5 });
    const rest = await anne.get<{ checked: number; next: null }>(`${path}?skip=${first.body.next}`);
    expect(rest.body).toMatchObject({ checked: 8, next: null });
    expect((await mette.get(path)).status).toBe(403);
    expect((await lars.get(DRAFTS)).status).toBe(403);
  });
});

describe('what was verified once and is no more', () => {
  it('is verified again at publication, and refused with all problems', async () => {
    const document = libraryCard();
    document.machine.states!['open']!.on!['CARD_SENT'] = 'sent';
    const { body: draft } = await bo.post<{ id: string }>(DRAFTS, { caseType: 'libraryCard', document });
    await app.ds.query(`update definition_drafts set stage = 'reviewed' where id = $1`, [draft.id]);
    const refused = await bo.post<{ code: string; problems: { code: string }[] }>(
      `${DRAFTS}/${draft.id}/publish`,
      {},
    );
    expect([refused.status, refused.body.code]).toEqual([409, 'definitionNotVerified']);
    expect(refused.body.problems).toContainEqual(expect.objectContaining({ code: 'brokenRule' }));
  });
});
