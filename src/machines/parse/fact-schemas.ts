import { Validator, type Schema } from '@cfworker/json-schema';
import type { Problem } from '../problems.js';
import { get, listOf, objectOf, pointer, textOf, type JsonObject } from './json.js';
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
  checkBounds(schema, path, report);
  checkChoice(schema, path, report);
  checkDefault(schema, path, report);
  const properties = objectOf(schema['properties']);
  listOf(schema['required']).forEach((name, index) => {
    if (typeof name === 'string' && !Object.hasOwn(properties, name)) {
      report('unknownProperty', pointer(path, 'required', index), { name });
    }
  });
  for (const [name, property] of Object.entries(properties)) {
    checkSchema(objectOf(property), pointer(path, 'properties', name), report);
  }
  if (Object.hasOwn(schema, 'items')) checkSchema(objectOf(schema['items']), pointer(path, 'items'), report);
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
  const fits = new Validator(schema as Schema, '2020-12').validate(schema['default']).valid;
  if (!fits)
    report('defaultNotAllowed', pointer(path, 'default'), { value: JSON.stringify(schema['default']) });
}
