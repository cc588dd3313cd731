import { NOW } from '../clock.js';
import type { Instant, LocalDate } from '../../machines/definition.js';
import { sql } from '../statement.js';
import { query, type Db } from '../transaction.js';
import { visibleTo, type Viewer } from '../viewer.js';
import { pageOf, type Page, type PageKey } from './page.js';

export interface CaseListRow {
  id: string;
  caseNumber: string;
  caseType: string;
  version: number;
  status: 'active' | 'done';
  endedAs: string | null;
  teamId: string;
  assigneeId: string | null;
  assigneeName: string | null;
  citizenName: string | null;
  openedOn: LocalDate;
  changedAt: Instant;
  activeStates: string[];
  parentId: string | null;
  /** Earliest day by which something of the case must be done; what is paused has none. */
  nextDueOn: LocalDate | null;
  /** The due moment of that deadline, the earliest where there are several. */
  nextDueAt: Instant | null;
}

export interface CaseFilter {
  caseType?: string;
  status?: 'active' | 'done';
  teamId?: string;
  assigneeId?: string;
  /** Path of an active state; what lies below it counts too. */
  state?: string;
  parentId?: string;
  /** Beginning of the case number. */
  number?: string;
  /** Part of the case number or of the citizen's name, whatever the case of letters and the accents. */
  text?: string;
  after?: PageKey;
  limit: number;
}

/** Deadlines of the case that somebody may still meet. Subqueries, because they are asked of the rows of the page only. */
const RUNNING = `from deadlines d where d.case_id = c.id and d.status = 'running' and d.paused_on is null
    and (d.kind <> 'citizen' or d.due_at > ${NOW})`;
/** The columns of a `CaseListRow`, of what `LISTED_CASES` joins. */
export const CASE_LIST_COLUMNS = `c.id, c.number as "caseNumber", c.case_type as "caseType", c.version, c.status,
  c.ended_as as "endedAs", c.team_id as "teamId", c.assignee_id as "assigneeId", u.name as "assigneeName",
  ci.name as "citizenName", c.opened_on as "openedOn", c.changed_at as "changedAt", c.active_states as "activeStates",
  c.parent_id as "parentId",
  (select min(d.target_on) ${RUNNING}) as "nextDueOn",
  (select d.due_at ${RUNNING} order by d.target_on, d.due_at limit 1) as "nextDueAt"`;
export const LISTED_CASES = `cases c left join users u on u.id = c.assignee_id left join citizens ci on ci.id = c.citizen_id`;
/** Condition: the path, or something below it, is active. Null asks nothing. */
export const inState = (path: string): string => `(${path}::text is null or exists (
  select from unnest(c.active_states) as state where state = ${path} or starts_with(state, ${path} || '.')))`;

const LIST = sql(
  'list-cases',
  `select ${CASE_LIST_COLUMNS}
   from ${LISTED_CASES}
   where ${visibleTo('$2::uuid', '$1::text[]')}
     and ($3::text is null or c.case_type = $3) and ($4::text is null or c.status = $4)
     and ($5::text is null or c.team_id = $5) and ($6::uuid is null or c.assignee_id = $6)
     and ${inState('$7')}
     and ($8::uuid is null or c.parent_id = $8) and ($9::text is null or starts_with(c.number, $9))
     and ($13::text is null or strpos(c.number, $13) > 0 or strpos(folded(ci.name), folded($13)) > 0)
     and ($10::timestamptz is null or (c.changed_at, c.id) < ($10, $11::uuid))
   order by c.changed_at desc, c.id desc limit $12`,
);

/** The cases the viewer may see, last changed first. */
export async function listCases(db: Db, viewer: Viewer, filter: CaseFilter): Promise<Page<CaseListRow>> {
  const { caseType, status, teamId, assigneeId, state, parentId, number, text, after, limit } = filter;
  const filters = [caseType, status, teamId, assigneeId, state, parentId, number];
  const values = [viewer.teamIds, viewer.userId, ...filters, after?.[0], after?.[1], limit + 1, text];
  const rows = await query<CaseListRow>(db, LIST, values);
  return pageOf(rows, limit, (row) => [row.changedAt, row.id]);
}
