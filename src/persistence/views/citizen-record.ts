import type { Instant, LocalDate } from '../../machines/definition.js';
import type { PlainText } from '../../machines/effects.js';
import { sql } from '../statement.js';
import { query, type Db } from '../transaction.js';
import { visibleTo, type Viewer } from '../viewer.js';

const IDS = sql(
  'list-case-ids-of-citizen',
  `select c.id from cases c where c.citizen_id = $3 and ${visibleTo('$2::uuid', '$1::text[]')} order by c.opened_at, c.id`,
);
const ELSEWHERE = sql(
  'count-cases-of-citizen-elsewhere',
  `select t.name as team, count(*)::integer as cases from cases c join teams t on t.id = c.team_id
   where c.citizen_id = $3 and not ${visibleTo('$2::uuid', '$1::text[]')} group by t.id, t.name order by t.name`,
);

/** Ids of the citizen's cases that the viewer may see, the oldest first. */
export async function listCaseIdsOfCitizen(db: Db, viewer: Viewer, citizenId: string): Promise<string[]> {
  const rows = await query<{ id: string }>(db, IDS, [viewer.teamIds, viewer.userId, citizenId]);
  return rows.map(({ id }) => id);
}

/** Who else has cases of the citizen, and how many: those of other teams, and protected ones that name others. */
export function countCasesElsewhere(
  db: Db,
  viewer: Viewer,
  citizenId: string,
): Promise<{ team: string; cases: number }[]> {
  return query(db, ELSEWHERE, [viewer.teamIds, viewer.userId, citizenId]);
}

const TASKS = sql(
  'list-all-tasks-of-case',
  `select t.key, t.title, t.role, t.status, t.opened_at as "openedAt", t.closed_at as "closedAt", u.name as "assigneeName",
     t.due_on as "dueOn"
   from tasks t left join users u on u.id = t.assignee_id where t.case_id = $1 order by t.opened_at, t.id`,
);
const DEADLINES = sql(
  'list-all-deadlines-of-case',
  `select key, title, kind, anchor_on as "startedOn", due_on as "dueOn", breached_at as "breachedAt", extended_to as "extendedTo",
     status, stopped_on as "stoppedOn" from deadlines where case_id = $1 order by started_at, key`,
);
const MESSAGES = sql(
  'list-all-messages-of-case',
  `select kind, subject, title, recipients, status, created_at as "createdAt", sent_at as "sentAt"
   from messages where case_id = $1 order by created_at, id`,
);
const LOOKS = sql(
  'list-looks-at-case',
  `select id, at, action, user_name as "userName" from audit_entries
   where case_id = $1 and user_id is not null and id > $2 order by id limit $3`,
);

export interface TaskRecord {
  key: string;
  title: PlainText;
  role: string;
  status: string;
  openedAt: Instant;
  closedAt: Instant | null;
  assigneeName: string | null;
  dueOn: LocalDate | null;
}

export interface DeadlineRecord {
  key: string;
  title: PlainText;
  kind: string;
  startedOn: LocalDate;
  dueOn: LocalDate;
  breachedAt: Instant | null;
  extendedTo: LocalDate | null;
  status: string;
  stoppedOn: LocalDate | null;
}

export interface MessageRecord {
  kind: string;
  subject: string;
  title: PlainText;
  recipients: string[];
  status: string;
  createdAt: Instant;
  sentAt: Instant | null;
}

export interface LookRecord {
  id: number;
  at: Instant;
  action: string;
  userName: string | null;
}

/** What followed from the events of a case: all tasks, deadlines and messages that there have been. */
export async function listDerived(
  db: Db,
  caseId: string,
): Promise<{ tasks: TaskRecord[]; deadlines: DeadlineRecord[]; messages: MessageRecord[] }> {
  const [tasks, deadlines, messages] = await Promise.all([
    query<TaskRecord>(db, TASKS, [caseId]),
    query<DeadlineRecord>(db, DEADLINES, [caseId]),
    query<MessageRecord>(db, MESSAGES, [caseId]),
  ]);
  return { tasks, deadlines, messages };
}

/** Who has looked at a case or changed it, in order, after entry `after` of the access log. */
export function listLooks(db: Db, caseId: string, after: number, limit: number): Promise<LookRecord[]> {
  return query<LookRecord>(db, LOOKS, [caseId, after, limit]);
}
