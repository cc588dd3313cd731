import { EntityManager, type DataSource } from 'typeorm';
import type { Pool, PoolClient, QueryResult } from 'pg';
import { inStatementSpan } from '../tracing/spans.js';
import { ROW_TYPES, type Statement } from './statement.js';

/** Where a store function works: a data source (each statement its own transaction) or a transaction of `inTransaction`. */
export type Db = DataSource | EntityManager;

/** Runs `fn` in one transaction: committed when it returns, rolled back when it throws. Pass `tx` on, never `ds`. */
export function inTransaction<T>(ds: DataSource, fn: (tx: EntityManager) => Promise<T>): Promise<T> {
  return ds.transaction(fn);
}

/** The same where there may be a transaction around it already: then `fn` is part of that one. */
export function inOwnTransaction<T>(db: Db, fn: (tx: EntityManager) => Promise<T>): Promise<T> {
  return db instanceof EntityManager ? fn(db) : inTransaction(db, fn);
}

/** The same for `fn` that only reads: all of it as of one moment, whatever is committed meanwhile. */
export function asOfOneMoment<T>(ds: DataSource, fn: (tx: EntityManager) => Promise<T>): Promise<T> {
  return ds.transaction('REPEATABLE READ', fn);
}

/** The data source behind `db`: the key of what is cached in the process per database. */
export function dataSourceOf(db: Db): DataSource {
  return db instanceof EntityManager ? db.dataSource : db;
}

/**
 * The one place that reaches past TypeORM to `pg`, because `DataSource.query()` can neither name a statement nor choose the
 * types of its rows. On a data source it is `pool.query`: one round trip, no `begin`.
 */
async function clientOf(db: Db): Promise<Pool | PoolClient> {
  if (db instanceof EntityManager) {
    const client: unknown = await db.queryRunner!.connect();
    return client as PoolClient;
  }
  return (db.driver as unknown as { master: Pool }).master;
}

/** The rows of a prepared statement. */
export async function query<Row>(db: Db, statement: Statement, values: unknown[] = []): Promise<Row[]> {
  const client = await clientOf(db);
  const result: QueryResult = await inStatementSpan(statement.name, () =>
    client.query({ ...statement, values, types: ROW_TYPES }),
  );
  return result.rows as Row[];
}

/** The first row, or null. */
export async function queryOne<Row>(
  db: Db,
  statement: Statement,
  values: unknown[] = [],
): Promise<Row | null> {
  const rows = await query<Row>(db, statement, values);
  return rows[0] ?? null;
}

/** SQLSTATE of a failed statement (`42P01`: no such table), or null when the error is not PostgreSQL's. */
export function sqlState(error: unknown): string | null {
  const code = (error as { code?: unknown } | null)?.code;
  // With a digit: `EPIPE` is an error of the network.
  return typeof code === 'string' && /^(?=.*\d)[0-9A-Z]{5}$/.test(code) ? code : null;
}

/** Whether a statement failed because a row with its key is there already; with a name, whether it was that constraint. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  if (sqlState(error) !== '23505') return false;
  return constraint === undefined || (error as { constraint?: unknown }).constraint === constraint;
}

/** Whether PostgreSQL has ended a statement because it and another one waited for each other. Nothing of it is written. */
export const isDeadlock = (error: unknown): boolean => sqlState(error) === '40P01';
