import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Definition, Sender } from '../../src/machines/index.js';
import { applyEvent } from '../../src/persistence/apply-event.js';
import { listBrokenTraces } from '../../src/persistence/broken-traces.js';
import { setSandboxClock } from '../../src/persistence/clock.js';
import {
  advanceDraft,
  createDraft,
  getDraft,
  listDraftChanges,
  saveDraft,
} from '../../src/persistence/definition-drafts.js';
import {
  addReview,
  listReviews,
  noticeDueReviews,
  retireVersion,
} from '../../src/persistence/definition-reviews.js';
import { listDefinitions, publishDefinition } from '../../src/persistence/definitions.js';
import { newId } from '../../src/persistence/ids.js';
import { migrateCases } from '../../src/persistence/migrate-cases.js';
import { orderMigration } from '../../src/persistence/migration-plan.js';
import { inTransaction } from '../../src/persistence/transaction.js';
import { ERRAND, furnish, METTE, openErrand, TEAM } from '../support/cases.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { checkInvariants } from '../support/invariants.js';

const BO = { id: newId(), name: 'Bo Lind' };
const IDA = { id: newId(), name: 'Ida Krogh' };
const ADMIN: Sender = { userId: BO.id, name: BO.name, roles: ['admin'] };

// oxlint-disable-next-line unicorn/no-thenable -- the key of a rule
const BEFORE_VISIT = { then: 'event(VISITED)' };

let database: TestDatabase;
beforeEach(async () => {
  database = await freshDatabase();
  await furnish(database.ds);
});
afterEach(async () => {
  await checkInvariants(database.ds);
  await database.drop();
});

const publish = (changes: Partial<Definition> = {}, validFrom?: string): Promise<number> =>
  publishDefinition(database.ds, {
    document: { ...ERRAND, ...changes },
    proposedBy: 'bo',
    publishedBy: 'ida',
    ...(validFrom && { validFrom }),
  });
const versionOfNewCase = async (): Promise<number> => {
  const { caseId } = await openErrand(database.ds);
  const [row] = await database.ds.query('select version from cases where id = $1', [caseId]);
  return row.version as number;
};
const draftOfBo = (): Promise<string> =>
  inTransaction(database.ds, (tx) => createDraft(tx, { caseType: 'errand', document: ERRAND, by: BO }));

describe('a published version', () => {
  it.each([
    `update definitions set valid_from = valid_from - interval '1 year'`,
    `update definitions set document = '{}'`,
    `update definitions set status = 'draft', version = null, valid_from = null, published_at = null`,
    'delete from definitions',
  ])('is changed by nobody: %s', async (statement) => {
    const before = await listDefinitions(database.ds);
    await expect(database.ds.query(statement)).rejects.toThrow('append-only');
    await expect((await database.asOwner()).query(statement)).rejects.toThrow('append-only');
    expect(await listDefinitions(database.ds)).toEqual(before);
  });

  it('holds for new cases from its instant on', async () => {
    await publish({ owner: 'Next' }, '2026-03-01T00:00:00.000Z');
    expect(await versionOfNewCase()).toBe(1);
    await setSandboxClock(database.ds, '2026-02-28T23:59:59.999Z');
    expect(await versionOfNewCase()).toBe(1);
    await setSandboxClock(database.ds, '2026-03-01T00:00:00.000Z');
    expect(await versionOfNewCase()).toBe(2);
  });

  it('opens no cases once it is retired, and those it has go on', async () => {
    await publish({ owner: 'Next' });
    const { caseId } = await openErrand(database.ds);
    await retireVersion(database.ds, {
      caseType: 'errand',
      version: 2,
      by: BO,
      from: '2026-03-01T00:00:00.000Z',
    });
    expect(await versionOfNewCase()).toBe(2);
    await setSandboxClock(database.ds, '2026-03-01T00:00:00.000Z');
    expect(await versionOfNewCase()).toBe(1);
    expect(await applyEvent(database.ds, { caseId, event: { type: 'FINISH', by: METTE } })).toMatchObject({
      snapshot: { status: 'done', end: 'done' },
    });
    await retireVersion(database.ds, { caseType: 'errand', version: 1, by: BO });
    await expect(openErrand(database.ds)).rejects.toMatchObject({ code: 'unknownCaseType' });
    await expect(database.ds.query('delete from definition_retirements')).rejects.toThrow(
      'permission denied',
    );
  });
});

describe('the history of a draft', () => {
  it('is kept for ever, with each document', async () => {
    const id = await draftOfBo();
    await inTransaction(database.ds, (tx) =>
      saveDraft(tx, { id, revision: 1, document: { caseType: 'errand' }, by: IDA, note: 'Forkortet' }),
    );
    expect(await listDraftChanges(database.ds, id)).toMatchObject([
      { revision: 1, action: 'created', byName: 'Bo Lind' },
      { revision: 2, action: 'saved', byName: 'Ida Krogh', note: 'Forkortet' },
    ]);
    const [first] = await database.ds.query('select document from definition_draft_changes order by id');
    expect(first.document).toEqual(ERRAND);
    await expect(database.ds.query('delete from definition_draft_changes')).rejects.toThrow(
      'permission denied',
    );
    await expect((await database.asOwner()).query('delete from definition_draft_changes')).rejects.toThrow(
      'append-only',
    );
  });

  it('shows one of two who save at once, and tells the other', async () => {
    const id = await draftOfBo();
    const saves = [BO, IDA].map((by) =>
      inTransaction(database.ds, (tx) => saveDraft(tx, { id, revision: 1, document: ERRAND, by })),
    );
    const results = await Promise.allSettled(saves);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [refused] = results.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
    expect(refused!.reason).toMatchObject({
      code: 'staleDraft',
      details: { revision: 2, changes: [{ action: 'saved' }] },
    });
  });

  it('holds no step that was not allowed', async () => {
    const id = await draftOfBo();
    const step = (action: 'verified' | 'reviewed' | 'published', by = BO) =>
      inTransaction(database.ds, (tx) => advanceDraft(tx, { id, revision: 1, action, by, version: 2 }));
    await expect(step('reviewed', IDA)).rejects.toMatchObject({ code: 'draftNotInStage' });
    await step('verified');
    await expect(step('reviewed')).rejects.toMatchObject({ code: 'ownDraft' });
    await expect(step('published')).rejects.toMatchObject({ code: 'draftNotInStage' });
    await step('reviewed', IDA);
    expect((await getDraft(database.ds, id)).stage).toBe('reviewed');
    expect((await listDraftChanges(database.ds, id)).map(({ action }) => action)).toEqual([
      'created',
      'verified',
      'reviewed',
    ]);
  });
});

describe('the review of a case type', () => {
  it('is noticed once when it comes due, whoever looks', async () => {
    expect(await noticeDueReviews(database.ds)).toEqual([]);
    await setSandboxClock(database.ds, '2027-02-02T08:10:00.000Z');
    const both = await Promise.all([noticeDueReviews(database.ds), noticeDueReviews(database.ds)]);
    expect(
      both
        .flat()
        .map(({ caseType }) => caseType)
        .sort(),
    ).toEqual(['errand', 'question']);
    await addReview(database.ds, { caseType: 'errand', version: 1, by: BO });
    expect((await listReviews(database.ds)).map(({ caseType, overdue }) => [caseType, overdue])).toEqual([
      ['question', true],
      ['errand', false],
    ]);
    expect(await noticeDueReviews(database.ds)).toEqual([]);
  });
});

describe('the rules of a version', () => {
  it('are followed along the histories of the cases on it, also of those that came from another', async () => {
    const [visited, quiet] = await Promise.all([openErrand(database.ds), openErrand(database.ds)]);
    await applyEvent(database.ds, { caseId: visited.caseId, event: { type: 'VISITED', by: METTE } });
    const title = { da: 'Ingen besøg', en: 'No visits' };
    const rule = { title, source: '§ 1' };
    await publish({
      rules: [
        { ...rule, id: 'no-visits', template: 'absence', first: ['event(VISITED)'] },
        {
          ...rule,
          id: 'asked',
          template: 'precedence',
          first: ['when(isWorkingDay(today))'],
          ...BEFORE_VISIT,
        },
      ],
    });
    const traces = (version: number, teamIds: string[] | null) =>
      listBrokenTraces(database.ds, { caseType: 'errand', version }, { teamIds, limit: 10 });
    expect(await traces(1, null)).toMatchObject({ checked: 2, items: [] });
    const order = { caseType: 'errand', version: 2, stateMap: {}, by: ADMIN };
    await migrateCases(database.ds, await orderMigration(database.ds, order));
    const found = await traces(2, [TEAM]);
    expect(found).toMatchObject({
      checked: 2,
      items: [
        {
          caseId: visited.caseId,
          broken: [
            { rule: 'no-visits', title, seq: 2 },
            // Nobody asked in the version that the visit was made under.
            { rule: 'asked', seq: 2 },
          ],
        },
      ],
    });
    expect(found.items.map(({ caseId }) => caseId)).not.toContain(quiet.caseId);
    expect(await traces(2, ['other'])).toMatchObject({ checked: 0 });
  });
});
