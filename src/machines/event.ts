import type { Instant, Role } from './definition.js';
import type { Facts } from './snapshot.js';

/** Who sent an event. Absent for events of the engine (timers, children, calendar). */
export interface Sender {
  userId: string;
  /** Name as it was then, for the history. */
  name: string;
  roles: Role[];
}

/**
 * One thing that happened to a case. Besides the events of the definition there are the engine's own, refused at the API:
 * `case.opened`, `case.assigned`, `case.calendarChanged`, `case.cancelled`, `case.migrated`; `timer.deadline` (a rung or
 * breach of deadline `key` is due); `xstate.after.<delay>.<state>`; `xstate.done.actor.<id>` (a child ended).
 */
export interface CaseEvent {
  type: string;
  facts?: Facts;
  note?: string;
  by?: Sender;
  /** When it happened, if before it was recorded: the `now` of its step. */
  happenedAt?: Instant;
  /** `timer.deadline`: which one. Timers: their id and arming. */
  key?: string;
  timer?: { id: string; arming: number; dueAt: Instant };
  /** `xstate.done.actor.<id>`: how the child ended. */
  output?: { end: string; facts: Facts };
  /** `xstate.done.actor.<id>`: which opening of the child. */
  opening?: number;
  /** `case.assigned`. */
  assigneeId?: string | null;
  teamId?: string;
  /** `case.migrated`: the versions left and entered, and which state of the old one is which of the new (`migrateSnapshot`). */
  migration?: { from: number; to: number; stateMap: Record<string, string> };
}

/** The parts of the case row that expressions may read as `case.…`. */
export interface CaseValues {
  id: string;
  number: string;
  openedOn: string;
  assigneeId: string | null;
  teamId: string;
}
