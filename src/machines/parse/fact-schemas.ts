import { Validator, type Schema } from '@cfworker/json-schema';
import { isLocalDate } from '../dates.js';
import { valueTypeOf, type ValueType } from '../expressions/record-types.js';
import { isInstant } from '../instants.js';
import type { Problem } from '../problems.js';
import { get, isObject, listOf, objectOf, pointer, textOf, type JsonObject } from './json.js';
import { collect, type Report } from './subset.js';

/** The smallest and largest of each kind; what a length cannot be smaller than. */
const BOUNDS = [
  ['minimum', 'maximum', Number.NEGATIVE_INFINITY],
  ['minLength', 'maxLength', 0],
  ['minItems', 'maxItems', 0],
] as const;

/**
 * What is wrong with the schemas of the facts beyond their shape: defaults that they do not allow themselves, values without words,
 * and demands that nothing can meet. Wants facts whose shape is right.
 */
export function checkFactSchemas(document: JsonObject): Problem[] {
  return collect((report) => {
    for (const [name, schema] of Object.entries(objectOf(get(document['facts'], 'properties')))) {
      checkSchema(objectOf(schema), pointer('/facts/properties', name), report);
    }
  });
}

function checkSchema(schema: JsonObject, path: string, report: Report): void {
  checkText(schema, path, report);
  checkBounds(schema, path, report);
  checkChoice(schema, path, report);
  checkDefault(schema, path, report);
  const properties = objectOf(schema['properties']);
  listOf(schema['required']).forEach((name, index) => {
    if (typeof name === 'string' && !Object.hasOwn(properties, name)) {
      const known = () => Object.keys(properties);
      report('unknownProperty', pointer(path, 'required', index), { name }, { name, known });
    }
  });
  for (const [name, property] of Object.entries(properties)) {
    checkSchema(objectOf(property), pointer(path, 'properties', name), report);
  }
  if (Object.hasOwn(schema, 'items')) checkSchema(objectOf(schema['items']), pointer(path, 'items'), report);
}

/** Expressions read what has a format as a date or instant, and what has an `enum` as a text. */
function checkText(schema: JsonObject, path: string, report: Report): void {
  const { type } = schema;
  if (type === undefined || type === 'string') return;
  for (const key of ['format', 'enum'])
    if (Object.hasOwn(schema, key)) report('notText', pointer(path, key), { key, type });
}

function checkBounds(schema: JsonObject, path: string, report: Report): void {
  for (const [smallest, largest, least] of BOUNDS) {
    const from = (schema[smallest] as number | undefined) ?? least;
    const to = schema[largest] as number | undefined;
    if (to !== undefined && from > to) report('boundsCrossed', pointer(path, largest), { from, to });
  }
}

/** People choose among words, not among codes. */
function checkChoice(schema: JsonObject, path: string, report: Report): void {
  const { enum: values, labels } = schema;
  if (values === undefined) {
    if (labels !== undefined) report('labelsUnused', pointer(path, 'labels'));
    return;
  }
  const names = listOf(values) as string[];
  if (names.length === 0) report('noChoice', pointer(path, 'enum'));
  names.forEach((value, index) => {
    const danish = textOf(get(get(labels, value), 'da'));
    if (!danish?.trim()) report('labelMissing', pointer(path, 'enum', index), { value });
  });
  for (const value of Object.keys(objectOf(labels))) {
    if (!names.includes(value)) report('labelUnknown', pointer(path, 'labels', value), { value });
  }
}

function checkDefault(schema: JsonObject, path: string, report: Report): void {
  if (!Object.hasOwn(schema, 'default')) return;
  const value = schema['default'];
  const fits =
    new Validator(schema as Schema, '2020-12').validate(value).valid &&
    isReadable(value, valueTypeOf(schema, ''));
  if (!fits) report('defaultNotAllowed', pointer(path, 'default'), { value: JSON.stringify(value) });
}

/** Whether expressions can read the value: JSON Schema takes any spelling of an instant, and anything where no type is given. */
function isReadable(value: unknown, type: ValueType): boolean {
  if (type.kind === 'list') return listOf(value).every((item) => isReadable(item, type.item));
  if (type.kind === 'int') return Number.isSafeInteger(value);
  if (type.kind === 'date') return isLocalDate(value);
  if (type.kind === 'instant') return isInstant(value);
  if (type.kind !== 'record') return true;
  const fields = [...type.record.fields];
  return (
    isObject(value) &&
    fields.every(([name, field]) => !Object.hasOwn(value, name) || isReadable(value[name], field.type))
  );
}
