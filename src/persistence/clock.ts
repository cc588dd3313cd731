import type { Instant } from '../machines/definition.js';
import { hintChange } from './change-hint.js';
import { sql } from './statement.js';
import { query, queryOne, type Db } from './transaction.js';

/**
 * What time it is, in SQL: the sandbox clock if there is one (a row, so that every node and every statement sees the same), else
 * the database's clock, so that the clocks of the nodes need not agree. Whole milliseconds, rounded down: an `Instant` that
 * was read is never later than the next comparison with now. The outer `select` makes PostgreSQL compute it once per statement, so that
 * `wake_at <= now` can use an index although the clock is volatile.
 */
export const NOW = `(select coalesce((select instant from clock), date_trunc('milliseconds', clock_timestamp())))`;

const GET_NOW = sql('get-now', `select ${NOW} as now`);
const FIND_SANDBOX_CLOCK = sql('find-sandbox-clock', `select instant from clock`);
const START_SANDBOX_CLOCK = sql(
  'start-sandbox-clock',
  `insert into clock (id, instant) values (true, $1) on conflict do nothing`,
);
/** Never backwards: two who advance at once both get at least where they wanted to go. */
const SET_SANDBOX_CLOCK = sql(
  'set-sandbox-clock',
  `update clock set instant = $1 where instant < $1::timestamptz`,
);

/** The present moment for everything but sessions. */
export async function getNow(db: Db): Promise<Instant> {
  const row = await queryOne<{ now: Instant }>(db, GET_NOW);
  return row!.now;
}

/** Where the sandbox clock stands; null outside the sandbox. */
export async function findSandboxClock(db: Db): Promise<Instant | null> {
  const row = await queryOne<{ instant: Instant }>(db, FIND_SANDBOX_CLOCK);
  return row?.instant ?? null;
}

/** Turns a database into a sandbox whose time stands still until it is advanced. Harmless when it is one already. */
export async function startSandboxClock(db: Db, at: Instant): Promise<void> {
  await query(db, START_SANDBOX_CLOCK, [at]);
}

/** Moves the sandbox clock forward without firing anything; `advanceClock` is what people want. */
export async function setSandboxClock(db: Db, at: Instant): Promise<void> {
  await query(db, SET_SANDBOX_CLOCK, [at]);
  hintChange(db, { clock: true });
}
