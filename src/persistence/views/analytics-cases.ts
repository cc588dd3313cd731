import type { Instant, LocalDate, Text } from '../../machines/definition.js';
import { NOW } from '../clock.js';
import { CURRENT_VERSIONS } from '../definitions.js';
import { sql } from '../statement.js';
import { query, type Db } from '../transaction.js';
import { visibleTo, type Viewer } from '../viewer.js';
import { CASE_LIST_COLUMNS, inState, LISTED_CASES, type CaseListRow } from './case-list.js';
import { OVERDUE } from './overdue.js';
import { pageOf, type Page, type PageKey } from './page.js';

/** The whole house (`null`: an admin, who sees numbers only) or the cases that the viewer may see; one team of these, if given. */
export const IN_SCOPE = `($1::text[] is null or ${visibleTo('$2::uuid', '$1::text[]')})
  and ($3::text is null or c.team_id = $3)`;

export interface Scope {
  viewer: Viewer | null;
  teamId?: string;
}
export function scopeValues({ viewer, teamId }: Scope): unknown[] {
  return [viewer?.teamIds ?? null, viewer?.userId ?? null, teamId ?? null];
}

export interface VersionCounts {
  caseType: string;
  version: number;
  title: Text;
  /** New cases get this version now. */
  current: boolean;
  open: number;
  overdue: number;
  unassigned: number;
}

const COUNT_VERSIONS = sql(
  'analytics-versions',
  `select d.case_type as "caseType", d.version, d.document -> 'title' as title, cur.id is not null as current,
     coalesce(n.open, 0) as open, coalesce(n.overdue, 0) as overdue, coalesce(n.unassigned, 0) as unassigned
   from definitions d
   left join (${CURRENT_VERSIONS}) cur on cur.id = d.id
   left join (select c.case_type, c.version, count(*)::int as open, (count(*) filter (where ${OVERDUE}))::int as overdue,
       (count(*) filter (where c.assignee_id is null))::int as unassigned
     from cases c where c.status = 'active' and ${IN_SCOPE} group by c.case_type, c.version) n
     on n.case_type = d.case_type and n.version = d.version
   where d.status = 'published' and (cur.id is not null or n.open > 0)
   order by coalesce(n.open, 0) desc, d.case_type, d.version desc`,
);

/** How many open cases each version of each case type has; versions in use, and the current one of every case type. */
export function countVersions(db: Db, scope: Scope): Promise<VersionCounts[]> {
  return query<VersionCounts>(db, COUNT_VERSIONS, scopeValues(scope));
}

export interface StateCounts {
  /** Dotted path; a group counts the cases that are anywhere within it. */
  state: string;
  cases: number;
  overdue: number;
}

const COUNT_STATES = sql(
  'analytics-states',
  `with open as (
     select c.id, c.active_states, ${OVERDUE} as overdue from cases c
     where c.status = 'active' and c.case_type = $4 and c.version = $5 and ${IN_SCOPE}
   ), at as (
     select distinct open.id, open.overdue, array_to_string(names[1:depth], '.') as state
     from open cross join unnest(open.active_states) as leaf
     cross join lateral (select string_to_array(leaf, '.') as names) as split
     cross join lateral generate_series(1, cardinality(names)) as depth
   )
   select state, count(*)::int as cases, (count(*) filter (where overdue))::int as overdue
   from at group by state order by state`,
);

/** How many open cases of one version are in each state, and how many of them are overdue. */
export function countStates(
  db: Db,
  scope: Scope,
  { caseType, version }: { caseType: string; version: number },
): Promise<StateCounts[]> {
  return query<StateCounts>(db, COUNT_STATES, [...scopeValues(scope), caseType, version]);
}

export interface AnalyticsCaseRow extends CaseListRow {
  endedAt: Instant | null;
  overdue: boolean;
  /** Days from the day of opening to the day of the end, or until today. */
  days: number;
}

export interface AnalyticsCaseFilter {
  caseType?: string;
  version?: number;
  status?: 'active' | 'done';
  /** Path of an active state; what lies below it counts too. */
  state?: string;
  overdue?: boolean;
  unassigned?: boolean;
  assigneeId?: string;
  /** Local days, the first and the last. */
  endedFrom?: LocalDate;
  endedTo?: LocalDate;
  /** A deadline of ours was exceeded at some time. */
  breached?: boolean;
  after?: PageKey;
  limit: number;
}

const EVER_BREACHED = `exists (select from deadlines d where d.case_id = c.id and d.kind <> 'citizen' and d.breached_at is not null)`;

const LIST = sql(
  'analytics-cases',
  `select ${CASE_LIST_COLUMNS}, c.ended_at as "endedAt", ${OVERDUE} as overdue,
     (coalesce(c.ended_at, ${NOW}) at time zone $17)::date - c.opened_on as days
   from ${LISTED_CASES}
   where ${IN_SCOPE} and ($4::text is null or c.case_type = $4) and ($5::int is null or c.version = $5)
     and ($6::text is null or c.status = $6)
     and ${inState('$7')} and ($8::boolean is null or ${OVERDUE} = $8) and ($9::boolean is null or (c.assignee_id is null) = $9)
     and ($10::uuid is null or c.assignee_id = $10)
     and ($11::date is null or (c.ended_at at time zone $17)::date >= $11)
     and ($12::date is null or (c.ended_at at time zone $17)::date <= $12)
     and ($13::boolean is null or ${EVER_BREACHED} = $13)
     and ($14::text is null or (c.number, c.id) > ($14, $15::uuid))
   order by c.number, c.id limit $16`,
);

/** The cases behind a number, oldest first. `zone` says what a day is. */
export async function listAnalyticsCases(
  db: Db,
  scope: Scope,
  filter: AnalyticsCaseFilter,
  zone: string,
): Promise<Page<AnalyticsCaseRow>> {
  const { caseType, version, status, state, overdue, unassigned, assigneeId } = filter;
  const { endedFrom, endedTo, breached, after, limit } = filter;
  const filters = [caseType, version, status, state, overdue, unassigned, assigneeId, endedFrom, endedTo];
  const values = [...scopeValues(scope), ...filters, breached, after?.[0], after?.[1], limit + 1, zone];
  const rows = await query<AnalyticsCaseRow>(db, LIST, values);
  return pageOf(rows, limit, (row) => [row.caseNumber, row.id]);
}
