import type { DataSource, EntityManager } from 'typeorm';
import { sql } from './statement.js';
import { inTransaction, query, sqlState } from './transaction.js';

/** The least there is: what is sorted does not fit, and goes to a temporary file of the server. */
const LITTLE_MEMORY = sql('little-memory', `select set_config('work_mem', '64kB', true)`);
/** About half a megabyte on the disk for some milliseconds. It leaves nothing behind: no row, no log, no dead row of a catalogue. */
const WRITE_AND_FORGET = sql(
  'write-and-forget',
  `select count(*) from (select md5(n::text) from generate_series(1, 10000) n order by 1 offset 1) written`,
);
const DISK_FULL = '53100';
/** Nobody needs an account to ask, and a try takes 10 ms of the database. */
const TRIED_EVERY_MS = 5_000;

interface Tried {
  /** Of `performance.now()`. */
  at: number;
  full: Promise<boolean>;
}

const tried = new WeakMap<DataSource, Tried>();

/**
 * Whether the disk of the database is full. It still reads then, and may still write where there is room in what it has, so that only trying
 * tells; what is up to `maxAgeMs` old is not tried anew. Throws when the database cannot be reached.
 */
export function isDiskFull(ds: DataSource, maxAgeMs = TRIED_EVERY_MS): Promise<boolean> {
  const last = tried.get(ds);
  const now = performance.now();
  if (last && now - last.at < maxAgeMs) return last.full;
  const full = inTransaction(ds, tryToWrite);
  tried.set(ds, { at: now, full });
  full.catch(() => tried.delete(ds));
  return full;
}

async function tryToWrite(tx: EntityManager): Promise<boolean> {
  await query(tx, LITTLE_MEMORY);
  try {
    await query(tx, WRITE_AND_FORGET);
    return false;
  } catch (error) {
    if (sqlState(error) === DISK_FULL) return true;
    throw error;
  }
}
