import type { Definition } from '../../../src/machines/index.js';
import type { FormSchema } from '../api-types.js';

export type Form = Pick<FormSchema, 'properties' | 'required'>;

/** Of the facts with which a case may be opened: all it must know, and what no later event asks for. The rest comes with its events. */
export function askedFirst({ properties, required }: Form, { events }: Pick<Definition, 'events'>): Form {
  const later = new Set(Object.values(events).flatMap(({ form = [] }) => form));
  const asked = Object.entries(properties).filter(
    ([name, schema]) =>
      required.includes(name) ||
      (!later.has(name) && schema.type !== 'array' && schema.default !== undefined),
  );
  return { properties: Object.fromEntries(asked), required };
}
