import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { applyEvent } from '../../src/persistence/apply-event.js';
import { setSandboxClock } from '../../src/persistence/clock.js';
import { publishDefinition } from '../../src/persistence/definitions.js';
import { fireDueTimers } from '../../src/persistence/fire-timers.js';
import { retryIncident } from '../../src/persistence/incidents.js';
import { inTransaction } from '../../src/persistence/transaction.js';
import { listTeamIncidents } from '../../src/persistence/views/analytics-team.js';
import { furnish, METTE, openErrand, TEAM } from '../support/cases.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { definitionOf, plainEvents } from '../support/definition.js';
import { checkInvariants } from '../support/invariants.js';

let database: TestDatabase;
beforeEach(async () => {
  database = await freshDatabase();
  await furnish(database.ds);
  await publishDefinition(database.ds, { document: FRAGILE, proposedBy: 'bo', publishedBy: 'ida' });
});
afterEach(async () => {
  await checkInvariants(database.ds);
  await database.drop();
});

/** Its second timer can be armed only for a date within the calendar's years. */
const FRAGILE = definitionOf({
  caseType: 'fragile',
  facts: {
    type: 'object',
    required: ['until'],
    properties: { until: { type: 'string', format: 'date' } },
  },
  ends: { over: [] },
  events: {
    ...plainEvents('END'),
    MEND: { title: { da: 'Ret' }, roles: ['caseworker'], form: ['until'], required: ['until'] },
  },
  delays: { soon: { anchor: 'now', length: 'P3D' }, far: { due: 'plus(facts.until, "P1D")' } },
  tasks: { LOOK: { title: { da: 'Se efter' }, role: 'caseworker', events: ['END'] } },
  machine: {
    initial: 'waiting',
    states: {
      waiting: { meta: { tasks: ['LOOK'] }, on: { MEND: {}, END: 'over' }, after: { soon: 'checking' } },
      checking: { meta: { tasks: ['LOOK'] }, on: { END: 'over' }, after: { far: 'over' } },
      over: { type: 'final' },
    },
  },
});

const EACH = (condition: string) =>
  `facts.names.all(a, facts.names.all(b, facts.names.all(c, ${condition})))`;

/** The guard of its timer takes more work than one evaluation may, for a list of some length. */
const COSTLY = definitionOf({
  caseType: 'costly',
  facts: {
    type: 'object',
    required: ['names'],
    properties: { names: { type: 'array', items: { type: 'string' } } },
  },
  ends: { over: [] },
  events: plainEvents('END'),
  delays: { soon: { anchor: 'now', length: 'P3D' } },
  tasks: { LOOK: { title: { da: 'Se efter' }, role: 'caseworker', events: ['END'] } },
  machine: {
    initial: 'waiting',
    states: {
      waiting: {
        meta: { tasks: ['LOOK'] },
        on: { END: 'over' },
        after: { soon: [{ guard: EACH('a + b + c != "x"'), target: 'over' }, { target: 'waiting' }] },
      },
      over: { type: 'final' },
    },
  },
});

const now = async (): Promise<string> => {
  const [row] = await database.ds.query('select instant from clock');
  return (row.instant as Date).toISOString();
};
const daysLater = async (days: number): Promise<string> =>
  new Date(Date.parse(await now()) + days * 86_400_000).toISOString();
const eventsOf = (caseId: string): Promise<Record<string, unknown>[]> =>
  database.ds.query('select * from case_events where case_id = $1 order by seq', [caseId]);
const AFTER = 'xstate.after.later.errand.open.visiting';

describe('a timer', () => {
  it('does not fire before it is due', async () => {
    const { caseId } = await openErrand(database.ds);
    const [timer] = await database.ds.query('select min(due_at) as due from timers where case_id = $1', [
      caseId,
    ]);
    await setSandboxClock(database.ds, new Date((timer.due as Date).getTime() - 1).toISOString());
    expect(await fireDueTimers(database.ds)).toMatchObject({ fired: 0 });
    await setSandboxClock(database.ds, (timer.due as Date).toISOString());
    expect(await fireDueTimers(database.ds)).toMatchObject({ fired: 1, oldestLatenessMs: 0 });
    expect(await eventsOf(caseId)).toMatchObject([{ seq: 1 }, { seq: 2, type: AFTER, late: false }]);
  });

  it('that fell due while everything was down is caught up in due order, marked late', async () => {
    const { caseId } = await openErrand(database.ds);
    await setSandboxClock(database.ds, await daysLater(40));
    await fireDueTimers(database.ds);
    const events = await eventsOf(caseId);
    const [, ...firings] = events;
    expect(firings.map(({ type }) => type)).toEqual([AFTER, ...Array(4).fill('timer.deadline')]);
    expect(firings.every(({ late }) => late)).toBe(true);
    const instants = firings.map(({ happened_at }) => (happened_at as Date).getTime());
    expect(instants).toEqual(instants.toSorted((a, b) => a - b));
    expect(firings.map(({ due_at }) => (due_at as Date).getTime())).toEqual(instants);
    const messages = await database.ds.query('select late, rung from messages where case_id = $1', [caseId]);
    expect(messages).toEqual([{ late: true, rung: 'every:1' }]);
  });

  it('fires exactly once with two nodes that look at the same time', async () => {
    const second = await database.secondNode();
    const opened = await Promise.all(Array.from({ length: 60 }, () => openErrand(database.ds)));
    await setSandboxClock(database.ds, await daysLater(4));
    const looks = Array.from({ length: 12 }, (_, index) =>
      fireDueTimers(index % 2 ? second : database.ds, { limit: 10 }),
    );
    const reports = await Promise.all(looks);
    reports.push(await fireDueTimers(database.ds));
    expect(reports.reduce((sum, { fired }) => sum + fired, 0)).toBe(60);
    const [row] = await database.ds.query(
      'select count(*)::int as n, max(seq) as seq from case_events where type = $1 and case_id = any ($2)',
      [AFTER, opened.map(({ caseId }) => caseId)],
    );
    expect(row).toEqual({ n: 60, seq: 2 });
  });

  it('that meets an event of a person is applied once, and so is the event', async () => {
    const { caseId } = await openErrand(database.ds);
    await setSandboxClock(database.ds, await daysLater(4));
    await Promise.all([
      fireDueTimers(database.ds, { wait: true }),
      applyEvent(database.ds, { caseId, event: { type: 'SEND', by: METTE } }),
      fireDueTimers(database.ds, { wait: true }),
    ]);
    const types = (await eventsOf(caseId)).map(({ type }) => type).sort();
    expect(types).toEqual(['SEND', 'case.opened', AFTER]);
  });

  it('leaves a case alone that somebody else is changing, and comes back for it', async () => {
    const { caseId } = await openErrand(database.ds);
    await setSandboxClock(database.ds, await daysLater(4));
    await inTransaction(database.ds, async (tx) => {
      await tx.query('select from cases where id = $1 for update', [caseId]);
      expect(await fireDueTimers(await database.secondNode())).toMatchObject({ fired: 0 });
    });
    expect(await fireDueTimers(database.ds)).toMatchObject({ fired: 1 });
  });

  it('whose arming is out of date does nothing but leave a line in the log', async () => {
    const { caseId } = await openErrand(database.ds);
    const owner = await database.asOwner();
    const stale = { type: AFTER, timer: { id: AFTER, arming: 99, dueAt: await now() } };
    await owner.query(
      `insert into timers (case_id, timer_id, arming, kind, due_at, event, wake_at)
       values ($1, $2, 99, 'delivery', $3, $4, $3)`,
      [caseId, AFTER, await now(), JSON.stringify(stale)],
    );
    expect(await fireDueTimers(database.ds)).toMatchObject({ fired: 0, stale: 1 });
    expect(await eventsOf(caseId)).toHaveLength(1);
    const lines = await database.ds.query(`select action from audit_entries where case_id = $1`, [caseId]);
    expect(lines).toEqual([{ action: 'timer.stale' }]);
    expect(await fireDueTimers(database.ds)).toMatchObject({ fired: 0, stale: 0 });
  });
});

describe('a step that fails', () => {
  const fragile = (until: string) => openErrand(database.ds, { caseType: 'fragile', facts: { until } });

  it('becomes an incident of its case and holds back no other', async () => {
    const { caseId } = await fragile('9990-01-01');
    const others = await Promise.all([1, 2, 3].map(() => openErrand(database.ds)));
    await setSandboxClock(database.ds, await daysLater(4));
    expect(await fireDueTimers(database.ds)).toMatchObject({ fired: 3, failed: 1 });
    const seenBy = (teamId: string) =>
      listTeamIncidents(database.ds, { viewer: { userId: METTE.userId, teamIds: [teamId] } });
    expect(await seenBy(TEAM)).toMatchObject([{ caseId, attempts: 1, code: 'calendarOutOfRange' }]);
    expect(await seenBy('other')).toEqual([]);
    for (const other of others) expect(await eventsOf(other.caseId)).toHaveLength(2);
    expect(await eventsOf(caseId)).toHaveLength(1);
  });

  it('becomes one, too, when an expression runs out of work: the others go on, and so does the case by hand', async () => {
    await publishDefinition(database.ds, { document: COSTLY, proposedBy: 'bo', publishedBy: 'ida' });
    const named = (count: number) =>
      openErrand(database.ds, {
        caseType: 'costly',
        facts: { names: Array.from({ length: count }, (_, index) => `n${index}`) },
      });
    const { caseId } = await named(300);
    const small = await named(3);
    const other = await openErrand(database.ds);
    await setSandboxClock(database.ds, await daysLater(4));
    expect(await fireDueTimers(database.ds)).toMatchObject({ fired: 2, failed: 1 });
    const incidents = await listTeamIncidents(database.ds, { viewer: null });
    expect(incidents).toMatchObject([{ caseId, attempts: 1, code: 'expressionTooCostly' }]);
    for (const one of [small, other]) expect(await eventsOf(one.caseId)).toHaveLength(2);
    await applyEvent(database.ds, { caseId, event: { type: 'END', by: METTE } });
    expect(await fireDueTimers(database.ds)).toMatchObject({ failed: 0 });
  });

  it('is tried again with longer and longer pauses, and is over once it works', async () => {
    const { caseId } = await fragile('9990-01-01');
    const incident = async () =>
      (await listTeamIncidents(database.ds, { viewer: null })).find((open) => open.caseId === caseId);
    await setSandboxClock(database.ds, await daysLater(4));
    await fireDueTimers(database.ds);
    const first = await incident();
    expect(Date.parse(first!.retryAt) - Date.parse(first!.firstAt)).toBe(60_000);
    await setSandboxClock(database.ds, first!.retryAt);
    await fireDueTimers(database.ds);
    const second = await incident();
    expect(second!.attempts).toBe(2);
    expect(Date.parse(second!.retryAt) - Date.parse(first!.retryAt)).toBe(120_000);
    const mend = { type: 'MEND', by: METTE, facts: { until: (await daysLater(5)).slice(0, 10) } };
    await applyEvent(database.ds, { caseId, event: mend });
    await retryIncident(database.ds, second!.id);
    expect(await fireDueTimers(database.ds)).toMatchObject({ fired: 1, failed: 0 });
    expect(await incident()).toBeUndefined();
  });

  it('in the database itself holds back its own case only', async () => {
    const { caseId } = await openErrand(database.ds);
    await openErrand(database.ds);
    const owner = await database.asOwner();
    await owner.query(
      `alter table case_events add constraint poison check (case_id <> '${caseId}' or seq < 2)`,
    );
    await setSandboxClock(database.ds, await daysLater(4));
    const report = await fireDueTimers(database.ds);
    await owner.query('alter table case_events drop constraint poison');
    expect(report).toMatchObject({ fired: 1, failed: 1 });
    const incidents = await listTeamIncidents(database.ds, { viewer: null });
    expect(incidents.find((incident) => incident.caseId === caseId)).toMatchObject({ code: 'bug' });
  });
});
