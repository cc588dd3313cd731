import { AppError } from '../errors.js';
import type { Problem } from '../machines/problems.js';
import { sql } from './statement.js';
import { query, type Db } from './transaction.js';

interface NamedCase {
  id: string;
  number: string;
  caseType: string;
  version: number;
  status: string;
}

const FIND = sql(
  'find-cases-by-number',
  `select id, number, case_type as "caseType", version, status from cases where number = any ($1)`,
);

/**
 * The ids of the open cases with these numbers that are on another version of the case type. Throws `invalidCaseNumbers` with a problem for each
 * number that is not such a case.
 */
export async function findCasesToMigrate(
  db: Db,
  to: { caseType: string; version: number },
  numbers: readonly string[],
): Promise<string[]> {
  const rows = await query<NamedCase>(db, FIND, [numbers]);
  const found = new Map(rows.map((row) => [row.number, row]));
  const problems = numbers.flatMap((caseNumber, index): Problem[] => {
    const obstacle = obstacleOf(caseNumber, found.get(caseNumber), to);
    if (!obstacle) return [];
    return [{ ...obstacle, path: `/caseNumbers/${index}`, details: { caseNumber } }];
  });
  if (problems.length > 0) throw new AppError('invalidCaseNumbers', { problems });
  return rows.map(({ id }) => id);
}

const because = (code: string, da: string, en: string) => ({ code, message: { da, en } });

/** Why the case cannot go over; null when it can. */
function obstacleOf(
  number: string,
  row: NamedCase | undefined,
  { caseType, version }: { caseType: string; version: number },
): Pick<Problem, 'code' | 'message'> | null {
  if (!row)
    return because(
      'unknownCase',
      `Der er ingen sag med nummeret “${number}”.`,
      `There is no case with the number “${number}”.`,
    );
  if (row.caseType !== caseType)
    return because(
      'otherCaseType',
      `Sag ${number} er af en anden sagstype.`,
      `Case ${number} is of another case type.`,
    );
  if (row.status !== 'active')
    return because('caseClosed', `Sag ${number} er afsluttet.`, `Case ${number} has ended.`);
  if (row.version === version)
    return because(
      'alreadyThere',
      `Sag ${number} er allerede på version ${version}.`,
      `Case ${number} is on version ${version} already.`,
    );
  return null;
}
