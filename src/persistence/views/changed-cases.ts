import { sql } from '../statement.js';
import { query, type Db } from '../transaction.js';
import { visibleTo, type Viewer } from '../viewer.js';

/** How far a case has come, and who of those asked for may know. */
export interface ChangedCase {
  id: string;
  seq: number;
  userIds: string[];
}

const LIST = sql(
  'list-changed-cases',
  `select c.id, c.seq, array(
     select v."userId" from json_to_recordset($2) as v ("userId" uuid, "teamIds" text[])
     where ${visibleTo('v."userId"', 'v."teamIds"')}) as "userIds"
   from cases c where c.id = any ($1::uuid[])`,
);

/** The cases that exist, each with those viewers who may see it: one question for everybody who looks. */
export function listChangedCases(
  db: Db,
  caseIds: readonly string[],
  viewers: readonly Viewer[],
): Promise<ChangedCase[]> {
  return query<ChangedCase>(db, LIST, [caseIds, JSON.stringify(viewers)]);
}
