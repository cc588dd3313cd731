import type { Schema } from '../../../src/machines/index.js';

/** A schema without references and conditions, and the name of the definition in the schema that it comes from. */
export interface Plain {
  schema: Schema;
  ref: string | null;
}

/** What the schema says at the end of the keys, for the document as it is; empty where it says nothing. */
export function schemasAt(root: Schema, document: unknown, keys: readonly string[]): Plain[] {
  let value = document;
  let at = plain(root, root, value, null);
  for (const key of keys) {
    value = below(value, key);
    const next = at.flatMap(({ schema }) => stepsOf(schema, key));
    at = next.flatMap((schema) => plain(root, schema, value, null));
  }
  return at;
}

function below(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value[Number(key)];
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function stepsOf(schema: Schema, key: string): Schema[] {
  const { properties = {}, additionalProperties, items } = schema;
  if (Object.hasOwn(properties, key)) return [properties[key]!];
  if (items && /^\d+$/.test(key)) return [items];
  return typeof additionalProperties === 'object' ? [additionalProperties] : [];
}

/** The schema with what it refers to and with what its conditions add. Where nothing is written yet, both ways are open. */
function plain(root: Schema, schema: Schema, value: unknown, ref: string | null): Plain[] {
  const { $ref, allOf = [], if: condition, then: yes, else: no, ...own } = schema;
  const parts: Plain[] = [{ schema: own, ref }];
  if ($ref !== undefined) {
    const name = $ref.replace('#/$defs/', '');
    const [first, ...rest] = plain(root, root.$defs?.[name] ?? {}, value, name);
    // What is said where it is used comes before what is said of the thing itself.
    parts.splice(0, 1, { schema: { ...first!.schema, ...own }, ref: name }, ...rest);
  }
  if (condition) {
    const open = value === undefined;
    if (yes && (open || holds(condition, value))) parts.push(...plain(root, yes, value, ref));
    if (no && (open || !holds(condition, value))) parts.push(...plain(root, no, value, ref));
  }
  for (const part of allOf) parts.push(...plain(root, part, value, ref));
  return parts;
}

/** The few conditions that the schema of definitions has. */
function holds(condition: Schema, value: unknown): boolean {
  const { type, required = [], properties = {}, enum: allowed } = condition;
  if (type === 'string' && typeof value !== 'string') return false;
  if (type === 'array' && !Array.isArray(value)) return false;
  if (type === 'object' && !isObject(value)) return false;
  if (allowed && !allowed.includes(value as string)) return false;
  if (isObject(value) && required.some((key) => !Object.hasOwn(value, key))) return false;
  return Object.entries(properties).every(([key, schema]) => schema.const === below(value, key));
}

export interface Offer {
  label: string;
  description: string;
  /** A key that the document must have. */
  required?: boolean;
  /** What to write behind a key, or the value as JSON. */
  json: string;
}

/** The keys that an object may have. */
export function keysOffered(plains: Plain[], root: Schema): Offer[] {
  const offers = plains.flatMap(({ schema: { properties = {}, required = [] } }) =>
    Object.entries(properties).map(([key, schema]): [string, Offer] => {
      const parts = plain(root, schema, undefined, null);
      return [
        key,
        {
          label: key,
          description: parts[0]?.schema.description ?? '',
          required: required.includes(key),
          json: emptyValue(parts),
        },
      ];
    }),
  );
  return [...new Map(offers).values()];
}

const EMPTY: Partial<Record<string, string>> = {
  object: '{}',
  array: '[]',
  string: '""',
  boolean: 'true',
};

function emptyValue(parts: Plain[]): string {
  const types = new Set(parts.flatMap(({ schema }) => schema.type ?? (schema.enum ? 'string' : [])));
  const [only, ...more] = types;
  return (more.length === 0 && only !== undefined && EMPTY[only]) || '';
}

/** The values that the schema names one by one. */
export function valuesOffered(plains: Plain[]): Offer[] {
  const values = plains.flatMap(({ schema }) => {
    const { enum: allowed, const: only, type, description = '' } = schema;
    if (type === 'boolean') return ['true', 'false'].map((label) => ({ label, description, json: label }));
    return [...(allowed ?? []), ...(only === undefined ? [] : [only])].map((label) => ({
      label,
      description,
      json: JSON.stringify(label),
    }));
  });
  return [...new Map(values.map((offer) => [offer.label, offer])).values()];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
