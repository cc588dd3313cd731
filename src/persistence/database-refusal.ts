import { sqlState } from './transaction.js';

/** Somebody else held a row for too long, or the server let go of who waited: lock, statement and idle time-outs, too many clients. */
const BUSY = new Set(['55P03', '57014', '25P03', '53300', '40001', '40P01']);
/** The server is shutting down, starting, or has no room on its disk or in its memory. */
const AWAY = new Set([
  '57P01',
  '57P02',
  '57P03',
  '53000',
  '53100',
  '53200',
  '25006',
  '08000',
  '08003',
  '08006',
]);
/** Class 22: a value that no column can hold, or a text that is no value of its type. */
const NO_VALUE = /^22/;
/** What `pg` says when no connection of the pool became free in time: it has no code. */
const POOL_IS_FULL = 'timeout exceeded when trying to connect';
/** The same of a connection that is lost, or cannot be had: of the network, and in words of `pg` that have no code. */
const NO_NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
const CONNECTION_LOST =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout expired)/;

export type DatabaseRefusal = 'busy' | 'databaseAway' | 'badRequest';

/**
 * What an error of the database says to the one who asked. `busy`: nothing was written, and the same request may be sent again. `databaseAway`: the database
 * cannot be reached or cannot write, and an answer may have been lost on its way; the same request, under the same idempotency key, may be sent again.
 * `badRequest`: a value that the database cannot hold. Null for what is a fault of ours.
 */
export function databaseRefusal(error: unknown): DatabaseRefusal | null {
  const state = sqlState(error);
  if (state === null) return connectionRefusal(error);
  if (BUSY.has(state)) return 'busy';
  if (AWAY.has(state)) return 'databaseAway';
  return NO_VALUE.test(state) ? 'badRequest' : null;
}

function connectionRefusal(error: unknown): DatabaseRefusal | null {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  if (message === POOL_IS_FULL) return 'busy';
  const isLost = NO_NETWORK.has(String(code)) || CONNECTION_LOST.test(String(message));
  return isLost ? 'databaseAway' : null;
}
