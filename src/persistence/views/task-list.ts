import type { Instant, LocalDate, Role } from '../../machines/definition.js';
import type { PlainText } from '../../machines/effects.js';
import { isAbsent } from '../roles.js';
import { sql } from '../statement.js';
import { query, queryOne, type Db } from '../transaction.js';
import { visibleTo, type Viewer } from '../viewer.js';
import { pageOf, type Page, type PageKey } from './page.js';

export interface TaskListRow {
  id: string;
  key: string;
  title: PlainText;
  role: Role;
  caseId: string;
  caseNumber: string;
  caseType: string;
  citizenName: string | null;
  teamId: string;
  assigneeId: string | null;
  assigneeName: string | null;
  deadlineKey: string | null;
  /** What the running deadline of the task is called, and what it was counted from: the reason for the date. */
  deadlineTitle: PlainText | null;
  countedFrom: LocalDate | null;
  /** ISO 8601; null where the day is not found by a length. */
  countedLength: string | null;
  dueOn: LocalDate | null;
  dueAt: Instant | null;
  /** Since when the deadline of the task is paused: its day holds no longer, the new one comes when it is resumed. */
  pausedOn: LocalDate | null;
  /** The last day on which a letter may be sent in time, where the deadline has one. */
  latestSendOn: LocalDate | null;
  openedAt: Instant;
}

/**
 * `mine`: assigned to the viewer, or to a role of the viewer's that is not assigned to persons; for a leader also what is for a role that
 * nobody in the team has.
 */
export type TaskScope = 'mine' | 'team' | 'unassigned';

const COLUMNS = `t.id, t.key, t.title, t.role, t.case_id as "caseId", c.number as "caseNumber", c.case_type as "caseType",
  ci.name as "citizenName", t.team_id as "teamId", t.assignee_id as "assigneeId", u.name as "assigneeName", t.deadline_key as "deadlineKey",
  d.title as "deadlineTitle", d.anchor_on as "countedFrom", counted.length as "countedLength",
  t.due_on as "dueOn", t.due_at as "dueAt", d.paused_on as "pausedOn", d.latest_send_on as "latestSendOn", t.opened_at as "openedAt"`;
const RUNNING = `left join deadlines d on d.case_id = t.case_id and d.key = t.deadline_key and d.status = 'running'`;
const SOURCE = `tasks t join cases c on c.id = t.case_id
  left join users u on u.id = t.assignee_id
  left join citizens ci on ci.id = c.citizen_id
  ${RUNNING}
  left join lateral (
    select dc.certificate->'rule'->>'length' as length from deadline_certificates dc
    where dc.case_id = d.case_id and dc.key = d.key order by dc.seq desc limit 1) counted on true`;
/** The day that counts: when a letter must leave, else the due day. Tasks without one come last, as those do whose deadline is paused. */
const ACT_ON = `case when d.paused_on is null then coalesce(d.latest_send_on, t.due_on, date 'infinity') else date 'infinity' end`;

/** By the day, then by the moment: those of hours come before those that have the whole day. */
const ORDER = `${ACT_ON}, coalesce(t.due_at, timestamptz 'infinity'), t.id`;

/** First which tasks, then all about them: the certificates of five hundred tasks need not be read to show fifty. */
const LIST = sql(
  'list-tasks',
  `select ${COLUMNS}, ${ACT_ON}::text as "actOn" from ${SOURCE}
   where t.id = any (array(
     select t.id from tasks t join cases c on c.id = t.case_id ${RUNNING}
     where t.status = 'open' and ${visibleTo('$2::uuid', '$1::text[]')}
       and case $3
         when 'mine' then t.assignee_id = $2 or (t.role <> 'caseworker' and t.role = any($4::text[]))
           or ($9 and ${isAbsent('t.role', 't.team_id')})
         when 'unassigned' then t.assignee_id is null and t.role = 'caseworker'
         else true end
       and ($5::uuid is null or t.case_id = $5)
       and ($6::text is null or (${ORDER}) > ($6::date, $10::timestamptz, $7::uuid))
     order by ${ORDER} limit $8))
   order by ${ORDER}`,
);

/** Open tasks the viewer may see, what is most urgent first. */
export async function listTasks(
  db: Db,
  viewer: Viewer,
  filter: {
    scope: TaskScope;
    roles: Role[];
    leads: boolean;
    caseId?: string;
    after?: PageKey;
    limit: number;
  },
): Promise<Page<TaskListRow>> {
  const { scope, roles, leads, caseId, after, limit } = filter;
  const [actOn, dueAt] = after?.[0]?.split(' ') ?? [];
  const page = [actOn, after?.[1], limit + 1];
  const values = [viewer.teamIds, viewer.userId, scope, roles, caseId, ...page, leads, dueAt];
  const rows = await query<TaskListRow & { actOn: string }>(db, LIST, values);
  const found = pageOf(rows, limit, (row) => [`${row.actOn} ${row.dueAt ?? 'infinity'}`, row.id]);
  return { ...found, items: found.items.map(({ actOn: _actOn, ...row }) => row) };
}

const LIST_OF_CASE = sql(
  'list-tasks-of-case',
  `select ${COLUMNS} from ${SOURCE} where t.status = 'open' and t.case_id = $1 order by ${ORDER}`,
);

/** Open tasks of one case. */
export function listTasksOfCase(db: Db, caseId: string): Promise<TaskListRow[]> {
  return query<TaskListRow>(db, LIST_OF_CASE, [caseId]);
}

const FIND_CASE = sql(
  'find-case-of-task',
  `select case_id as "caseId" from tasks where id = $1 and status = 'open'`,
);

/** The case of an open task. */
export async function findCaseOfTask(db: Db, taskId: string): Promise<string | null> {
  return (await queryOne<{ caseId: string }>(db, FIND_CASE, [taskId]))?.caseId ?? null;
}
