import { types } from 'pg';
import { sha256 } from './canonical-json.js';

/**
 * One SQL statement with the name under which each connection prepares it once. Without a name PostgreSQL plans the text at
 * every call: 2–4 ms for the larger ones.
 */
export interface Statement {
  name: string;
  text: string;
}

export function sql(name: string, text: string): Statement {
  if (name.length <= LONGEST_NAME) return { name, text };
  const hash = sha256(name).slice(0, 16);
  return { name: `${name.slice(0, LONGEST_NAME - hash.length - 1)}-${hash}`, text };
}

/** PostgreSQL cuts a name after 63 bytes, and takes two that begin alike for one; longer names are told apart by their hash. */
const LONGEST_NAME = 63;

type TextParser = (text: string) => unknown;

/** What PostgreSQL writes for an instant of ours: every connection has the time zone UTC, and years have four digits. */
const WRITTEN = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(\.\d{1,3})?\+00$/;

/** As text to text where it can be: a `Date` in between takes ten times as long. */
const instant: TextParser = (text) => {
  const [, day, time, fraction = '.'] = WRITTEN.exec(text) ?? [];
  if (day) return `${day}T${time}${fraction.padEnd(4, '0')}Z`;
  const moment: unknown = types.getTypeParser(types.builtins.TIMESTAMPTZ)(text);
  // Infinity, which the product never writes.
  return moment instanceof Date ? moment.toISOString() : text;
};
const same: TextParser = (text) => text;

const PARSERS = new Map<number, TextParser>([
  [types.builtins.TIMESTAMPTZ, instant],
  [types.builtins.DATE, same],
  [types.builtins.INT8, Number],
]);

/**
 * Rows come back in the product's own words: `timestamptz` as an `Instant`, `date` as a `LocalDate`, `bigint` as a number
 * (ours are counters, far below 2^53). Everything else as `pg` does it.
 */
export const ROW_TYPES = {
  getTypeParser: (oid: number, format?: 'text' | 'binary'): TextParser =>
    PARSERS.get(oid) ?? (types.getTypeParser(oid, format as 'text') as TextParser),
};
