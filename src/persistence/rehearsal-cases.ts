import { getCalendar, getCompiled } from './compiled-cache.js';
import type { Batch, CaseText } from './rehearsal-batch.js';
import type { Lane } from './rehearsal-threads.js';
import { written } from './due-timers.js';
import { sql } from './statement.js';
import { query, queryOne, type Db } from './transaction.js';

/** Which cases are rehearsed: the open ones, or so many of those that finished last. */
export type Selection = { open: true } | { finished: number };

const CASE_VALUES = `json_build_object('id', c.id, 'number', c.number, 'openedOn', c.opened_on,
  'assigneeId', c.assignee_id, 'teamId', c.team_id)`;
const TEXTS = `select c.id as "caseId", c.number as "caseNumber", c.version, ${CASE_VALUES} as "caseValues",
    c.snapshot::text as snapshot, l.log, l.calendars
  from cases c cross join lateral (
    select json_agg(json_build_object('seq', e.seq, 'event', e.event, 'at', ${written('coalesce(e.happened_at, e.at)')},
        'recordedAt', ${written('e.at')}, 'late', e.late,
        'calendarVersion', e.calendar_version, 'caseValues', e.case_values) order by e.seq)::text as log,
      array_agg(distinct e.calendar_version) as calendars
    from case_events e where e.case_id = c.id) l`;

const LIST_OPEN = sql(
  'list-cases-to-rehearse',
  `${TEXTS} where c.case_type = $1 and c.status = 'active' and ($2::uuid is null or c.id > $2) order by c.id limit $3`,
);
const LIST_FINISHED = sql(
  'list-closed-cases-to-rehearse',
  `${TEXTS} where c.id in (
     select id from cases where case_type = $1 and status = 'done' order by ended_at desc, id desc limit $4)
     and ($2::uuid is null or c.id > $2) order by c.id limit $3`,
);
const CURRENT_CALENDAR = sql('current-calendar-version', 'select max(version) as version from calendars');

/** The next cases by id. */
export function listCaseTexts(
  db: Db,
  selection: Selection,
  page: { caseType: string; after: string | null; limit: number },
): Promise<CaseText[]> {
  const values = [page.caseType, page.after, page.limit];
  return 'finished' in selection
    ? query<CaseText>(db, LIST_FINISHED, [...values, selection.finished])
    : query<CaseText>(db, LIST_OPEN, values);
}

/** The cases with those definitions and calendars that the lane has not seen yet. */
export async function batchFor(db: Db, lane: Lane, caseType: string, cases: CaseText[]): Promise<Batch> {
  const { version: calendarVersion } = (await queryOne<{ version: number }>(db, CURRENT_CALENDAR))!;
  const batch: Batch = { cases, calendarVersion, definitions: {}, calendars: {} };
  for (const version of unseen(
    lane.versions,
    cases.map((text) => text.version),
  ))
    batch.definitions[version] = (await getCompiled(db, caseType, version)).definition;
  for (const version of unseen(lane.calendars, [calendarVersion, ...cases.flatMap((text) => text.calendars)]))
    batch.calendars[version] = (await getCalendar(db, version)).data;
  return batch;
}

function unseen(seen: Set<number>, versions: number[]): number[] {
  const found = [...new Set(versions)].filter((version) => !seen.has(version));
  for (const version of found) seen.add(version);
  return found;
}
