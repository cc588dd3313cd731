import { sql, type Statement } from './statement.js';
import { query, type Db } from './transaction.js';
import { PART_NAMES, PARTS, type PartName } from './write-parts.js';

export type WriteRows = Partial<Record<PartName, object[]>>;

const NOTHING_CHANGED = 'changed as (select null::uuid as id where false)';
/**
 * PostgreSQL expects 100 rows of any JSON array, and would rather read a whole table of a few thousand rows than look up 100 keys. The
 * everyday event has a handful of rows; a limit that is never reached tells the planner so, and it uses the keys.
 */
const HANDFUL = 8;
const statements = new Map<string, Statement>();

/** Writes all rows in one statement, and returns the ids of the cases whose compare-and-set held. */
export async function writeRows(db: Db, rows: WriteRows): Promise<Set<string>> {
  const parts = PART_NAMES.filter((name) => rows[name]?.length);
  if (parts.length === 0) return new Set();
  const values = parts.map((name) => JSON.stringify(rows[name]));
  const few = parts.every((name) => rows[name]!.length <= HANDFUL);
  const turns = parts.some((name) => takesTurn(rows, name));
  const changed = await query<{ id: string }>(db, statementOf(parts, few, turns), values);
  return new Set(changed.map(({ id }) => id));
}

/** Whether something closes and opens again under the same key: only then must one part wait for the other (40 µs). */
function takesTurn(rows: WriteRows, name: PartName): boolean {
  const part = PARTS[name];
  if (!('after' in part)) return false;
  const closed = new Set(rows[part.after.part as PartName]?.map(keyOf));
  return closed.size > 0 && rows[name]!.some((row) => closed.has(keyOf(row)));
}

function keyOf(row: object): string {
  const { case_id, key } = row as { case_id: string; key: string };
  return `${case_id} ${key}`;
}

function statementOf(parts: PartName[], few: boolean, turns: boolean): Statement {
  const bits = parts.reduce((sum, name) => sum + 2 ** PART_NAMES.indexOf(name), 0).toString(16);
  const name = `write-${few ? 'few-' : ''}${turns ? 'turns-' : ''}${bits}`;
  const found = statements.get(name) ?? sql(name, textOf(parts, few, turns));
  statements.set(name, found);
  return found;
}

function textOf(parts: PartName[], few: boolean, turns: boolean): string {
  const ctes = parts.map((name, index) => {
    const { rows, cte, ...part } = PARTS[name];
    const after =
      turns && 'after' in part && parts.includes(part.after.part as PartName) ? part.after.cte : null;
    // Counting reads the other CTE to its end before this one starts.
    const turn = after ? ` join (select count(*) from ${after}) turn on true` : '';
    const all = rows(`$${index + 1}`);
    const source = few ? `(select * from ${all} limit ${HANDFUL}) x` : all;
    return cte(`${source}${turn}`);
  });
  const all = parts.includes('cases') ? ctes : [NOTHING_CHANGED, ...ctes];
  return `with ${all.join(',\n')}\nselect id from changed`;
}
