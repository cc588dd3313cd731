import type { BrokenRule, TraceStep } from '../machines/migrate/trace-rules.js';
import { brokenRules, traceStep } from '../machines/migrate/trace-rules.js';
import { TraceWatch } from '../machines/migrate/trace-watch.js';
import { getCompiled } from './compiled-cache.js';
import { playSteps, readLog } from './replay.js';
import { sql } from './statement.js';
import { query, type Db } from './transaction.js';

/** A case whose history does not keep a rule of the version that it is on. */
export interface BrokenTrace {
  caseId: string;
  caseNumber: string;
  status: 'active' | 'done';
  broken: BrokenRule[];
}

export interface BrokenTraces {
  /** Cases that were looked at in this page. */
  checked: number;
  items: BrokenTrace[];
  next: string | null;
}

const LIST = sql(
  'list-cases-to-trace',
  `select id, number, status from cases
   where case_type = $1 and version = $2 and ($3::text[] is null or team_id = any ($3)) and ($4::uuid is null or id > $4)
     and ($3::text[] is null or not protected)
   order by id limit $5`,
);

/**
 * Follows the rules of a version along the real histories of the cases that are on it, those from before a migration too. A page of cases per call:
 * each log is played again. `teamIds` null is every team.
 */
export async function listBrokenTraces(
  db: Db,
  { caseType, version }: { caseType: string; version: number },
  page: { teamIds: string[] | null; after?: string; limit: number },
): Promise<BrokenTraces> {
  const { definition } = await getCompiled(db, caseType, version);
  const values = [caseType, version, page.teamIds, page.after, page.limit];
  const cases = await query<{ id: string; number: string; status: 'active' | 'done' }>(db, LIST, values);
  const watch = new TraceWatch(definition);
  const items: BrokenTrace[] = [];
  for (const { id, number, status } of cases) {
    const broken = brokenRules(definition, await traceOf(db, id, watch), status === 'done');
    if (broken.length > 0) items.push({ caseId: id, caseNumber: number, status, broken });
  }
  const next = cases.length === page.limit ? cases.at(-1)!.id : null;
  return { checked: cases.length, items, next };
}

async function traceOf(db: Db, caseId: string, watch: TraceWatch): Promise<TraceStep[]> {
  const trace: TraceStep[] = [];
  const steps = playSteps(db, await readLog(db, caseId), ({ event }) => watch.watch(event.type));
  for await (const { logged, result, observer } of steps)
    trace.push(traceStep(logged.event, result, observer!));
  return trace;
}
