import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { compileDefinition, start, step } from '../../src/machines/index.js';
import type { Accepted, CaseEvent, CaseSnapshot, Effect, Facts, StepEnv } from '../../src/machines/index.js';
import { nextTimer, timerEvent } from '../../src/machines/reminders.js';
import { applyEvent } from '../../src/persistence/apply-event.js';
import { getNow, setSandboxClock } from '../../src/persistence/clock.js';
import { publishDefinition } from '../../src/persistence/definitions.js';
import { fireDueTimers } from '../../src/persistence/fire-timers.js';
import type { Scope } from '../../src/persistence/views/analytics-cases.js';
import { listBreaches, listLeadTimes } from '../../src/persistence/views/analytics-team.js';
import { furnish, METTE, openErrand } from '../support/cases.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { calendar, definitionOf, plainEvents } from '../support/definition.js';
import { checkInvariants } from '../support/invariants.js';

const title = { da: 'Frist' };
const date = { type: 'string', format: 'date' } as const;

const pausing = ['decision', 'call'].map(
  (deadline) => ({ type: 'pauseDeadline', deadline, reason: '"Papirer"' }) as const,
);
const resuming = ['decision', 'call'].map((deadline) => ({ type: 'resumeDeadline', deadline }) as const);

/** Answers by itself, days after it was asked: at an instant that no timer of its parent has. */
const ECHO = definitionOf({
  caseType: 'echo',
  ends: { heard: ['answeredOn'] },
  facts: { type: 'object', properties: { answeredOn: date } },
  delays: { answer: { anchor: 'now', length: 'PT80H' } },
  machine: {
    initial: 'asked',
    states: {
      asked: {
        after: {
          answer: { target: 'heard', actions: [{ type: 'setFacts', facts: { answeredOn: 'today' } }] },
        },
      },
      heard: { type: 'final' },
    },
  },
});

/**
 * Two deadlines that are paused and go on, one of days and one of office hours, with reminders before and after their breach; a state that time leaves; calls, notes and a count that come in any
 * order; a decision that asks another case.
 */
const CASE = definitionOf({
  caseType: 'timed',
  facts: {
    type: 'object',
    properties: {
      decidedOn: date,
      movedOn: date,
      answeredOn: date,
      note: { type: 'integer' },
      count: { type: 'integer', default: 0 },
      calls: { type: 'array', default: [], items: { type: 'object', properties: {} } },
    },
  },
  events: {
    ...plainEvents('ASK', 'CAME', 'DECIDE', 'CLOSE', 'COUNTED', 'END'),
    NOTED: { title: { da: 'Notat' }, roles: ['caseworker'], form: ['note'] },
    CALLED: { title: { da: 'Opkald' }, roles: ['caseworker'], append: 'calls', form: [] },
  },
  ends: { ended: [] },
  deadlines: {
    decision: {
      title,
      kind: 'published',
      anchor: 'today',
      length: 'P2W',
      reminders: [
        { at: '-P2D', to: ['caseworker'] },
        { at: 'breach', to: ['teamLeader'] },
        { every: 'P1W', after: 'breach', to: ['teamLeader'] },
      ],
    },
    call: {
      title,
      kind: 'internal',
      anchor: 'now',
      length: 'PT30H',
      counting: 'officeHours',
      reminders: [
        { at: '-PT2H', to: ['caseworker'] },
        { at: 'breach', to: ['teamLeader'] },
      ],
    },
    complaint: { title, kind: 'citizen', anchor: 'today', length: 'P10D' },
  },
  delays: { soon: { anchor: 'today', length: 'P5D' }, later: { anchor: 'now', length: 'PT200H' } },
  machine: {
    initial: 'open',
    on: {
      CALLED: {},
      NOTED: {},
      COUNTED: { actions: [{ type: 'setFacts', facts: { count: 'facts.count + 1' } }] },
      END: '.ended',
    },
    states: {
      open: {
        meta: { deadlines: ['decision', 'call'] },
        initial: 'new',
        on: { DECIDE: { target: 'decided', actions: [{ type: 'setFacts', facts: { decidedOn: 'today' } }] } },
        states: {
          new: {
            after: {
              soon: { target: 'known', actions: [{ type: 'setFacts', facts: { movedOn: 'today' } }] },
            },
            on: {
              ASK: {
                target: 'waiting',
                actions: pausing,
              },
            },
          },
          known: {
            on: {
              ASK: {
                target: 'waiting',
                actions: pausing,
              },
            },
          },
          waiting: {
            on: { CAME: { target: 'known', actions: resuming } },
            after: {
              later: { target: 'known', actions: resuming },
            },
          },
        },
      },
      decided: {
        meta: { deadlines: ['complaint'] },
        invoke: { src: 'echo', id: 'echo', receives: ['answeredOn'], onDone: {} },
        after: { complaint: 'closed' },
        on: { CLOSE: 'closed' },
      },
      closed: {},
      ended: { type: 'final' },
    },
  },
});

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await furnish(database.ds);
  for (const document of [ECHO, CASE])
    await publishDefinition(database.ds, { document, proposedBy: 'bo', publishedBy: 'ida' });
});
afterEach(() => checkInvariants(database.ds));
afterAll(() => database.drop());

const HOUR = 3_600_000;
/** `LIVES=80` tries more; after some 90 the calendar's years are over. */
const RUNS = Number(process.env['LIVES'] ?? 25);
interface Happening {
  event: CaseEvent;
  at: string;
  recordedAt: string;
  workerLooks: boolean;
}
interface Stopped {
  key: string;
  outcome: string;
  stoppedOn: string;
}

/** What people rely on of a case. */
const told = ({ status, value, facts, history, deadlines, rungs }: CaseSnapshot) => {
  const counts = Object.entries(history).filter(([type]) => /^[A-Z]/.test(type));
  return { status, value, facts, deadlines, rungs, history: Object.fromEntries(counts) };
};

/** Everything at its true instant, in memory; the case that is asked answers at its own. */
class TrueLife {
  readonly stopped: Stopped[] = [];
  readonly breaches: { key: string; breachedAt: string }[] = [];
  endedAt: string | undefined;
  snapshot: CaseSnapshot;
  private answer: { at: string; event: CaseEvent } | undefined;

  constructor(
    openedAt: string,
    private readonly env: (now: string) => StepEnv,
  ) {
    this.snapshot = start(TIMED, { facts: {}, by: METTE }, env(openedAt)).snapshot;
  }

  take(event: CaseEvent, now: string): boolean {
    const before = this.snapshot;
    const result = step(TIMED, before, event, this.env(now));
    if (!result.accepted) return false;
    this.snapshot = result.snapshot;
    if (result.snapshot.status === 'done') this.endedAt = now;
    for (const effect of result.effects) this.note(effect, before, now);
    return true;
  }

  /** What is due by the instant, each at its own; of the timer and the answer the one that is due first. */
  fireUntil(instant: string): void {
    for (;;) {
      const timer = nextTimer(this.snapshot);
      const { answer } = this;
      const isAnswer = answer !== undefined && (!timer || answer.at < timer.dueAt);
      const dueAt = isAnswer ? answer.at : timer?.dueAt;
      if (dueAt === undefined || dueAt > instant) return;
      if (isAnswer) this.answer = undefined;
      this.take(isAnswer ? answer.event : timerEvent(timer!.id, timer!), dueAt);
    }
  }

  /** Those that run on past their day, too. */
  get allBreaches(): { key: string; breachedAt: string }[] {
    return [...this.breaches, ...breachesIn(this.snapshot)];
  }

  private note(effect: Effect, before: CaseSnapshot, now: string): void {
    if (effect.type === 'stopDeadline') {
      const { key, outcome, stoppedOn } = effect;
      this.stopped.push({ key, outcome, stoppedOn });
      this.breaches.push(...breachesIn(before).filter((breach) => breach.key === key));
    } else if (effect.type === 'cancelChild') this.answer = undefined;
    else if (effect.type === 'openChild') {
      const asked = start(ASKED, { facts: {} }, this.env(now)).snapshot;
      const timer = nextTimer(asked)!;
      const ended = step(ASKED, asked, timerEvent(timer.id, timer), this.env(timer.dueAt)) as Accepted;
      const output = { end: 'heard', facts: ended.snapshot.facts };
      this.answer = {
        at: timer.dueAt,
        event: { type: 'xstate.done.actor.echo', opening: effect.opening, output },
      };
    }
  }
}

const TIMED = compileDefinition(CASE);
const ASKED = compileDefinition(ECHO);

const breachesIn = ({ deadlines }: CaseSnapshot): { key: string; breachedAt: string }[] =>
  Object.entries(deadlines).flatMap(([key, { breachedAt }]) =>
    breachedAt === undefined || key === 'complaint' ? [] : [{ key, breachedAt }],
  );

function liveTruly(life: TrueLife, happenings: Happening[], until: string): Map<Happening, boolean> {
  const accepted = new Map<Happening, boolean>();
  for (const one of happenings.toSorted((a, b) => compare(a.at, b.at))) {
    life.fireUntil(one.at);
    accepted.set(one, life.take(one.event, one.at));
  }
  life.fireUntil(until);
  return accepted;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const happening = fc.record({
  type: fc.constantFrom('CALLED', 'ASK', 'CAME', 'DECIDE', 'CLOSE'),
  gap: fc.integer({ min: 1, max: 150 }),
  delay: fc.integer({ min: 0, max: 400 }),
  workerLooks: fc.boolean(),
});

/** In true order, each recorded after it happened and after those before it. */
function timeline(
  openedAt: string,
  drawn: { type: string; gap: number; delay: number; workerLooks: boolean }[],
) {
  let at = Date.parse(openedAt);
  let recorded = at;
  return drawn.map(({ type, gap, delay, workerLooks }): Happening => {
    at += gap * HOUR;
    recorded = Math.max(recorded, at + (delay > 200 ? (delay - 200) * HOUR : 0));
    const [happenedAt, recordedAt] = [at, recorded].map((ms) => new Date(ms!).toISOString()) as [
      string,
      string,
    ];
    return { event: { type, by: METTE, happenedAt }, at: happenedAt, recordedAt, workerLooks };
  });
}

/** What may be told in any order: nothing else hangs on it. */
const telling = fc.record({
  type: fc.constantFrom('CALLED', 'NOTED', 'COUNTED'),
  after: fc.integer({ min: 1, max: 600 }),
  delay: fc.integer({ min: 0, max: 500 }),
  note: fc.integer({ min: 1, max: 99 }),
});

/** Told at any time later, but not while something else is still to be told that happened before: a worker may have acted on what was known. */
function tellings(
  openedAt: string,
  drawn: { type: string; after: number; delay: number; note: number }[],
  moves: Happening[],
): Happening[] {
  const iso = (ms: number): string => new Date(ms).toISOString();
  return drawn.map(({ type, after, delay, note }, index): Happening => {
    // A minute of its own: of two at the same instant the one that is told last would stand.
    const at = iso(Date.parse(openedAt) + after * HOUR + (index + 1) * 60_000);
    let recordedAt = iso(Date.parse(at) + delay * HOUR);
    for (const move of moves)
      if (move.at <= recordedAt && move.recordedAt > recordedAt) recordedAt = move.recordedAt;
    const facts: Facts = type === 'NOTED' ? { note } : {};
    return { event: { type, by: METTE, happenedAt: at, facts }, at, recordedAt, workerLooks: false };
  });
}

async function fireAll(): Promise<void> {
  for (let left = 1; left > 0;) {
    const { fired, stale, failed } = await fireDueTimers(database.ds);
    expect(failed).toBe(0);
    left = fired + stale;
  }
}

interface Figures {
  ended: number;
  days: number[];
  breached: number;
  decided: number;
  breaches: string[];
}

async function figuresOf(scope: Scope): Promise<Omit<Figures, 'days'> & { medianDays: number }> {
  const years = { from: '2020-01-01', to: '2090-01-01', zone: 'Europe/Copenhagen' };
  const leads = await listLeadTimes(database.ds, scope, years);
  const { ended, medianDays, breached, decided } = leads.find(
    ({ caseType, month }) => caseType === 'timed' && month === null,
  )!;
  const rows = await listBreaches(database.ds, scope, years.from, years.to);
  const breaches = rows.map(({ caseId, key, breachedAt }) => `${caseId} ${key} ${breachedAt}`);
  return { ended, medianDays, breached, decided, breaches: breaches.sort() };
}

it('gives the facts, deadlines and figures of a life in which everything was known at once', async () => {
  const figures: Figures = { ended: 0, days: [], breached: 0, decided: 0, breaches: [] };
  const count = (caseId: string, openedAt: string, life: TrueLife): void => {
    const ours = life.stopped.filter(({ key }) => key !== 'complaint');
    const exceeded = life.allBreaches;
    const isDecided = exceeded.length > 0 || ours.some(({ outcome }) => /met|late/.test(outcome));
    const [from, to] = [openedAt, life.endedAt!].map((at) => Date.parse(calendar.legalDate(at)));
    figures.ended += 1;
    figures.days.push((to! - from!) / 86_400_000);
    if (exceeded.length > 0) figures.breached += 1;
    if (isDecided) figures.decided += 1;
    figures.breaches.push(...exceeded.map(({ key, breachedAt }) => `${caseId} ${key} ${breachedAt}`));
  };
  const lives = fc.array(happening, { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(lives, fc.array(telling, { maxLength: 5 }), async (drawn, toldOf) => {
      const openedAt = await getNow(database.ds);
      const { caseId } = await openErrand(database.ds, { caseType: 'timed', facts: {} });
      const moves = timeline(openedAt, drawn);
      const happenings = [...moves, ...tellings(openedAt, toldOf, moves)].sort((a, b) =>
        compare(a.recordedAt, b.recordedAt),
      );
      const accepted = new Map<Happening, boolean>();
      for (const [index, one] of happenings.entries()) {
        await setSandboxClock(database.ds, one.recordedAt);
        const sent = applyEvent(database.ds, { caseId, event: one.event });
        accepted.set(
          one,
          await sent.then(
            () => true,
            () => false,
          ),
        );
        // A worker that fires before something is told of has acted on what was known then.
        const isAllTold = happenings.slice(index + 1).every(({ at }) => at > one.recordedAt);
        if (one.workerLooks && isAllTold) await fireAll();
      }
      const last = Math.max(...happenings.map(({ recordedAt }) => Date.parse(recordedAt)));
      const until = new Date(last + 60 * 24 * HOUR).toISOString();
      await setSandboxClock(database.ds, until);
      await fireAll();
      const end = { event: { type: 'END', by: METTE }, at: until, recordedAt: until, workerLooks: false };
      await applyEvent(database.ds, { caseId, event: end.event });
      const env = (now: string): StepEnv => ({
        now,
        calendar,
        caseValues: { id: caseId, number: '', openedOn: openedAt.slice(0, 10), assigneeId: null, teamId: '' },
      });
      const life = new TrueLife(openedAt, env);
      const expected = liveTruly(life, [...happenings, end], until);
      const [row] = await database.ds.query('select snapshot from cases where id = $1', [caseId]);
      expect(happenings.map((one) => accepted.get(one))).toEqual(happenings.map((one) => expected.get(one)));
      expect(told(row.snapshot)).toEqual(told(life.snapshot));
      const rows = await database.ds.query(
        `select key, status as outcome, stopped_on::text as "stoppedOn" from deadlines
         where case_id = $1 and status <> 'running'`,
        [caseId],
      );
      const stops = (list: Stopped[]) => list.map((one) => JSON.stringify(one)).sort();
      expect(stops(rows)).toEqual(stops(life.stopped));
      count(caseId, openedAt, life);
    }),
    { seed: 20_261_129, numRuns: RUNS },
  );
  const { days, ...expected } = figures;
  const sorted = days.sort((a, b) => a - b);
  const medianDays = (sorted[(RUNS - 1) >> 1]! + sorted[RUNS >> 1]!) / 2;
  expect(await figuresOf({ viewer: null })).toEqual({
    ...expected,
    medianDays,
    breaches: figures.breaches.sort(),
  });
});
