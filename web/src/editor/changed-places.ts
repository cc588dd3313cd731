import { pointer } from '../../../src/machines/index.js';

/** JSON Pointers of what is different between two documents, each as deep as it can be told; in the order of the documents. */
export function changedPlaces(before: unknown, after: unknown, path = ''): string[] {
  if (Object.is(before, after)) return [];
  if (!isContainer(before) || !isContainer(after) || Array.isArray(before) !== Array.isArray(after)) {
    return [path];
  }
  const [old, now] = [entriesOf(before), entriesOf(after)];
  const keys = new Set([...old.keys(), ...now.keys()]);
  return [...keys].flatMap((key) =>
    old.has(key) && now.has(key)
      ? changedPlaces(old.get(key), now.get(key), pointer(path, key))
      : [pointer(path, key)],
  );
}

/** Whether the one place lies in the other. */
export const overlap = (one: string, other: string): boolean =>
  one === other || one.startsWith(`${other}/`) || other.startsWith(`${one}/`);

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null;

const entriesOf = (container: object): Map<string, unknown> => new Map(Object.entries(container));
