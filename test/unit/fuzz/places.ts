/** Keys from the root of a document to one of its values. */
export type Place = readonly string[];

const isContainer = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const MAX_DEPTH = 60;

/** Every place below the root, in document order. */
export function placesIn(value: unknown, keys: Place = []): Place[] {
  if (!isContainer(value) || keys.length > MAX_DEPTH) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const place = [...keys, key];
    return [place, ...placesIn(item, place)];
  });
}

/** The value at the place; own keys only. */
export function valueAt(document: unknown, place: Place): unknown {
  return place.reduce<unknown>(
    (value, key) => (isContainer(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    document,
  );
}

export function put(document: unknown, place: Place, value: unknown): void {
  const holder = holderOf(document, place);
  const key = place.at(-1)!;
  if (!holder) return;
  if (Array.isArray(holder)) holder[Number(key)] = value;
  else Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

export function remove(document: unknown, place: Place): void {
  const holder = holderOf(document, place);
  const key = place.at(-1)!;
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else if (holder) delete holder[key];
}

/** Gives the key another name and keeps its position. */
export function renameKey(document: unknown, place: Place, name: string): void {
  const holder = holderOf(document, place);
  if (!holder || Array.isArray(holder)) return;
  const entries = Object.entries(holder);
  for (const [key] of entries) delete holder[key];
  for (const [key, value] of entries) put(holder, [key === place.at(-1) ? name : key], value);
}

function holderOf(document: unknown, place: Place): Record<string, unknown> | undefined {
  const holder = valueAt(document, place.slice(0, -1));
  return isContainer(holder) ? holder : undefined;
}
