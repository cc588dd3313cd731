import { APPEND_ONLY } from '../migrate-database.js';
import { hashOfDocument } from '../definitions.js';
import { sha256, canonicalJson } from '../canonical-json.js';
import { sql } from '../statement.js';
import { query, type Db } from '../transaction.js';
import type { Finding } from './finding.js';

/** Tables whose rows name the case they belong to. */
const OF_A_CASE = [
  'case_events',
  'tasks',
  'deadlines',
  'deadline_certificates',
  'timers',
  'messages',
  'agenda_items',
  'incidents',
  'audit_entries',
];
/** More than anybody reads; the first of them show what has happened. */
const MOST = 1_000;

const FIND_STRAYS = OF_A_CASE.map((table) => ({
  table,
  statement: sql(
    `find-strays-of-${table}`,
    `select distinct x.case_id as "caseId" from ${table} x
     where x.case_id is not null and not exists (select from cases c where c.id = x.case_id)
       and not exists (select from case_disposals d where d.case_id = x.case_id) limit ${MOST}`,
  ),
}));

/** Cases that something still speaks of, and that are gone. */
export async function strayFindings(db: Db): Promise<Finding[]> {
  const left = new Map<string, string[]>();
  for (const { table, statement } of FIND_STRAYS) {
    for (const { caseId } of await query<{ caseId: string }>(db, statement))
      left.set(caseId, [...(left.get(caseId) ?? []), table]);
  }
  return [...left].map(([caseId, tables]) => ({
    what: 'caseMissing',
    caseId,
    sentence: `The case ${caseId} is gone, and ${tables.join(', ')} still speak of it.`,
  }));
}

const FIND_FORGED = sql(
  'find-forged-deliveries',
  `select c.number, t.timer_id as "timerId" from timers t join cases c on c.id = t.case_id
   left join lateral regexp_match(t.timer_id, '^from[.]([0-9a-f-]{36})[.]([0-9]{1,9})$') m on true
   left join case_events e on e.case_id = m[1]::uuid and e.seq = m[2]::integer
   where t.kind = 'delivery' and (e.case_id is null or t.arming >= (
     select count(*) from json_array_elements(e.effects) x where x ->> 'type' in ('cancelChild', 'sendEvent', 'endCase')))
   limit ${MOST}`,
);

/** Events that wait for a case as if another had sent them. */
export async function forgedDeliveries(db: Db): Promise<Finding[]> {
  const rows = await query<{ number: string; timerId: string }>(db, FIND_FORGED);
  return rows.map(({ number, timerId }) => ({
    what: 'deliveryForged',
    sentence: `Case ${number}: the event ${timerId} waits for it, and no case has sent it.`,
  }));
}

const READ_DEFINITIONS = sql(
  'read-definitions-to-check',
  `select case_type || ' version ' || version as name, document, hash from definitions where status = 'published'
   order by case_type, version`,
);
const READ_CALENDARS = sql(
  'read-calendars-to-check',
  `select 'calendar version ' || version as name, data as document, hash from calendars order by version`,
);

/** What was published and is not what it was. */
export async function publishedFindings(db: Db): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [statement, hashOf] of [
    [READ_DEFINITIONS, hashOfDocument],
    [READ_CALENDARS, (data: unknown) => sha256(canonicalJson(data))],
  ] as const) {
    for (const { name, document, hash } of await query<{ name: string; document: unknown; hash: string }>(
      db,
      statement,
    )) {
      if (hashOf(document) === hash) continue;
      findings.push({ what: 'publishedDiffers', sentence: `The ${name} is not what was published.` });
    }
  }
  return findings;
}

/** What keeps each table from being changed; a definition may be, until it is published. */
const GUARDS = [
  ...APPEND_ONLY.flatMap((table) => [
    `${table}_${table === 'calendars' ? 'immutable' : 'append_only'}`,
    `${table}_not_truncated`,
  ]),
  'definitions_published_immutable',
  'definitions_not_truncated',
  'cases_not_truncated',
];
const FIND_UNGUARDED = sql(
  'find-missing-guards',
  `select name from unnest($1::text[]) as name where not exists (
     select from pg_trigger t where t.tgname = name and t.tgenabled in ('O', 'A')
       and (select relnamespace from pg_class where oid = t.tgrelid) = current_schema()::regnamespace) order by name`,
);

/** Triggers that keep what is written for ever, and that somebody has taken away or switched off. */
export async function guardFindings(db: Db): Promise<Finding[]> {
  const rows = await query<{ name: string }>(db, FIND_UNGUARDED, [GUARDS]);
  return rows.map(({ name }) => ({
    what: 'guardMissing',
    sentence: `The trigger ${name} is gone or switched off.`,
  }));
}
