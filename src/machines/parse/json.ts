/** A JSON object as read from outside. Keys are looked up with `Object.hasOwn` only. */
export type JsonObject = Record<string, unknown>;

/** Names of everything an author may name: states, events, facts, tasks. */
export const NAME = '^[A-Za-z][A-Za-z0-9_]*$';
const NAME_PATTERN = new RegExp(NAME);

export function isName(text: string): boolean {
  return NAME_PATTERN.test(text);
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// The checks after the shape check run on documents that may be misshapen, so that all problems come at once. They read through these
// functions: whatever has the wrong type was reported already and reads as empty.

/** The own value under the key, or undefined: `constructor` and `__proto__` are never inherited. */
export function get(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

export function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** JSON Pointer (RFC 6901) of these keys, put behind `base`. */
export function pointer(base: string, ...keys: (string | number)[]): string {
  return base + keys.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The keys of a JSON Pointer. */
export function keysOf(path: string): string[] {
  return path
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** True when the two are the same JSON; the order of keys does not matter. */
export function sameJson(left: unknown, right: unknown): boolean {
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => sameJson(item, right[index]));
  }
  if (!isObject(left) || !isObject(right)) return left === right;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && sameJson(left[key], right[key]))
  );
}
