/** Rows of a list, with the cursor of the next page when there is one. */
export interface Page<Row> {
  items: Row[];
  next: string | null;
}

/** Where a page ended: the sort key of its last row and its id. Opaque to clients. */
export type PageKey = [sort: string | null, id: string];

/** Null for a cursor that is not one of ours. */
export function readCursor(cursor: string): PageKey | null {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const valid = Array.isArray(key) && key.length === 2 && typeof key[1] === 'string';
    return valid && (key[0] === null || typeof key[0] === 'string') ? (key as PageKey) : null;
  } catch {
    return null;
  }
}

/** The page of `limit` rows out of `limit + 1` that were read. */
export function pageOf<Row>(rows: Row[], limit: number, keyOf: (row: Row) => PageKey): Page<Row> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const next =
    rows.length > limit && last ? Buffer.from(JSON.stringify(keyOf(last))).toString('base64url') : null;
  return { items, next };
}
