import { addDays } from '../../src/machines/dates.js';
import type { Facts, FactSchema, Json } from '../../src/machines/index.js';

export const pick = <T>(items: readonly T[], choice: number): T => items[choice % items.length]!;

/** A value that the schema allows, if it is a schema that people write; which one follows from the seed. */
export function valueOf(schema: FactSchema, seed: number, today: string): Json {
  if (schema.enum) return pick(schema.enum, seed);
  if (schema.format === 'date') return addDays(today, (seed % 400) - 100);
  if (schema.format === 'date-time') return `${addDays(today, -(seed % 30))}T09:00:00.000Z`;
  if (schema.type === 'boolean') return seed % 2 === 0;
  if (schema.type === 'integer' || schema.type === 'number') return (schema.minimum ?? 0) + (seed % 4);
  if (schema.type === 'array') {
    const { items = {} } = schema;
    return Array.from({ length: (seed % 3) + Math.min(schema.minItems ?? 0, 10) }, (_, index) =>
      valueOf(items, (seed >> index) + index, today),
    );
  }
  if (schema.type === 'object') return formOf(schema.properties ?? {}, schema.required ?? [], seed, today);
  return pick(['Notat fra samtalen', 'Æøå « x » \u202e', ' ', 'x'], seed);
}

/** What is required, and some of the rest. */
export function formOf(
  properties: Record<string, FactSchema>,
  required: readonly string[],
  seed: number,
  today: string,
): Facts {
  const names = Object.keys(properties).filter(
    (name, index) => required.includes(name) || (seed >> index) % 3 > 0,
  );
  return Object.fromEntries(
    names.map((name, index) => [name, valueOf(properties[name]!, (seed >> index) + index, today)]),
  );
}
