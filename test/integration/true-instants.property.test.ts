import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { compileDefinition, start, step } from '../../src/machines/index.js';
import type { CaseEvent, CaseSnapshot, Effect, StepEnv } from '../../src/machines/index.js';
import { nextTimer, timerEvent } from '../../src/machines/reminders.js';
import { applyEvent } from '../../src/persistence/apply-event.js';
import { getNow, setSandboxClock } from '../../src/persistence/clock.js';
import { publishDefinition } from '../../src/persistence/definitions.js';
import { fireDueTimers } from '../../src/persistence/fire-timers.js';
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

/** Two deadlines that are paused and go on, one of days and one of office hours, with reminders before and after their breach; a state that time leaves; calls; a decision. */
const CASE = definitionOf({
  caseType: 'timed',
  facts: {
    type: 'object',
    properties: {
      decidedOn: date,
      movedOn: date,
      calls: { type: 'array', default: [], items: { type: 'object', properties: {} } },
    },
  },
  events: {
    ...plainEvents('ASK', 'CAME', 'DECIDE', 'CLOSE'),
    CALLED: { title: { da: 'Opkald' }, roles: ['caseworker'], append: 'calls', form: [] },
  },
  ends: { closed: [] },
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
    on: { CALLED: {} },
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
        after: { complaint: 'closed' },
        on: { CLOSE: 'closed' },
      },
      closed: { type: 'final' },
    },
  },
});

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await furnish(database.ds);
  await publishDefinition(database.ds, { document: CASE, proposedBy: 'bo', publishedBy: 'ida' });
});
afterEach(() => checkInvariants(database.ds));
afterAll(() => database.drop());

const HOUR = 3_600_000;
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

/** Everything at its true instant, in memory. */
function reference(openedAt: string, happenings: Happening[], until: string, env: (now: string) => StepEnv) {
  const compiled = compileDefinition(CASE);
  const opened = start(compiled, { facts: {}, by: METTE }, env(openedAt));
  const stopped: Stopped[] = [];
  let snapshot = opened.snapshot;
  const take = (event: CaseEvent, now: string): boolean => {
    const result = step(compiled, snapshot, event, env(now));
    if (!result.accepted) return false;
    snapshot = result.snapshot;
    const stops = result.effects.filter(
      (effect): effect is Effect & Stopped => effect.type === 'stopDeadline',
    );
    stopped.push(...stops.map(({ key, outcome, stoppedOn }) => ({ key, outcome, stoppedOn })));
    return true;
  };
  const fireUntil = (now: string): void => {
    for (let timer = nextTimer(snapshot); timer && timer.dueAt <= now; timer = nextTimer(snapshot))
      take(timerEvent(timer.id, timer), timer.dueAt);
  };
  const accepted = happenings.map(({ event, at }) => {
    fireUntil(at);
    return take(event, at);
  });
  fireUntil(until);
  return { snapshot, stopped, accepted };
}

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

async function fireAll(): Promise<void> {
  for (let left = 1; left > 0;) {
    const { fired, stale, failed } = await fireDueTimers(database.ds);
    expect(failed).toBe(0);
    left = fired + stale;
  }
}

it('gives the facts, deadlines and figures of a life in which everything was known at once', async () => {
  const lives = fc.array(happening, { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(lives, async (drawn) => {
      const openedAt = await getNow(database.ds);
      const { caseId } = await openErrand(database.ds, { caseType: 'timed', facts: {} });
      const happenings = timeline(openedAt, drawn);
      const accepted: boolean[] = [];
      for (const [index, { event, recordedAt, workerLooks }] of happenings.entries()) {
        await setSandboxClock(database.ds, recordedAt);
        const sent = applyEvent(database.ds, { caseId, event });
        accepted.push(
          await sent.then(
            () => true,
            () => false,
          ),
        );
        const next = happenings[index + 1];
        // A worker that fires before something is told of has acted on what was known then.
        if (workerLooks && next && next.at > recordedAt) await fireAll();
      }
      const until = new Date(Date.parse(happenings.at(-1)!.recordedAt) + 60 * 24 * HOUR).toISOString();
      await setSandboxClock(database.ds, until);
      await fireAll();
      const env = (now: string): StepEnv => ({
        now,
        calendar,
        caseValues: { id: caseId, number: '', openedOn: openedAt.slice(0, 10), assigneeId: null, teamId: '' },
      });
      const expected = reference(openedAt, happenings, until, env);
      const [row] = await database.ds.query('select snapshot from cases where id = $1', [caseId]);
      expect(accepted).toEqual(expected.accepted);
      expect(told(row.snapshot)).toEqual(told(expected.snapshot));
      const rows = await database.ds.query(
        `select key, status as outcome, stopped_on::text as "stoppedOn" from deadlines
         where case_id = $1 and status <> 'running'`,
        [caseId],
      );
      // Those that stop in one step have no order among themselves.
      const inOrder = (stopped: Stopped[]) => stopped.toSorted((a, b) => (a.key < b.key ? -1 : 1));
      expect(inOrder(rows)).toEqual(inOrder(expected.stopped));
    }),
    { seed: 20_261_129, numRuns: 25 },
  );
});
