import { AppError } from '../errors.js';
import { sql, type Statement } from './statement.js';
import { query, type Db } from './transaction.js';
import { PART_NAMES, PARTS, type PartName } from './write-parts.js';

export type WriteRows = Partial<Record<PartName, object[]>>;

/**
 * How the rows of a part reach PostgreSQL. One row, the everyday event: a parameter per column, half the work of reading JSON. More: one JSON
 * array. PostgreSQL expects 100 rows of any array, and would rather read a whole table of a few thousand rows than look up 100 keys;
 * for a handful a limit that is never reached tells the planner so, and it uses the keys.
 */
type Shape = 'one' | 'few' | 'many';

const HANDFUL = 8;
const NOTHING_CHANGED = 'changed as (select null::uuid as id where false)';

interface Column {
  name: string;
  type: string;
}

interface ShapedPart {
  name: PartName;
  shape: Shape;
  rows: object[];
}

const COLUMNS = Object.fromEntries(
  PART_NAMES.map((name) => [name, columnsOf(PARTS[name].columns)]),
) as Record<PartName, Column[]>;
const statements = new Map<string, Statement>();

function columnsOf(text: string): Column[] {
  return text.split(',').map((column) => {
    const [name, type] = column.trim().split(' ');
    return { name: name!, type: type! };
  });
}

/**
 * Writes all rows in one statement, and returns the ids of the cases whose compare-and-set held. Throws `invalidBody` for a text that
 * PostgreSQL cannot hold.
 */
export async function writeRows(db: Db, rows: WriteRows): Promise<Set<string>> {
  const parts = PART_NAMES.filter((name) => rows[name]?.length).map((name) => shaped(name, rows[name]!));
  if (parts.length === 0) return new Set();
  const turns = parts.some(({ name }) => takesTurn(rows, name));
  const changed = await query<{ id: string }>(db, statementOf(parts, turns), parts.flatMap(valuesOf));
  return new Set(changed.map(({ id }) => id));
}

function shaped(name: PartName, rows: object[]): ShapedPart {
  const shape = rows.length === 1 ? 'one' : rows.length <= HANDFUL ? 'few' : 'many';
  return { name, shape, rows };
}

function valuesOf({ name, shape, rows }: ShapedPart): unknown[] {
  if (shape !== 'one') return [jsonOf(rows)];
  const row = rows[0] as Record<string, unknown>;
  return COLUMNS[name].map(({ name: column, type }) => {
    const value = row[column] ?? null;
    return type === 'json' && value !== null ? jsonOf(value) : value;
  });
}

/** What JSON writes for U+0000 and for half of a surrogate pair. */
const UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/;

function jsonOf(value: unknown): string {
  const text = JSON.stringify(value);
  if (text.includes('\\u') && UNSTORABLE.test(text)) {
    throw new AppError('invalidBody', { reason: 'U+0000 and lone surrogates cannot be stored.' });
  }
  return text;
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

/** One statement per combination of parts and shapes, prepared once per connection under its own name. */
function statementOf(parts: ShapedPart[], turns: boolean): Statement {
  const letters = parts.map(({ name, shape }) => `${PART_NAMES.indexOf(name)}${shape[0]}`);
  const name = `write-${letters.join('-')}${turns ? '-turns' : ''}`;
  const found = statements.get(name) ?? sql(name, textOf(parts, turns));
  statements.set(name, found);
  return found;
}

function textOf(parts: ShapedPart[], turns: boolean): string {
  const names = parts.map(({ name }) => name);
  let parameters = 0;
  const ctes = parts.map(({ name, shape }) => {
    const { cte, ...part } = PARTS[name];
    const source = sourceOf(COLUMNS[name], shape, parameters + 1);
    parameters += shape === 'one' ? COLUMNS[name].length : 1;
    const after = turns && 'after' in part && names.includes(part.after.part as PartName) && part.after.cte;
    // Counting reads the other CTE to its end before this one starts.
    return cte(after ? `${source} join (select count(*) from ${after}) turn on true` : source);
  });
  const changes = names.includes('cases') || names.includes('casesBelow');
  const all = changes ? ctes : [NOTHING_CHANGED, ...ctes];
  return `with ${all.join(',\n')}\nselect id from changed`;
}

/** The FROM item that gives the rows as `x`, from the parameters beginning at `$first`. */
function sourceOf(columns: Column[], shape: Shape, first: number): string {
  if (shape === 'one') {
    const values = columns.map(({ name, type }, index) => `$${first + index}::${type} as ${name}`);
    return `(select ${values.join(', ')}) x`;
  }
  const types = columns.map(({ name, type }) => `${name} ${type}`);
  const all = `json_to_recordset($${first}) as x (${types.join(', ')})`;
  return shape === 'few' ? `(select * from ${all} limit ${HANDFUL}) x` : all;
}
