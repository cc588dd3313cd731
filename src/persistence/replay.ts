import type { DataSource } from 'typeorm';
import { AppError } from '../errors.js';
import type { Instant } from '../machines/definition.js';
import type { StepObserver } from '../machines/draft.js';
import type { CaseEvent, CaseValues } from '../machines/event.js';
import type { CaseSnapshot } from '../machines/snapshot.js';
import { migrateSnapshot, type MigrationResult } from '../machines/migrate.js';
import { start, step, type Accepted, type StepResult } from '../machines/step.js';
import { canonicalJson } from './canonical-json.js';
import { getCalendar, getCompiled } from './compiled-cache.js';
import { CHAIN_START, chainHash } from './hash-chain.js';
import { findCase } from './open-case.js';
import { sql } from './statement.js';
import { asOfOneMoment, query, type Db } from './transaction.js';

export interface LoggedEvent {
  caseId: string;
  caseType: string;
  seq: number;
  event: CaseEvent;
  /** When it was recorded, and when it happened, if that is another moment. */
  at: Instant;
  happenedAt: Instant | null;
  version: number;
  calendarVersion: number;
  caseValues: CaseValues;
  late: boolean;
  prevHash: string;
  hash: string;
}

/** What is wrong with a case's log, or nothing. */
export interface CaseAudit {
  caseId: string;
  events: number;
  /** Number of the first event that does not fit the one before it, or that was changed; null when the chain holds. */
  brokenAt: number | null;
  /** Replaying the log gives the stored snapshot. */
  replays: boolean;
  /** Why not, when it does not. */
  problem?: string;
}

const READ_LOG = sql(
  'read-event-log',
  `select e.case_id as "caseId", c.case_type as "caseType", e.seq, e.event, e.at, e.happened_at as "happenedAt", e.version,
     e.calendar_version as "calendarVersion", e.case_values as "caseValues", e.late, e.prev_hash as "prevHash", e.hash
   from case_events e join cases c on c.id = e.case_id
   where e.case_id = $1 and ($2::timestamptz is null or e.at <= $2) order by e.seq`,
);
const LIST_IDS = sql(
  'list-case-ids',
  'select id from cases where ($1::uuid is null or id > $1) order by id limit $2',
);

/** The events of a case up to an instant, or all of them. */
export function readLog(db: Db, caseId: string, until: Instant | null = null): Promise<LoggedEvent[]> {
  return query<LoggedEvent>(db, READ_LOG, [caseId, until]);
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
export async function* playSteps<Observer extends StepObserver>(
  db: Db,
  log: LoggedEvent[],
  observe?: (logged: LoggedEvent) => Observer,
): AsyncGenerator<{ logged: LoggedEvent; result: Accepted; observer?: Observer }> {
  let snapshot: CaseSnapshot | null = null;
  for (const logged of log) {
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

/** A migration is logged with the version it leads to, and names the one it came from. */
async function playOne(
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

/** Checks one case as of one moment: its hash chain, and that its log gives its snapshot (promise 4). Throws `unknownCase`. */
export function auditCase(ds: DataSource, caseId: string): Promise<CaseAudit> {
  return asOfOneMoment(ds, (tx) => audit(tx, caseId));
}

async function audit(db: Db, caseId: string): Promise<CaseAudit> {
  const log = await readLog(db, caseId);
  const row = await findCase(db, caseId);
  if (!row) throw new AppError('unknownCase', { caseId });
  const brokenAt = findBreak(log) ?? (log.at(-1)?.hash === row.lastHash ? null : log.length + 1);
  const found = { caseId, events: log.length, brokenAt };
  try {
    const replays = canonicalJson(await playLog(db, log)) === canonicalJson(row.snapshot);
    return {
      ...found,
      replays,
      ...(!replays && { problem: 'The replayed snapshot differs from the stored one.' }),
    };
  } catch (error) {
    return { ...found, replays: false, problem: String(error) };
  }
}

/** Number of the first event whose hash does not follow from the one before; null when all do. */
function findBreak(log: LoggedEvent[]): number | null {
  let previous = CHAIN_START;
  for (const [index, logged] of log.entries()) {
    if (logged.seq !== index + 1 || logged.prevHash !== previous) return index + 1;
    if (chainHash(previous, logged) !== logged.hash) return index + 1;
    previous = logged.hash;
  }
  return null;
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

/** Checks every case; calls `onFault` for each that does not hold. */
export async function auditAll(
  ds: DataSource,
  onFault: (audit: CaseAudit) => void,
): Promise<{ cases: number; events: number; faults: number }> {
  const total = { cases: 0, events: 0, faults: 0 };
  for await (const caseId of eachCaseId(ds)) {
    const found = await auditCase(ds, caseId);
    total.cases += 1;
    total.events += found.events;
    if (found.replays && found.brokenAt === null) continue;
    total.faults += 1;
    onFault(found);
  }
  return total;
}
