import { IS_GONE } from './presence.js';
import { sql } from './statement.js';
import { query, queryOne, type Db } from './transaction.js';

/** A run whose node is gone is free at once; a node that is there and has not finished within this time is taken to stand still. */
const LEASE_MS = 600_000;

const CLAIM = sql(
  'claim-recurring-run',
  `insert into recurring_runs as r (task, slot, started_at, attempts, lease_owner, lease_until)
   values ($1, $2, clock_timestamp(), 1, $3, clock_timestamp() + $4 * interval '1 millisecond')
   on conflict (task, slot) do update set attempts = r.attempts + 1, lease_owner = excluded.lease_owner,
     lease_until = excluded.lease_until, started_at = excluded.started_at
   where r.finished_at is null and (r.lease_until <= clock_timestamp() or ${IS_GONE('r.lease_owner')})
   returning attempts`,
);
const FINISH = sql(
  'finish-recurring-run',
  `update recurring_runs set finished_at = clock_timestamp(), result = $4
   where task = $1 and slot = $2 and lease_owner = $3 and finished_at is null returning task`,
);
const RELEASE = sql(
  'release-recurring-run',
  `update recurring_runs set lease_until = clock_timestamp(), result = $4
   where task = $1 and slot = $2 and lease_owner = $3 and finished_at is null`,
);

const DELETE_OLD = sql(
  'delete-old-recurring-runs',
  `delete from recurring_runs where finished_at < clock_timestamp() - $1 * interval '1 day' returning task`,
);

export interface RecurringRun {
  task: string;
  /** The moment it is for, `2026-02` or `2026-W06`: one run per task and slot over all nodes. */
  slot: string;
  owner: string;
}

/** True when the run is the caller's to do, which is present (`presence.ts`) until it is done; false when it is done, or another node is at it. */
export async function claimRun(db: Db, { task, slot, owner }: RecurringRun): Promise<boolean> {
  return (await queryOne(db, CLAIM, [task, slot, owner, LEASE_MS])) !== null;
}

/** False when the lease had run out and another node has taken over. */
export async function finishRun(
  db: Db,
  { task, slot, owner }: RecurringRun,
  result: unknown,
): Promise<boolean> {
  return (await queryOne(db, FINISH, [task, slot, owner, JSON.stringify(result)])) !== null;
}

/** Gives a run back that failed: the next look tries it again. */
export async function releaseRun(db: Db, { task, slot, owner }: RecurringRun, reason: string): Promise<void> {
  await queryOne(db, RELEASE, [task, slot, owner, JSON.stringify({ failed: reason })]);
}

/** Forgets what was finished so many days ago, and says how many runs that were. */
export async function deleteOldRuns(db: Db, days: number): Promise<number> {
  return (await query(db, DELETE_OLD, [days])).length;
}
