import type { Instant } from '../machines/definition.js';
import type { MigrationReason } from '../machines/migrate.js';
import { NOW } from './clock.js';
import { newId } from './ids.js';
import type { MigrationRun } from './migration-runs.js';
import { sql } from './statement.js';
import { query, queryOne, type Db } from './transaction.js';

/** Not a timer: what stands in the place of its id, and of its arming the version that was aimed at. */
const SOURCE = 'case.migrated';

const NOTE = sql(
  'note-migration-incident',
  `insert into incidents as i (id, case_id, timer_id, arming, code, details, event_type, attempts, first_at, last_at,
     retry_at, owner_role)
   values ($1, $2, '${SOURCE}', $3, 'cannotMigrate', $4, '${SOURCE}', 1, ${NOW}, ${NOW}, ${NOW}, 'teamLeader')
   on conflict (case_id, timer_id, arming) do update set details = excluded.details, attempts = i.attempts + 1,
     last_at = excluded.last_at, resolved_at = null, resolution = null`,
);
/** The timers of the old version that are gone will not be tried again. */
const TIMER_GONE = `not exists (
  select from timers t where t.case_id = i.case_id and t.timer_id = i.timer_id and t.arming = i.arming)`;
const RESOLVE_ALL = sql(
  'resolve-incidents-of-migrated',
  `update incidents i set resolved_at = $2, resolution = $3
   where case_id = $1 and resolved_at is null and (timer_id = '${SOURCE}' or ${TIMER_GONE})`,
);
const RESOLVE_OF_RUN = sql(
  'resolve-incident-of-run',
  `update incidents set resolved_at = $2, resolution = 'stays'
   where case_id = $1 and resolved_at is null and timer_id = '${SOURCE}' and details ->> 'runId' = $3`,
);

const RETRY = sql(
  'retry-migration-of-case',
  `with again as (
     update migration_items i set outcome = 'waiting', reasons = null, at = null
     from incidents n join migration_runs r on r.id = (n.details ->> 'runId')::uuid
     where n.id = $1 and n.timer_id = '${SOURCE}' and n.resolved_at is null
       and i.run_id = r.id and i.case_id = n.case_id and i.outcome in ('refused', 'waiting') and r.status <> 'cancelled'
     returning i.run_id
   )
   update migration_runs r set status = case r.status when 'done' then 'running' else r.status end, finished_at = null
   from again where r.id = again.run_id returning r.id`,
);

/** A case that cannot go over becomes an incident of its team leader, with the reasons: it stays whole on its version. */
export async function noteRefusal(
  db: Db,
  { id: runId, version }: MigrationRun,
  caseId: string,
  reasons: MigrationReason[],
): Promise<void> {
  await query(db, NOTE, [newId(), caseId, version, JSON.stringify({ runId, version, reasons })]);
}

/** The case of the incident waits in its run again, which is taken up again if it was done. Null when the run was cancelled. */
export async function retryMigration(db: Db, incidentId: string): Promise<string | null> {
  return (await queryOne<{ id: string }>(db, RETRY, [incidentId]))?.id ?? null;
}

/** The case has gone over after all, or has ended: nothing is left to be done about its migration, nor about timers that it has no more. */
export async function resolveIncidents(
  db: Db,
  caseId: string,
  at: Instant,
  resolution: 'migrated' | 'closed',
): Promise<void> {
  await query(db, RESOLVE_ALL, [caseId, at, resolution]);
}

/** The condition of the run says now that the case is to stay. */
export async function resolveRefusalOf(
  db: Db,
  { id }: MigrationRun,
  caseId: string,
  at: Instant,
): Promise<void> {
  await query(db, RESOLVE_OF_RUN, [caseId, at, id]);
}
