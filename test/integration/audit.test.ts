import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { danishCalendar } from '../../src/machines/holidays.js';
import { advanceClock } from '../../src/persistence/advance-clock.js';
import { applyEvent } from '../../src/persistence/apply-event.js';
import { publishCalendar } from '../../src/persistence/calendars.js';
import { setSandboxClock } from '../../src/persistence/clock.js';
import { recomputeDeadlines } from '../../src/persistence/recompute-deadlines.js';
import { snapshotAt } from '../../src/persistence/snapshot-at.js';
import { findTampering } from '../../src/persistence/tampering/find-tampering.js';
import { furnish, METTE, openErrand, START } from '../support/cases.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { checkInvariants } from '../support/invariants.js';

let database: TestDatabase;
beforeEach(async () => {
  database = await freshDatabase();
  await furnish(database.ds);
});
afterEach(() => database.drop());

const quiet = async (): Promise<void> => undefined;

/** A case with a few events of persons and timers; returns its id. */
async function aCaseWithHistory(): Promise<string> {
  const { caseId } = await openErrand(database.ds);
  await applyEvent(database.ds, { caseId, event: { type: 'VISITED', by: METTE, facts: { note: 'home' } } });
  await advanceClock(database.ds, '2026-02-20T12:00:00.000Z', quiet);
  return caseId;
}

describe('the event log', () => {
  it('replays to the stored snapshot, and its chain holds', async () => {
    await aCaseWithHistory();
    const faults: unknown[] = [];
    expect(await findTampering(database.ds, (fault) => faults.push(fault))).toMatchObject({
      cases: 1,
      faults: 0,
    });
    expect(faults).toEqual([]);
  });

  it('is read as of one moment, also while events arrive', async () => {
    const { caseId } = await openErrand(database.ds);
    const visit = { type: 'VISITED', by: METTE, facts: { note: 'home' } };
    const looking = new AbortController();
    const visits = (async () => {
      while (!looking.signal.aborted) await applyEvent(database.ds, { caseId, event: visit });
    })();
    const faults: unknown[] = [];
    for (let looks = 0; looks < 20; looks += 1)
      await findTampering(database.ds, (fault) => faults.push(fault));
    looking.abort();
    await visits;
    expect(faults).toEqual([]);
  });

  it('gives the case as it was at any earlier moment', async () => {
    const caseId = await aCaseWithHistory();
    const at = async (instant: string) => (await snapshotAt(database.ds, caseId, instant))?.snapshot;
    expect(await at('2026-02-01T00:00:00.000Z')).toBeUndefined();
    expect(await at(START)).toMatchObject({ seq: 2, value: { open: 'visiting' } });
    expect(await at('2026-02-19T00:00:00.000Z')).toMatchObject({ seq: 3, value: { open: 'closing' } });
  });
});

describe('a new calendar', () => {
  const withClosedDay = (on: string) => ({
    ...danishCalendar({ version: 1 }),
    closedDays: { ...danishCalendar({ version: 1 }).closedDays, [on]: 'Kommunens lukkedag' },
  });
  const targetOf = async (caseId: string): Promise<string> => {
    const [row] = await database.ds.query('select target_on::text from deadlines where case_id = $1', [
      caseId,
    ]);
    return row.target_on as string;
  };

  it('moves the deadlines that run, each with an event, a reason and a certificate', async () => {
    const { caseId } = await openErrand(database.ds);
    const before = await targetOf(caseId);
    await publishCalendar(database.ds, withClosedDay(before), { by: 'bo' });
    expect(await recomputeDeadlines(database.ds)).toEqual({ cases: 1, moved: 1, failed: [] });
    expect((await targetOf(caseId)) < before).toBe(true);
    const [event] = await database.ds.query(
      'select type, calendar_version, effects from case_events where case_id = $1 and seq = 2',
      [caseId],
    );
    expect(event).toMatchObject({ type: 'case.calendarChanged', calendar_version: 2 });
    expect(event.effects).toContainEqual(
      expect.objectContaining({ type: 'moveDeadline', from: expect.objectContaining({ targetOn: before }) }),
    );
    const certificates = await database.ds.query(
      'select seq from deadline_certificates where case_id = $1 order by seq',
      [caseId],
    );
    expect(certificates).toEqual([{ seq: 1 }, { seq: 2 }]);
    await checkInvariants(database.ds);
  });

  it('is taken to each case once, and never to a finished one', async () => {
    const { caseId } = await openErrand(database.ds);
    await openErrand(database.ds);
    await applyEvent(database.ds, { caseId, event: { type: 'FINISH', by: METTE } });
    await publishCalendar(database.ds, withClosedDay('2027-06-07'), { by: 'bo' });
    expect(await recomputeDeadlines(database.ds)).toMatchObject({ cases: 1 });
    expect(await recomputeDeadlines(database.ds)).toMatchObject({ cases: 0 });
  });

  it('leaves what was decided under the old one as it was', async () => {
    await aCaseWithHistory();
    await publishCalendar(database.ds, withClosedDay('2026-02-05'), { by: 'bo' });
    await recomputeDeadlines(database.ds);
    await checkInvariants(database.ds);
  });
});

describe('the clock of the sandbox', () => {
  it('is the time of every event', async () => {
    await setSandboxClock(database.ds, '2026-05-05T05:05:05.005Z');
    const { caseId } = await openErrand(database.ds);
    const [event] = await database.ds.query('select at from case_events where case_id = $1', [caseId]);
    expect((event.at as Date).toISOString()).toBe('2026-05-05T05:05:05.005Z');
  });
});
