import type { Instant } from '../machines/definition.js';
import { NOW } from './clock.js';
import { newId } from './ids.js';
import { sql } from './statement.js';
import { query, queryOne, type Db } from './transaction.js';

/** Why a case must not be disposed of, and who has said so. */
export interface CaseHold {
  reason: string;
  placedBy: string;
  placedByName: string;
  placedAt: Instant;
}

const COLUMNS = `reason, placed_by as "placedBy", placed_by_name as "placedByName", placed_at as "placedAt"`;
const FIND = sql(
  'find-case-hold',
  `select ${COLUMNS} from case_holds where case_id = $1 and lifted_at is null`,
);
const LIST = sql(
  'list-case-holds',
  `select ${COLUMNS}, lifted_by_name as "liftedByName", lifted_at as "liftedAt" from case_holds
   where case_id = $1 order by placed_at, id`,
);
/** The lock is that of whoever disposes of the case: one of the two comes first. */
const PLACE = sql(
  'place-case-hold',
  `with held as (select id from cases where id = $2 for update)
   insert into case_holds (id, case_id, reason, placed_by, placed_by_name, placed_at)
   select $1, held.id, $3, $4, $5, ${NOW} from held on conflict do nothing returning ${COLUMNS}`,
);
const LIFT = sql(
  'lift-case-hold',
  `update case_holds set lifted_by = $2, lifted_by_name = $3, lifted_at = ${NOW}
   where case_id = $1 and lifted_at is null returning ${COLUMNS}`,
);

/** Null when the case may be disposed of in its time. */
export function findCaseHold(db: Db, caseId: string): Promise<CaseHold | null> {
  return queryOne<CaseHold>(db, FIND, [caseId]);
}

/** All that there have been, the first one first. */
export function listCaseHolds(
  db: Db,
  caseId: string,
): Promise<(CaseHold & { liftedByName: string | null; liftedAt: Instant | null })[]> {
  return query(db, LIST, [caseId]);
}

interface Person {
  id: string;
  name: string;
}

/** Null when the case is held already, or is not there. */
export function placeCaseHold(db: Db, caseId: string, reason: string, by: Person): Promise<CaseHold | null> {
  return queryOne<CaseHold>(db, PLACE, [newId(), caseId, reason, by.id, by.name]);
}

/** What was lifted; null when the case was not held. */
export function liftCaseHold(db: Db, caseId: string, by: Person): Promise<CaseHold | null> {
  return queryOne<CaseHold>(db, LIFT, [caseId, by.id, by.name]);
}
