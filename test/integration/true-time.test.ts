import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { applyEvent, type Applied } from '../../src/persistence/apply-event.js';
import { getNow, setSandboxClock } from '../../src/persistence/clock.js';
import { publishDefinition } from '../../src/persistence/definitions.js';
import { fireDueTimers } from '../../src/persistence/fire-timers.js';
import { listTeamIncidents } from '../../src/persistence/views/analytics-team.js';
import { furnish, METTE, openErrand } from '../support/cases.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { definitionOf, plainEvents } from '../support/definition.js';
import { checkInvariants } from '../support/invariants.js';

const title = { da: 'Frist' };
const role = 'caseworker' as const;

/** An answer is due within a week; meanwhile the case goes through two states by itself. */
const WATCH = definitionOf({
  caseType: 'watch',
  facts: { type: 'object', properties: { postedOn: { type: 'string', format: 'date' } } },
  events: plainEvents('POSTED', 'NOTED', 'STOP'),
  ends: { posted: [], stopped: [] },
  deadlines: {
    answer: {
      title,
      kind: 'published',
      anchor: 'today',
      length: 'P1W',
      reminders: [{ at: 'breach', to: ['teamLeader'] }],
    },
  },
  delays: {
    second: { anchor: 'today', length: 'P2D', at: 'startOfDay' },
    third: { anchor: 'today', length: 'P3D', at: 'startOfDay' },
  },
  tasks: { DO: { title, role, events: ['POSTED'] } },
  machine: {
    initial: 'open',
    states: {
      open: {
        meta: { tasks: ['DO'], deadlines: ['answer'] },
        initial: 'first',
        on: {
          POSTED: { target: 'posted', actions: [{ type: 'setFacts', facts: { postedOn: 'today' } }] },
          STOP: 'stopped',
        },
        states: {
          first: { after: { second: 'middle' }, on: { NOTED: {} } },
          middle: { after: { third: 'last' } },
          last: {},
        },
      },
      posted: { type: 'final' },
      stopped: { type: 'final' },
    },
  },
});

/** A matter that waits for a letter, which waits for a signature: who signs sends the letter, and then nothing can be withdrawn. */
const MATTER = definitionOf({
  caseType: 'matter',
  events: plainEvents('WITHDRAWN', 'COMPLAINED'),
  ends: { withdrawn: [], complained: [] },
  deadlines: { complaint: { title, kind: 'citizen', anchor: 'today', length: 'P4W' } },
  machine: {
    initial: 'writing',
    states: {
      writing: { invoke: { src: 'letter', id: 'letter', onDone: 'sent' }, on: { WITHDRAWN: 'withdrawn' } },
      sent: { meta: { deadlines: ['complaint'] }, on: { COMPLAINED: 'complained' } },
      withdrawn: { type: 'final' },
      complained: { type: 'final' },
    },
  },
});
const LETTER = definitionOf({
  caseType: 'letter',
  ends: { sent: [] },
  machine: {
    initial: 'signing',
    states: {
      signing: { invoke: { src: 'signature', id: 'signature', onDone: 'sent' } },
      sent: { type: 'final' },
    },
  },
});
const SIGNATURE = definitionOf({
  caseType: 'signature',
  events: plainEvents('SIGNED'),
  ends: { signed: [], presumed: [] },
  delays: { silence: { anchor: 'today', length: 'P2D', at: 'startOfDay' } },
  tasks: { SIGN: { title, role, events: ['SIGNED'] } },
  machine: {
    initial: 'open',
    states: {
      open: { meta: { tasks: ['SIGN'] }, on: { SIGNED: 'signed' }, after: { silence: 'presumed' } },
      signed: { type: 'final' },
      presumed: { type: 'final' },
    },
  },
});
/** Its second timer can be armed only for a date within the calendar's years. */
const FRAGILE = definitionOf({
  caseType: 'fragile',
  events: plainEvents('NOTED'),
  delays: { soon: { anchor: 'today', length: 'P1D' }, far: { due: 'date("9990-01-01")' } },
  tasks: { LOOK: { title, role, events: ['NOTED'] } },
  machine: {
    initial: 'waiting',
    states: {
      waiting: { meta: { tasks: ['LOOK'] }, on: { NOTED: {} }, after: { soon: 'checking' } },
      checking: { meta: { tasks: ['LOOK'] }, after: { far: 'waiting' } },
    },
  },
});

/** Nobody fires timers unless a test says so: an api node is up, and no worker. */
let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await furnish(database.ds);
  for (const document of [WATCH, SIGNATURE, LETTER, MATTER, FRAGILE])
    await publishDefinition(database.ds, { document, proposedBy: 'bo', publishedBy: 'ida' });
});
afterEach(() => checkInvariants(database.ds));
afterAll(() => database.drop());

type Row = Record<string, unknown>;
const rowsOf = (table: string, caseId: string, order = 'case_id'): Promise<Row[]> =>
  database.ds.query(`select * from ${table} where case_id = $1 order by ${order}`, [caseId]);
const logOf = (caseId: string): Promise<Row[]> => rowsOf('case_events', caseId, 'seq');
const typesOf = async (caseId: string) => (await logOf(caseId)).map(({ type }) => type);
const open = async (caseType: string): Promise<string> =>
  (await openErrand(database.ds, { caseType, facts: {} })).caseId;
const send = (caseId: string, type: string, more: object = {}, event: object = {}): Promise<Applied> =>
  applyEvent(database.ds, { caseId, event: { type, by: METTE, ...event }, ...more });
const inDays = async (days: number): Promise<string> =>
  new Date(Date.parse(await getNow(database.ds)) + days * 86_400_000).toISOString();
const pass = async (days: number): Promise<void> => setSandboxClock(database.ds, await inDays(days));
const childOf = async (caseId: string): Promise<string> => {
  const [child] = await database.ds.query('select id from cases where parent_id = $1', [caseId]);
  return child.id;
};
const AFTER = ['xstate.after.second.watch.open.first', 'xstate.after.third.watch.open.middle'];

describe('what was due before an event', () => {
  it('happens before it, each at its own instant, with no worker', async () => {
    const caseId = await open('watch');
    await pass(12);
    await send(caseId, 'POSTED');
    const log = await logOf(caseId);
    expect(log.map(({ type }) => type)).toEqual([
      'case.opened',
      ...AFTER,
      'timer.deadline',
      'timer.deadline',
      'POSTED',
    ]);
    const due = log.slice(1, 5).map(({ due_at }) => due_at);
    expect(log.slice(1, 5).map(({ happened_at }) => happened_at)).toEqual(due);
    expect(new Set(log.slice(1).map(({ at }) => String(at))).size).toBe(1);
    const [deadline] = await rowsOf('deadlines', caseId);
    expect(deadline).toMatchObject({ status: 'late', breached_at: deadline!.due_at });
    expect(await rowsOf('messages', caseId)).toMatchObject([
      { rung: 'breach', late: true, recipients: ['teamLeader'] },
    ]);
  });

  it('makes nothing stale that its sender has seen', async () => {
    const caseId = await open('watch');
    await pass(3);
    expect(await send(caseId, 'STOP', { expectedSeq: 1 })).toMatchObject({ seq: 3 });
  });

  it('can make the event impossible; the refusal says why, and nothing is written', async () => {
    const caseId = await open('watch');
    await pass(3);
    const refused = { code: 'eventRefused', details: { reasons: [{ code: 'notInThisState' }] } };
    await expect(send(caseId, 'NOTED')).rejects.toMatchObject(refused);
    expect(await typesOf(caseId)).toEqual(['case.opened']);
  });

  it('and fails becomes an incident; the event goes on', async () => {
    const caseId = await open('fragile');
    await pass(3);
    expect(await send(caseId, 'NOTED')).toMatchObject({ seq: 2 });
    const incidents = await listTeamIncidents(database.ds, { viewer: null });
    expect(incidents.filter((incident) => incident.caseId === caseId)).toMatchObject([{ attempts: 1 }]);
    expect(await send(caseId, 'NOTED')).toMatchObject({ seq: 3 });
  });

  it('is done once, and the answer given again, when the request is repeated', async () => {
    const caseId = await open('watch');
    await pass(3);
    const key = { idempotency: { scope: METTE.userId, key: 'once' }, expectedSeq: 1 };
    expect(await send(caseId, 'STOP', key)).toMatchObject({ seq: 3, repeated: false });
    expect(await send(caseId, 'STOP', key)).toMatchObject({ seq: 3, repeated: true });
  });
});

describe('an event told of later', () => {
  it('comes before what was due after it, and stops the deadline before its breach', async () => {
    const caseId = await open('watch');
    const happenedAt = await inDays(3);
    await pass(12);
    const { snapshot } = await send(caseId, 'POSTED', {}, { happenedAt });
    expect(await typesOf(caseId)).toEqual(['case.opened', AFTER[0], 'POSTED']);
    expect(snapshot.facts.postedOn).toBe(happenedAt.slice(0, 10));
    expect(await rowsOf('deadlines', caseId)).toMatchObject([{ status: 'met', breached_at: null }]);
    const [row] = await database.ds.query('select ended_at, changed_at from cases where id = $1', [caseId]);
    expect(row.ended_at.toISOString()).toBe(happenedAt);
    expect(row.changed_at.toISOString()).toBe(await getNow(database.ds));
  });

  it('is followed, in the same write, by what has come due since', async () => {
    const caseId = await open('watch');
    const happenedAt = await inDays(1);
    await pass(6);
    const { seq } = await send(caseId, 'NOTED', {}, { happenedAt });
    expect(await typesOf(caseId)).toEqual(['case.opened', 'NOTED', ...AFTER]);
    expect(seq).toBe(4);
  });

  it('takes back a breach that was noted meanwhile; the log keeps that it was', async () => {
    const caseId = await open('watch');
    await pass(6);
    await fireDueTimers(database.ds);
    const happenedAt = await getNow(database.ds);
    await pass(6);
    await fireDueTimers(database.ds);
    expect(await rowsOf('deadlines', caseId)).toMatchObject([{ breached_at: expect.anything() }]);
    await send(caseId, 'POSTED', {}, { happenedAt });
    expect(await rowsOf('deadlines', caseId)).toMatchObject([{ status: 'met', breached_at: null }]);
    const effects = (await logOf(caseId)).flatMap((row) => row.effects as { type: string }[]);
    expect(effects.filter(({ type }) => type === 'breachDeadline')).toHaveLength(1);
    expect(effects).toContainEqual(expect.objectContaining({ type: 'stopDeadline', breachWithdrawn: true }));
    expect(await rowsOf('deadline_certificates', caseId)).toHaveLength(1);
  });
});

describe('the end of a child', () => {
  it('is known to its parents before they take another event, with no worker', async () => {
    const matter = await open('matter');
    const signature = await childOf(await childOf(matter));
    await send(signature, 'SIGNED');
    await expect(send(matter, 'WITHDRAWN')).rejects.toMatchObject({ code: 'eventRefused' });
    await send(matter, 'COMPLAINED');
    expect(await typesOf(matter)).toEqual(['case.opened', 'xstate.done.actor.letter', 'COMPLAINED']);
  });

  it('that time has brought about comes at its instant, also when all were asleep', async () => {
    const matter = await open('matter');
    const signature = await childOf(await childOf(matter));
    await pass(9);
    await send(matter, 'COMPLAINED', { expectedSeq: 1 });
    const [deadline] = await rowsOf('deadlines', matter);
    const [signed] = await logOf(signature).then((log) => log.slice(-1));
    expect(signed).toMatchObject({ type: 'xstate.after.silence.signature.open', late: true });
    expect(deadline!.started_at).toEqual(signed!.due_at);
    expect(await typesOf(matter)).toEqual(['case.opened', 'xstate.done.actor.letter', 'COMPLAINED']);
  });

  it('is not overtaken by a timer of its parent when a worker comes late', async () => {
    const matter = await open('matter');
    await pass(40);
    for (let left = 1; left > 0;) left = (await fireDueTimers(database.ds)).fired;
    const types = await typesOf(matter);
    expect(types).toEqual(['case.opened', 'xstate.done.actor.letter', 'timer.deadline']);
    const instants = (await logOf(matter)).map(({ happened_at, at }) => Number(happened_at ?? at));
    expect(instants).toEqual(instants.toSorted((a, b) => a - b));
  });

  it('and a withdrawal at the same moment: one of them is told that it came too late', async () => {
    for (let round = 0; round < 15; round += 1) {
      const matter = await open('matter');
      const signature = await childOf(await childOf(matter));
      const both = await Promise.allSettled([send(signature, 'SIGNED'), send(matter, 'WITHDRAWN')]);
      await Promise.allSettled([send(matter, 'COMPLAINED')]);
      const types = await typesOf(matter);
      if (types.includes('WITHDRAWN')) expect(types).not.toContain('COMPLAINED');
      else expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    }
    for (let left = 1; left > 0;) left = (await fireDueTimers(database.ds)).fired;
  });
});

describe('an order that cannot have been', () => {
  const refusedFor = (code: string) => ({ code: 'eventRefused', details: { reasons: [{ code }] } });

  it('is refused before the case was received', async () => {
    const caseId = await open('watch');
    const event = { happenedAt: await inDays(-1) };
    await expect(send(caseId, 'NOTED', {}, event)).rejects.toMatchObject(refusedFor('happenedBeforeOpening'));
  });

  it('is refused before the case came to the state that the event leaves', async () => {
    const caseId = await open('watch');
    const happenedAt = await inDays(1);
    await pass(3);
    await fireDueTimers(database.ds);
    await expect(send(caseId, 'STOP', {}, { happenedAt })).rejects.toMatchObject(
      refusedFor('happenedTooEarly'),
    );
    expect(await send(caseId, 'STOP', {}, { happenedAt: await getNow(database.ds) })).toMatchObject({
      seq: 3,
    });
  });

  it('is none when something else was recorded meanwhile', async () => {
    const caseId = await open('watch');
    const happenedAt = await inDays(0.5);
    await pass(1);
    await send(caseId, 'NOTED');
    expect(await send(caseId, 'POSTED', {}, { happenedAt })).toMatchObject({ seq: 3 });
    expect(await rowsOf('deadlines', caseId)).toMatchObject([{ status: 'met' }]);
  });
});
