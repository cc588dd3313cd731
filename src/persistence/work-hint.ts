import type { DataSource } from 'typeorm';
import { sql } from './statement.js';
import { dataSourceOf, query, type Db } from './transaction.js';

/** Channel on which nodes tell each other that something is due now. */
export const WORK_CHANNEL = 'sagsgang_work';

const COALESCE_MS = 20;
const NOTIFY = sql('hint-work', `select pg_notify('${WORK_CHANNEL}', current_schema())`);
const waiting = new WeakSet<DataSource>();

/**
 * Tells the schedulers, a moment later and once for all that happens until then, that work is due. A hint only: it may be lost, and then
 * the next look finds the work. It is never sent inside a transaction, where `notify` makes all commits wait for each other
 * (6,576 → 3,352 transitions/s with 32 in flight).
 */
export function hintWork(db: Db): void {
  const ds = dataSourceOf(db);
  if (waiting.has(ds)) return;
  waiting.add(ds);
  setTimeout(() => {
    waiting.delete(ds);
    if (ds.isInitialized) query(ds, NOTIFY).catch(() => undefined);
  }, COALESCE_MS).unref();
}
