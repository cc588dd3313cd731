import type { Instant } from '../../machines/definition.js';
import type { StateValue } from '../../machines/snapshot.js';
import { sql } from '../statement.js';
import { query, type Db } from '../transaction.js';
import { IN_SCOPE, scopeValues, type Scope } from './analytics-cases.js';

/** Where a case is, and what happened to it last; nothing of what it is about. */
export interface WatchedCase {
  id: string;
  caseNumber: string;
  caseType: string;
  version: number;
  status: 'active' | 'done';
  seq: number;
  value: StateValue;
  lastEvent: string;
  changedAt: Instant;
}

const LIST = sql(
  'list-watched-cases',
  `select c.id, c.number as "caseNumber", c.case_type as "caseType", c.version, c.status, c.seq,
     c.snapshot -> 'value' as value, e.type as "lastEvent", c.changed_at as "changedAt"
   from cases c join case_events e on e.case_id = c.id and e.seq = c.seq
   where ${IN_SCOPE} and ($4::uuid is null or c.id = $4) and ($5::text is null or c.case_type = $5)
     and case when $6::timestamptz is null then c.status = 'active' or c.id = $4 else c.changed_at >= $6 end
   order by c.changed_at desc, c.id limit $7`,
);

/**
 * The cases that changed at an instant or later, the last changed first; without an instant the open ones. Several changes may have the same
 * instant, so a caller tells what is new by `seq`.
 */
export function listWatchedCases(
  db: Db,
  scope: Scope,
  filter: { caseId?: string; caseType?: string; since?: Instant; limit: number },
): Promise<WatchedCase[]> {
  const { caseId, caseType, since, limit } = filter;
  return query<WatchedCase>(db, LIST, [...scopeValues(scope), caseId, caseType, since, limit]);
}
