import type { Instant } from '../../machines/definition.js';
import type { CaseEvent } from '../../machines/event.js';
import type { Effect } from '../../machines/effects.js';
import { CASE_COLUMNS, type CaseRow } from '../case-row.js';
import { sql } from '../statement.js';
import { query, queryOne, type Db } from '../transaction.js';

/** A case with what its page says of people and relatives. */
export interface CaseViewRow extends CaseRow {
  endedAs: string | null;
  openedAt: Instant;
  endedAt: Instant | null;
  changedAt: Instant;
  protected: boolean;
  namedUserIds: string[];
  assigneeName: string | null;
  teamName: string;
  citizenName: string | null;
}

const FIND = sql(
  'find-case-view',
  `select ${CASE_COLUMNS}, c.ended_as as "endedAs", c.opened_at as "openedAt", c.ended_at as "endedAt",
     c.changed_at as "changedAt", c.protected, c.named_user_ids as "namedUserIds", u.name as "assigneeName",
     t.name as "teamName", ci.name as "citizenName"
   from cases c join teams t on t.id = c.team_id
   left join users u on u.id = c.assignee_id
   left join citizens ci on ci.id = c.citizen_id
   where c.id = $1`,
);

export function findCaseView(db: Db, id: string): Promise<CaseViewRow | null> {
  return queryOne<CaseViewRow>(db, FIND, [id]);
}

export interface RelativeRow {
  id: string;
  caseNumber: string;
  caseType: string;
  status: 'active' | 'done';
  endedAs: string | null;
  /** Id of the invocation, for a child. */
  invokeId: string | null;
}

const RELATIVES = `c.id, c.number as "caseNumber", c.case_type as "caseType", c.status, c.ended_as as "endedAs",
  c.invoke_id as "invokeId"`;
const FIND_RELATIVE = sql('find-relative', `select ${RELATIVES} from cases c where c.id = $1`);
const LIST_CHILDREN = sql(
  'list-children',
  `select ${RELATIVES} from cases c where c.parent_id = $1 order by c.id`,
);

/** A case as its relatives show it. */
export function findRelative(db: Db, id: string): Promise<RelativeRow | null> {
  return queryOne<RelativeRow>(db, FIND_RELATIVE, [id]);
}

/** Children of a case, oldest first. */
export function listChildren(db: Db, id: string): Promise<RelativeRow[]> {
  return query<RelativeRow>(db, LIST_CHILDREN, [id]);
}

export interface HistoryRow {
  seq: number;
  type: string;
  /** When it was recorded. */
  at: Instant;
  /** When it happened. */
  happenedAt: Instant;
  version: number;
  late: boolean;
  dueAt: Instant | null;
  event: CaseEvent;
  from: string[];
  to: string[];
  effects: Effect[];
}

const HISTORY = sql(
  'list-history',
  `select seq, type, at, coalesce(happened_at, at) as "happenedAt", version, late, due_at as "dueAt", event, from_states as "from", to_states as "to", effects
   from case_events where case_id = $1 and seq > $2 order by seq limit $3`,
);

/** What happened to a case, in order, after event number `afterSeq`. */
export function listHistory(db: Db, caseId: string, afterSeq: number, limit: number): Promise<HistoryRow[]> {
  return query<HistoryRow>(db, HISTORY, [caseId, afterSeq, limit]);
}
