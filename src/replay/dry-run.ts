import type { Calendar } from '../machines/calendar.js';
import type { CompiledDefinition } from '../machines/compiled.js';
import type { StepEnv } from '../machines/draft.js';
import type { Effect } from '../machines/effects.js';
import { start } from '../machines/step.js';
import { whatIf } from '../machines/what-if.js';
import type { WhatIfEntry } from '../machines/what-if.js';
import { book, newOutcome } from './outcome.js';
import type { DeadlineOutcome, ReplayOutcome } from './outcome.js';
import type { PlannedCase, PlannedEvent, ReplayPlan } from './plan.js';

/**
 * Carries a plan out in memory, by the pure engine: no database, no people, no roles. Says in seconds whether a definition
 * fits a log. Every case is played on its own with its timers, up to the last instant of the log.
 */
export function dryRun(
  plan: ReplayPlan,
  compiled: CompiledDefinition,
  calendar: Calendar,
  deadline?: string,
): ReplayOutcome {
  const outcome = newOutcome();
  const startedAt = performance.now();
  const byCase = eventsByCase(plan);
  const until = plan.events.at(-1)?.at ?? '';
  for (const planned of plan.cases) {
    const events = byCase.get(planned.index) ?? [];
    const played = playCase(planned, events, until, compiled, calendar);
    outcome.opened += 1;
    for (const { event, accepted, reasons } of played.sent) {
      book(outcome, planned.index, event, accepted ? undefined : (reasons[0]?.text.en ?? 'refused'));
    }
    const found = deadline && outcomeOf(played.effects, deadline);
    if (found) outcome.deadlines.set(planned.index, found);
  }
  outcome.elapsedMs = performance.now() - startedAt;
  return outcome;
}

function playCase(
  planned: PlannedCase,
  events: PlannedEvent[],
  until: string,
  compiled: CompiledDefinition,
  calendar: Calendar,
): { effects: Effect[]; sent: WhatIfEntry[] } {
  const env: StepEnv = {
    now: planned.openedAt,
    calendar,
    caseValues: {
      id: planned.name,
      number: planned.name,
      openedOn: calendar.legalDate(planned.openedAt),
      assigneeId: null,
      teamId: '',
    },
  };
  const opened = start(compiled, { facts: planned.facts }, env);
  const given = events.map(({ at, type, facts }) => ({ at, event: { type, facts } }));
  const { entries } = whatIf(compiled, opened.snapshot, { until, events: given }, env);
  return {
    effects: [...opened.effects, ...entries.flatMap(({ effects }) => effects)],
    sent: entries.filter(({ event }) => !event.startsWith('timer.') && !event.startsWith('xstate.')),
  };
}

/** How the deadline stands after all effects, by the day it was last due on. */
function outcomeOf(effects: Effect[], key: string): DeadlineOutcome | undefined {
  let outcome: DeadlineOutcome | undefined;
  for (const effect of effects) {
    if (!('key' in effect) || effect.key !== key) continue;
    if (effect.type === 'startDeadline' || effect.type === 'moveDeadline') {
      outcome = { dueOn: effect.deadline.dueOn, status: 'running' };
    } else if (effect.type === 'stopDeadline' && outcome) {
      outcome = { ...outcome, status: effect.outcome };
    }
  }
  return outcome;
}

function eventsByCase({ events }: ReplayPlan): Map<number, PlannedEvent[]> {
  const byCase = new Map<number, PlannedEvent[]>();
  for (const event of events) {
    const list = byCase.get(event.caseIndex);
    if (list) list.push(event);
    else byCase.set(event.caseIndex, [event]);
  }
  return byCase;
}
