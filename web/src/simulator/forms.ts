import {
  formSchema,
  inventFacts,
  type Definition,
  type FactSchema,
  type Facts,
} from '../../../src/machines/index.js';

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

/** What the form of an event holds when it opens: what the case knows, and inventions where an answer is demanded. */
export function eventAnswers(
  form: Form,
  known: Facts,
  adds: boolean,
  moment: { today: string; now: string },
): Facts {
  const invented = inventFacts(form, moment);
  if (adds) return invented;
  const kept = Object.entries(form.properties).filter(
    ([name, schema]) => name in known && schema.type !== 'boolean',
  );
  return { ...invented, ...Object.fromEntries(kept.map(([name]) => [name, known[name]!])) };
}
