import { hash } from 'node:crypto';

/** JSON with sorted keys and no white space: equal values give equal text (RFC 8785 for the values we have). */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const record = value as Record<string, unknown>;
  const entries = Object.keys(record)
    .filter((key) => record[key] !== undefined)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(record[key])}`);
  return `{${entries.join(',')}}`;
}

/** Lower-case hexadecimal. */
export function sha256(text: string): string {
  return hash('sha256', text);
}
