import type { Instant, Text } from '../machines/definition.js';
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
  caseNumber: string | null;
  /** What the version of the case calls the event or deadline that the details name, or the deadline of the timer. */
  namedTitle: Text | null;
  /** What the newest version calls the case type that the details name. */
  caseTypeTitle: Text | null;
}

export interface AuditFilter {
  caseId?: string;
  caseNumber?: string;
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
  `with page as (
     select a.* from audit_entries a
     where ($1::uuid is null or a.case_id = $1) and ($2::text is null or a.user_id = $2)
       and ($3::text is null or a.action = $3) and ($4::timestamptz is null or a.at >= $4)
       and ($5::timestamptz is null or a.at < $5) and ($6::bigint is null or a.id < $6)
       and ($8::text is null or a.case_id = (
         select id from cases where number = $8 union all select case_id from case_disposals where case_number = $8 limit 1))
     order by a.id desc limit $7
   )
   select a.id, a.at, a.action, a.user_id as "userId", a.user_name as "userName", a.case_id as "caseId",
     coalesce(c.number, (select d.case_number from case_disposals d where d.case_id = a.case_id)) as "caseNumber", a.details,
     coalesce(
       d.document -> 'events' -> (a.details ->> 'type'),
       d.document -> 'deadlines' -> coalesce(a.details ->> 'key', substring(a.details ->> 'timerId' from '^deadline[.](.+)$'))
     ) -> 'title' as "namedTitle",
     (select t.document -> 'title' from definitions t
      where t.case_type = a.details ->> 'caseType' and t.status = 'published'
      order by t.version desc limit 1) as "caseTypeTitle"
   from page a left join cases c on c.id = a.case_id
     left join definitions d on d.case_type = c.case_type and d.version = c.version
   order by a.id desc`,
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
  const { caseId, caseNumber, userId, action, from, to, before, limit } = filter;
  return query<AuditEntryRow>(db, LIST, [caseId, userId, action, from, to, before, limit, caseNumber]);
}
