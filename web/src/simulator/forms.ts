import {
  formSchema,
  inventFacts,
  openingFacts,
  type Definition,
  type Facts,
} from '../../../src/machines/index.js';
import { askedFirst, type Form } from '../form/asked-first.js';

/** What the form of a new case asks for; with `all` everything with which the case may be opened. */
export function openingForm(definition: Definition, all: boolean): Form {
  const form = { properties: openingFacts(definition), required: definition.facts.required ?? [] };
  return all ? form : askedFirst(form, definition);
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
