import type { EntityManager } from 'typeorm';
import { sql } from './statement.js';
import { query, sqlState } from './transaction.js';

/** The least there is: what is sorted does not fit, and goes to a temporary file of the server. */
const LITTLE_MEMORY = sql('little-memory', `select set_config('work_mem', '64kB', true)`);
/** About half a megabyte on the disk for some milliseconds. It leaves nothing behind: no row, no log, no dead row of a catalogue. */
const WRITE_AND_FORGET = sql(
  'write-and-forget',
  `select count(*) from (select md5(n::text) from generate_series(1, 10000) n order by 1 offset 1) written`,
);
const DISK_FULL = '53100';

/**
 * Whether the disk of the database is full. It still reads then, and may still write where there is room in what it has, so that only trying
 * tells. Nothing can follow in the transaction when it is.
 */
export async function isDiskFull(tx: EntityManager): Promise<boolean> {
  await query(tx, LITTLE_MEMORY);
  try {
    await query(tx, WRITE_AND_FORGET);
    return false;
  } catch (error) {
    if (sqlState(error) === DISK_FULL) return true;
    throw error;
  }
}
