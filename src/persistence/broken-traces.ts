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
  /** How many of them break a rule, and which rules how many of them break. */
  broken: number;
  rules: (Omit<BrokenRule, 'seq'> & { cases: number })[];
  /** The cases, for those who may see them. */
  items: BrokenTrace[];
  /** How many cases have been looked at with this page; null after the last. */
  next: number | null;
}

const LIST = sql(
  'list-cases-to-trace',
  `select id, number, status from cases
   where case_type = $1 and version = $2 and ($3::text[] is null or team_id = any ($3))
     and ($3::text[] is null or not protected)
   order by id offset $4 limit $5`,
);

/**
 * Follows the rules of a version along the real histories of the cases that are on it, those from before a migration too. A page of cases per call:
 * each log is played again. `teamIds` null is every team.
 */
export async function listBrokenTraces(
  db: Db,
  { caseType, version }: { caseType: string; version: number },
  { teamIds, skip = 0, limit }: { teamIds: string[] | null; skip?: number; limit: number },
): Promise<BrokenTraces> {
  const { definition } = await getCompiled(db, caseType, version);
  const values = [caseType, version, teamIds, skip, limit];
  const cases = await query<{ id: string; number: string; status: 'active' | 'done' }>(db, LIST, values);
  const watch = new TraceWatch(definition);
  const items: BrokenTrace[] = [];
  for (const { id, number, status } of cases) {
    const broken = brokenRules(definition, await traceOf(db, id, watch), status === 'done');
    if (broken.length > 0) items.push({ caseId: id, caseNumber: number, status, broken });
  }
  const next = cases.length === limit ? skip + limit : null;
  return { checked: cases.length, broken: items.length, rules: countRules(items), items, next };
}

function countRules(items: BrokenTrace[]): BrokenTraces['rules'] {
  const counts = new Map<string, BrokenTraces['rules'][number]>();
  for (const { seq: _, ...rule } of items.flatMap(({ broken }) => broken))
    counts.set(rule.rule, { ...rule, cases: (counts.get(rule.rule)?.cases ?? 0) + 1 });
  return [...counts.values()];
}

async function traceOf(db: Db, caseId: string, watch: TraceWatch): Promise<TraceStep[]> {
  const trace: TraceStep[] = [];
  const steps = playSteps(db, await readLog(db, caseId), ({ event }) => watch.watch(event.type));
  for await (const { logged, result, observer } of steps)
    trace.push(traceStep(logged.event, result, observer!));
  return trace;
}
