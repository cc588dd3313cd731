import { AppError } from '../errors.js';
import type { Instant } from '../machines/definition.js';
import type { StepObserver } from '../machines/draft.js';
import type { CaseSnapshot } from '../machines/snapshot.js';
import { migrateSnapshot, type MigrationResult } from '../machines/migrate.js';
import { start, step, type Accepted, type StepResult } from '../machines/step.js';
import { getCalendar, getCompiled } from './compiled-cache.js';
import type { ChainedEvent } from './hash-chain.js';
import { sql } from './statement.js';
import { query, type Db } from './transaction.js';

/** What replay needs of an event. */
export interface LoggedEvent extends Pick<
  ChainedEvent,
  'caseId' | 'seq' | 'event' | 'at' | 'happenedAt' | 'version' | 'calendarVersion' | 'caseValues' | 'late'
> {
  caseType: string;
}

/** An event with all that is kept of it. */
export interface RecordedEvent extends ChainedEvent {
  caseType: string;
  prevHash: string;
  hash: string;
}

const COLUMNS = `e.case_id as "caseId", c.case_type as "caseType", e.seq, e.event, e.at, e.happened_at as "happenedAt",
  e.version, e.calendar_version as "calendarVersion", e.case_values as "caseValues", e.late`;
const READ_LOG = sql(
  'read-event-log',
  `select ${COLUMNS} from case_events e join cases c on c.id = e.case_id
   where e.case_id = $1 and ($2::timestamptz is null or e.at <= $2) order by e.seq`,
);
const READ_RECORDS = sql(
  'read-recorded-events',
  `select ${COLUMNS}, e.type, e.due_at as "dueAt", e.sender_id as "senderId", e.from_states as "from", e.to_states as "to",
     e.effects, e.origin, e.prev_hash as "prevHash", e.hash
   from case_events e join cases c on c.id = e.case_id where e.case_id = $1 and e.seq > $2 order by e.seq limit $3`,
);
const LIST_IDS = sql(
  'list-case-ids',
  'select id from cases where ($1::uuid is null or id > $1) order by id limit $2',
);

/** The events of a case up to an instant, or all of them. */
export function readLog(db: Db, caseId: string, until: Instant | null = null): Promise<LoggedEvent[]> {
  return query<LoggedEvent>(db, READ_LOG, [caseId, until]);
}

const EVENTS_AT_ONCE = 200;
/** An event that somebody has put in may have any number. */
const LEAST_INTEGER = -(2 ** 31);

/** The same with all columns, a page at a time. */
export async function* readRecords(db: Db, caseId: string): AsyncGenerator<RecordedEvent> {
  let after = LEAST_INTEGER;
  for (;;) {
    const page: RecordedEvent[] = await query<RecordedEvent>(db, READ_RECORDS, [
      caseId,
      after,
      EVENTS_AT_ONCE,
    ]);
    yield* page;
    if (page.length < EVENTS_AT_ONCE) return;
    after = page.at(-1)!.seq;
  }
}

/**
 * Plays the events again, each with the instant, version, calendar and case values it was applied with. Throws when one of them is
 * not accepted, which a log written by `applyEvent` rules out.
 */
export async function playLog(db: Db, log: LoggedEvent[]): Promise<CaseSnapshot> {
  let snapshot: CaseSnapshot | null = null;
  for await (const { result } of playSteps(db, log)) snapshot = result.snapshot;
  return snapshot!;
}

/** The same, step by step. Each step may be observed. */
export async function* playSteps<Observer extends StepObserver, Logged extends LoggedEvent>(
  db: Db,
  log: Iterable<Logged> | AsyncIterable<Logged>,
  observe?: (logged: Logged) => Observer,
): AsyncGenerator<{ logged: Logged; result: Accepted; observer?: Observer }> {
  let snapshot: CaseSnapshot | null = null;
  for await (const logged of log) {
    const observer = observe?.(logged);
    const result: StepResult | MigrationResult = await playOne(db, snapshot, logged, observer);
    if (!result.accepted) {
      throw new AppError('eventRefused', {
        seq: logged.seq,
        type: logged.event.type,
        reasons: result.reasons,
      });
    }
    snapshot = result.snapshot;
    yield { logged, result, observer };
  }
}

/** One event again, with all that it was applied with. A migration is logged with the version it leads to, and names the one it came from. */
export async function playOne(
  db: Db,
  snapshot: CaseSnapshot | null,
  logged: LoggedEvent,
  observer?: StepObserver,
): Promise<StepResult | MigrationResult> {
  const { caseType, version, event, at: recordedAt, calendarVersion, caseValues, late } = logged;
  const now = logged.happenedAt ?? recordedAt;
  const compiled = await getCompiled(db, caseType, version);
  const calendar = await getCalendar(db, calendarVersion);
  const env = { now, recordedAt, calendar, caseValues, late, observer };
  if (snapshot && event.migration) {
    const from = await getCompiled(db, caseType, event.migration.from);
    return migrateSnapshot(from, compiled, snapshot, event, env);
  }
  if (snapshot) return step(compiled, snapshot, event, env);
  return start(compiled, { facts: event.facts ?? {}, ...(event.by && { by: event.by }) }, env);
}

const PAGE = 500;

/** Every case, in pages: for work that goes over all of them. */
export async function* eachCaseId(db: Db): AsyncGenerator<string> {
  let after: string | null = null;
  for (;;) {
    const rows: { id: string }[] = await query<{ id: string }>(db, LIST_IDS, [after, PAGE]);
    for (const { id } of rows) yield id;
    after = rows.at(-1)?.id ?? null;
    if (rows.length < PAGE) return;
  }
}
