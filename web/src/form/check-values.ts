import type { FactSchema, Text } from '../api-types.js';
import type { formTexts } from '../texts/form-texts.js';
import { kindOf } from './field-kind.js';
import {
  clockOf,
  isEmpty,
  linesOf,
  toNumber,
  UNREADABLE,
  type FieldValue,
  type FormValues,
  type Properties,
} from './form-values.js';

/** Path of a field (`needs.0.purpose`) → what is wrong with it. */
export type FormErrors = Record<string, string>;

type ErrorTexts = (typeof formTexts)['da']['errors'];

export interface CheckTools {
  texts: ErrorTexts;
  words: (text: Text | undefined) => string;
}

/** What can be seen to be wrong without the server, which checks it all again. Empty: nothing. */
export function checkValues(
  properties: Properties,
  required: readonly string[],
  values: FormValues,
  tools: CheckTools,
  path = '',
): FormErrors {
  const errors: FormErrors = {};
  for (const [name, schema] of Object.entries(properties)) {
    const at = path ? `${path}.${name}` : name;
    Object.assign(errors, checkField(schema, required.includes(name), values[name], tools, at));
  }
  return errors;
}

function checkField(
  schema: FactSchema,
  required: boolean,
  value: FieldValue | undefined,
  tools: CheckTools,
  path: string,
): FormErrors {
  const field = tools.words(schema.title) || path;
  const kind = kindOf(schema);
  const isList = kind === 'items' || kind === 'choices' || kind === 'lines';
  // An empty list is an answer: nothing.
  if (isEmpty(value) && !isList) return required ? { [path]: tools.texts.required(field) } : {};
  if (kind === 'items') return checkItems(schema, value as FormValues[], tools, path, field);
  if (kind === 'group') {
    return checkValues(schema.properties ?? {}, schema.required ?? [], value as FormValues, tools, path);
  }
  const wrong = isList
    ? wrongCount(schema, value, field, tools.texts)
    : wrongValue(schema, value, field, tools.texts);
  return wrong ? { [path]: wrong } : {};
}

function checkItems(
  schema: FactSchema,
  items: FormValues[],
  tools: CheckTools,
  path: string,
  field: string,
): FormErrors {
  const wrong = wrongCount(schema, items, field, tools.texts);
  const errors: FormErrors = wrong ? { [path]: wrong } : {};
  const { properties = {}, required = [] } = schema.items ?? {};
  for (const [at, item] of items.entries()) {
    Object.assign(errors, checkValues(properties, required, item, tools, `${path}.${at}`));
  }
  return errors;
}

function wrongCount(
  { minItems, maxItems }: FactSchema,
  value: FieldValue | undefined,
  field: string,
  texts: ErrorTexts,
): string | undefined {
  const count = typeof value === 'string' ? linesOf(value).length : Array.isArray(value) ? value.length : 0;
  if (minItems !== undefined && count < minItems) return texts.minItems(field, minItems);
  if (maxItems !== undefined && count > maxItems) return texts.maxItems(field, maxItems);
  return undefined;
}

function wrongValue(
  schema: FactSchema,
  value: FieldValue | undefined,
  field: string,
  texts: ErrorTexts,
): string | undefined {
  switch (kindOf(schema)) {
    case 'date':
      return value === UNREADABLE ? texts.date(field) : undefined;
    case 'dateTime': {
      const { date, time } = value as { date: string; time: string };
      if (!date || date === UNREADABLE) return texts.date(field);
      return clockOf(time) ? undefined : texts.time(field);
    }
    case 'number':
      return wrongNumber(schema, toNumber(value as string), field, texts);
    case 'text':
    case 'longText':
      return wrongText(schema, (value as string).trim().length, field, texts);
    default:
      return undefined;
  }
}

function wrongNumber(
  { type, minimum, maximum }: FactSchema,
  value: number,
  field: string,
  texts: ErrorTexts,
) {
  if (Number.isNaN(value)) return texts.number(field);
  if (type === 'integer' && !Number.isInteger(value)) return texts.integer(field);
  if (minimum !== undefined && value < minimum) return texts.minimum(field, minimum);
  return maximum !== undefined && value > maximum ? texts.maximum(field, maximum) : undefined;
}

function wrongText({ minLength, maxLength }: FactSchema, length: number, field: string, texts: ErrorTexts) {
  if (minLength !== undefined && length < minLength) return texts.minLength(field, minLength);
  return maxLength !== undefined && length > maxLength ? texts.maxLength(field, maxLength) : undefined;
}
