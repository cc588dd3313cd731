import type { DataSource, EntityManager } from 'typeorm';
import type { CompiledDefinition } from '../machines/compiled.js';
import { scopeOf } from '../machines/draft.js';
import type { CompiledExpression } from '../machines/expressions/environment.js';
import { migrateSnapshot, migrationEvent, type MigrationReason } from '../machines/migrate.js';
import { reasonOfError } from '../machines/reasons.js';
import { activePaths } from '../machines/state-value.js';
import type { StepEnv } from '../machines/step.js';
import { AppError } from '../errors.js';
import { SELDOM_DUE_COLUMNS } from './due-timers.js';
import { MOMENT, originOf, PLAY_COLUMNS, type CaseToPlay } from './case-in-play.js';
import { caseValuesOf } from './case-row.js';
import { NOW } from './clock.js';
import { getCalendar, getCompiled } from './compiled-cache.js';
import { compileCondition } from './migration-plan.js';
import { databaseRefusal } from './database-refusal.js';
import { finishRunWhenDone, getMigrationRun, type ItemOutcome, type MigrationRun } from './migration-runs.js';
import { noteRefusal, resolveIncidents, resolveRefusalOf } from './migration-incidents.js';
import { fireLockedCases } from './fire-timers.js';
import { prepareOpeningsOf } from './openings.js';
import { sql } from './statement.js';
import { inTransaction, isDeadlock, query, queryOne, type Db } from './transaction.js';
import { hintWork } from './work-hint.js';
import { WriteSet } from './write-set.js';

/**
 * The item and its case are locked together: an event that comes meanwhile waits, then finds the case changed, reads it again and is
 * applied in the new version. Any number of nodes may work on one run; a paused one gives nothing out.
 */
const CLAIM = (skip: string) => `select i.case_id as "caseId" from migration_items i
  join migration_runs r on r.id = i.run_id join cases c on c.id = i.case_id
  where i.run_id = $1 and i.outcome = 'waiting' and r.status = 'running'
  order by i.case_id limit 1 for update of i ${skip} for no key update of c ${skip}`;
const CLAIM_FREE = sql('claim-migration-item', CLAIM('skip locked'));
/** When all that is left is held by others: waits for the first of them. */
const CLAIM_WAITING = sql('claim-migration-item-waiting', CLAIM(''));
const READ = sql(
  'read-case-to-migrate',
  `${MOMENT} select ${PLAY_COLUMNS(SELDOM_DUE_COLUMNS)} from cases c where c.id = $1`,
);
const SETTLE_ITEM = sql(
  'settle-migration-item',
  `update migration_items set outcome = $3, seq = $4, from_states = $5, to_states = $6, reasons = $7, at = ${NOW}
   where run_id = $1 and case_id = $2 and outcome = 'waiting'`,
);

export interface MigrateOptions {
  /** Stops between two cases; what was begun is finished first. */
  signal?: AbortSignal;
  /** Called after each case, and waited for. */
  onCase?: (caseId: string, outcome: ItemOutcome) => unknown;
}

/**
 * Takes the cases of a run over, one transaction each: event, snapshot, rows and the note in the run are written together or not at all. Ends
 * when none is waiting, the run is paused or cancelled, or the signal comes; calling it again goes on where it stopped, after a crash too.
 * True when the run has come to its end.
 */
export async function migrateCases(
  ds: DataSource,
  runId: string,
  { signal, onCase }: MigrateOptions = {},
): Promise<boolean> {
  const run = await getMigrationRun(ds, runId);
  for (;;) {
    if (signal?.aborted) return false;
    const caseId =
      (await tryNext(ds, run, CLAIM_FREE, onCase)) ?? (await tryNext(ds, run, CLAIM_WAITING, onCase));
    if (caseId === null) return finishRunWhenDone(ds, runId);
  }
}

/** Null when there was nothing to claim. */
async function tryNext(
  ds: DataSource,
  run: MigrationRun,
  claim: typeof CLAIM_FREE,
  onCase: MigrateOptions['onCase'],
): Promise<string | null> {
  let claimed: string | null = null;
  let outcome: ItemOutcome | null = null;
  try {
    outcome = await inTransaction(ds, async (tx) => {
      claimed = (await queryOne<{ caseId: string }>(tx, claim, [run.id]))?.caseId ?? null;
      return claimed === null ? null : migrateOne(tx, run, claimed);
    });
  } catch (error) {
    if (claimed === null) throw error;
    // Nothing of the case is at fault: it is tried again.
    if (isDeadlock(error) || databaseRefusal(error) === 'databaseAway') return claimed;
    // Its transaction is gone; the next case must not wait for this one.
    await inTransaction(ds, (tx) => refuse(tx, run, claimed!, [reasonOfBug(error)]));
    outcome = 'refused';
  }
  if (claimed === null) return null;
  hintWork(ds);
  if (outcome !== null) await onCase?.(claimed, outcome);
  return claimed;
}

function reasonOfBug(error: unknown): MigrationReason {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof AppError) return reasonOfError(error) as MigrationReason;
  return { code: 'unexpected', text: { da: message, en: message } };
}

/** The case, after what was due on it: that happened in the version that it was on. Null while somebody else holds a case above it. */
async function readUpToDate(tx: EntityManager, caseId: string): Promise<CaseToPlay | null> {
  const row = (await queryOne<CaseToPlay>(tx, READ, [caseId]))!;
  if (row.due === null) return row;
  const plays = await fireLockedCases(tx, [row]);
  return plays.length === 0 ? null : queryOne<CaseToPlay>(tx, READ, [caseId]);
}

/** Null: it must be tried again. */
async function migrateOne(tx: EntityManager, run: MigrationRun, caseId: string): Promise<ItemOutcome | null> {
  const row = await readUpToDate(tx, caseId);
  if (!row) return null;
  if (row.status === 'done') {
    await resolveIncidents(tx, caseId, row.now, 'closed');
    return settle(tx, run, caseId, { outcome: 'closed' });
  }
  if (row.version === run.version) return settle(tx, run, caseId, { outcome: 'stays' });
  const from = await getCompiled(tx, row.caseType, row.version);
  const to = await getCompiled(tx, row.caseType, run.version);
  const calendar = await getCalendar(tx, row.calendarVersion);
  const env = { now: row.now, calendar, caseValues: caseValuesOf(row) };
  try {
    const condition = run.condition === null ? null : compileCondition(from, run.condition);
    if (condition && !holds(condition, from, row, env)) {
      await resolveRefusalOf(tx, run, caseId, row.now);
      return settle(tx, run, caseId, { outcome: 'stays' });
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return refuse(tx, run, caseId, [reasonOfError(error) as MigrationReason]);
  }
  const event = migrationEvent({
    from: row.version,
    to: run.version,
    stateMap: run.stateMap,
    by: { userId: run.requestedBy, name: run.requestedByName, roles: run.requestedRoles },
    ...(run.note !== null && { note: run.note }),
  });
  const result = migrateSnapshot(from, to, row.snapshot, event, env);
  if (!result.accepted) return refuse(tx, run, caseId, result.reasons);
  const moved = { ...row, version: run.version };
  const step = {
    row: moved,
    compiled: to,
    event,
    result,
    at: row.now,
    happenedAt: row.now,
    calendarVersion: calendar.version,
  };
  await write(tx, step, moved, { ...step, calendar });
  await resolveIncidents(tx, caseId, row.now, 'migrated');
  const { from: fromStates, to: toStates, snapshot } = result;
  return settle(tx, run, caseId, { outcome: 'migrated', seq: snapshot.seq, fromStates, toStates });
}

/** An error says neither yes nor no: it is thrown, and the case stays for a person. */
function holds(
  condition: CompiledExpression,
  compiled: CompiledDefinition,
  { snapshot }: CaseToPlay,
  env: StepEnv,
): boolean {
  const today = env.calendar.legalDate(env.now);
  const active = activePaths(compiled, snapshot.value);
  return condition.evaluate(scopeOf(snapshot, env, env.now, today, active)) === true;
}

async function write(
  tx: EntityManager,
  step: Parameters<WriteSet['add']>[0],
  row: CaseToPlay,
  env: Parameters<typeof prepareOpeningsOf>[3],
): Promise<void> {
  const set = new WriteSet();
  const openings = await prepareOpeningsOf(tx, step, originOf(row), env);
  set.add(step);
  for (const opening of openings) set.open(opening.step, opening.origin);
  const changed = await set.write(tx);
  if (!changed.has(row.id)) throw new Error(`Case ${row.id} was changed although it was locked.`);
}

async function refuse(
  tx: EntityManager,
  run: MigrationRun,
  caseId: string,
  reasons: MigrationReason[],
): Promise<ItemOutcome> {
  await noteRefusal(tx, run, caseId, reasons);
  return settle(tx, run, caseId, { outcome: 'refused', reasons });
}

interface Settled {
  outcome: Exclude<ItemOutcome, 'waiting'>;
  seq?: number;
  fromStates?: string[];
  toStates?: string[];
  reasons?: MigrationReason[];
}

async function settle(db: Db, run: MigrationRun, caseId: string, settled: Settled): Promise<ItemOutcome> {
  const { outcome, seq, fromStates, toStates, reasons } = settled;
  const values = [run.id, caseId, outcome, seq, fromStates, toStates, reasons && JSON.stringify(reasons)];
  await query(db, SETTLE_ITEM, values);
  return outcome;
}
