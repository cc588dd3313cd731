import type { DataSource } from 'typeorm';
import { sql } from './statement.js';
import { inTransaction, query } from './transaction.js';

/** Who waits here waits for the work of another, however long that takes; while it works, nothing happens in this transaction. */
const WAIT = sql(
  'wait-one-at-a-time',
  `select set_config('lock_timeout', '0', true), set_config('statement_timeout', '0', true),
     set_config('idle_in_transaction_session_timeout', '0', true)`,
);
const LOCK = sql('lock-one-at-a-time', 'select pg_advisory_xact_lock($1)');

/**
 * Runs `work` while no other process on the same database runs work under the same number; the others wait. The lock is a connection's:
 * when the process dies, so does the lock. `work` uses `ds` and commits as it goes.
 */
export function oneAtATime<T>(ds: DataSource, lock: number, work: () => Promise<T>): Promise<T> {
  return inTransaction(ds, async (tx) => {
    await query(tx, WAIT);
    await query(tx, LOCK, [lock]);
    return work();
  });
}
