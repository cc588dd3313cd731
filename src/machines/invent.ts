import { addDays } from './dates.js';
import type { FactSchema, Instant, LocalDate } from './definition.js';
import type { Facts, Json } from './snapshot.js';

/** When something is invented, and how. */
export interface Invention {
  today: LocalDate;
  now: Instant;
  /** What stands for any text. By default an example that is neither too short nor too long. */
  text?: string;
  /** Also what need not be answered. */
  optional?: boolean;
}

const EXAMPLE = 'Eksempel';
const DAYS_AHEAD = 28;
const CHILD_DAYS = 5_300;

/** An answer to every question that must be answered, such as somebody might give. */
export function inventFacts(
  { properties = {}, required = [] }: Pick<FactSchema, 'properties' | 'required'>,
  how: Invention,
): Facts {
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => how.optional || required.includes(name))
      .map(([name, schema]) => [name, inventOne(name, schema, how)]),
  );
}

function inventOne(name: string, schema: FactSchema, how: Invention): Json {
  const { minimum, maximum = 1, items = {}, minItems = 0 } = schema;
  if (schema.default !== undefined) return structuredClone(schema.default) as Json;
  if (schema.enum) return schema.enum[0] ?? '';
  switch (schema.type) {
    case 'boolean':
      return true;
    case 'integer':
    case 'number':
      return minimum ?? Math.min(1, maximum);
    case 'array':
      return Array.from({ length: minItems }, () => inventOne(name, items, how));
    case 'object':
      return inventFacts(schema, how);
    default:
      return inventText(name, schema, how);
  }
}

function inventText(name: string, { format, minLength = 0, maxLength }: FactSchema, how: Invention): string {
  if (format === 'date-time') return how.now;
  if (format === 'date') return inventDate(name, how.today);
  return how.text ?? EXAMPLE.padEnd(minLength, '.').slice(0, maxLength);
}

/** A child of 14; what is due lies ahead; what has happened, happened today. */
function inventDate(name: string, today: LocalDate): LocalDate {
  if (/birth/i.test(name)) return addDays(today, -CHILD_DAYS);
  return /due|deadline|until/i.test(name) ? addDays(today, DAYS_AHEAD) : today;
}
