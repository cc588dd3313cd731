import type { DataSource, EntityManager } from 'typeorm';
import type { Instant } from '../machines/definition.js';
import { lockAncestors } from './ancestors.js';
import { CaseInPlay, MOMENT, PLAY_COLUMNS, type CaseToPlay } from './case-in-play.js';
import type { CaseRow } from './case-row.js';
import { NOW } from './clock.js';
import { databaseRefusal } from './database-refusal.js';
import { sql } from './statement.js';
import { inOwnTransaction, inTransaction, query, queryOne, sqlState, type Db } from './transaction.js';
import { hintWork } from './work-hint.js';
import { WriteSet } from './write-set.js';

export interface FiringReport {
  fired: number;
  /** Timers that no longer meant anything: noted, and gone. */
  stale: number;
  /** Timers whose step failed: now incidents. */
  failed: number;
  /** How long the timer that waited longest had been due, in milliseconds. */
  oldestLatenessMs: number;
}

export interface FiringOptions {
  /** Cases per transaction: about 200 is where the cost of the commit stops to matter. */
  limit?: number;
  /** Wait for cases that somebody else holds, instead of leaving them to the next look. */
  wait?: boolean;
}

const DEFAULT_LIMIT = 200;

const CLAIM = (skip: string): string =>
  `select c.id, c.parent_id as "parentId" from timers t join cases c on c.id = t.case_id
   where t.wake_at <= ${NOW} order by t.wake_at, t.id limit $1 for no key update of c ${skip}`;
/**
 * The lock is on the case, not on the timer: whoever changes a case, its timers or their order holds it or has lost the compare-and-set,
 * and two workers can never fire two timers of one case the wrong way round. The index on `wake_at` gives the order: with 200,000 timers waiting
 * the claim of 200 takes 0.7 ms, and one that finds nothing 0.06 ms.
 */
const CLAIM_FREE = sql('claim-due-cases', CLAIM('skip locked'));
const CLAIM_ALL = sql('claim-due-cases-waiting', CLAIM(''));

const LOCK_CASE = sql(
  'lock-case',
  'select id, parent_id as "parentId" from cases where id = $1 for no key update skip locked',
);

/** A case that the transaction has locked. */
type Locked = Pick<CaseRow, 'id' | 'parentId'>;

/** A second statement, because only a snapshot taken after the locks shows the timers that are still there. */
const READ = sql('read-due-cases', `${MOMENT} select ${PLAY_COLUMNS()} from cases c where c.id = any ($1)`);

/**
 * Fires timers that are due, oldest first, in one transaction: locks their cases, steps them in memory, and writes all in one statement.
 * Each takes effect exactly once, also with any number of callers. Several timers of one case are applied one after the other. A
 * timer whose step fails becomes an incident and is tried again later; it stops no other.
 */
export async function fireDueTimers(ds: DataSource, options: FiringOptions = {}): Promise<FiringReport> {
  let cases: Locked[] = [];
  try {
    return await inTransaction(ds, async (tx) => {
      cases = await claimCases(tx, options);
      return reportOf(await fireLockedCases(tx, cases));
    });
  } catch (error) {
    if (cases.length === 0) throw error;
    return fireOneByOne(ds, cases, error);
  }
}

async function claimCases(
  tx: EntityManager,
  { limit = DEFAULT_LIMIT, wait }: FiringOptions,
): Promise<Locked[]> {
  const rows = await query<Locked>(tx, wait ? CLAIM_ALL : CLAIM_FREE, [limit]);
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

/**
 * Fires what is due of cases that the transaction has locked, by now or by an earlier instant. One of which somebody else holds a case above
 * it is left to the next look.
 */
export async function fireLockedCases(
  tx: EntityManager,
  cases: Locked[],
  until?: Instant,
): Promise<CaseInPlay[]> {
  const caseIds = await thoseThatCanMove(tx, cases);
  if (caseIds.length === 0) return [];
  const set = new WriteSet();
  const plays: CaseInPlay[] = [];
  for (const read of await query<CaseToPlay>(tx, READ, [caseIds])) {
    const play = new CaseInPlay(tx, set, read, null);
    await play.playUntil(until ?? read.now);
    plays.push(play);
  }
  await set.write(tx);
  if (set.hasWorkDueBy(plays[0]?.read.now ?? '')) hintWork(tx);
  return plays;
}

async function thoseThatCanMove(tx: EntityManager, cases: Locked[]): Promise<string[]> {
  const below = cases.filter(({ parentId }) => parentId !== null).map(({ id }) => id);
  const held = below.length > 0 ? await lockAncestors(tx, below) : new Set();
  return cases.map(({ id }) => id).filter((id) => !held.has(id));
}

function reportOf(plays: Pick<CaseInPlay, keyof FiringReport>[]): FiringReport {
  const sum = (of: 'fired' | 'stale' | 'failed'): number => plays.reduce((n, play) => n + play[of], 0);
  const oldestLatenessMs = Math.max(0, ...plays.map((play) => play.oldestLatenessMs));
  return { fired: sum('fired'), stale: sum('stale'), failed: sum('failed'), oldestLatenessMs };
}

const FIND_FIRST = sql(
  'find-first-due-of-family',
  `select c.id, c.parent_id as "parentId" from family_of($1) member join timers t on t.case_id = member join cases c on c.id = member
   where t.wake_at <= ${NOW} and t.due_at <= $2 order by t.wake_at, t.id limit 1 for no key update of c`,
);
const MAX_MOVES = 500;

/** A case that was taken forward, and the numbers of its last event before and after. */
export interface Moved {
  caseId: string;
  from: number;
  to: number;
}

/**
 * Takes a case and those that it can hear from forward to an instant, always the one of which something is due first: then nothing comes late
 * from another. One case per transaction, so that nobody holds one while waiting for another.
 */
export async function playFamily(db: Db, caseId: string, until: Instant): Promise<Moved[]> {
  const moved: Moved[] = [];
  while (moved.length < MAX_MOVES) {
    const plays = await inOwnTransaction(db, async (tx) => {
      const first = await queryOne<Locked>(tx, FIND_FIRST, [caseId, until]);
      return fireLockedCases(tx, first ? [first] : [], until);
    });
    if (plays.length === 0) break;
    moved.push(...plays.map(({ read, row }) => ({ caseId: read.id, from: read.seq, to: row.seq })));
  }
  return moved;
}

/**
 * The batch as a whole could not be written: PostgreSQL refused one of its rows, or the connection broke. Each case gets a
 * transaction of its own, so that only the one at fault is held back. When not even that works, the first error is thrown.
 */
async function fireOneByOne(ds: DataSource, cases: Locked[], cause: unknown): Promise<FiringReport> {
  const reports: FiringReport[] = [];
  for (const { id } of cases) reports.push(await fireAlone(ds, id, cause));
  return reportOf(reports);
}

async function fireAlone(ds: DataSource, caseId: string, cause: unknown): Promise<FiringReport> {
  try {
    return await inTransaction(ds, async (tx) =>
      reportOf(await fireLockedCases(tx, await lockCase(tx, caseId))),
    );
  } catch (error) {
    if (sqlState(error) === null || databaseRefusal(error) === 'databaseAway') throw cause;
    return inTransaction(ds, async (tx) => holdBack(tx, await lockCase(tx, caseId), error));
  }
}

function lockCase(tx: EntityManager, caseId: string): Promise<Locked[]> {
  return query<Locked>(tx, LOCK_CASE, [caseId]);
}

async function holdBack(tx: EntityManager, cases: Locked[], error: unknown): Promise<FiringReport> {
  const set = new WriteSet();
  const plays = (await query<CaseToPlay>(tx, READ, [cases.map(({ id }) => id)])).map(
    (read) => new CaseInPlay(tx, set, read, null),
  );
  for (const play of plays) play.holdBack(error);
  await set.write(tx);
  return reportOf(plays);
}
