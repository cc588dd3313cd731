import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Definition } from '../../../src/machines/index.js';
import { VerificationThread } from '../../../src/modules/definitions/verification-thread.js';
import { libraryCard, startTestApp, type Client, type TestApp } from '../../support/app.js';
import { heavy } from '../../support/definitions/heavy.js';
import { checkInvariants } from '../../support/invariants.js';

const DRAFTS = '/api/definitions/drafts';
const LIMIT_SECONDS = 2;

let app: TestApp;
let bo: Client;
beforeAll(async () => {
  app = await startTestApp({}, { seconds: LIMIT_SECONDS });
  bo = await app.as('bo');
  // The thread takes a while to start when it has to translate the sources.
  await verdictOn(await draftOf(libraryCard()));
});
afterEach(() => checkInvariants(app.ds));
afterAll(() => app.close());

interface Verdict {
  problems: { code: string; path: string; message: { da: string; en: string } }[];
  draft: { stage: string };
}

async function draftOf(document: Definition): Promise<string> {
  const { body } = await bo.post<{ id: string }>(DRAFTS, { caseType: 'libraryCard', document });
  return body.id;
}
const verdictOn = async (id: string): Promise<Verdict> =>
  (await bo.post<Verdict>(`${DRAFTS}/${id}/verify`)).body;

describe('a draft that nobody can look through', () => {
  it('is not proved, and holds up no other request', async () => {
    const id = await draftOf(heavy(libraryCard()));
    let answered = false;
    const verdict = verdictOn(id).finally(() => (answered = true));
    let alive = 0;
    for (;;) {
      expect((await app.anonymous.get('/health/live')).status).toBe(200);
      if (answered) break;
      alive += 1;
    }
    const { problems, draft } = await verdict;
    expect(alive).toBeGreaterThan(10);
    expect(problems).toMatchObject([{ code: 'notProved', path: '/machine' }]);
    expect(problems[0]!.message.da).toMatch(/inden for 2 sekunder/);
    expect(draft.stage).toBe('draft');
  });

  it('is not published', async () => {
    const id = await draftOf(heavy(libraryCard()));
    await app.ds.query(`update definition_drafts set stage = 'reviewed' where id = $1`, [id]);
    const refused = await bo.post<Verdict & { code: string }>(`${DRAFTS}/${id}/publish`, {});
    expect([refused.status, refused.body.code]).toEqual([409, 'definitionNotVerified']);
    expect(refused.body.problems.map(({ code }) => code)).toEqual(['notProved']);
  });

  it('does not hold up those that come after it for longer than its limit', async () => {
    const [slow, quick] = await Promise.all([draftOf(heavy(libraryCard())), draftOf(libraryCard())]);
    const [first, second] = await Promise.all([verdictOn(slow), verdictOn(quick)]);
    expect(first.problems.map(({ code }) => code)).toEqual(['notProved']);
    expect(second).toMatchObject({ problems: [], draft: { stage: 'verified' } });
  });

  it('is refused at once when too many wait already', async () => {
    const id = await draftOf(libraryCard());
    const thread = app.app.get(VerificationThread);
    const question = { document: heavy(libraryCard()), children: {} };
    const waiting = Promise.allSettled(Array.from({ length: 9 }, () => thread.ask(question)));
    const refused = await bo.post<{ code: string }>(`${DRAFTS}/${id}/verify`);
    expect([refused.status, refused.body.code]).toEqual([429, 'tooManyRequests']);
    await thread.stop();
    await waiting;
  });
});
