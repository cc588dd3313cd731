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
beforeAll(async () => {
  app = await startTestApp();
  [bo, ida, anne, mette] = (await Promise.all(
    ['bo', 'ida', 'anne', 'mette'].map((name) => app.as(name)),
  )) as [Client, Client, Client, Client];
});
afterEach(() => checkInvariants(app.ds));
afterAll(() => app.close());

interface DraftView {
  id: string;
  stage: string;
  revision: number;
  document: Definition;
}
type Problem = { code: string; problems: { code: string }[]; changes: { byName: string }[] };

const changed = (change: (definition: Definition) => void): Definition => {
  const document = libraryCard();
  change(document);
  return document;
};
const sixWeeks = () => changed(({ parameters }) => (parameters['decisionLength']!.value = 'P6W'));
const DRAFTS = '/api/definitions/drafts';

async function draftOf(document: Definition = sixWeeks(), author = bo): Promise<DraftView> {
  const { body, status } = await author.post<DraftView>(DRAFTS, {
    caseType: 'libraryCard',
    document,
    note: 'Ny praksis',
  });
  expect(status).toBe(201);
  return body;
}
const put = (client: Client, { id }: DraftView, revision: number | null, document: unknown) =>
  client.request<DraftView & Problem>('PUT', `${DRAFTS}/${id}`, {
    body: { document },
    headers: revision === null ? {} : { 'if-match': `"${revision}"` },
  });
const review = (client: Client, { id }: DraftView, revision: number, approved = true) =>
  client.post<DraftView & Problem>(`${DRAFTS}/${id}/review`, { approved }, { 'if-match': `"${revision}"` });

const open = () =>
  mette.post<{ version: number }>('/api/cases', {
    caseType: 'libraryCard',
    facts: { receivedOn: '2026-03-02' },
  });

/** A draft on which bo and ida have done all that is needed. */
async function reviewed(document?: Definition): Promise<DraftView> {
  const draft = await draftOf(document);
  await bo.post(`${DRAFTS}/${draft.id}/verify`);
  expect((await review(ida, draft, 1)).body.stage).toBe('reviewed');
  return draft;
}

describe('the life of a version', () => {
  it('leads from draft over verification and review by a second person to publication', async () => {
    const draft = await draftOf();
    expect(draft).toMatchObject({ stage: 'draft', revision: 1, baseVersion: expect.any(Number) });
    const verified = await bo.post<{ problems: unknown[]; proofs: unknown[]; draft: DraftView }>(
      `${DRAFTS}/${draft.id}/verify`,
    );
    expect(verified.body).toMatchObject({
      problems: [],
      proofs: [{ rule: 'check-before-card' }],
      draft: { stage: 'verified' },
    });
    expect((await bo.post<Problem>(`${DRAFTS}/${draft.id}/publish`, {})).body.code).toBe('draftNotInStage');
    expect((await review(bo, draft, 1)).body.code).toBe('ownDraft');
    expect((await review(anne, draft, 1)).body.stage).toBe('reviewed');
    const published = await bo.post<{ version: number }>(`${DRAFTS}/${draft.id}/publish`, {
      note: 'Fra i dag',
    });
    expect(published.status).toBe(201);
    const version = await mette.get<{ document: Definition }>(
      `/api/definitions/libraryCard/versions/${published.body.version}`,
    );
    expect(version.body.document.parameters['decisionLength']!.value).toBe('P6W');
    const history = await bo.get<{ action: string; byName: string; note: string | null }[]>(
      `${DRAFTS}/${draft.id}/history`,
    );
    expect(history.body.map(({ action, byName }) => `${byName} ${action}`)).toEqual([
      'Bo Lind created',
      'Bo Lind verified',
      'Anne Friis reviewed',
      'Bo Lind published',
    ]);
    expect((await bo.post<Problem>(`${DRAFTS}/${draft.id}/publish`, {})).body.code).toBe('draftNotInStage');
  });

  it('gives new cases the version that is valid when they are opened', async () => {
    const { id } = await reviewed(changed(({ parameters }) => (parameters['decisionLength']!.value = 'P9W')));
    const { body } = await bo.post<{ version: number }>(`${DRAFTS}/${id}/publish`, {
      validFrom: '2027-01-01T00:00:00+01:00',
    });
    expect((await open()).body.version).toBeLessThan(body.version);
    const early = await reviewed();
    const past = await bo.post<Problem>(`${DRAFTS}/${early.id}/publish`, {
      validFrom: '2020-01-01T00:00:00Z',
    });
    expect([past.status, past.body.code]).toEqual([400, 'invalidDate']);
  });

  it('lets nobody review what he has written or edited last', async () => {
    const draft = await draftOf(sixWeeks(), ida);
    expect((await put(bo, draft, 1, sixWeeks())).body.revision).toBe(2);
    await bo.post(`${DRAFTS}/${draft.id}/verify`);
    expect((await review(bo, draft, 2)).body.code).toBe('ownDraft');
    expect((await review(ida, draft, 2)).body.code).toBe('ownDraft');
    expect((await review(anne, draft, 2)).body.stage).toBe('reviewed');
    expect((await put(bo, draft, 2, sixWeeks())).body.stage).toBe('draft');
    expect((await review(anne, draft, 3)).body.code).toBe('draftNotInStage');
  });

  it('goes back to the author when the reviewer does not agree', async () => {
    const draft = await draftOf();
    await bo.post(`${DRAFTS}/${draft.id}/verify`);
    expect((await review(anne, draft, 1, false)).body.stage).toBe('draft');
  });

  it('ends at a broken rule, with the path that breaks it', async () => {
    const lawless = changed(({ machine }) => {
      machine.states!['open']!.on!['CARD_SENT'] = 'sent';
    });
    const draft = await draftOf(lawless);
    const verdict = await bo.post<{ problems: { code: string; details: object }[] }>(
      `${DRAFTS}/${draft.id}/verify`,
    );
    expect(verdict.body.problems).toContainEqual(expect.objectContaining({ code: 'brokenRule' }));
    expect((await review(ida, draft, 1)).body.code).toBe('draftNotInStage');
  });

  it('retires a version once; the one before opens cases again', async () => {
    const { id } = await reviewed();
    const { body } = await bo.post<{ version: number }>(`${DRAFTS}/${id}/publish`, {});
    const retire = () =>
      together<Problem>(bo, ida.post(`/api/definitions/libraryCard/versions/${body.version}/retire`, {}));
    expect((await retire()).status).toBe(200);
    expect((await retire()).body.code).toBe('versionRetired');
    const opened = await mette.post<{ version: number }>('/api/cases', {
      caseType: 'libraryCard',
      facts: { receivedOn: '2026-03-02' },
    });
    expect(opened.body.version).toBeLessThan(body.version);
  });
});

describe('two who edit one draft', () => {
  it('do not overwrite each other: the second is told what was changed', async () => {
    const draft = await draftOf();
    expect((await put(ida, draft, 1, sixWeeks())).headers['etag']).toBe('"2"');
    const second = await put(bo, draft, 1, sixWeeks());
    expect([second.status, second.body.code]).toEqual([409, 'staleDraft']);
    expect(second.body.changes).toMatchObject([{ byName: 'Ida Krogh', revision: 2, action: 'saved' }]);
    expect((await bo.get<DraftView>(`${DRAFTS}/${draft.id}`)).headers['etag']).toBe('"2"');
    const without = await put(bo, draft, null, sixWeeks());
    expect([without.status, without.body.code]).toEqual([428, 'revisionNeeded']);
  });

  it('may give it up; its history stays', async () => {
    const draft = await draftOf();
    const gone = await bo.request('DELETE', `${DRAFTS}/${draft.id}`, { headers: { 'if-match': '1' } });
    expect(gone.status).toBe(204);
    expect((await put(bo, draft, 1, sixWeeks())).body.code).toBe('draftNotInStage');
    const list = await bo.get<DraftView[]>(DRAFTS);
    expect(list.body.map(({ id }) => id)).not.toContain(draft.id);
    expect((await bo.get<unknown[]>(`${DRAFTS}/${draft.id}/history`)).body).toHaveLength(2);
  });
});

describe('bad input', () => {
  it.each([
    ['a definition of another case type', { ...libraryCard(), caseType: 'other' }, 409, 'otherCaseType'],
    ['no definition', [], 400, 'invalidBody'],
    ['a definition without its name', {}, 409, 'otherCaseType'],
  ])('%s is refused', async (_what, document, status, code) => {
    const before = (await bo.get<unknown[]>(DRAFTS)).body.length;
    const answer = await bo.post<Problem>(DRAFTS, { caseType: 'libraryCard', document });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect((await bo.get<unknown[]>(DRAFTS)).body).toHaveLength(before);
  });

  it('larger than a definition ever is, is refused before it is read', async () => {
    const answer = await bo.post<Problem>(DRAFTS, {
      caseType: 'libraryCard',
      document: { text: 'x'.repeat(5_000_000) },
    });
    expect([answer.status, answer.body.code]).toEqual([413, 'bodyTooLarge']);
  });

  it('names what is not there', async () => {
    const codeOf = async (path: string) => (await bo.get<Problem>(`/api/definitions${path}`)).body.code;
    expect(await codeOf('/drafts/nothing')).toBe('unknownDraft');
    expect(await codeOf('/libraryCard/versions/99')).toBe('unknownDefinition');
    expect(await codeOf('/libraryCard/versions/99999999999')).toBe('unknownDefinition');
    expect(await codeOf('/rehearsals/nothing')).toBe('unknownRehearsal');
    expect(await codeOf('/migrations/01980000-0000-7000-8000-000000000000')).toBe('unknownMigration');
    expect(await codeOf('/libraryCard/versions/1/export/pdf')).toBe('notFound');
    const migrate = await bo.post<Problem>('/api/definitions/libraryCard/versions/99/migrate', {});
    expect(migrate.body.code).toBe('unknownDefinition');
    const conditioned = await bo.post<Problem>('/api/definitions/libraryCard/versions/1/migrate', {
      stateMap: { a: 3 },
    });
    expect(conditioned.body.code).toBe('invalidBody');
  });

  it('in a bundle gives all problems and no draft', async () => {
    const imported = await bo.post<Problem>('/api/definitions/bundle', { format: 'something' });
    expect([imported.status, imported.body.code]).toEqual([400, 'invalidDefinition']);
    expect(imported.body.problems.length).toBeGreaterThan(0);
  });
});

describe('who may do what', () => {
  it.each(['mette', 'anne', 'rikke'])('%s neither writes nor publishes definitions', async (name) => {
    const draft = await reviewed();
    const client = await app.as(name);
    const version = '/api/definitions/libraryCard/versions/1';
    const answers = await Promise.all([
      client.post(DRAFTS, { caseType: 'libraryCard' }),
      put(client, draft, 1, sixWeeks()),
      client.post(`${DRAFTS}/${draft.id}/publish`, {}),
      client.post(`${DRAFTS}/${draft.id}/rehearse`, {}),
      client.post(`${version}/migrate`, {}),
      client.post(`${version}/retire`, {}),
      client.post('/api/definitions/bundle', {}),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(Array(7).fill(403));
  });

  it('caseworkers and auditors do not review', async () => {
    const draft = await draftOf();
    await bo.post(`${DRAFTS}/${draft.id}/verify`);
    expect((await review(mette, draft, 1)).status).toBe(403);
    expect((await review(await app.as('rikke'), draft, 1)).status).toBe(403);
  });
});

describe('comparing, playing and carrying away', () => {
  it('says what is different between two versions or drafts, in both languages', async () => {
    const draft = await draftOf();
    const { body } = await bo.get<{ changes: { sentence: { da: string; en: string } }[] }>(
      `/api/definitions/libraryCard/diff?from=1&to=${draft.id}`,
    );
    expect(body.changes.length).toBeGreaterThan(0);
    expect(body.changes.every(({ sentence }) => sentence.da && sentence.en)).toBe(true);
    const same = await mette.get<{ changes: unknown[] }>('/api/definitions/libraryCard/diff?from=1&to=1');
    expect(same.body.changes).toEqual([]);
  });

  it('plays a script on a virtual clock, and says which line is none', async () => {
    const draft = await draftOf();
    const script = [
      { event: 'IDENTITY_CHECKED', facts: { identityProven: true } },
      { advanceTo: '2026-05-01T08:00:00Z' },
    ];
    const play = { facts: { receivedOn: '2026-03-02' }, startAt: '2026-03-02T08:00:00Z', script };
    const { status, body } = await bo.post<{ entries: { event: string }[] }>(
      `${DRAFTS}/${draft.id}/simulate`,
      play,
    );
    expect(status).toBe(200);
    expect(body.entries.map(({ event }) => event).slice(0, 2)).toEqual(['case.opened', 'IDENTITY_CHECKED']);
    const bad = await bo.post<{ errors: { path: string }[] }>(
      '/api/definitions/libraryCard/versions/1/simulate',
      {
        ...play,
        script: [{ advanceTo: '2026-05-01T08:00:00Z', event: 'BOTH' }],
      },
    );
    expect([bad.status, bad.body.errors[0]!.path]).toEqual([400, 'script.0']);
  });

  it.each([
    ['bundle', 'application/json', '"sagsgang-bundle"'],
    ['xstate', 'application/json', '"initial"'],
    ['scxml', 'application/scxml+xml', '<scxml'],
    ['mermaid', 'text/plain', 'stateDiagram'],
    ['workflow', 'text/html', '<html'],
  ])('exports a version as %s', async (format, type, content) => {
    const { status, headers, body } = await anne.get<unknown>(
      `/api/definitions/libraryCard/versions/1/export/${format}`,
    );
    expect([status, String(headers['content-type']).split(';')[0]]).toEqual([200, type]);
    expect(typeof body === 'string' ? body : JSON.stringify(body)).toContain(content);
  });

  it('carries definitions from house to house as drafts', async () => {
    const { body: bundle } = await bo.get<{ definitions: unknown[] }>('/api/definitions/bundle');
    const { status, body } = await ida.post<{ id: string; caseType: string }[]>(
      '/api/definitions/bundle',
      bundle,
    );
    expect([status, body.map(({ caseType }) => caseType)]).toEqual([201, ['libraryCard']]);
  });
});

describe('the yearly review', () => {
  it('comes due a year after publication, and is put off by doing it', async () => {
    const prompts = async () =>
      (await bo.get<{ noticedAt: string }[]>('/api/definitions/review-reminders')).body;
    expect(await prompts()).toEqual([]);
    await (await app.as('bo')).post('/api/clock', { advanceTo: '2027-04-01T08:00:00Z' });
    const prompted = [{ caseType: 'libraryCard', noticedAt: '2027-04-01T08:00:00.000Z' }];
    expect(await prompts()).toMatchObject(prompted);
    await (await app.as('bo')).post('/api/clock', { advanceBy: 'P1D' });
    expect(await prompts()).toMatchObject(prompted);
    const due = await bo.get<{ caseType: string; owner: string }[]>('/api/definitions/reviews-due');
    expect(due.body).toMatchObject([{ caseType: 'libraryCard', owner: 'Bibliotekets borgerservice' }]);
    const done = await ida.post('/api/definitions/libraryCard/reviews', { note: 'Gælder stadig' });
    expect(done.status).toBe(204);
    expect((await bo.get('/api/definitions/reviews-due')).body).toEqual([]);
    expect(await prompts()).toEqual([]);
    const [next] = (await bo.get<{ dueAt: string }[]>('/api/definitions/reviews')).body;
    expect(next!.dueAt).toMatch(/^2028-/);
  });
});
