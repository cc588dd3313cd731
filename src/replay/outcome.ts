import type { DeadlineOutcome as StoppedAs } from '../machines/effects.js';
import type { LocalDate } from '../machines/definition.js';
import type { PlannedCase } from './plan.js';
import { Tally } from './tally.js';

/** How the deadline of a case stands at the end of a replay. */
export interface DeadlineOutcome {
  dueOn: LocalDate;
  status: StoppedAs | 'running';
}

/** What became of a plan. */
export interface ReplayOutcome {
  opened: number;
  accepted: number;
  /** `EVENT: why`, for every event that was refused. */
  refused: Tally;
  /** Cases of which at least one event was refused. */
  troubled: Set<number>;
  /** Why cases could not be opened. */
  notOpened: Tally;
  /** By place of the trace in the log. */
  deadlines: Map<number, DeadlineOutcome>;
  elapsedMs: number;
}

export function newOutcome(): ReplayOutcome {
  return {
    opened: 0,
    accepted: 0,
    refused: new Tally(),
    troubled: new Set(),
    notOpened: new Tally(),
    deadlines: new Map(),
    elapsedMs: 0,
  };
}

/** Books one event of a case. `reason` undefined: it was accepted. */
export function book(outcome: ReplayOutcome, caseIndex: number, type: string, reason?: string): void {
  if (reason === undefined) {
    outcome.accepted += 1;
    return;
  }
  outcome.refused.add(`${type}: ${reason}`);
  outcome.troubled.add(caseIndex);
}

/** The engine's answers to a deadline beside the log's own. */
export interface DeadlineComparison {
  /** Closed cases that the log has a due instant for, and in which what the deadline waits for was done or came too late. */
  closed: number;
  metHere: number;
  lateHere: number;
  lateInLog: number;
  /** Closed cases on which both agree. */
  agreed: number;
  /** Late in the log only, although closed on the due day itself: a day counts to its end. */
  lateOnDueDay: number;
  /** Both have the same due day. */
  sameDueDay: number;
}

/** Compares by case. `dayOf` gives the local day of an instant. */
export function compareDeadlines(
  cases: PlannedCase[],
  outcomes: Map<number, DeadlineOutcome>,
  dayOf: (instant: string) => LocalDate,
): DeadlineComparison {
  const all = { closed: 0, metHere: 0, lateHere: 0, lateInLog: 0, agreed: 0, lateOnDueDay: 0, sameDueDay: 0 };
  for (const { index, answer } of cases) {
    const here = outcomes.get(index);
    if (!answer?.closedAt || !here || here.status === 'running' || here.status === 'fellAway') continue;
    const lateHere = here.status === 'late';
    const lateInLog = answer.closedAt > answer.dueAt;
    all.closed += 1;
    all.metHere += lateHere ? 0 : 1;
    all.lateHere += lateHere ? 1 : 0;
    all.lateInLog += lateInLog ? 1 : 0;
    all.agreed += lateHere === lateInLog ? 1 : 0;
    all.lateOnDueDay += lateInLog && !lateHere && dayOf(answer.closedAt) === dayOf(answer.dueAt) ? 1 : 0;
    all.sameDueDay += here.dueOn === dayOf(answer.dueAt) ? 1 : 0;
  }
  return all;
}
