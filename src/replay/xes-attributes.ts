import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../machines/definition.js';

/** One XES attribute with what is nested in it. A value that does not fit its type is undefined. */
export interface XesAttribute {
  type: string;
  value: string | number | boolean | undefined;
  children: XesAttributes;
}

/** Attributes by key. Of two with the same key the later one counts. */
export type XesAttributes = Map<string, XesAttribute>;

export interface XesEvent {
  attributes: XesAttributes;
}

export interface XesTrace {
  attributes: XesAttributes;
  events: XesEvent[];
}

const READERS: Record<string, (text: string) => XesAttribute['value']> = {
  int: (text) => (/^[+-]?\d+$/.test(text.trim()) ? Number(text) : undefined),
  float: (text) => finite(text),
  boolean: (text) => ({ true: true, '1': true, false: false, '0': false })[text.trim()],
  date: (text) => readInstant(text),
};

/** The value of an attribute of IEEE 1849 (XES); an unknown type is read as text. */
export function readValue(type: string, text: string | undefined): XesAttribute['value'] {
  if (text === undefined) return undefined;
  return Object.hasOwn(READERS, type) ? READERS[type]!(text) : text;
}

/** The text of an attribute, or undefined when it is absent, empty or of no value. */
export function textOf(attributes: XesAttributes, key: string): string | undefined {
  const value = attributes.get(key)?.value;
  return value === undefined || value === '' ? undefined : String(value);
}

/** The instant of a `date` attribute in UTC. A date without an offset is no instant. */
export function instantOf(attributes: XesAttributes, key: string): Instant | undefined {
  const attribute = attributes.get(key);
  return attribute?.type === 'date' && typeof attribute.value === 'string' ? attribute.value : undefined;
}

function readInstant(text: string): Instant | undefined {
  try {
    return new Date(Temporal.Instant.from(text.trim()).epochMilliseconds).toISOString();
  } catch {
    return undefined;
  }
}

function finite(text: string): number | undefined {
  const value = Number(text);
  return text.trim() !== '' && Number.isFinite(value) ? value : undefined;
}
