import { sqlState } from './transaction.js';

/** Somebody else held a row for too long, or the server let go of who waited: lock, statement and idle time-outs, shutdown, too many clients. */
const BUSY = new Set(['55P03', '57014', '25P03', '57P01', '57P02', '57P03', '53300', '40001', '40P01']);
/** Class 22: a value that no column can hold, or a text that is no value of its type. */
const NO_VALUE = /^22/;
/** What `pg` says when no connection of the pool became free in time: it has no code. */
const POOL_IS_FULL = 'timeout exceeded when trying to connect';

/**
 * What an error of the database says to the one who asked: `busy`, nothing was written and the same request may be sent again; `badRequest`, a
 * value that the database cannot hold. Null for what is a fault of ours.
 */
export function databaseRefusal(error: unknown): 'busy' | 'badRequest' | null {
  const state = sqlState(error);
  if (state === null) return error instanceof Error && error.message === POOL_IS_FULL ? 'busy' : null;
  if (BUSY.has(state)) return 'busy';
  return NO_VALUE.test(state) ? 'badRequest' : null;
}
