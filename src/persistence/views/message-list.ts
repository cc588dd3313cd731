import type { Instant, LocalDate, Recipient, Role } from '../../machines/definition.js';
import type { PlainText } from '../../machines/effects.js';
import { isAbsent } from '../roles.js';
import { sql } from '../statement.js';
import { query, type Db } from '../transaction.js';
import { visibleTo, type Viewer } from '../viewer.js';
import { pageOf, type Page, type PageKey } from './page.js';

export interface MessageListRow {
  id: string;
  caseId: string;
  caseNumber: string;
  kind: 'letter' | 'reminder';
  /** Letter name, or key of the deadline that the reminder is about. */
  subject: string;
  title: PlainText;
  recipients: Recipient[];
  rung: string | null;
  late: boolean;
  status: 'queued' | 'sent' | 'cancelled';
  createdAt: Instant;
  notBefore: Instant | null;
  sentAt: Instant | null;
  /** Of a reminder: the due day and moment of its deadline as it ran last. */
  dueOn: LocalDate | null;
  dueAt: Instant | null;
}

export interface MessageFilter {
  /**
   * Only what is meant for this user: to one of these roles, and to a caseworker only of the cases that are the caseworker's own. A leader also
   * gets what is for a role that nobody in the team has.
   */
  forMe?: { roles: Role[]; leads: boolean };
  caseId?: string;
  kind?: MessageListRow['kind'];
  status?: MessageListRow['status'];
  after?: PageKey;
  limit: number;
}

/** Of the deadline that a reminder is about. A subquery, because it is asked of the rows of the page only. */
const lastOf = (column: string): string => `(select d.${column} from deadlines d
  where m.kind = 'reminder' and d.case_id = m.case_id and d.key = m.subject order by d.started_seq desc limit 1)`;

const LIST = sql(
  'list-messages',
  `select m.id, m.case_id as "caseId", c.number as "caseNumber", m.kind, m.subject, m.title, m.recipients, m.rung, m.late,
     m.status, m.created_at as "createdAt", m.not_before as "notBefore", m.sent_at as "sentAt", ${lastOf('due_on')} as "dueOn", ${lastOf('due_at')} as "dueAt"
   from messages m join cases c on c.id = m.case_id
   where ${visibleTo('$2::uuid', '$1::text[]')}
     and ($3::uuid is null or m.case_id = $3) and ($4::text is null or m.kind = $4)
     and ($5::text is null or m.status = $5)
     and ($9::text[] is null or exists (
       select from unnest(m.recipients) as recipient
       where (recipient = any($9) and (recipient <> 'caseworker' or c.assignee_id = $2))
         or ($10 and ${isAbsent('recipient', 'c.team_id')})))
     and ($6::timestamptz is null or (m.created_at, m.id) < ($6, $7::uuid))
   order by m.created_at desc, m.id desc limit $8`,
);

/** Letters and reminders of the cases the viewer may see, newest first. */
export async function listMessages(
  db: Db,
  viewer: Viewer,
  { forMe, caseId, kind, status, after, limit }: MessageFilter,
): Promise<Page<MessageListRow>> {
  const page = [after?.[0], after?.[1], limit + 1];
  const values = [
    viewer.teamIds,
    viewer.userId,
    caseId,
    kind,
    status,
    ...page,
    forMe?.roles,
    forMe?.leads ?? false,
  ];
  const rows = await query<MessageListRow>(db, LIST, values);
  return pageOf(rows, limit, (row) => [row.createdAt, row.id]);
}
