import type { Instant } from '../machines/definition.js';
import { NOW } from './clock.js';
import { sql } from './statement.js';
import { query, type Db } from './transaction.js';

export interface AuditEntry {
  /** What was done: `case.read`, `session.opened`, `definition.published`, … */
  action: string;
  userId: string | null;
  userName: string | null;
  caseId?: string | null;
  details?: Record<string, unknown>;
}

export interface AuditEntryRow extends Required<AuditEntry> {
  id: number;
  at: Instant;
}

export interface AuditFilter {
  caseId?: string;
  userId?: string;
  action?: string;
  from?: Instant;
  to?: Instant;
  /** Id of the last entry seen; the answer goes on with older ones. */
  before?: number;
  limit: number;
}

const LOG = sql(
  'log-access',
  `insert into audit_entries (at, action, user_id, user_name, case_id, details)
   select ${NOW}, e.action, e.user_id, e.user_name, e.case_id, coalesce(e.details, '{}')
   from json_to_recordset($1) as e (action text, user_id text, user_name text, case_id uuid, details json)`,
);
const LIST = sql(
  'list-audit-entries',
  `select id, at, action, user_id as "userId", user_name as "userName", case_id as "caseId", details
   from audit_entries
   where ($1::uuid is null or case_id = $1) and ($2::text is null or user_id = $2)
     and ($3::text is null or action = $3) and ($4::timestamptz is null or at >= $4)
     and ($5::timestamptz is null or at < $5) and ($6::bigint is null or id < $6)
   order by id desc limit $7`,
);

/** Adds lines to the access log. They can never be changed or removed. */
export async function logAccess(db: Db, ...entries: AuditEntry[]): Promise<void> {
  const rows = entries.map(({ action, userId, userName, caseId, details }) => ({
    action,
    user_id: userId,
    user_name: userName,
    case_id: caseId,
    details,
  }));
  await query(db, LOG, [JSON.stringify(rows)]);
}

/** Newest first. */
export function listAuditEntries(db: Db, filter: AuditFilter): Promise<AuditEntryRow[]> {
  const { caseId, userId, action, from, to, before, limit } = filter;
  return query<AuditEntryRow>(db, LIST, [caseId, userId, action, from, to, before, limit]);
}
