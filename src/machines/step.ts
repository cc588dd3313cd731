import { act } from './act.js';
import type { CompiledDefinition } from './compiled.js';
import { Draft, type StepEnv } from './draft.js';
import type { Effect } from './effects.js';
import type { CaseEvent, Sender } from './event.js';
import { whyRefused } from './explain.js';
import { endCase } from './end.js';
import { foldChildren } from './fold-children.js';
import { foldDeadlines } from './fold-deadlines.js';
import { foldTasks } from './fold-tasks.js';
import { consumeSource, foldTimers, isStale } from './fold-timers.js';
import { admit, defaultFacts, writeForm } from './intake.js';
import { enterMachine, takeEvent, type KernelState } from './kernel.js';
import { plainReason, type Reason } from './reasons.js';
import { fireDeadline } from './reminders.js';
import type { CaseSnapshot, Facts } from './snapshot.js';
import { leafPaths, statesOf } from './state-value.js';

export type { StepEnv } from './draft.js';

export type StepResult =
  | {
      accepted: true;
      snapshot: CaseSnapshot;
      effects: Effect[];
      /** Innermost active states before and after, dotted paths. */
      from: string[];
      to: string[];
      /** States that the step entered and left again, if there are any: an observer of the case would miss them. */
      passed?: string[];
    }
  | { accepted: false; reasons: Reason[] };

export type Accepted = Extract<StepResult, { accepted: true }>;

const NOTHING: CaseSnapshot = {
  status: 'active',
  value: {},
  facts: {},
  history: {},
  tasks: {},
  deadlines: {},
  rungs: {},
  timers: {},
  children: {},
  armings: 0,
  seq: 0,
};

/**
 * Opens a case: the first event (`case.opened`, number 1), the initial states, and all that they want. The facts must be valid against
 * the definition's schema; its defaults are filled in. Throws AppErrors `missingFact`, `expressionFailed`, `dueMomentNotFound`,
 * `calendarOutOfRange`, `endlessLoop`: then there is no case.
 */
export function start(
  compiled: CompiledDefinition,
  input: { facts: Facts; by?: Sender },
  env: StepEnv,
): Accepted {
  const event: CaseEvent = { type: 'case.opened', facts: input.facts, ...(input.by && { by: input.by }) };
  const draft = new Draft(compiled, NOTHING, event, env, act);
  draft.beginFacts({ ...defaultFacts(compiled.definition.facts), ...input.facts });
  begin(draft);
  return finish(draft, enterMachine(compiled.machine, draft));
}

/**
 * What one event does to a case: the next snapshot and the effects, or the reasons why it is not possible. Pure and total over
 * snapshots of this definition; the input is not changed. A refused event has changed nothing, not even through `always`.
 * Throws AppErrors as `start` does, when a guard or due moment cannot be evaluated: also then nothing has changed.
 */
export function step(
  compiled: CompiledDefinition,
  snapshot: CaseSnapshot,
  event: CaseEvent,
  env: StepEnv,
): StepResult {
  if (snapshot.status !== 'active') return { accepted: false, reasons: [plainReason('caseClosed')] };
  const draft = new Draft(compiled, snapshot, event, env, act);
  const own = ownEvent(draft);
  if (own) return own;
  const reasons = admit(draft);
  if (reasons.length > 0) return { accepted: false, reasons };
  if (isStale(draft)) return { accepted: false, reasons: [plainReason('stale')] };
  consumeSource(draft);
  writeForm(draft);
  begin(draft);
  const state = takeEvent(compiled.machine, snapshot, event.type, draft);
  return state ? finish(draft, state) : { accepted: false, reasons: whyRefused(draft) };
}

/** Events of the engine that move no state. */
function ownEvent(draft: Draft): StepResult | undefined {
  const { event } = draft;
  switch (event.type) {
    case 'timer.deadline':
      if (isStale(draft)) return { accepted: false, reasons: [plainReason('stale')] };
      consumeSource(draft);
      fireDeadline(draft, event.key!);
      return accepted(draft);
    case 'case.assigned':
      draft.effects.push({
        type: 'assign',
        assigneeId: event.assigneeId ?? null,
        ...(event.teamId !== undefined && { teamId: event.teamId }),
      });
      return accepted(draft);
    case 'case.calendarChanged':
      fold(draft);
      return accepted(draft);
    case 'case.cancelled':
      endCase(draft, 'cancelled');
      return accepted(draft);
    default:
      return undefined;
  }
}

/** The event has come: it counts from here on, also for the guards that it meets. The last is the one that happened last, in whatever order they were recorded. */
function begin(draft: Draft): void {
  const { next, event, env } = draft;
  const last = next.history[event.type];
  next.history[event.type] = {
    count: (last?.count ?? 0) + 1,
    lastAt: last && last.lastAt > env.now ? last.lastAt : env.now,
  };
  env.observer?.began(draft.scope);
}

function finish(draft: Draft, state: KernelState): Accepted {
  const { next } = draft;
  next.value = state.value;
  if (state.historyValue) next.historyValue = state.historyValue;
  else if (next.historyValue) delete next.historyValue;
  if (state.done) {
    draft.passedOn.add('');
    endCase(draft, String(state.value));
  } else fold(draft);
  return accepted(draft);
}

function fold(draft: Draft): void {
  const states = statesOf(draft.compiled, draft.active);
  foldDeadlines(draft, states);
  foldTimers(draft, states);
  foldTasks(draft, states);
  foldChildren(draft, states);
}

function accepted(draft: Draft): Accepted {
  const { next, effects, before, active, left } = draft;
  const after = next.status === 'done' ? [next.end!] : leafPaths(active);
  const passed = [...left].filter((path) => !before.has(path) && !active.has(path));
  const steps = { from: leafPaths(before), to: after, ...(passed.length > 0 && { passed }) };
  return { accepted: true, snapshot: next, effects, ...steps };
}
