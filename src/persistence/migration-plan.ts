import type { DataSource } from 'typeorm';
import { AppError } from '../errors.js';
import type { CompiledDefinition } from '../machines/compiled.js';
import { createExpressions, type CompiledExpression } from '../machines/expressions/environment.js';
import type { StateMap } from '../machines/migrate.js';
import type { Problem } from '../machines/problems.js';
import { getCompiled } from './compiled-cache.js';
import { createMigrationRun, type MigrationOrder } from './migration-runs.js';
import { sql } from './statement.js';
import { inTransaction, query, type Db } from './transaction.js';

const LIST_VERSIONS = sql(
  'list-versions-in-use',
  `select distinct version from cases where case_type = $1 and status = 'active' order by version`,
);

const conditions = new WeakMap<CompiledDefinition, Map<string, CompiledExpression>>();

/** A condition over `facts`, `case`, `today` and the rest of what a guard may read. Throws `invalidCondition` with all problems. */
export function compileCondition(compiled: CompiledDefinition, text: string): CompiledExpression {
  const known = conditions.get(compiled) ?? new Map<string, CompiledExpression>();
  conditions.set(compiled, known);
  const found = known.get(text);
  if (found) return found;
  const result = createExpressions(compiled.definition).compile(text, 'bool', { path: '/condition' });
  if (!result.ok) throw new AppError('invalidCondition', { problems: result.problems });
  known.set(text, result.expression);
  return result.expression;
}

/** The versions that open cases of the type are on. */
export async function listVersionsInUse(db: Db, caseType: string): Promise<number[]> {
  return (await query<{ version: number }>(db, LIST_VERSIONS, [caseType])).map(({ version }) => version);
}

/** Checks the order and writes it down. Throws what `checkOrder` throws; then nothing is written. */
export async function orderMigration(ds: DataSource, order: MigrationOrder): Promise<string> {
  await checkOrder(ds, order);
  return inTransaction(ds, (tx) => createMigrationRun(tx, order));
}

/**
 * Checks the order against the versions that open cases are on. Throws `unknownCaseType` for a version that is not there, `invalidCondition`,
 * `invalidStateMap`.
 */
export async function checkOrder(ds: Db, order: Omit<MigrationOrder, 'by'>): Promise<void> {
  const to = await getCompiled(ds, order.caseType, order.version);
  const versions = (await listVersionsInUse(ds, order.caseType)).filter(
    (version) => version !== order.version,
  );
  const from = await Promise.all(versions.map((version) => getCompiled(ds, order.caseType, version)));
  if (order.condition !== undefined) for (const version of from) compileCondition(version, order.condition);
  checkStateMap(from, to, order.stateMap);
}

/** Throws `invalidStateMap` with every state that is not there. */
export function checkStateMap(from: CompiledDefinition[], to: CompiledDefinition, stateMap: StateMap): void {
  const problems = Object.entries(stateMap).flatMap(([old, target]) => [
    ...(from.length === 0 || from.some(({ states }) => states.has(old)) ? [] : [unknownState(old, old)]),
    ...(to.states.has(target) ? [] : [unknownState(old, target)]),
  ]);
  if (problems.length > 0) throw new AppError('invalidStateMap', { problems });
}

function unknownState(key: string, state: string): Problem {
  const path = `/stateMap/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const message = { da: `Tilstanden “${state}” findes ikke.`, en: `There is no state “${state}”.` };
  return { code: 'unknownState', path, message, details: { state } };
}
