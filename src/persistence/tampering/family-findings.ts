import { canonicalJson } from '../canonical-json.js';
import type { CaseRow } from '../case-row.js';
import { sql } from '../statement.js';
import { query, type Db } from '../transaction.js';
import type { Finding } from './finding.js';

/** What a case has sent to another and where it is now: waiting as it was sent, heard, or noted as meaning nothing any more. */
const READ_DELIVERIES = sql(
  'read-deliveries-to-check',
  `select x.timer_id as "timerId", x.event as sent, c.number as "number", t.id is not null as waiting, t.event as event,
     t.due_at = x.due_at and (t.attempts > 0 or t.wake_at = t.due_at) as "inTime",
     exists (select from case_events e where e.case_id = c.id and e.type = x.event ->> 'type' and e.due_at = x.due_at)
       or exists (select from audit_entries a where a.case_id = c.id and a.action = 'timer.stale'
         and a.details ->> 'timerId' = x.timer_id) as heard
   from json_to_recordset($1) as x (case_id uuid, parent_id uuid, invoke_id text, opening integer, timer_id text, arming integer,
     due_at timestamptz, event json)
   join cases c on c.id = x.case_id or (c.parent_id = x.parent_id and c.invoke_id = x.invoke_id and c.opening = x.opening)
   left join timers t on t.case_id = c.id and t.timer_id = x.timer_id and t.arming = x.arming`,
);

interface Delivered {
  timerId: string;
  sent: unknown;
  number: string;
  waiting: boolean;
  event: unknown;
  inTime: boolean | null;
  heard: boolean;
}

/** Whether all that a case has sent to others has arrived, or waits there unchanged. */
export async function deliveryFindings(db: Db, { id, number }: CaseRow, sent: object[]): Promise<Finding[]> {
  if (sent.length === 0) return [];
  const rows = await query<Delivered>(db, READ_DELIVERIES, [JSON.stringify(sent)]);
  return rows.flatMap((row): Finding[] => {
    const thing = `Case ${number}: what it has sent to case ${row.number}`;
    if (!row.waiting)
      return row.heard
        ? []
        : [{ what: 'deliveryLost', caseId: id, sentence: `${thing} is gone and was never heard.` }];
    const same = row.inTime && canonicalJson(row.event) === canonicalJson(row.sent);
    return same ? [] : [{ what: 'deliveryDiffers', caseId: id, sentence: `${thing} waits there changed.` }];
  });
}

/** Cases that an event has opened and that are not there. */
const FIND_MISSING = sql(
  'find-missing-openings',
  `with opened as (
     select x ->> 'type' as type, x ->> 'id' as invoke, (x ->> 'opening')::integer as opening, x ->> 'caseType' as "caseType"
     from case_events e, json_array_elements(e.effects) x
     where e.case_id = $1 and x ->> 'type' in ('openChild', 'openCase'))
   select "caseType" from opened o where type = 'openChild' and not exists (
     select from cases c where c.parent_id = $1 and c.invoke_id = o.invoke and c.opening = o.opening)
   union all
   select "caseType" from opened where type = 'openCase' group by "caseType" having count(*) > (
     select count(*) from cases c where c.parent_id = $1 and c.invoke_id is null and c.case_type = "caseType")`,
);

/** Whether the cases that a case has opened are there. */
export async function openingFindings(db: Db, { id, number }: CaseRow): Promise<Finding[]> {
  const missing = await query<{ caseType: string }>(db, FIND_MISSING, [id]);
  return missing.map(({ caseType }) => ({
    what: 'openedCaseMissing',
    caseId: id,
    sentence: `Case ${number}: a case of the type ${caseType} that it has opened is gone.`,
  }));
}
