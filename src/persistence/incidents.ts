import { AppError } from '../errors.js';
import type { Instant } from '../machines/definition.js';
import { NOW } from './clock.js';
import { newId } from './ids.js';
import { retryMigration } from './migration-incidents.js';
import { sql } from './statement.js';
import { queryOne, type Db } from './transaction.js';
import type { WriteSet } from './write-set.js';

/** A timer that is due and could not be applied. */
export interface FailedTimer {
  /** The case on whose compare-and-set the note depends; null when it is locked. */
  cause: string | null;
  id: number;
  caseId: string;
  timerId: string;
  arming: number;
  eventType: string;
  /** Failures before this one. */
  attempts: number;
}

const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 86_400_000;

/** One minute after the first failure, twice as long after each further one, at most a day. */
export function retryAfter(attempts: number, now: Instant): Instant {
  const pause = Math.min(FIRST_PAUSE_MS * 2 ** (attempts - 1), LONGEST_PAUSE_MS);
  return new Date(Date.parse(now) + pause).toISOString();
}

/** Notes why the timer failed and puts it off; its case and all others go on. */
export function noteIncident(set: WriteSet, timer: FailedTimer, error: unknown, now: Instant): void {
  const attempts = timer.attempts + 1;
  const retry_at = retryAfter(attempts, now);
  const { cause } = timer;
  set.also('timersPostponed', { cause, id: timer.id, wake_at: retry_at, attempts });
  set.also('incidents', {
    cause,
    id: newId(),
    case_id: timer.caseId,
    timer_id: timer.timerId,
    arming: timer.arming,
    event_type: timer.eventType,
    attempts,
    at: now,
    retry_at,
    ...reasonOf(error),
  });
}

/** A refusal keeps its code and details; anything else is a bug, kept with its message for the one who looks into it. */
function reasonOf(error: unknown): { code: string; details: Record<string, unknown> } {
  if (error instanceof AppError) return { code: error.code, details: error.details };
  return { code: 'bug', details: { message: error instanceof Error ? error.message : String(error) } };
}

const OWN = sql(
  'own-incident',
  `update incidents set owner_id = $2 where id = $1 and resolved_at is null returning id`,
);
const FIND_CASE = sql(
  'find-case-of-incident',
  `select case_id as "caseId" from incidents where id = $1 and resolved_at is null`,
);
const RETRY_TIMER = sql(
  'retry-incident',
  `update timers t set wake_at = ${NOW} from incidents i
   where i.id = $1 and i.resolved_at is null
     and t.case_id = i.case_id and t.timer_id = i.timer_id and t.arming = i.arming returning t.id`,
);

/** Throws `notFound` when the incident is over. */
export async function ownIncident(db: Db, id: string, userId: string): Promise<void> {
  if (!(await queryOne(db, OWN, [id, userId]))) throw new AppError('notFound', { id });
}

/** The case of an open incident. Throws `notFound` when the incident is over. */
export async function getCaseOfIncident(db: Db, id: string): Promise<string> {
  const found = await queryOne<{ caseId: string }>(db, FIND_CASE, [id]);
  if (!found) throw new AppError('notFound', { id });
  return found.caseId;
}

/**
 * Makes the timer due again at once. A case that could not be migrated waits again in its migration, whose id is returned: somebody
 * must go on with it. Throws `notFound` when the incident is over, `runNotInThatState` when the migration was cancelled.
 */
export async function retryIncident(db: Db, id: string): Promise<{ migration: string | null }> {
  await getCaseOfIncident(db, id);
  if (await queryOne(db, RETRY_TIMER, [id])) return { migration: null };
  const migration = await retryMigration(db, id);
  if (migration === null) throw new AppError('runNotInThatState', { id });
  return { migration };
}
