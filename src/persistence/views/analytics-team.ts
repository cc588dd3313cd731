import type { Instant, Text } from '../../machines/definition.js';
import type { DeadlineOutcome, PlainText } from '../../machines/effects.js';
import { NOW } from '../clock.js';
import { hasRight } from '../roles.js';
import { sql } from '../statement.js';
import { query, queryOne, type Db } from '../transaction.js';
import { IN_SCOPE, scopeValues, type Scope } from './analytics-cases.js';
import { DAY_HOLDS, EXCEEDED, OVERDUE } from './overdue.js';

export interface Overview {
  openCases: number;
  overdueCases: number;
  /** Open cases without a caseworker. */
  unassignedCases: number;
  /** Running deadlines of ours that are exceeded. */
  exceededDeadlines: number;
  /** Running deadlines of ours that are due within seven days. */
  deadlinesThisWeek: number;
  /** Open tasks for those who lead the team. */
  leaderTasks: number;
  incidents: number;
}

const COUNT = sql(
  'analytics-overview',
  `with open as (select c.id, c.assignee_id, ${OVERDUE} as overdue from cases c where c.status = 'active' and ${IN_SCOPE})
   select (select count(*) from open)::int as "openCases",
     (select count(*) from open where overdue)::int as "overdueCases",
     (select count(*) from open where assignee_id is null)::int as "unassignedCases",
     (select count(*) from deadlines d join open on open.id = d.case_id where ${EXCEEDED})::int as "exceededDeadlines",
     (select count(*) from deadlines d join open on open.id = d.case_id where d.status = 'running' and d.kind <> 'citizen'
       and d.paused_on is null and d.due_at > ${NOW} and d.due_at <= ${NOW} + interval '7 days')::int as "deadlinesThisWeek",
     (select count(*) from tasks t join open on open.id = t.case_id
       where t.status = 'open' and t.role in (select key from roles where rights = 'teamLeader'))::int as "leaderTasks",
     (select count(*) from incidents i join open on open.id = i.case_id where i.resolved_at is null)::int as incidents`,
);

/** The numbers of the teams as they are now. */
export async function getOverview(db: Db, scope: Scope): Promise<Overview> {
  return (await queryOne<Overview>(db, COUNT, scopeValues(scope)))!;
}

export interface TeamIncidentRow {
  id: string;
  caseId: string;
  caseNumber: string;
  caseType: string;
  code: string;
  eventType: string;
  attempts: number;
  firstAt: Instant;
  retryAt: Instant;
  details: Record<string, unknown>;
  /** Who has taken it on. */
  ownerName: string | null;
}

const LIST_INCIDENTS = sql(
  'analytics-incidents',
  `select i.id, i.case_id as "caseId", c.number as "caseNumber", c.case_type as "caseType", i.code,
     i.event_type as "eventType", i.attempts, i.first_at as "firstAt", i.retry_at as "retryAt", i.details,
     (select u.name from users u where u.id::text = i.owner_id) as "ownerName"
   from incidents i join cases c on c.id = i.case_id
   where i.resolved_at is null and ${IN_SCOPE} order by i.first_at, i.id limit 100`,
);

/** What could not be done and waits for somebody, the oldest first. */
export function listTeamIncidents(db: Db, scope: Scope): Promise<TeamIncidentRow[]> {
  return query<TeamIncidentRow>(db, LIST_INCIDENTS, scopeValues(scope));
}

export interface Workload {
  userId: string;
  name: string;
  openCases: number;
  overdueCases: number;
  openTasks: number;
  overdueTasks: number;
  /** Open tasks due within seven days. */
  tasksThisWeek: number;
}

const COUNT_WORK = sql(
  'analytics-workload',
  `select u.id as "userId", u.name,
     coalesce(n.cases, 0) as "openCases", coalesce(n.overdue, 0) as "overdueCases",
     coalesce(w.tasks, 0) as "openTasks", coalesce(w.overdue, 0) as "overdueTasks", coalesce(w.week, 0) as "tasksThisWeek"
   from users u
   left join (select c.assignee_id, count(*)::int as cases, (count(*) filter (where ${OVERDUE}))::int as overdue
     from cases c where c.status = 'active' and ${IN_SCOPE} group by c.assignee_id) n on n.assignee_id = u.id
   left join (select t.assignee_id, count(*)::int as tasks, (count(*) filter (where t.due_at <= ${NOW} and ${DAY_HOLDS}))::int as overdue,
       (count(*) filter (where t.due_at > ${NOW} and t.due_at <= ${NOW} + interval '7 days' and ${DAY_HOLDS}))::int as week
     from tasks t join cases c on c.id = t.case_id where t.status = 'open' and ${IN_SCOPE} group by t.assignee_id) w
     on w.assignee_id = u.id
   where u.active and ${hasRight('caseworker')}
     and exists (select from user_teams ut where ut.user_id = u.id and ($1::text[] is null or ut.team_id = any ($1))
       and ($3::text is null or ut.team_id = $3))
   order by coalesce(w.overdue, 0) desc, coalesce(n.cases, 0) desc, u.name`,
);

/** What each caseworker of the teams has open. */
export function listWorkload(db: Db, scope: Scope): Promise<Workload[]> {
  return query<Workload>(db, COUNT_WORK, scopeValues(scope));
}

/** A deadline of ours that was exceeded, still running or not. */
export interface BreachRow {
  caseId: string;
  caseNumber: string;
  caseType: string;
  version: number;
  assigneeName: string | null;
  citizenName: string | null;
  key: string;
  title: PlainText;
  kind: string;
  dueOn: string;
  breachedAt: Instant;
  status: 'running' | DeadlineOutcome;
  stoppedOn: string | null;
}

const LIST_BREACHES = sql(
  'analytics-breaches',
  `select c.id as "caseId", c.number as "caseNumber", c.case_type as "caseType", c.version, u.name as "assigneeName",
     ci.name as "citizenName", d.key, d.title, d.kind, d.due_on as "dueOn", d.breached_at as "breachedAt", d.status,
     d.stopped_on as "stoppedOn"
   from deadlines d join cases c on c.id = d.case_id
   left join users u on u.id = c.assignee_id left join citizens ci on ci.id = c.citizen_id
   where d.breached_at is not null and d.kind <> 'citizen' and ${IN_SCOPE}
     and d.due_on >= $4::date and d.due_on <= $5::date
   order by d.status = 'running' desc, d.breached_at desc, c.id, d.key limit 500`,
);

/** Deadlines of ours that were due between two days and were exceeded: those that still run first. */
export function listBreaches(db: Db, scope: Scope, from: string, to: string): Promise<BreachRow[]> {
  return query<BreachRow>(db, LIST_BREACHES, [...scopeValues(scope), from, to]);
}

export interface StatedReason {
  caseId: string;
  type: string;
  at: Instant;
  facts: Record<string, unknown>;
}

const LIST_STATED = sql(
  'analytics-stated-reasons',
  `select e.case_id as "caseId", e.type, coalesce(e.happened_at, e.at) as at, coalesce(e.event -> 'facts', '{}') as facts
   from case_events e where e.case_id = any ($1) and e.type = any ($2) order by e.case_id, e.seq`,
);

/** What these events said in these cases, in the order in which they came. */
export function listStatedReasons(db: Db, caseIds: string[], types: string[]): Promise<StatedReason[]> {
  return query<StatedReason>(db, LIST_STATED, [caseIds, types]);
}

export interface LeadTime {
  caseType: string;
  title: Text;
  /** First day of the month in which the cases ended. */
  month: string;
  ended: number;
  medianDays: number;
  /** Nine of ten cases took no longer. */
  ninthDecileDays: number;
  /** Cases in which a deadline of ours was exceeded. */
  breached: number;
  /** Cases in which a deadline of ours was met or exceeded: the whole of which `breached` is a part. Where all fell away there was nothing to keep. */
  decided: number;
}

const LEAD_TIMES = sql(
  'analytics-lead-times',
  `with ended as (
     select c.case_type, c.version, date_trunc('month', c.ended_at at time zone $6)::date as month,
       (c.ended_at at time zone $6)::date - c.opened_on as days,
       exists (select from deadlines d where d.case_id = c.id and d.kind <> 'citizen' and d.breached_at is not null) as breached,
       exists (select from deadlines d where d.case_id = c.id and d.kind <> 'citizen'
         and (d.breached_at is not null or d.status in ('met', 'late'))) as decided
     from cases c where c.status = 'done' and ${IN_SCOPE}
       and (c.ended_at at time zone $6)::date between $4::date and $5::date
   )
   select case_type as "caseType",
     (select d.document -> 'title' from definitions d where d.case_type = ended.case_type and d.version = max(ended.version)) as title,
     month::text, count(*)::int as ended,
     round((percentile_cont(0.5) within group (order by days))::numeric, 1)::float as "medianDays",
     round((percentile_cont(0.9) within group (order by days))::numeric, 1)::float as "ninthDecileDays",
     (count(*) filter (where breached))::int as breached,
     (count(*) filter (where decided))::int as decided
   from ended group by grouping sets ((case_type, month), (case_type)) order by case_type, month nulls first`,
);

/** How long the cases took that ended between two days: per case type (`month` null) and per month of it. */
export function listLeadTimes(
  db: Db,
  scope: Scope,
  { from, to, zone }: { from: string; to: string; zone: string },
): Promise<(Omit<LeadTime, 'month'> & { month: string | null })[]> {
  return query(db, LEAD_TIMES, [...scopeValues(scope), from, to, zone]);
}
