import { AppError } from '../errors.js';
import type { Instant } from '../machines/definition.js';
import { plainReason } from '../machines/reasons.js';
import type { Accepted } from '../machines/step.js';
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

/** Throws `eventRefused` (`happenedBeforeOpening`) for what is said to have happened before the case was there. */
export async function findStatesAt(
  db: Db,
  caseId: string,
  happenedAt: Instant,
): Promise<{ states: string[]; wentOn: boolean }> {
  const found = await queryOne<{ states: string[]; wentOn: boolean }>(db, FIND_STATES, [caseId, happenedAt]);
  if (!found) throw new AppError('eventRefused', { reasons: [plainReason('happenedBeforeOpening')] });
  return found;
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
