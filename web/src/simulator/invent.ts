import {
  formSchema,
  type Definition,
  type FactSchema,
  type Facts,
  type Json,
} from '../../../src/machines/index.js';
import { addDays } from '../ui/dates.js';

/** What is asked for in a form. */
export interface Form {
  properties: Record<string, FactSchema>;
  required: string[];
}

/**
 * The facts that a case is opened with: what it must know, and what no later event asks for. With `all` everything that the case may
 * know.
 */
export function openingForm({ facts, events }: Definition, all: boolean): Form {
  const { properties, required = [] } = facts;
  const later = new Set(Object.values(events).flatMap(({ form = [] }) => form));
  const asked = Object.entries(properties).filter(
    ([name, schema]) =>
      all ||
      required.includes(name) ||
      (!later.has(name) && schema.type !== 'array' && schema.default !== undefined),
  );
  return { properties: Object.fromEntries(asked), required };
}

export function eventForm({ facts, events }: Definition, type: string): Form {
  const event = events[type]!;
  return { properties: formSchema(facts, event), required: event.required ?? [] };
}

/** When something is invented. */
interface Moment {
  /** Local date. */
  today: string;
  now: string;
}

const WEEKS_AHEAD = 4;
const CHILD_DAYS = 5_300;

/** An answer to every question that must be answered, such as somebody might give. */
export function invent({ properties, required }: Form, moment: Moment): Facts {
  return Object.fromEntries(
    required.flatMap((name) => {
      const schema = properties[name];
      return schema ? [[name, inventOne(name, schema, moment)]] : [];
    }),
  );
}

function inventOne(name: string, schema: FactSchema, moment: Moment): Json {
  const { default: given, format, minimum, items, minItems = 0 } = schema;
  if (given !== undefined) return structuredClone(given) as Json;
  if (schema.enum) return schema.enum[0] ?? '';
  switch (schema.type) {
    case 'boolean':
      return true;
    case 'integer':
    case 'number':
      return minimum ?? 1;
    case 'array':
      return Array.from({ length: minItems }, () => (items ? inventOne(name, items, moment) : ''));
    case 'object':
      return invent({ properties: schema.properties ?? {}, required: schema.required ?? [] }, moment);
    default:
      return inventText(name, format, schema.minLength, moment);
  }
}

function inventText(
  name: string,
  format: FactSchema['format'],
  minLength = 0,
  { today, now }: Moment,
): string {
  if (format === 'date-time') return now;
  if (format === 'date') return inventDate(name, today);
  return 'Eksempel'.padEnd(minLength, '.');
}

/** A child of 14; what is due lies ahead; what has happened, happened today. */
function inventDate(name: string, today: string): string {
  if (/birth/i.test(name)) return addDays(today, -CHILD_DAYS);
  return /due|deadline|until/i.test(name) ? addDays(today, 7 * WEEKS_AHEAD) : today;
}

/** What the form of an event holds when it opens: what the case knows, and inventions where an answer is demanded. */
export function eventAnswers(
  { properties, required }: Form,
  known: Facts,
  adds: boolean,
  moment: Moment,
): Facts {
  const invented = invent({ properties, required }, moment);
  if (adds) return invented;
  const kept = Object.entries(properties).filter(
    ([name, schema]) => name in known && schema.type !== 'boolean',
  );
  return { ...invented, ...Object.fromEntries(kept.map(([name]) => [name, known[name]!])) };
}
