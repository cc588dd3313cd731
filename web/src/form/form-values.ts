import { instantAt } from '../../../src/machines/index.js';
import type { Facts, FactSchema, Json } from '../api-types.js';
import { localDate, timeOfDay } from '../ui/dates.js';
import { kindOf } from './field-kind.js';

/** What the fields hold while somebody writes: text everywhere, `yes` and `no` for a boolean, date and time apart. */
export type FieldValue = string | string[] | FormValues | FormValues[];
export interface FormValues {
  [name: string]: FieldValue;
}

export type Properties = Record<string, FactSchema>;

/** A date that the picker could not read. */
export const UNREADABLE = 'unreadable';

/** The fields before anybody has written: defaults, or what the case says already. */
export function valuesOf(properties: Properties, facts: Facts, zone: string): FormValues {
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [
      name,
      valueOf(schema, facts[name] ?? (schema.default as Json | undefined), zone),
    ]),
  );
}

function valueOf(schema: FactSchema, fact: Json | undefined, zone: string): FieldValue {
  switch (kindOf(schema)) {
    case 'yesNo':
      return fact === undefined || fact === null ? '' : fact === true ? 'yes' : 'no';
    case 'choices':
      return Array.isArray(fact) ? fact.map(String) : [];
    case 'lines':
      return Array.isArray(fact) ? fact.join('\n') : '';
    case 'items':
      return (Array.isArray(fact) ? fact : []).map((item) =>
        valuesOf(schema.items?.properties ?? {}, item as Facts, zone),
      );
    case 'group':
      return valuesOf(schema.properties ?? {}, (fact ?? {}) as Facts, zone);
    case 'dateTime':
      return typeof fact === 'string'
        ? { date: localDate(fact, zone), time: timeOfDay(fact, 'en', zone) }
        : { date: '', time: '' };
    default:
      return fact === undefined || fact === null ? '' : String(fact);
  }
}

/** The facts that the fields come to. What nobody has answered is left out. */
export function factsOf(properties: Properties, values: FormValues, zone: string): Facts {
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, schema]) => {
      const fact = factOf(schema, values[name], zone);
      return fact === undefined ? [] : [[name, fact]];
    }),
  );
}

function factOf(schema: FactSchema, value: FieldValue | undefined, zone: string): Json | undefined {
  switch (kindOf(schema)) {
    case 'yesNo':
      return value === 'yes' ? true : value === 'no' ? false : undefined;
    case 'number':
      return isEmpty(value) ? undefined : toNumber(value as string);
    case 'choices':
      return value as string[];
    case 'lines':
      return linesOf(value as string);
    case 'items':
      return (value as FormValues[]).map((item) => factsOf(schema.items?.properties ?? {}, item, zone));
    case 'group':
      return factsOf(schema.properties ?? {}, value as FormValues, zone);
    case 'dateTime': {
      const { date, time } = value as { date: string; time: string };
      return date ? instantAt(date, clockOf(time) ?? '00:00', zone) : undefined;
    }
    default:
      return isEmpty(value) ? undefined : (value as string).trim();
  }
}

export function isEmpty(value: FieldValue | undefined): boolean {
  if (value === undefined) return true;
  if (typeof value === 'string') return value.trim() === '';
  return Array.isArray(value) ? value.length === 0 : Object.values(value).every(isEmpty);
}

/** Danish writes the comma, English the point. */
export function toNumber(text: string): number {
  return Number(text.trim().replace(',', '.'));
}

export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

/** `9.30`, `09:30` and `0930` as `09:30`; null for what is no time of day. */
export function clockOf(text: string): string | null {
  const [, hour = '', minute = ''] = /^(\d{1,2})[.:]?(\d{2})$/.exec(text.trim()) ?? [];
  if (hour === '' || Number(hour) > 23 || Number(minute) > 59) return null;
  return `${hour.padStart(2, '0')}:${minute}`;
}
