import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { advanceClock } from '../../src/persistence/advance-clock.js';
import { applyEvent } from '../../src/persistence/apply-event.js';
import { listAuditEntries, logAccess } from '../../src/persistence/audit.js';
import { liftCaseHold, placeCaseHold } from '../../src/persistence/case-holds.js';
import { getNow } from '../../src/persistence/clock.js';
import { createCitizen } from '../../src/persistence/citizens.js';
import { disposeOfCases } from '../../src/persistence/disposal.js';
import { clearRetentionRule, previewRetention, setRetentionRule } from '../../src/persistence/retention.js';
import { findTampering } from '../../src/persistence/tampering/find-tampering.js';
import { makeRoot } from '../../src/persistence/tampering/roots.js';
import { furnish, METTE, openErrand, START } from '../support/cases.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { checkInvariants } from '../support/invariants.js';
import { KEYS, log, quiet } from '../support/tamperings.js';

/** Cases go when their time has gone, with all that hangs together with them, and in no other way. */
let database: TestDatabase;
let citizenId: string;

const ds = () => database.ds;
const tell = (caseId: string, type: string, facts?: Record<string, string>) =>
  applyEvent(ds(), { caseId, event: { type, by: METTE, ...(facts && { facts }) } });
const count = async (table: string, where = ''): Promise<number> => {
  const [{ n }] = await ds().query(`select count(*)::integer as n from ${table} ${where}`);
  return n;
};
const childOf = async (parent: string): Promise<string> =>
  (await ds().query('select id from cases where parent_id = $1', [parent]))[0].id;

/** A family of two that has ended: an errand, and its question. */
async function endedFamily(): Promise<{ parent: string; child: string }> {
  const { caseId: parent } = await openErrand(ds(), { citizenId });
  await tell(parent, 'VISITED', { note: 'en hemmelighed' });
  await tell(parent, 'ASK');
  const child = await childOf(parent);
  await tell(child, 'ANSWERED', { answer: 'yes' });
  await advanceClock(ds(), await now(), quiet);
  await tell(parent, 'FINISH');
  await log(ds(), 'case.read', parent);
  return { parent, child };
}
const now = (): Promise<string> => getNow(ds());

/** As two administrators do it, with what stands in the access log then. */
async function rule(caseType: string, period: string): Promise<void> {
  const names = { requestedByName: 'Bo', approvedByName: 'Ida' };
  await setRetentionRule(ds(), caseType, { period, source: 'Arkivloven', ...names });
  const details = { caseType, period };
  await logAccess(ds(), { action: 'retention.set', userId: 'ida', userName: 'Ida', details });
}
const rules = async (period = 'P1Y'): Promise<void> => {
  await rule('errand', period);
  await rule('question', period);
};
const laterBy = (years: number): Promise<unknown> =>
  advanceClock(ds(), `${2026 + years}-06-01T10:00:00.000Z`, quiet);

beforeEach(async () => {
  database = await freshDatabase();
  await furnish(ds());
  const citizen = { name: 'Åse Øst', cprEncrypted: null, cprHash: null, bornOn: null, address: null };
  citizenId = await createCitizen(ds(), { ...citizen, addressProtected: false, contact: {} }, START);
});
afterEach(async () => {
  await checkInvariants(ds());
  await database.drop();
});

describe('a family of cases that has ended', () => {
  it('stays for ever without a rule', async () => {
    await endedFamily();
    await laterBy(40);
    expect(await disposeOfCases(ds())).toBe(0);
  });

  it('stays until its time has gone by the rule of each of its types', async () => {
    await endedFamily();
    await rule('errand', 'P1Y');
    await laterBy(2);
    expect(await disposeOfCases(ds())).toBe(0);
    await rule('question', 'P3Y');
    expect(await disposeOfCases(ds())).toBe(0);
    await laterBy(4);
    expect(await disposeOfCases(ds())).toBe(2);
  });

  it('goes whole: facts, events, tasks, deadlines, certificates, letters, notes and the citizen', async () => {
    const { parent, child } = await endedFamily();
    await rules();
    await laterBy(2);
    expect(await disposeOfCases(ds())).toBe(2);
    const own = `where case_id in ('${parent}', '${child}')`;
    for (const table of [
      'case_events',
      'tasks',
      'deadlines',
      'deadline_certificates',
      'timers',
      'messages',
      'agenda_items',
      'incidents',
      'case_holds',
    ])
      expect([table, await count(table, own)]).toEqual([table, 0]);
    expect(await count('cases')).toBe(0);
    expect(await count('citizens')).toBe(0);
    const left = JSON.stringify(await ds().query('select * from case_disposals'));
    expect(left).not.toMatch(/hemmelighed|ramp|Åse/);
  });

  it('leaves behind that it was there, and who has looked', async () => {
    const { parent } = await endedFamily();
    const [{ number, last_hash }] = await ds().query('select * from cases where id = $1', [parent]);
    await rules();
    await laterBy(2);
    await disposeOfCases(ds());
    const [kept] = await ds().query('select * from case_disposals where case_id = $1', [parent]);
    expect(kept).toMatchObject({ case_number: number, case_type: 'errand', ended_as: 'done', period: 'P1Y' });
    expect(kept.event_hashes.at(-1)).toBe(last_hash);
    const looks = await listAuditEntries(ds(), { caseNumber: number, limit: 50 });
    expect(looks.map(({ action }) => action)).toEqual(['case.disposed', 'case.read']);
    expect(looks[0]).toMatchObject({ caseNumber: number, userId: null, details: { hash: kept.hash } });
  });

  it('stays when one of it is on hold, until the hold is lifted', async () => {
    const { child } = await endedFamily();
    await rules();
    await laterBy(2);
    const leader = { id: METTE.userId, name: METTE.name };
    await placeCaseHold(ds(), child, 'retssag', leader);
    expect(await disposeOfCases(ds())).toBe(0);
    await liftCaseHold(ds(), child, leader);
    expect(await disposeOfCases(ds())).toBe(2);
    expect(await placeCaseHold(ds(), child, 'for sent', leader)).toBeNull();
  });

  it('stays when one of it goes on', async () => {
    const { caseId } = await openErrand(ds());
    await tell(caseId, 'ASK');
    await tell(await childOf(caseId), 'ANSWERED', { answer: 'yes' });
    await rules('P1M');
    await advanceClock(ds(), '2026-06-01T10:00:00.000Z', quiet);
    expect(await disposeOfCases(ds())).toBe(0);
    expect(await count('cases')).toBe(2);
  });

  it('keeps the citizen who has another case', async () => {
    await endedFamily();
    await openErrand(ds(), { citizenId });
    await rules();
    await laterBy(2);
    expect(await disposeOfCases(ds())).toBe(2);
    expect(await count('citizens')).toBe(1);
  });

  it('goes once, whoever is at it, a family at a time', async () => {
    for (let family = 0; family < 5; family += 1) await endedFamily();
    await rules();
    await laterBy(2);
    const second = await database.secondNode();
    const done = await Promise.all([disposeOfCases(ds()), disposeOfCases(second), disposeOfCases(ds(), 2)]);
    await second.destroy();
    const rest = await disposeOfCases(ds());
    expect(done.reduce((sum, cases) => sum + cases, rest)).toBe(10);
    expect(await count('case_disposals')).toBe(10);
  });

  it('stays from when the rule is taken away', async () => {
    await endedFamily();
    await rules();
    await clearRetentionRule(ds(), 'question');
    await laterBy(9);
    expect(await disposeOfCases(ds())).toBe(0);
  });
});

describe('the preview of a rule', () => {
  it('says how many cases would go, stay by a hold, and wait for their relatives', async () => {
    const first = await endedFamily();
    await endedFamily();
    await laterBy(2);
    const preview = { ended: 2, due: 2, held: 0, waiting: 2, oldestEndedOn: '2026-02-02' };
    expect(await previewRetention(ds(), 'errand', 'P1Y')).toEqual(preview);
    await rule('question', 'P1Y');
    expect(await previewRetention(ds(), 'errand', 'P1Y')).toEqual({ ...preview, waiting: 0 });
    await placeCaseHold(ds(), first.child, 'retssag', { id: METTE.userId, name: METTE.name });
    expect(await previewRetention(ds(), 'errand', 'P1Y')).toEqual({ ...preview, waiting: 0, held: 1 });
    expect(await previewRetention(ds(), 'errand', 'P9Y')).toMatchObject({ due: 0 });
  });
});

describe('the way out', () => {
  it('is closed to everything else that the product may do in the database', async () => {
    const { parent } = await endedFamily();
    await rules();
    for (const statement of [
      `delete from case_events where case_id = '${parent}'`,
      `delete from deadline_certificates where case_id = '${parent}'`,
      `insert into case_disposals select 1, '${parent}', 'x', 'x', 1, 'x', null, now(), null, now(), '{}', 'P1Y', now(), '', ''`,
      'delete from case_disposals',
    ])
      await expect(ds().query(statement)).rejects.toThrow(/permission denied|append-only/);
    const [{ cases }] = await ds().query('select dispose_family($1) as cases', [parent]);
    expect(cases).toBe(0);
  });

  it('is closed to the owner too, for a case that was not disposed of', async () => {
    const { parent } = await endedFamily();
    const owner = await database.asOwner();
    const remove = owner.query(`delete from case_events where case_id = '${parent}'`);
    await expect(remove).rejects.toThrow(/append-only/);
    await expect(owner.query(`update case_disposals set period = 'P1M'`)).resolves.toBeDefined();
    await owner.destroy();
  });

  it('cannot be led astray by tables of the same name', async () => {
    const { parent } = await endedFamily();
    await ds().transaction(async (tx) => {
      await tx.query(`create temp table retention_rules as select 'errand' as case_type, 'P0Y' as period`);
      await tx.query(`insert into pg_temp.retention_rules values ('question', 'P0Y')`);
      const [{ cases }] = await tx.query('select dispose_family($1) as cases', [parent]);
      expect(cases).toBe(0);
    });
  });
});

describe('audit:verify', () => {
  async function disposed(): Promise<string> {
    const { parent } = await endedFamily();
    await makeRoot(ds(), KEYS);
    await rules();
    await laterBy(2);
    await disposeOfCases(ds());
    await makeRoot(ds(), KEYS);
    return parent;
  }
  const findings = async (): Promise<string[]> => {
    const found: string[] = [];
    await findTampering(ds(), ({ what }) => found.push(what), { keys: KEYS });
    return [...new Set(found)].sort();
  };
  /** What is found while somebody with all rights has done something to the records, which is put back. */
  const tampered = async (how: string): Promise<string[]> => {
    const owner = await database.asOwner();
    const past = (text: string) =>
      owner.query(`begin; set local session_replication_role = replica; ${text}; commit`);
    await past(`create table kept as select * from case_disposals; ${how}`);
    const found = await findings();
    await past(
      'delete from case_disposals; insert into case_disposals select * from kept; drop table kept; delete from case_events',
    );
    await owner.destroy();
    return found;
  };

  it('finds nothing where cases went by the rules, also against roots that have seen them', async () => {
    await disposed();
    expect(await findings()).toEqual([]);
  });

  it.each([
    ['was changed', `update case_disposals set ended_as = 'x' where number = 1`, 'disposalChanged'],
    ['is gone', 'delete from case_disposals where number = 1', 'disposalChanged'],
    ['is gone with those after it', 'delete from case_disposals', 'caseMissing'],
    [
      'holds other hashes than a root has seen',
      `update case_disposals set event_hashes[1] = 'x', event_hashes[2] = 'x', event_hashes[3] = 'x', event_hashes[4] = 'x'`,
      'caseRecounted',
    ],
    ['went before its time', 'update case_disposals set ended_at = disposed_at', 'disposalForged'],
    ['went by a rule that nobody made', `update case_disposals set period = 'P1M'`, 'disposalForged'],
    ['is not in the access log', `update case_disposals set hash = 'x'`, 'disposalForged'],
  ])('finds a record of disposal that %s', async (_what, how, kind) => {
    await disposed();
    expect(await tampered(how)).toContain(kind);
  });
});
