import type { Instant } from '../machines/definition.js';
import type { MigrationReason } from '../machines/migrate.js';
import { NOW } from './clock.js';
import { newId } from './ids.js';
import type { MigrationRun } from './migration-runs.js';
import { sql } from './statement.js';
import { query, type Db } from './transaction.js';

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
const RESOLVE = sql(
  'resolve-migration-incidents',
  `update incidents set resolved_at = $2, resolution = 'migrated'
   where case_id = $1 and timer_id = '${SOURCE}' and resolved_at is null`,
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

/** The case has gone over after all. */
export async function resolveRefusals(db: Db, caseId: string, at: Instant): Promise<void> {
  await query(db, RESOLVE, [caseId, at]);
}
