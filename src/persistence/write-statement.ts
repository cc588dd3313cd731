import { sql, type Statement } from './statement.js';
import { query, type Db } from './transaction.js';
import { PART_NAMES, PARTS, type PartName } from './write-parts.js';

export type WriteRows = Partial<Record<PartName, object[]>>;

const NOTHING_CHANGED = 'changed as (select null::uuid as id where false)';
const statements = new Map<string, Statement>();

/** Writes all rows in one statement, and returns the ids of the cases whose compare-and-set held. */
export async function writeRows(db: Db, rows: WriteRows): Promise<Set<string>> {
  const parts = PART_NAMES.filter((name) => rows[name]?.length);
  if (parts.length === 0) return new Set();
  const values = parts.map((name) => JSON.stringify(rows[name]));
  const changed = await query<{ id: string }>(db, statementOf(parts), values);
  return new Set(changed.map(({ id }) => id));
}

function statementOf(parts: PartName[]): Statement {
  const bits = parts.reduce((sum, name) => sum + 2 ** PART_NAMES.indexOf(name), 0).toString(16);
  const name = `write-${bits}`;
  const found = statements.get(name) ?? sql(name, textOf(parts));
  statements.set(name, found);
  return found;
}

function textOf(parts: PartName[]): string {
  const ctes = parts.map((name, index) => {
    const { rows, cte, ...part } = PARTS[name];
    const after = 'after' in part && parts.includes(part.after.part as PartName) ? part.after.cte : null;
    // Counting reads the other CTE to its end before this one starts.
    const turn = after ? ` join (select count(*) from ${after}) turn on true` : '';
    return cte(`${rows(`$${index + 1}`)}${turn}`);
  });
  const all = parts.includes('cases') ? ctes : [NOTHING_CHANGED, ...ctes];
  return `with ${all.join(',\n')}\nselect id from changed`;
}
