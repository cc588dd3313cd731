import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Definition, Problem } from '../../../src/machines/index.js';
import { publishDefinition } from '../../../src/persistence/definitions.js';
import { libraryCard, startTestApp, type Client, type TestApp } from '../../support/app.js';
import { checkInvariants } from '../../support/invariants.js';

const DRAFTS = '/api/definitions/drafts';

let app: TestApp;
let bo: Client;
let ida: Client;
beforeAll(async () => {
  app = await startTestApp();
  [bo, ida] = [await app.as('bo'), await app.as('ida')];
  await publishDefinition(app.ds, { document: renewal(), proposedBy: 'bo', publishedBy: 'ida' });
});
afterEach(() => checkInvariants(app.ds));
afterAll(() => app.close());

/** A case type that opens a library card when it ends. */
function renewal(): Definition {
  const document = libraryCard();
  const facts = { receivedOn: 'facts.receivedOn' };
  document.machine.states!['open']!.on!['WITHDRAWN'] = {
    target: 'withdrawn',
    actions: [{ type: 'openCase', caseType: 'libraryCard', facts }],
  };
  return { ...document, caseType: 'renewal', title: { da: 'Fornyelse', en: 'Renewal' } };
}

async function problemsOf(document: Definition): Promise<Problem[]> {
  const { body: draft } = await bo.post<{ id: string }>(DRAFTS, { caseType: document.caseType, document });
  const { status, body } = await bo.post<{ problems: Problem[] }>(`${DRAFTS}/${draft.id}/verify`);
  expect(status).toBe(200);
  return body.problems;
}

describe('a draft of a case type that another one opens', () => {
  it('is verified against it: a new fact may be given, but is not required before the other gives it', async () => {
    const next = libraryCard();
    next.facts.properties['colour'] = { title: { da: 'Farve' }, type: 'string' };
    expect(await problemsOf(next)).toEqual([]);
    next.facts.required!.push('colour');
    expect(await problemsOf(next)).toMatchObject([
      {
        code: 'openedWithoutFact',
        path: '/facts/required/1',
        message: {
          da: 'Sagen “Fornyelse” åbner denne sag uden oplysningen “colour”. Den kan først kræves, når “Fornyelse” giver den.',
        },
      },
    ]);
  });
});

describe('two definitions that are published at the same moment', () => {
  const reviewed = async (document: Definition) => {
    const { body } = await bo.post<{ id: string }>(DRAFTS, { caseType: document.caseType, document });
    expect((await bo.post(`${DRAFTS}/${body.id}/verify`)).body).toMatchObject({ problems: [] });
    const headers = { 'if-match': '"1"' };
    expect((await ida.post(`${DRAFTS}/${body.id}/review`, { approved: true }, headers)).status).toBe(200);
    return `${DRAFTS}/${body.id}/publish`;
  };

  it('fit each other: the second is proved against what the first has made of it', async () => {
    const withColour = libraryCard();
    withColour.facts.properties['colour'] = { title: { da: 'Farve' }, type: 'string' };
    await publishDefinition(app.ds, { document: withColour, proposedBy: 'bo', publishedBy: 'ida' });

    const giving = renewal();
    const { actions } = giving.machine.states!['open']!.on!['WITHDRAWN'] as { actions: object[] };
    Object.assign((actions[0] as { facts: object }).facts, { colour: '"blue"' });
    const drafts = [await reviewed(giving), await reviewed(libraryCard())];
    const answers = await Promise.all(drafts.map((draft) => bo.post<{ code: string }>(draft, {})));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)!.body.code).toBe('definitionNotVerified');
  });
});
