import type { Instant } from '../machines/definition.js';
import type { CaseEvent } from '../machines/event.js';

/** A row of `timers` that is due: armed by its case, or delivered by another. */
export interface DueTimer {
  timerRow: number;
  timerId: string;
  arming: number;
  kind: 'armed' | 'delivery';
  dueAt: Instant;
  event: CaseEvent;
  attempts: number;
}

export interface DueColumns {
  /** What is due of the case, in due order; null when nothing is. */
  due: DueTimer[] | null;
  /** The first instant at which something is due of a case that this one can hear from: its parents, its children, theirs. */
  relativesDue: Instant | null;
}

/** Instants as the product writes them; JSON of PostgreSQL has them without milliseconds. */
export const written = (column: string): string => `to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const LIST_DUE = (now: string): string => `(
  select json_agg(json_build_object('timerRow', t.id, 'timerId', t.timer_id, 'arming', t.arming, 'kind', t.kind,
    'dueAt', ${written('t.due_at')}, 'event', t.event, 'attempts', t.attempts) order by t.due_at, t.id)
  from timers t where t.case_id = c.id and t.wake_at <= ${now})`;

const RELATIVES_DUE = (now: string): string => `case
  when c.parent_id is not null or exists (select from cases k where k.parent_id = c.id) then relatives_due(c.id, ${now}) end`;

/** Of cases `c` that were claimed because something is due of them, what is due by an instant. */
export const DUE_COLUMNS = (now: string): string =>
  `${LIST_DUE(now)} as due, ${RELATIVES_DUE(now)} as "relativesDue"`;

/** The same of one case of which mostly nothing is due: for a single event it takes half the time. */
export const SELDOM_DUE_COLUMNS = (now: string): string => `case
  when exists (select from timers t where t.case_id = c.id and t.wake_at <= ${now}) then timers_due(c.id, ${now}) end as due,
  ${RELATIVES_DUE(now)} as "relativesDue"`;
