import { afterAll, beforeEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Definition } from '../../../src/machines/index.js';
import { libraryCard, startTestApp, type Client, type TestApp } from '../../support/app.js';

let app: TestApp;
let bo: Client;
let ida: Client;
let anne: Client;
beforeAll(async () => {
  app = await startTestApp();
  [bo, ida, anne] = (await Promise.all(['bo', 'ida', 'anne'].map((name) => app.as(name)))) as [
    Client,
    Client,
    Client,
  ];
});
afterAll(() => app.close());

interface DraftView {
  id: string;
  stage: string;
  revision: number;
  baseVersion: number | null;
  document: Definition;
}
interface Refusal {
  code: string;
  message: string;
  version: number;
  conflicts: { path: string; published: { en: string }[]; draft: { en: string }[] }[];
}
interface Preview {
  baseVersion: number | null;
  version: number;
  published: { version: number; note: string | null }[];
  changes: { path: string; sentence: { en: string } }[];
  conflicts: Refusal['conflicts'];
  document: Definition;
}
const DRAFTS = '/api/definitions/drafts';
type Edit = (definition: Definition) => void;

async function draftOf(edit: Edit, base?: Definition): Promise<DraftView> {
  const document = structuredClone(base ?? (await newest()));
  edit(document);
  const { caseType } = document;
  const { status, body } = await bo.post<DraftView>(DRAFTS, { caseType, document });
  expect(status).toBe(201);
  return body;
}
async function newest(): Promise<Definition> {
  const { body } = await bo.post<DraftView>(DRAFTS, { caseType: 'libraryCard' });
  return body.document;
}
const review = ({ id, revision }: DraftView) =>
  ida.post(`${DRAFTS}/${id}/review`, { approved: true }, { 'if-match': `"${revision}"` });
async function reviewed(draft: DraftView): Promise<void> {
  expect((await bo.post(`${DRAFTS}/${draft.id}/verify`)).body).toMatchObject({ problems: [] });
  expect((await review(draft)).body).toMatchObject({ stage: 'reviewed' });
}
const publish = ({ id }: DraftView, client = bo) =>
  client.post<Refusal & { version: number }>(`${DRAFTS}/${id}/publish`, { note: 'Ny praksis' });
async function published(draft: DraftView): Promise<number> {
  await reviewed(draft);
  const { status, body } = await publish(draft);
  expect(status).toBe(201);
  return body.version;
}
const rebase = ({ id, revision }: DraftView, body: object, client = bo) =>
  client.post<DraftView & Refusal>(`${DRAFTS}/${id}/rebase`, body, { 'if-match': `"${revision}"` });
const preview = async ({ id }: DraftView): Promise<Preview> =>
  (await anne.get<Preview>(`${DRAFTS}/${id}/rebase`)).body;

let weeks = 10;
/** A legal parameter that is changed meanwhile, to another value each time. */
const longer: Edit = ({ parameters }) => {
  parameters['decisionLength']!.value = `P${(weeks += 1)}W`;
};
const retitled: Edit = ({ title }) => {
  title.da = 'Lånerbevis';
};
const lengthIn = ({ parameters }: Definition) => parameters['decisionLength']!.value;

let mine: DraftView;
beforeEach(async () => {
  mine = await draftOf(retitled);
});

describe('a draft that was begun before another version was published', () => {
  it('does not take a legal parameter back, although three people have agreed to both', async () => {
    await reviewed(mine);
    const version = await published(await draftOf(longer));
    const refused = await publish(mine);
    expect(refused).toMatchObject({ status: 409, body: { code: 'staleBase', version } });
    expect(lengthIn(await newest())).toBe(`P${weeks}W`);
  });

  it('neither takes back a text', async () => {
    const other = await draftOf(longer);
    await reviewed(other);
    await published(await draftOf(({ title }) => (title.en = `Card ${weeks}`)));
    expect((await publish(other)).body.code).toBe('staleBase');
    expect((await newest()).title.en).toBe(`Card ${weeks}`);
  });

  it('neither does one of two that begin a case type', async () => {
    const first = { ...libraryCard(), caseType: 'museumCard' };
    const [one, other] = [await draftOf(() => undefined, first), await draftOf(retitled, first)];
    await reviewed(other);
    expect(await published(one)).toBe(1);
    expect((await publish(other)).body.code).toBe('staleBase');
    expect(await preview(other)).toMatchObject({
      baseVersion: null,
      version: 1,
      conflicts: [{ path: '/title/da', published: [], draft: [] }],
    });
  });

  it('neither does one of a file that was read in', async () => {
    const file = (await bo.get<{ definitions: Definition[] }>('/api/definitions/bundle')).body;
    const definitions = file.definitions.filter(({ caseType }) => caseType === 'libraryCard');
    const { body } = await bo.post<DraftView[]>('/api/definitions/bundle', { ...file, definitions });
    const read = (await bo.get<DraftView>(`${DRAFTS}/${body[0]!.id}`)).body;
    expect(read.baseVersion).toEqual(expect.any(Number));
    await reviewed(read);
    await published(await draftOf(longer));
    expect((await publish(read)).body.code).toBe('staleBase');
  });

  it('of two that are published at the same moment, one is refused', async () => {
    const other = await draftOf(longer);
    await reviewed(mine);
    await reviewed(other);
    const answers = await Promise.all([publish(mine), publish(other, ida)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });
});

describe('taking in what was published', () => {
  it('says in sentences what came, puts both together, and has the draft reviewed anew', async () => {
    await reviewed(mine);
    const version = await published(await draftOf(longer));
    expect(await preview(mine)).toMatchObject({
      baseVersion: version - 1,
      version,
      published: [{ version, note: 'Ny praksis' }],
      changes: [{ sentence: { en: expect.stringContaining('weeks') } }],
      conflicts: [],
    });
    const { status, body } = await rebase(mine, { version });
    expect(status).toBe(200);
    expect(body).toMatchObject({ stage: 'draft', baseVersion: version, revision: mine.revision + 1 });
    expect([body.document.title.da, lengthIn(body.document)]).toEqual(['Lånerbevis', `P${weeks}W`]);
    expect((await publish(body)).body.code).toBe('draftNotInStage');
    expect(await published(body)).toBe(version + 1);
    const history = await bo.get<{ action: string }[]>(`${DRAFTS}/${mine.id}/history`);
    expect(history.body.map(({ action }) => action)).toContain('rebased');
  });

  it('lists what both have changed, and leaves the decision to a person', async () => {
    const other = await draftOf(longer);
    const version = await published(await draftOf(longer));
    const refused = await rebase(other, { version });
    expect(refused).toMatchObject({ status: 409, body: { code: 'draftConflicts' } });
    const [conflict] = refused.body.conflicts;
    expect(conflict).toMatchObject({ path: '/parameters/decisionLength/value' });
    expect(conflict!.published[0]!.en).toContain(`${weeks} weeks`);
    expect(conflict!.draft[0]!.en).toContain(`${weeks - 1} weeks`);
    const { document } = await preview(other);
    expect(await rebase(other, { version, document })).toMatchObject({
      status: 200,
      body: { baseVersion: version },
    });
  });

  it('is refused when yet another version came, to another case type, and to whoever is late or not an admin', async () => {
    const version = await published(await draftOf(longer));
    expect((await rebase(mine, { version: version - 1 })).body).toMatchObject({ code: 'staleBase', version });
    const document = { ...mine.document, caseType: 'other' };
    expect((await rebase(mine, { version, document })).body.code).toBe('otherCaseType');
    expect((await rebase({ ...mine, revision: 9 }, { version })).body.code).toBe('staleDraft');
    expect((await rebase(mine, { version }, anne)).status).toBe(403);
  });
});
