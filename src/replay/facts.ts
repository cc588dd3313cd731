import { plus } from '../machines/dates.js';
import { legalDate } from '../machines/instants.js';
import type { Facts, Json } from '../machines/snapshot.js';
import type { FactSource } from './mapping.js';
import { instantOf, textOf } from './xes-attributes.js';
import type { XesAttributes } from './xes-attributes.js';

/** Zone of the local dates, and where words of the log that the mapping does not know are reported. */
export interface FactContext {
  zone: string;
  unknownWord(attribute: string, word: string): void;
}

/** The facts that the mapping finds; the first of `places` that has an attribute gives it, and one without a value gives no fact. */
export function factsFrom(
  sources: Record<string, FactSource> = {},
  places: XesAttributes[],
  context: FactContext,
): Facts {
  const facts: Facts = {};
  for (const [fact, source] of Object.entries(sources)) {
    const place = places.find((attributes) => attributes.has(source.attribute));
    const value = place && valueOf(source, place, context);
    if (value !== undefined) facts[fact] = value;
  }
  return facts;
}

function valueOf(source: FactSource, place: XesAttributes, context: FactContext): Json | undefined {
  const text = textOf(place, source.attribute);
  if (text === undefined) return undefined;
  if (source.values) return translated(source, source.values, text, context);
  switch (source.as) {
    case 'date':
      return dateOf(source, place, context.zone);
    case 'integer':
      return Number.isSafeInteger(Number(text)) ? Number(text) : undefined;
    case 'number':
      return Number.isFinite(Number(text)) ? Number(text) : undefined;
    case 'boolean':
      return { true: true, false: false }[text];
    default:
      return text;
  }
}

function translated(
  { attribute }: FactSource,
  values: Record<string, string>,
  text: string,
  context: FactContext,
): string | undefined {
  if (Object.hasOwn(values, text)) return values[text];
  context.unknownWord(attribute, text);
  return undefined;
}

function dateOf({ attribute, notAfter }: FactSource, place: XesAttributes, zone: string): string | undefined {
  const date = localDate(place, attribute, zone);
  const other = notAfter && localDate(place, notAfter.attribute, zone);
  if (!date || !other) return date;
  const limit = plus(other, notAfter.plus);
  return limit < date ? limit : date;
}

function localDate(place: XesAttributes, attribute: string, zone: string): string | undefined {
  const instant = instantOf(place, attribute);
  return instant && legalDate(instant, zone);
}
