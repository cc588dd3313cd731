import type { Instant, LocalDate } from './definition.js';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type Facts = Record<string, Json>;
/** XState's state value: a name, or a map of regions and compound states. */
export type StateValue = string | { [key: string]: StateValue };

/** What has happened of one event type. `lastAt` is when it happened, which may be before it was recorded. */
export interface EventTally {
  count: number;
  lastAt: Instant;
}

/** Days on which a deadline stood still: the first, and the first on which it ran again. */
export interface Pause {
  from: LocalDate;
  to: LocalDate;
  /** Of a deadline of hours: the instants. */
  fromAt?: Instant;
  toAt?: Instant;
}

/** A deadline that runs. All dates are local dates of the calendar's zone. */
export interface RunningDeadline {
  startedAt: Instant;
  /** First local day of the count: the day of `anchor` (the day itself is not counted). */
  anchorOn: LocalDate;
  /** Of a length of hours: the instant from which they are counted. */
  anchorAt?: Instant;
  dueOn: LocalDate;
  /** First instant at which the deadline is exceeded. */
  dueAt: Instant;
  targetOn: LocalDate;
  latestSendOn?: LocalDate;
  breachedAt?: Instant;
  /** The day on which the pause began that lasts still. */
  pausedOn?: LocalDate;
  /** The instant of that, of a deadline of hours. */
  pausedAt?: Instant;
  /** The pauses that are over, in the order in which they came. */
  pauses?: Pause[];
  /** Set by `extendDeadline`: the due day no longer follows from anchor and length. */
  extendedTo?: LocalDate;
  /** The day on which it was extended: the new day includes what was paused until then. */
  extendedOn?: LocalDate;
}

/** Which rungs of a deadline have been used up for one anchor; kept when the deadline stops and starts again. */
export interface FiredRungs {
  /** The anchor day or due day, and the extension: when it changes, the ladder begins again. */
  anchor: string;
  rungs: string[];
}

/** A timer that waits. `armedAt` is the `now` with which its moment is computed, also when it is recomputed. */
export interface ArmedTimer {
  dueAt: Instant;
  arming: number;
  armedAt: Instant;
}

/** A timer that has fired while its state stayed active: it waits no more, unless its moment comes to lie after `at`, when it fired. */
export interface FiredTimer {
  at: Instant;
  armedAt: Instant;
}

/** Where a case is now. Plain JSON; `step` takes it and gives the next one. Nothing else is remembered of a case. */
export interface CaseSnapshot {
  status: 'active' | 'done';
  /** Name of the end that was reached, when done. */
  end?: string;
  value: StateValue;
  /** XState's history states: id of the history's parent → ids of the states to re-enter. */
  historyValue?: Record<string, string[]>;
  facts: Facts;
  /** When that happened which a fact says; absent for those with which the case began. */
  factsAt?: Record<string, Instant>;
  history: Record<string, EventTally>;
  /** Open tasks: key → number of the event that opened it. */
  tasks: Record<string, number>;
  deadlines: Record<string, RunningDeadline>;
  rungs: Record<string, FiredRungs>;
  timers: Record<string, ArmedTimer>;
  /** Timers of active states that have fired; absent when there are none. */
  fired?: Record<string, FiredTimer>;
  /** Children that run: id of the invocation → number of the event that opened it. */
  children: Record<string, number>;
  /** Armings so far, so that a stale firing never matches a newer timer. */
  armings: number;
  /** Number of the last event; the first event of a case is 1. */
  seq: number;
}
