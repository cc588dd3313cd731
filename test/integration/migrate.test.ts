import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Definition, Sender } from '../../src/machines/index.js';
import { advanceClock } from '../../src/persistence/advance-clock.js';
import { applyEvent } from '../../src/persistence/apply-event.js';
import { setSandboxClock } from '../../src/persistence/clock.js';
import { publishDefinition } from '../../src/persistence/definitions.js';
import { fireDueTimers } from '../../src/persistence/fire-timers.js';
import { newId } from '../../src/persistence/ids.js';
import { retryIncident } from '../../src/persistence/incidents.js';
import { migrateCases } from '../../src/persistence/migrate-cases.js';
import { orderMigration } from '../../src/persistence/migration-plan.js';
import {
  getMigrationReport,
  listMigrationItems,
  setRunStatus,
  type MigrationOrder,
} from '../../src/persistence/migration-runs.js';
import { snapshotAt } from '../../src/persistence/snapshot-at.js';
import { listTeamIncidents } from '../../src/persistence/views/analytics-team.js';
import { ERRAND, furnish, LEADER, METTE, openErrand } from '../support/cases.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { checkInvariants } from '../support/invariants.js';

const BO: Sender = { userId: newId(), name: 'Bo Lind', roles: ['admin'] };

let database: TestDatabase;
beforeEach(async () => {
  database = await freshDatabase();
  await furnish(database.ds);
});
afterEach(async () => {
  await checkInvariants(database.ds);
  await database.drop();
});

const publish = (change: (definition: Definition) => void): Promise<number> => {
  const document = structuredClone(ERRAND);
  change(document);
  return publishDefinition(database.ds, { document, proposedBy: 'bo', publishedBy: 'ida' });
};
const order = (changes: Partial<MigrationOrder> = {}): Promise<string> =>
  orderMigration(database.ds, { caseType: 'errand', version: 2, stateMap: {}, by: BO, ...changes });
const rowOf = async (caseId: string) => {
  const [row] = await database.ds.query(
    'select version, seq, snapshot, active_states from cases where id = $1',
    [caseId],
  );
  return row as { version: number; seq: number; snapshot: { value: unknown }; active_states: string[] };
};
const openOf = (definition: Definition) => definition.machine.states!['open']!;
const openSeveral = (count: number) =>
  Promise.all(Array.from({ length: count }, () => openErrand(database.ds)));

/** The step `visiting` is gone: cases begin in `closing`. */
const removeVisiting = (definition: Definition): void => {
  const { visiting: _removed, ...states } = openOf(definition).states!;
  states['asking']!.on = { RECALL: 'closing' };
  Object.assign(openOf(definition), { initial: 'closing', states });
};

const renameVisiting = (definition: Definition): void => {
  const { visiting, ...states } = openOf(definition).states!;
  states['asking']!.on = { RECALL: 'calling' };
  Object.assign(openOf(definition), { initial: 'calling', states: { calling: visiting, ...states } });
};

describe('a renamed state', () => {
  it('keeps 12 open cases where they are, with their tasks, deadlines and timers', async () => {
    const cases = await openSeveral(12);
    await publish(renameVisiting);
    const run = await order({ stateMap: { 'open.visiting': 'open.calling' } });
    expect(await migrateCases(database.ds, run)).toBe(true);
    expect(await getMigrationReport(database.ds, run)).toMatchObject({
      status: 'done',
      cases: { migrated: 12, refused: 0, stays: 0, waiting: 0, closed: 0 },
    });
    for (const { caseId } of cases) {
      expect(await rowOf(caseId)).toMatchObject({
        version: 2,
        seq: 2,
        snapshot: { value: { open: 'calling' } },
      });
    }
    await checkInvariants(database.ds);
    await advanceClock(database.ds, '2026-02-20T12:00:00.000Z', async () => undefined);
    expect((await rowOf(cases[0]!.caseId)).active_states).toEqual(['open.closing']);
  });

  it('is in the history with who ordered it, and the time before it can still be looked at', async () => {
    const { caseId } = await openErrand(database.ds);
    await publish(renameVisiting);
    await setSandboxClock(database.ds, '2026-02-03T10:00:00.000Z');
    await migrateCases(
      database.ds,
      await order({ stateMap: { 'open.visiting': 'open.calling' }, note: 'Ny vejledning' }),
    );
    const [event] = await database.ds.query('select * from case_events where case_id = $1 and seq = 2', [
      caseId,
    ]);
    expect(event).toMatchObject({ type: 'case.migrated', version: 2, sender_id: BO.userId });
    expect(event.event).toMatchObject({ note: 'Ny vejledning', migration: { from: 1, to: 2 } });
    expect(await snapshotAt(database.ds, caseId, '2026-02-03T00:00:00.000Z')).toMatchObject({
      version: 1,
      snapshot: { value: { open: 'visiting' } },
    });
    await applyEvent(database.ds, { caseId, event: { type: 'ASK', by: METTE } });
    expect((await rowOf(caseId)).active_states).toEqual(['open.asking']);
  });
});

describe('a removed step', () => {
  it('moves eleven of twelve; the one that stands in it becomes an incident and is placed by hand', async () => {
    const cases = await openSeveral(12);
    for (const { caseId } of cases.slice(1)) {
      await applyEvent(database.ds, { caseId, event: { type: 'ASK', by: METTE } });
    }
    await publish(removeVisiting);
    const fresh = await openErrand(database.ds);
    expect((await rowOf(fresh.caseId)).version).toBe(2);
    const run = await order();
    await migrateCases(database.ds, run);
    expect((await getMigrationReport(database.ds, run)).cases).toMatchObject({ migrated: 11, refused: 1 });
    const { caseId } = cases[0]!;
    expect(await rowOf(caseId)).toMatchObject({ version: 1, seq: 1 });
    const [item] = await listMigrationItems(database.ds, run, LEADER, { outcome: 'refused', limit: 10 });
    expect(item).toMatchObject({ caseId, reasons: [{ code: 'stateRemoved', state: 'open.visiting' }] });
    const [incident] = await listTeamIncidents(database.ds, { viewer: null });
    expect(incident).toMatchObject({
      caseId,
      code: 'cannotMigrate',
      details: { reasons: [{ code: 'stateRemoved' }] },
    });
    const byHand = await order({
      caseIds: [caseId],
      stateMap: { 'open.visiting': 'open.closing' },
      note: 'Besøgt',
    });
    await migrateCases(database.ds, byHand);
    expect(await rowOf(caseId)).toMatchObject({ version: 2, active_states: ['open.closing'] });
    expect(await listTeamIncidents(database.ds, { viewer: null })).toEqual([]);
  });

  it('is tried again where it was ordered once somebody has made way for it', async () => {
    const { caseId } = await openErrand(database.ds);
    await publish(removeVisiting);
    const run = await order();
    await migrateCases(database.ds, run);
    const incident = async () => (await listTeamIncidents(database.ds, { viewer: null }))[0];
    expect(await retryIncident(database.ds, (await incident())!.id)).toEqual({ migration: run });
    await migrateCases(database.ds, run);
    expect(await incident()).toMatchObject({ code: 'cannotMigrate', attempts: 2 });
    const { id } = (await incident())!;
    await applyEvent(database.ds, { caseId, event: { type: 'ASK', by: METTE } });
    await retryIncident(database.ds, id);
    expect((await getMigrationReport(database.ds, run)).status).toBe('running');
    expect(await migrateCases(database.ds, run)).toBe(true);
    expect(await rowOf(caseId)).toMatchObject({ version: 2, active_states: ['open.asking'] });
    expect(await getMigrationReport(database.ds, run)).toMatchObject({
      status: 'done',
      cases: { migrated: 1, refused: 0 },
    });
    await expect(retryIncident(database.ds, id)).rejects.toMatchObject({ code: 'notFound' });
  });

  it('is no incident any more once the case has ended, or the condition no longer holds', async () => {
    const [ended, visited] = await openSeveral(2);
    await publish(removeVisiting);
    const run = await order({ condition: 'facts.visits.size() == 0' });
    await migrateCases(database.ds, run);
    const incidents = await listTeamIncidents(database.ds, { viewer: null });
    expect(incidents).toHaveLength(2);
    await applyEvent(database.ds, { caseId: ended!.caseId, event: { type: 'FINISH', by: METTE } });
    const visit = { type: 'VISITED', by: METTE, facts: { note: 'home' } };
    await applyEvent(database.ds, { caseId: visited!.caseId, event: visit });
    for (const { id } of incidents) await retryIncident(database.ds, id);
    await migrateCases(database.ds, run);
    expect((await getMigrationReport(database.ds, run)).cases).toMatchObject({ closed: 1, stays: 1 });
    expect(await listTeamIncidents(database.ds, { viewer: null })).toEqual([]);
  });

  it('is not tried again in a migration that was cancelled', async () => {
    await openSeveral(2);
    await publish(removeVisiting);
    const run = await order();
    await migrateCases(database.ds, run, { onCase: () => setRunStatus(database.ds, run, 'cancelled') });
    const [incident] = await listTeamIncidents(database.ds, { viewer: null });
    await expect(retryIncident(database.ds, incident!.id)).rejects.toMatchObject({
      code: 'runNotInThatState',
    });
  });

  it('leaves children with their parents: they come back to the new version', async () => {
    const { caseId } = await openErrand(database.ds);
    await applyEvent(database.ds, { caseId, event: { type: 'ASK', by: METTE } });
    await publish(removeVisiting);
    await migrateCases(database.ds, await order());
    const [child] = await database.ds.query('select id from cases where parent_id = $1', [caseId]);
    const answered = { type: 'ANSWERED', by: METTE, facts: { answer: 'yes' } };
    await applyEvent(database.ds, { caseId: child.id, event: answered });
    expect(await fireDueTimers(database.ds)).toMatchObject({ fired: 1, failed: 0 });
    expect((await rowOf(caseId)).active_states).toEqual(['open.closing']);
  });
});

describe('a timer that could not be applied', () => {
  it('is no incident any more when the new version has another in its place', async () => {
    const withLength = (length: string, guard?: string) => (definition: Definition) => {
      definition.delays['later'] = { anchor: 'now', length };
      openOf(definition).states!['visiting']!.after = {
        later: { target: 'closing', ...(guard && { guard }) },
      };
    };
    await publish(withLength('P3D', '1 / facts.visits.size() > 0'));
    const { caseId } = await openErrand(database.ds);
    await setSandboxClock(database.ds, '2026-02-06T10:00:00.000Z');
    expect(await fireDueTimers(database.ds)).toMatchObject({ failed: 1 });
    expect(await listTeamIncidents(database.ds, { viewer: null })).toMatchObject([{ caseId }]);
    await publish(withLength('P1D'));
    await migrateCases(database.ds, await order({ version: 3 }));
    expect(await listTeamIncidents(database.ds, { viewer: null })).toEqual([]);
    expect(await fireDueTimers(database.ds)).toMatchObject({ fired: 1, failed: 0 });
    expect((await rowOf(caseId)).active_states).toEqual(['open.closing']);
  });
});

describe('a transitional provision', () => {
  it('leaves the cases behind for which it does not hold', async () => {
    const [old] = await openSeveral(1);
    await setSandboxClock(database.ds, '2026-07-01T10:00:00.000Z');
    const [young] = await openSeveral(1);
    await publish(() => undefined);
    const run = await order({ condition: 'case.openedOn >= date("2026-07-01")' });
    await migrateCases(database.ds, run);
    expect((await getMigrationReport(database.ds, run)).cases).toMatchObject({ migrated: 1, stays: 1 });
    expect((await rowOf(old!.caseId)).version).toBe(1);
    expect((await rowOf(young!.caseId)).version).toBe(2);
  });

  it('is checked against the facts of every version that open cases are on', async () => {
    await openErrand(database.ds);
    await publish(() => undefined);
    const orders = ['facts.nothing == "x"', 'facts.subject', 'facts.answer == "yes"', 'case.opened >'];
    for (const condition of orders) {
      await expect(order({ condition })).rejects.toMatchObject({ code: 'invalidCondition' });
    }
    const [{ count }] = await database.ds.query('select count(*)::int from migration_runs');
    expect(count).toBe(0);
  });

  it('may read facts that are there', async () => {
    const { caseId } = await openErrand(database.ds, { facts: { subject: 'lift' } });
    await openErrand(database.ds);
    await publish(() => undefined);
    await migrateCases(database.ds, await order({ condition: 'facts.subject == "lift"' }));
    expect((await rowOf(caseId)).version).toBe(2);
  });
});

describe('a migration run', () => {
  it('refuses states that are in neither version', async () => {
    await openErrand(database.ds);
    await publish(renameVisiting);
    const stateMap = { 'open.visiting': 'open.nowhere', 'open.never': 'open.calling' };
    await expect(order({ stateMap })).rejects.toMatchObject({
      code: 'invalidStateMap',
      details: { problems: [{ code: 'unknownState' }, { code: 'unknownState' }] },
    });
    await expect(order({ version: 9 })).rejects.toMatchObject({ code: 'unknownCaseType' });
  });

  it('gives nothing out while it is paused, and goes on from there', async () => {
    await openSeveral(6);
    await publish(() => undefined);
    const run = await order();
    const pause = { onCase: () => setRunStatus(database.ds, run, 'paused') };
    expect(await migrateCases(database.ds, run, pause)).toBe(false);
    const { cases, status } = await getMigrationReport(database.ds, run);
    expect(status).toBe('paused');
    expect(cases).toMatchObject({ migrated: 1, waiting: 5 });
    await setRunStatus(database.ds, run, 'running');
    expect(await migrateCases(database.ds, run)).toBe(true);
    expect((await getMigrationReport(database.ds, run)).cases.migrated).toBe(6);
    await expect(setRunStatus(database.ds, run, 'cancelled')).rejects.toMatchObject({
      code: 'runNotInThatState',
    });
  });

  it('takes each case over once, whoever works on it', async () => {
    await openSeveral(20);
    await publish(() => undefined);
    const run = await order();
    const second = await database.secondNode();
    await Promise.all([database.ds, second, database.ds].map((ds) => migrateCases(ds, run)));
    await migrateCases(database.ds, run);
    const [{ count }] = await database.ds.query(
      `select count(*)::int from case_events where type = 'case.migrated'`,
    );
    expect([count, (await getMigrationReport(database.ds, run)).status]).toEqual([20, 'done']);
  });

  it('leaves finished cases alone', async () => {
    const { caseId } = await openErrand(database.ds);
    await publish(() => undefined);
    const run = await order();
    await applyEvent(database.ds, { caseId, event: { type: 'FINISH', by: METTE } });
    await migrateCases(database.ds, run);
    expect((await getMigrationReport(database.ds, run)).cases.closed).toBe(1);
  });

  it('calls deadlines that go on what the new version calls them', async () => {
    const { caseId } = await openErrand(database.ds);
    const title = { da: 'Afgørelse senest', en: 'Decision by' };
    await publish((definition) =>
      Object.assign(definition.deadlines['answerBy']!, { title, kind: 'statutory' }),
    );
    await migrateCases(database.ds, await order());
    const rows = await database.ds.query(
      'select title, kind, due_on::text from deadlines where case_id = $1',
      [caseId],
    );
    expect(rows).toEqual([{ title, kind: 'statutory', due_on: '2026-03-02' }]);
  });

  it('counts deadlines anew, and the rows follow', async () => {
    const { caseId } = await openErrand(database.ds);
    await publish((definition) => (definition.deadlines['answerBy']!.length = 'P8W'));
    const run = await order();
    expect(await listMigrationItems(database.ds, run, LEADER, { limit: 10 })).toMatchObject([
      { deadlines: [] },
    ]);
    await migrateCases(database.ds, run);
    expect(await listMigrationItems(database.ds, run, LEADER, { limit: 10 })).toMatchObject([
      {
        fromStates: ['open.visiting'],
        toStates: ['open.visiting'],
        deadlines: [
          { deadline: 'answerBy', change: 'moves', from: '2026-03-02', to: '2026-03-30', days: 28 },
        ],
      },
    ]);
    const rows = await database.ds.query(
      `select d.due_on::text, t.due_on::text as task_due_on from deadlines d join tasks t on t.case_id = d.case_id
       where d.case_id = $1`,
      [caseId],
    );
    expect(rows).toEqual([{ due_on: '2026-03-30', task_due_on: '2026-03-30' }]);
  });
});
