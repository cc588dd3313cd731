import type { DataSource } from 'typeorm';
import { applyEvent } from './apply-event.js';
import { AppError } from '../errors.js';
import { oneAtATime } from './one-at-a-time.js';
import { sql } from './statement.js';
import { query } from './transaction.js';

export interface RecomputeReport {
  /** Cases that were told of the calendar. */
  cases: number;
  /** Deadlines that got another due day. */
  moved: number;
  /** Numbers of the cases whose due days could not be found anew; they keep the old ones. */
  failed: string[];
}

const PAGE = 500;
/** Open cases of which a deadline or delay runs: those that a calendar can move. */
export const RUNS_SOMETHING = `c.status = 'active'
  and (exists (select from deadlines d where d.case_id = c.id and d.status = 'running')
    or exists (select from timers t where t.case_id = c.id and t.kind = 'armed'))`;
/** A case that has seen the calendar is left out: a run that was cut off goes on where it stopped. */
const LIST = sql(
  'list-cases-to-recompute',
  `select c.id, c.number from cases c
   where ${RUNS_SOMETHING} and ($1::uuid is null or c.id > $1)
     and (select e.calendar_version from case_events e where e.case_id = c.id and e.seq = c.seq)
       < (select max(version) from calendars)
   order by c.id limit $2`,
);

interface CaseToTell {
  id: string;
  number: string;
}

/** Any number; all nodes agree on it. */
const RECOMPUTE_LOCK = 7_240_191;

/**
 * Takes the newest calendar to every open case in which something runs: an event in its log, due moments found anew, and each that
 * moves is logged with old and new. A case that fails is left as it was and does not stop the others. One run at a time over all nodes, so
 * that no case is told twice; who waited finds what the other has left.
 */
export function recomputeDeadlines(ds: DataSource): Promise<RecomputeReport> {
  return oneAtATime(ds, RECOMPUTE_LOCK, () => recomputeAll(ds));
}

async function recomputeAll(ds: DataSource): Promise<RecomputeReport> {
  const report: RecomputeReport = { cases: 0, moved: 0, failed: [] };
  let after: string | null = null;
  for (;;) {
    const page: CaseToTell[] = await query<CaseToTell>(ds, LIST, [after, PAGE]);
    for (const told of page) await recomputeOne(ds, told, report);
    if (page.length < PAGE) return report;
    after = page.at(-1)!.id;
  }
}

async function recomputeOne(
  ds: DataSource,
  { id, number }: CaseToTell,
  report: RecomputeReport,
): Promise<void> {
  try {
    const { effects } = await applyEvent(ds, { caseId: id, event: { type: 'case.calendarChanged' } });
    report.cases += 1;
    report.moved += effects.filter(({ type }) => type === 'moveDeadline').length;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code !== 'caseClosed') report.failed.push(number);
  }
}
