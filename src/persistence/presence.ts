import type { DataSource, EntityManager } from 'typeorm';
import { sql } from './statement.js';
import { query } from './transaction.js';

const KEY = (owner: string): string => `hashtextextended(${owner}::text, 0)`;
/** Shared: an owner may do several things at once, each on a connection of its own. */
const COME = sql('come', `select pg_advisory_lock_shared(${KEY('$1')})`);
const GO = sql('go', `select pg_advisory_unlock_shared(${KEY('$1')})`);

/**
 * SQL: nobody works under this name (an expression that gives an owner) any more. The locks are read once per statement, and only when a row asks.
 */
export const IS_GONE = (owner: string): string => `${KEY(owner)} <> all (array(
  select l.classid::bigint << 32 | l.objid::bigint from pg_locks l
  where l.locktype = 'advisory' and l.objsubid = 1
    and l.database = (select oid from pg_database where datname = current_database())))`;

/**
 * Runs `work` while the database knows that `owner` is there, by a lock that its connection holds: what `owner` has leased is free for others as soon
 * as the process has died or the connection is lost, and need not wait for the lease to run out. A process that stands still keeps its connection,
 * so for that one the lease counts. `db` is that connection: work under a lease that uses no other takes one from the pool, not two.
 */
export async function whilePresent<T>(
  ds: DataSource,
  owner: string,
  work: (db: EntityManager) => Promise<T>,
): Promise<T> {
  const runner = ds.createQueryRunner();
  try {
    await query(runner.manager, COME, [owner]);
    try {
      return await work(runner.manager);
    } finally {
      // The lock of a connection that is lost is gone already.
      await query(runner.manager, GO, [owner]).catch(() => undefined);
    }
  } finally {
    await runner.release();
  }
}
