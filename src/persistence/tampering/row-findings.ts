import { canonicalJson } from '../canonical-json.js';
import { sql, type Statement } from '../statement.js';
import { query, type Db } from '../transaction.js';
import type { PartName } from '../write-parts.js';
import type { WriteRows } from '../write-statement.js';
import type { Finding } from './finding.js';

type Row = Record<string, unknown>;

/** How the rows of one table follow from the events of their case. */
interface Derived {
  table: string;
  part: PartName;
  /** One of its rows, in a sentence. */
  called: string;
  keys: string[];
  columns: string[];
  /** Where the product changes a column later, what must still hold of it. */
  selected?: Record<string, string>;
  where?: string;
  /** Adds what the part leaves to the table. */
  complete?: (row: Row) => Row;
  /** What a row of an older release says, in the words of this one. */
  understood?: (row: Row) => Row;
}

/** A certificate from before there was a choice of days counted working days, and did not say so. */
function withDays(row: Row): Row {
  const certificate = row.certificate as { rule: Row };
  return { ...row, certificate: { ...certificate, rule: { days: 'workingDays', ...certificate.rule } } };
}

/** Tried and failed: then, and only then, it is due later than its case has said. */
const WAITS_FOR_RETRY = `exists (select from incidents i where i.case_id = t.case_id and i.timer_id = t.timer_id
  and i.arming = t.arming and i.resolved_at is null and i.retry_at >= t.wake_at)`;

const DERIVED: Derived[] = [
  {
    table: 'tasks',
    part: 'tasks',
    called: 'task',
    keys: ['key', 'opened_seq'],
    columns:
      `title role deadline_key due_on due_at team_id assignee_id status opened_at closed_seq closed_at closed_by`.split(
        ' ',
      ),
  },
  {
    table: 'deadlines',
    part: 'deadlines',
    called: 'deadline',
    keys: ['key', 'started_seq'],
    columns:
      `title kind started_at anchor_on due_on due_at target_on latest_send_on breached_at paused_on extended_to status stopped_on`.split(
        ' ',
      ),
  },
  {
    table: 'deadline_certificates',
    part: 'certificates',
    called: 'certificate of the deadline',
    keys: ['key', 'seq'],
    columns: ['certificate'],
    understood: withDays,
  },
  {
    table: 'timers',
    part: 'timers',
    called: 'timer',
    keys: ['timer_id', 'arming'],
    columns: ['due_at', 'event', 'wake_at'],
    where: `kind = 'armed'`,
    selected: { wake_at: `case when attempts > 0 and ${WAITS_FOR_RETRY} then due_at else wake_at end` },
    complete: (row) => ({ ...row, wake_at: row.due_at }),
  },
  {
    table: 'messages',
    part: 'messages',
    called: 'message',
    keys: ['key'],
    columns:
      `event_seq kind subject title recipients template rung late status created_at not_before next_attempt_at`.split(
        ' ',
      ),
    selected: {
      next_attempt_at: `case when failure is null and attempts = 0 then next_attempt_at else coalesce(not_before, created_at) end`,
      // What has left cannot be called back.
      status: `case when status = 'sent' and sent_at is not null then null else status end`,
    },
  },
  {
    table: 'agenda_items',
    part: 'agenda',
    called: 'agenda item',
    keys: ['event_seq', 'agenda'],
    columns: ['title', 'put_at'],
  },
];

const STATEMENTS = new Map<string, Statement>(
  DERIVED.map(({ table, keys, columns, selected = {}, where = 'true' }) => {
    const list = [...keys, ...columns].map((name) => `${selected[name] ?? `t.${name}`} as ${name}`);
    const text = `select ${list.join(', ')} from ${table} t where t.case_id = $1 and ${where}`;
    return [table, sql(`read-${table}-to-check`, text)];
  }),
);

/** What of the derived rows of a case is not what its events say. `name` is what the case is called. */
export async function rowFindings(
  db: Db,
  caseId: string,
  name: string,
  expected: WriteRows,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const derived of DERIVED) {
    const rows = await query<Row>(db, STATEMENTS.get(derived.table)!, [caseId]);
    const actual = derived.understood ? rows.map(derived.understood) : rows;
    const wanted = (expected[derived.part] ?? []) as Row[];
    findings.push(
      ...compare(derived, actual, wanted).map((found) => ({
        ...found,
        caseId,
        sentence: `${name}: ${found.sentence}`,
      })),
    );
  }
  return findings;
}

function compare(derived: Derived, actual: Row[], wanted: Row[]): Finding[] {
  const { complete = (row) => row, keys, called } = derived;
  const left = groupedBy(keys, actual);
  const findings: Finding[] = [];
  for (const [key, group] of groupedBy(keys, wanted.map(complete))) {
    const found = left.get(key) ?? [];
    left.delete(key);
    const thing = `the ${called} ${nameOf(keys, group[0]!)}`;
    group.forEach((row, index) => {
      if (!found[index]) findings.push({ what: 'rowMissing', sentence: `${thing} is gone.` });
      else findings.push(...difference(derived, thing, found[index], row));
    });
    if (found.length > group.length)
      findings.push({ what: 'rowAdded', sentence: `${thing} is there once more than its events say.` });
  }
  for (const [row] of left.values())
    findings.push({ what: 'rowAdded', sentence: `the ${called} ${nameOf(keys, row!)} comes from no event.` });
  return findings;
}

function difference({ table, columns }: Derived, thing: string, actual: Row, wanted: Row): Finding[] {
  const left = table === 'messages' && actual.status === null;
  const differing = differingColumns(columns, actual, left ? { ...wanted, status: null } : wanted);
  if (differing.length === 0) return [];
  return [
    {
      what: 'rowDiffers',
      sentence: `${thing} is not what its events say: ${inWords(differing, actual, wanted)}.`,
    },
  ];
}

/** Names of the columns whose values differ. */
export function differingColumns(columns: string[], actual: Row, wanted: Row): string[] {
  return columns.filter(
    (name) => canonicalJson(actual[name] ?? null) !== canonicalJson(wanted[name] ?? null),
  );
}

/** Days, moments, numbers and states are told; texts are not, for they may speak of a person. */
export function inWords(columns: string[], actual: Row, wanted: Row): string {
  return columns
    .map((name) => {
      const [is, was] = [actual[name], wanted[name]].map(shown);
      return is && was ? `${name} is ${is} instead of ${was}` : `${name} was changed`;
    })
    .join(', ');
}

const HARMLESS = /^(?:\d{4}-\d\d-\d\d(?:T[\d:.]+Z)?|[a-z]{1,12})$/i;

function shown(value: unknown): string | null {
  if (value === null || value === undefined) return 'empty';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && HARMLESS.test(value) ? value : null;
}

/** Rows of one key in an order that equal sets share. */
function groupedBy(keys: string[], rows: Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = canonicalJson(keys.map((name) => row[name]));
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  for (const group of groups.values())
    if (group.length > 1) group.sort((a, b) => (String(a.closed_seq) < String(b.closed_seq) ? -1 : 1));
  return groups;
}

function nameOf(keys: string[], row: Row): string {
  const [first, second] = keys.map((name) => row[name]);
  return second === undefined ? `${String(first)}` : `${String(first)} (${String(second)})`;
}
