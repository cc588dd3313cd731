import { setImmediate as breathe } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { compileDefinition } from '../machines/compile.js';
import type { CompiledDefinition } from '../machines/compiled.js';
import { rehearseCase, type RehearsedEvent } from '../machines/migrate/rehearse-case.js';
import { CASE_COLUMNS, caseValuesOf, type CaseRow } from './case-row.js';
import { getNow } from './clock.js';
import { getCalendar, getCompiled } from './compiled-cache.js';
import type { LoggedEvent } from './replay.js';
import { SummaryBuilder } from './rehearsal-summary.js';
import {
  finishRehearsal,
  getRehearsal,
  getRehearsedDocument,
  noteRehearsed,
  type RehearsedLine,
} from './rehearsals.js';
import { sql } from './statement.js';
import { query, queryOne, type Db } from './transaction.js';

const BATCH = 200;

const LIST_OPEN = sql(
  'list-cases-to-rehearse',
  `select ${CASE_COLUMNS} from cases c
   where c.case_type = $1 and c.status = 'active' and ($2::uuid is null or c.id > $2) order by c.id limit $3`,
);
const LIST_CLOSED = sql(
  'list-closed-cases-to-rehearse',
  `select ${CASE_COLUMNS} from cases c where c.id in (
     select id from cases where case_type = $1 and status = 'done' order by ended_at desc, id desc limit $4)
     and ($2::uuid is null or c.id > $2) order by c.id limit $3`,
);
const READ_LOGS = sql(
  'read-logs-to-rehearse',
  `select case_id as "caseId", seq, event, at, calendar_version as "calendarVersion", case_values as "caseValues", late
   from case_events where case_id = any ($1) order by case_id, seq`,
);
const CURRENT_CALENDAR = sql('current-calendar-version', 'select max(version) as version from calendars');

type ShortEvent = Pick<
  LoggedEvent,
  'caseId' | 'seq' | 'event' | 'at' | 'calendarVersion' | 'caseValues' | 'late'
>;

export interface RehearseOptions {
  signal?: AbortSignal;
  onProgress?: (done: number) => void;
  /** Cases per batch: one query for the cases, one for their logs. */
  batch?: number;
}

interface Run {
  ds: DataSource;
  id: string;
  to: CompiledDefinition;
  stateMap: Record<string, string>;
  now: string;
  builder: SummaryBuilder;
  done: number;
}

/**
 * Goes through the open cases of the rehearsal and its sample of finished ones: each log is played in memory under the rehearsed definition, and
 * nothing of any case is written. Works in batches, so memory stays flat; ends early when the rehearsal is cancelled. Fails with the
 * reason in the rehearsal, and throws it.
 */
export async function rehearse(ds: DataSource, id: string, options: RehearseOptions = {}): Promise<void> {
  const rehearsal = await getRehearsal(ds, id);
  try {
    const to = compileDefinition(await getRehearsedDocument(ds, id));
    const { stateMap, caseType, closedSample } = rehearsal;
    const run: Run = { ds, id, to, stateMap, now: await getNow(ds), builder: new SummaryBuilder(), done: 0 };
    const open = await goThrough(run, LIST_OPEN, [caseType], options);
    if (!open || !(await goThrough(run, LIST_CLOSED, [caseType, closedSample], options))) {
      await finishRehearsal(ds, id, 'cancelled', { summary: run.builder.summary });
      return;
    }
    await finishRehearsal(ds, id, 'done', { summary: run.builder.summary });
  } catch (error) {
    await finishRehearsal(ds, id, 'failed', {
      failure: error instanceof Error ? error.message : String(error),
    });
    throw error;
  }
}

/** False when it was cancelled. */
async function goThrough(
  run: Run,
  list: typeof LIST_OPEN,
  [caseType, ...rest]: [string, ...number[]],
  { signal, onProgress, batch = BATCH }: RehearseOptions,
): Promise<boolean> {
  let after: string | null = null;
  for (;;) {
    if (signal?.aborted) return false;
    const cases: CaseRow[] = await query<CaseRow>(run.ds, list, [caseType, after, batch, ...rest]);
    const lines = await rehearseBatch(run, cases);
    run.done += lines.length;
    if (!(await noteRehearsed(run.ds, run.id, lines, { done: run.done, summary: run.builder.summary })))
      return false;
    onProgress?.(run.done);
    if (cases.length < batch) return true;
    after = cases.at(-1)!.id;
  }
}

async function rehearseBatch(run: Run, cases: CaseRow[]): Promise<RehearsedLine[]> {
  const logs = await readLogs(run.ds, cases);
  const calendarVersion = (await queryOne<{ version: number }>(run.ds, CURRENT_CALENDAR))!.version;
  const calendar = await getCalendar(run.ds, calendarVersion);
  const lines: RehearsedLine[] = [];
  for (const row of cases) {
    const from = await getCompiled(run.ds, row.caseType, row.version);
    const env = { now: run.now, calendar, caseValues: caseValuesOf(row) };
    const rehearsed = { snapshot: row.snapshot, from, log: logs.get(row.id) ?? [], env };
    const forecast = rehearseCase(run.to, rehearsed, run.stateMap);
    const line = { caseId: row.id, caseNumber: row.number, version: row.version, ...forecast };
    run.builder.add(line);
    lines.push(line);
    // Requests are answered between two cases.
    await breathe();
  }
  return lines;
}

async function readLogs(db: Db, cases: CaseRow[]): Promise<Map<string, RehearsedEvent[]>> {
  const rows = await query<ShortEvent>(db, READ_LOGS, [cases.map(({ id }) => id)]);
  const logs = new Map<string, RehearsedEvent[]>();
  for (const { caseId, calendarVersion, ...event } of rows) {
    const log = logs.get(caseId) ?? [];
    logs.set(caseId, log);
    log.push({ ...event, calendar: await getCalendar(db, calendarVersion) });
  }
  return logs;
}
