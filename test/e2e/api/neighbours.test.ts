import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Definition } from '../../../src/machines/index.js';
import { applyEvent } from '../../../src/persistence/apply-event.js';
import { publishDefinition } from '../../../src/persistence/definitions.js';
import { openCase } from '../../../src/persistence/open-case.js';
import { startTestApp, type Client, type TestApp } from '../../support/app.js';
import { together } from '../../support/two-admins.js';
import { ERRAND, METTE, QUESTION } from '../../support/cases.js';
import { checkInvariants } from '../../support/invariants.js';

let app: TestApp;
let bo: Client;
let ida: Client;
beforeAll(async () => {
  app = await startTestApp();
  [bo, ida] = [await app.as('bo'), await app.as('ida')];
});
afterEach(() => checkInvariants(app.ds));
afterAll(() => app.close());

interface Found {
  code: string;
  path: string;
  message: { da: string };
}

const publish = (document: Definition, validFrom?: string): Promise<number> =>
  publishDefinition(app.ds, {
    document,
    proposedBy: 'bo',
    publishedBy: 'ida',
    ...(validFrom && { validFrom }),
  });
const retire = (caseType: string, version: number, from?: string) =>
  together<{ code: string; problems: Found[] }>(
    ida,
    bo.post(`/api/definitions/${caseType}/versions/${version}/retire`, from ? { from } : {}),
  );
/** What the server finds about how a draft fits the others. */
async function misfits(document: Definition): Promise<Found[]> {
  const { caseType } = document;
  const { body: draft } = await bo.post<{ id: string }>('/api/definitions/drafts', { caseType, document });
  const { body } = await bo.post<{ problems: Found[] }>(`/api/definitions/drafts/${draft.id}/verify`);
  return body.problems.filter(({ code }) => /^(opened|child)/.test(code));
}

/** An errand that says what kind of question it asks, and a question that cannot do without. */
function talkative(): Definition {
  const errand = structuredClone(ERRAND);
  errand.machine.states!['open']!.states!['asking']!.invoke!.input!['kind'] = '"short"';
  return errand;
}
const withKind = (required: string[]): Definition => {
  const question = structuredClone(QUESTION);
  question.facts = { ...question.facts, required };
  question.facts.properties = { ...question.facts.properties, kind: { type: 'string' } };
  return question;
};

describe('case types that open each other', () => {
  let errandId: string;
  beforeAll(async () => {
    await publish(ERRAND);
    await publish(withKind(['about']));
    const { body: me } = await (await app.as('mette')).get<{ teamIds: string[] }>('/api/me');
    const errand = { caseType: 'errand', facts: { subject: 'ramp' }, by: METTE, teamId: me.teamIds[0]! };
    ({ caseId: errandId } = await openCase(app.ds, errand));
    await publish(talkative());
  });

  it('must fit the older versions that cases are on', async () => {
    expect(await misfits(withKind(['about', 'kind']))).toMatchObject([
      { code: 'openedWithoutFact', message: { da: expect.stringContaining('Det er version 1 af “Ærinde”') } },
    ]);
    await applyEvent(app.ds, { caseId: errandId, event: { type: 'FINISH', by: METTE } });
    expect(await misfits(withKind(['about', 'kind']))).toEqual([]);
  });

  it('must fit the versions that are published for later', async () => {
    const later = await publish(ERRAND, '2027-01-01T00:00:00.000+01:00');
    expect(await misfits(withKind(['about', 'kind']))).toMatchObject([
      { code: 'openedWithoutFact', message: { da: expect.stringContaining('fra fredag 1. januar 2027') } },
    ]);
    expect((await retire('errand', later)).status).toBe(200);
    expect(await misfits(withKind(['about', 'kind']))).toEqual([]);
  });

  it('give up no version that another case type counts on', async () => {
    const refused = await retire('question', 1);
    expect([refused.status, refused.body.code]).toEqual([409, 'versionStillNeeded']);
    expect(refused.body.problems).toMatchObject([{ code: 'stillOpened', path: '/machine' }]);
    const later = await retire('question', 1, '2027-06-01T00:00:00.000Z');
    expect(later.body.code).toBe('versionStillNeeded');
  });

  it('give up no version before which another one would not fit', async () => {
    const strict = await publish(withKind(['about', 'kind']));
    const refused = await retire('errand', 2);
    expect([refused.status, refused.body.code]).toEqual([409, 'versionStillNeeded']);
    expect(refused.body.problems).toMatchObject([
      { code: 'childFactMissing', path: '/machine/states/open/states/asking/invoke/input' },
    ]);
    expect((await retire('question', strict)).status).toBe(200);
    expect((await retire('errand', 2)).status).toBe(200);
    expect((await retire('errand', 1)).status).toBe(200);
    expect((await retire('question', 1)).status).toBe(200);
  });
});

describe('what a version must fit', () => {
  it('is told to who edits and reviews: the versions of now, of later, and of cases', async () => {
    const anne = await app.as('anne');
    await publish(QUESTION, '2028-01-01T00:00:00.000Z');
    const { body } = await anne.get<object>('/api/definitions/libraryCard/neighbours');
    expect(body).toMatchObject({
      current: { libraryCard: { caseType: 'libraryCard' } },
      later: [{ on: '2028-01-01', definitions: { libraryCard: {}, question: { caseType: 'question' } } }],
      older: [],
    });
    const { body: own } = await anne.get<object>('/api/definitions/question/neighbours');
    expect(own).toMatchObject({ later: [] });
  });
});
