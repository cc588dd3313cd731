import { pointer } from './parse/json.js';

/** A place that both sides have changed, each in another way. JSON Pointer. */
export interface MergeConflict {
  path: string;
}

export interface Merged {
  /** Both changes together; where they are in conflict, as `mine` has it. */
  document: unknown;
  /** In the order of the document. Empty: the merge is exact. */
  conflicts: MergeConflict[];
}

/**
 * Puts together what two sides have made of one JSON document. A change that only one of them has made is taken, and so is the same change of both.
 * Objects are merged key by key, lists of objects with an `id` by these; any other list is one value. New keys come after those of `mine`.
 */
export function mergeDocuments(base: unknown, theirs: unknown, mine: unknown): Merged {
  const conflicts: MergeConflict[] = [];
  const document = merge({ base, theirs, mine }, '', conflicts);
  return { document, conflicts };
}

interface Sides<Value = unknown> {
  base: Value;
  theirs: Value;
  mine: Value;
}
type Entries = Record<string, unknown>;

/** `undefined` is what is not there. */
function merge({ base, theirs, mine }: Sides, path: string, conflicts: MergeConflict[]): unknown {
  if (isSame(base, theirs) || isSame(theirs, mine)) return mine;
  if (isSame(base, mine)) return theirs;
  const sides = { base: base ?? emptyAs(mine), theirs, mine };
  if (isObject(sides.base) && isObject(theirs) && isObject(mine))
    return mergeEntries(sides as Sides<Entries>, (key) => pointer(path, key), conflicts);
  const [ofBase, ofTheirs, ofMine] = [sides.base, theirs, mine].map(byId);
  if (ofBase && ofTheirs && ofMine) {
    const placeOf = (id: string) =>
      [ofMine, ofTheirs].map((list) => Object.keys(list).indexOf(id)).find((at) => at >= 0)!;
    const lists = { base: ofBase, theirs: ofTheirs, mine: ofMine };
    return Object.values(mergeEntries(lists, (id) => pointer(path, placeOf(id)), conflicts));
  }
  conflicts.push({ path });
  return mine;
}

function mergeEntries(
  { base, theirs, mine }: Sides<Entries>,
  pathOf: (key: string) => string,
  conflicts: MergeConflict[],
): Entries {
  const keys = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])];
  const entries = keys.map((key) => {
    const [b, t, m] = [base, theirs, mine].map((side) => (Object.hasOwn(side, key) ? side[key] : undefined));
    return [key, merge({ base: b, theirs: t, mine: m }, pathOf(key), conflicts)] as const;
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

const isObject = (value: unknown): value is Entries =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const emptyAs = (value: unknown): unknown => (Array.isArray(value) ? [] : isObject(value) ? {} : undefined);

/** The entries of a list by their ids; null when it is none, or they have none of their own. */
function byId(list: unknown): Entries | null {
  if (!Array.isArray(list)) return null;
  const ids = list.map((entry) => (isObject(entry) && typeof entry.id === 'string' ? entry.id : null));
  const isNamed = !ids.includes(null) && new Set(ids).size === ids.length;
  return isNamed ? Object.fromEntries(list.map((entry, at) => [`id ${ids[at]}`, entry])) : null;
}

/** As JSON, the order of keys aside: of states that order means nothing that two could disagree on. */
function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((entry, at) => isSame(entry, b[at]));
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]))
  );
}
