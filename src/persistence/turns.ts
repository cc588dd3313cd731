import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { AppError } from '../errors.js';
import { patienceOf } from './data-source.js';
import { dataSourceOf, type Db } from './transaction.js';

/** The last one in each queue: resolves when its work has ended, however it ended. */
type Queues = Map<string, Promise<unknown>>;

const QUEUES = new WeakMap<DataSource, Queues>();

/**
 * Runs `work` when all that asked before for the same case on this node have ended. Writers of one case can only go one after the other; here
 * they wait without a connection, so that a case that stands still takes one from the pool, and not all. In a transaction, which has its
 * connection and perhaps the case, there is no queue. Throws `busy` for who has waited as long as one waits for a connection.
 */
export async function inTurn<T>(db: Db, caseId: string, work: () => Promise<T>): Promise<T> {
  const ds = dataSourceOf(db);
  if (db !== ds) return work();
  const queues = queuesOf(ds);
  const before = queues.get(caseId);
  const turn = before ? waitFor(before, ds).then(work) : work();
  // Who gives up waiting lets nobody pass those who were there before.
  const last = Promise.allSettled([before, turn]);
  queues.set(caseId, last);
  try {
    return await turn;
  } finally {
    if (queues.get(caseId) === last) queues.delete(caseId);
  }
}

function queuesOf(ds: DataSource): Queues {
  const queues: Queues = QUEUES.get(ds) ?? new Map<string, Promise<unknown>>();
  QUEUES.set(ds, queues);
  return queues;
}

async function waitFor(before: Promise<unknown>, ds: DataSource): Promise<void> {
  const patience = patienceOf(ds);
  if (patience === 'endless') return void (await before);
  const stop = new AbortController();
  const tooLong = pause(patience.connectionMs, 'busy', { signal: stop.signal }).catch(() => 'stopped');
  const first = await Promise.race([before, tooLong]);
  stop.abort();
  if (first === 'busy') throw new AppError('busy', {});
}
