import { AppError } from '../errors.js';
import type { Problem } from '../machines/problems.js';
import { sql } from './statement.js';
import { query, type Db } from './transaction.js';

const FIND = sql(
  'find-cases-to-migrate',
  `select id, number from cases
   where number = any ($1) and case_type = $2 and version <> $3 and status = 'active'`,
);

/**
 * The ids of the open cases with these numbers that are on another version of the case type. Throws `invalidCaseNumbers` with a problem for each
 * number that is not such a case; why it is none is not told, since whoever migrates cases may not see them, nor learn which there are.
 */
export async function findCasesToMigrate(
  db: Db,
  { caseType, version }: { caseType: string; version: number },
  numbers: readonly string[],
): Promise<string[]> {
  const rows = await query<{ id: string; number: string }>(db, FIND, [numbers, caseType, version]);
  const found = new Set(rows.map(({ number }) => number));
  const problems = numbers.flatMap((caseNumber, index): Problem[] =>
    found.has(caseNumber) ? [] : [notToBeMoved(caseNumber, index, version)],
  );
  if (problems.length > 0) throw new AppError('invalidCaseNumbers', { problems });
  return rows.map(({ id }) => id);
}

const notToBeMoved = (caseNumber: string, index: number, version: number): Problem => ({
  code: 'noSuchCase',
  path: `/caseNumbers/${index}`,
  message: {
    da: `“${caseNumber}” er ikke nummeret på en åben sag af sagstypen, der kan flyttes til version ${version}.`,
    en: `“${caseNumber}” is not the number of an open case of the case type that can go to version ${version}.`,
  },
  details: { caseNumber },
});
