import { AppError } from '../errors.js';
import type { Instant, LocalDate } from '../machines/definition.js';
import { plainReason } from '../machines/reasons.js';
import type { Accepted } from '../machines/step.js';
import type { CaseRow, EnvRow } from './case-row.js';
import { getCalendar } from './compiled-cache.js';
import { sql } from './statement.js';
import { queryOne, type Db } from './transaction.js';

/** Where the log says that a case stood at an instant, by what had happened then; null before it was opened. */
const FIND_STATES = sql(
  'find-states-when-it-happened',
  `select to_states as states, exists (
     select from case_events where case_id = $1 and coalesce(happened_at, at) > $2) as "wentOn"
   from case_events where case_id = $1 and coalesce(happened_at, at) <= $2
   order by coalesce(happened_at, at) desc, seq desc limit 1`,
);

/** How the case was opened: when, where it stood, and from which day its first deadline counts. */
const FIND_OPENING = sql(
  'find-opening-of-case',
  `select at, to_states as states, (
     select min(effect -> 'deadline' ->> 'anchorOn') from json_array_elements(effects) effect
     where effect ->> 'type' = 'startDeadline') as "countsFrom"
   from case_events where case_id = $1 and seq = 1`,
);

interface Standing {
  states: string[];
  /** The case has gone on since then. */
  wentOn: boolean;
}

/**
 * Where the case stood at an instant. What was done between the day from which its first deadline counts and the hour at which somebody opened it
 * met it as it was opened: the application lay there. Throws `eventRefused` (`happenedBeforeOpening`) for what was earlier than that.
 */
export async function findStatesAt(
  db: Db,
  { id: caseId, calendarVersion }: Pick<CaseRow & EnvRow, 'id' | 'calendarVersion'>,
  happenedAt: Instant,
): Promise<Standing> {
  const found = await queryOne<Standing>(db, FIND_STATES, [caseId, happenedAt]);
  if (found) return found;
  const opening = await queryOne<{ at: Instant; states: string[]; countsFrom: LocalDate | null }>(
    db,
    FIND_OPENING,
    [caseId],
  );
  const { at, states, countsFrom } = opening!;
  const calendar = await getCalendar(db, calendarVersion);
  const openedOn = calendar.legalDate(at);
  const receivedOn = countsFrom !== null && countsFrom < openedOn ? countsFrom : openedOn;
  if (calendar.legalDate(happenedAt) >= receivedOn) return { states, wentOn: true };
  throw new AppError('eventRefused', { reasons: [plainReason('happenedBeforeOpening')] });
}

/**
 * Nothing answers what was not there yet. Throws `eventRefused` (`happenedTooEarly`) when the step leaves a state in which the case, as far
 * as is recorded, had not arrived when the event is said to have happened. What was recorded meanwhile elsewhere in the case is no hindrance.
 */
export function checkOrder({ from, to }: Accepted, stoodIn: Iterable<string>): void {
  const known = new Set(stoodIn);
  const left = from.filter((path) => !to.includes(path));
  if (left.some((path) => !known.has(path)))
    throw new AppError('eventRefused', { reasons: [plainReason('happenedTooEarly')] });
}
