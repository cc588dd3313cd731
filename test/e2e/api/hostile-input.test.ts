import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { libraryCard, startTestApp, type Client, type TestApp } from '../../support/app.js';
import { checkInvariants } from '../../support/invariants.js';

let app: TestApp;
let bo: Client;
let mette: Client;
let draft = '';
let openCase = '';
beforeAll(async () => {
  app = await startTestApp();
  [bo, mette] = (await Promise.all(['bo', 'mette'].map((name) => app.as(name)))) as [Client, Client];
  const document = libraryCard();
  draft = (await bo.post<{ id: string }>('/api/definitions/drafts', { caseType: 'libraryCard', document }))
    .body.id;
  const facts = { receivedOn: '2026-03-02' };
  openCase = (await mette.post<{ id: string }>('/api/cases', { caseType: 'libraryCard', facts })).body.id;
});
afterEach(() => checkInvariants(app.ds));
afterAll(() => app.close());

interface Address {
  who: () => Client;
  method: 'POST' | 'PUT';
  path: () => string;
  /** The body in which what is hostile stands in the place of `?`. */
  body: (hostile: string) => string;
}

const inDocument = (hostile: string) =>
  `{"caseType":"libraryCard","document":{"caseType":"libraryCard","machine":${hostile}}}`;
const inFacts = (hostile: string) => `{"caseType":"libraryCard","facts":{"receivedOn":${hostile}}}`;
const ADDRESSES: Record<string, Address> = {
  'a new draft': { who: () => bo, method: 'POST', path: () => '/api/definitions/drafts', body: inDocument },
  'a draft that is saved': {
    who: () => bo,
    method: 'PUT',
    path: () => `/api/definitions/drafts/${draft}`,
    body: (hostile) => `{"document":{"caseType":"libraryCard","machine":${hostile}}}`,
  },
  'a bundle': {
    who: () => bo,
    method: 'POST',
    path: () => '/api/definitions/bundle',
    body: (hostile) => `{"format":"sagsgang","definitions":[${hostile}]}`,
  },
  'a simulation': {
    who: () => bo,
    method: 'POST',
    path: () => `/api/definitions/drafts/${draft}/simulate`,
    body: (hostile) => `{"facts":{"receivedOn":${hostile}},"startAt":"2026-03-02T08:00:00Z","script":[]}`,
  },
  'a new case': { who: () => mette, method: 'POST', path: () => '/api/cases', body: inFacts },
  'an event': {
    who: () => mette,
    method: 'POST',
    path: () => `/api/cases/${openCase}/events`,
    body: (hostile) => `{"type":"IDENTITY_CHECKED","facts":{"identityProven":${hostile}}}`,
  },
};

const HOSTILE: [what: string, value: string, code: string][] = [
  ['half a document', '{"initial":', 'badRequest'],
  ['no JSON', 'undefined', 'badRequest'],
  ['a prototype', '{"__proto__":{"admin":true}}', 'badRequest'],
  ['a constructor', '{"constructor":{"prototype":{"admin":true}}}', 'badRequest'],
  ['100,000 lists', '['.repeat(100_000) + ']'.repeat(100_000), 'badRequest'],
  ['40,000 objects', `${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}`, 'badRequest'],
  ['5 MB', `"${'x'.repeat(5_000_000)}"`, 'bodyTooLarge'],
];

/** Rows of every table that holds what people write; the access log holds that they tried. */
async function rows(): Promise<Record<string, string>> {
  const tables = ['cases', 'case_events', 'tasks', 'definition_drafts', 'definitions', 'messages'];
  const counts = (await app.ds.query(
    `select ${tables.map((table) => `(select count(*) from ${table}) as ${table}`).join()}`,
  )) as Record<string, string>[];
  const [{ revision }] = (await app.ds.query(`select revision from definition_drafts where id = $1`, [
    draft,
  ])) as [{ revision: string }];
  return { ...counts[0], revision };
}

describe.each(Object.entries(ADDRESSES))('%s', (_name, { who, method, path, body }) => {
  it.each(HOSTILE)(
    'with %s is refused with a clear problem, and nothing is written',
    async (_what, value, code) => {
      const before = await rows();
      const headers = { 'content-type': 'application/json', 'if-match': '"1"' };
      const answer = await who().request<{ code: string; title: string; detail?: string }>(method, path(), {
        body: body(value),
        headers,
      });
      expect(answer.body.code).toBe(code);
      expect(answer.status).toBe(code === 'bodyTooLarge' ? 413 : 400);
      expect(answer.body.title.length).toBeGreaterThan(10);
      expect(JSON.stringify(answer.body).length).toBeLessThan(5_000);
      expect(await rows()).toEqual(before);
      expect({}).not.toHaveProperty('admin');
    },
  );
});

it('a definition that nests too deeply for a machine is kept, and refused when it is verified', async () => {
  const document = {
    ...libraryCard(),
    machine: JSON.parse('{"states":{"a":'.repeat(60) + '{}' + '}}'.repeat(60)) as object,
  };
  const made = await bo.post<{ id: string }>('/api/definitions/drafts', {
    caseType: 'libraryCard',
    document,
  });
  expect(made.status).toBe(201);
  const { body } = await bo.post<{ problems: { code: string }[] }>(
    `/api/definitions/drafts/${made.body.id}/verify`,
  );
  expect(body.problems.map(({ code }) => code)).toEqual(['tooLarge']);
});
