import type { Instant, LocalDate, Text } from '../machines/definition.js';
import { NOW } from './clock.js';
import { sql } from './statement.js';
import { query, queryOne, type Db } from './transaction.js';

/** How long cases of a type are kept after they have ended. */
export interface RetentionRule {
  /** ISO 8601, years and months: `P5Y`. */
  period: string;
  /** By what law or decision. */
  source: string;
  requestedByName: string;
  approvedByName: string;
  setAt: Instant;
}

export interface RetentionRow {
  caseType: string;
  title: Text;
  /** Null: such cases are kept for ever. */
  rule: RetentionRule | null;
  /** How many were disposed of so far. */
  disposed: number;
}

/** What a rule would do now, in cases. */
export interface RetentionPreview {
  /** That have ended. */
  ended: number;
  /** Whose time would have gone. */
  due: number;
  /** Of those: that stay because of a hold, on them or on one that hangs together with them. */
  held: number;
  /** Of those: that stay because one that hangs together with them must. */
  waiting: number;
  oldestEndedOn: LocalDate | null;
}

const RULE = `r.period, r.source, r.requested_by_name as "requestedByName", r.approved_by_name as "approvedByName", r.set_at as "setAt"`;
const LIST = sql(
  'list-retention',
  `with types as (
     select distinct on (case_type) case_type, document -> 'title' as title from definitions
     where status = 'published' order by case_type, version desc)
   select t.case_type as "caseType", t.title, ${RULE},
     (select count(*)::integer from case_disposals d where d.case_type = t.case_type) as disposed
   from types t left join retention_rules r on r.case_type = t.case_type order by t.case_type`,
);
const SET = sql(
  'set-retention-rule',
  `insert into retention_rules (case_type, period, source, requested_by_name, approved_by_name, set_at)
   values ($1, $2, $3, $4, $5, ${NOW})
   on conflict (case_type) do update set period = excluded.period, source = excluded.source, set_at = excluded.set_at,
     requested_by_name = excluded.requested_by_name, approved_by_name = excluded.approved_by_name`,
);
const CLEAR = sql(
  'clear-retention-rule',
  'delete from retention_rules where case_type = $1 returning case_type',
);
/** Each case with the first of its family, and whether the rules, with the one asked about in its place, let it go. */
const PREVIEW = sql(
  'preview-retention',
  `with recursive family as (
     select c.id, c.id as root from cases c where c.parent_id is null
     union all select c.id, f.root from family f join cases c on c.parent_id = f.id),
   judged as (
     select f.root, c.case_type, c.ended_at,
       coalesce(c.ended_at + (case when c.case_type = $1 then $2 else r.period end)::interval <= ${NOW}, false) as due,
       exists (select from case_holds h where h.case_id = c.id and h.lifted_at is null) as held
     from family f join cases c on c.id = f.id left join retention_rules r on r.case_type = c.case_type),
   families as (select root, bool_and(due) as due, bool_or(held) as held from judged group by root)
   select count(*) filter (where j.ended_at is not null)::integer as ended,
     count(*) filter (where j.due)::integer as due,
     count(*) filter (where j.due and f.held)::integer as held,
     count(*) filter (where j.due and not f.held and not f.due)::integer as waiting,
     (min(j.ended_at) at time zone 'Europe/Copenhagen')::date::text as "oldestEndedOn"
   from judged j join families f on f.root = j.root where j.case_type = $1`,
);

/** Every published case type, with its rule if it has one. */
export async function listRetention(db: Db): Promise<RetentionRow[]> {
  type Flat = Omit<RetentionRow, 'rule'> & { [name in keyof RetentionRule]: RetentionRule[name] | null };
  const rows = await query<Flat>(db, LIST);
  return rows.map(({ caseType, title, disposed, ...rule }) => {
    return { caseType, title, disposed, rule: rule.period === null ? null : (rule as RetentionRule) };
  });
}

export async function setRetentionRule(
  db: Db,
  caseType: string,
  rule: Omit<RetentionRule, 'setAt'>,
): Promise<void> {
  const { period, source, requestedByName, approvedByName } = rule;
  await query(db, SET, [caseType, period, source, requestedByName, approvedByName]);
}

/** False when there was none. */
export async function clearRetentionRule(db: Db, caseType: string): Promise<boolean> {
  return (await queryOne(db, CLEAR, [caseType])) !== null;
}

/** What the rule would do now, beside the rules that there are. Names no case. */
export async function previewRetention(db: Db, caseType: string, period: string): Promise<RetentionPreview> {
  return (await queryOne<RetentionPreview>(db, PREVIEW, [caseType, period]))!;
}
