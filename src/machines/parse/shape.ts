import { Validator, type OutputUnit, type Schema as ValidatorSchema } from '@cfworker/json-schema';
import type { Problem } from '../problems.js';
import { get, keysOf, NAME, pointer } from './json.js';
import { isMixedLength, LENGTH, PERIOD } from './lengths.js';
import { problem } from './problem.js';
import type { Schema } from './schema/build.js';
import { schemaOf, type DocumentKind } from './schema/definition.js';
import { ACTION_TYPES } from './schema/machine.js';

/** The validator writes into the schema it is given, hence the copy. All faults are wanted, hence no short circuit. */
const validatorOf = (kind: DocumentKind): Validator =>
  new Validator(structuredClone(schemaOf(kind)) as ValidatorSchema, '2020-12', false);

const VALIDATORS = { definition: validatorOf('definition'), fragment: validatorOf('fragment') };

/**
 * Everything in the document that does not fit the JSON Schema of its kind, in document order. What authors bring along from XState and
 * the engine refuses has codes of its own (`entryExit`, `contextRefused`, `guardObject`, `unknownAction`, `raiseOrSpawn`).
 */
export function checkShape(document: unknown, kind: DocumentKind): Problem[] {
  try {
    const { errors } = VALIDATORS[kind].validate(document);
    return errors.flatMap((error) => problemOf(error, document, kind));
  } catch (error) {
    // The validator passes its faults on as arguments: about 10⁵ of them are more than the stack holds.
    if (error instanceof RangeError) return [problem('tooLarge', '')];
    throw error;
  }
}

interface Fault {
  path: string;
  keys: string[];
  value: unknown;
  schema: Schema;
  /** Where in the schema: the names of the properties and definitions passed through. */
  trail: string[];
  text: string;
}

function problemOf(error: OutputUnit, document: unknown, kind: DocumentKind): Problem[] {
  const translate = TRANSLATIONS[error.keyword];
  if (translate === undefined) return [];
  const keys = keysOf(decodeURIComponent(error.instanceLocation));
  const trail = keysOf(decodeURIComponent(error.keywordLocation));
  return [
    translate({
      path: pointer('', ...keys),
      keys,
      value: valueAt(document, keys),
      schema: schemaAt(schemaOf(kind), trail),
      trail,
      text: error.error,
    }),
  ];
}

/** The keywords that find a fault themselves; all others only pass on the faults of their parts. */
const TRANSLATIONS: Record<string, (fault: Fault) => Problem> = {
  type: wrongType,
  enum: notAllowed,
  const: notAllowed,
  false: unknownKey,
  required: missingKey,
  pattern: badPattern,
  minLength: ({ path }) => problem('emptyText', path),
};

const KINDS: Record<string, { da: string; en: string }> = {
  string: { da: 'en tekst', en: 'a text' },
  number: { da: 'et tal', en: 'a number' },
  integer: { da: 'et helt tal', en: 'a whole number' },
  boolean: { da: 'true eller false', en: 'true or false' },
  array: { da: 'en liste […]', en: 'a list […]' },
  object: { da: 'et objekt {…}', en: 'an object {…}' },
};

function wrongType({ path, schema, trail }: Fault): Problem {
  if (within(trail, 'guard')) return problem('guardObject', path);
  if (within(trail, 'actions')) return problem('unknownAction', path, { allowed: ACTION_TYPES });
  const expected = [schema.type ?? []].flat();
  const da = expected.map((type) => KINDS[type]?.da).join(' / ');
  const en = expected.map((type) => KINDS[type]?.en).join(' / ');
  return problem('wrongType', path, { expected, da, en });
}

function notAllowed({ path, schema, trail, value }: Fault): Problem {
  const allowed = schema.enum ?? [schema.const];
  if (!within(trail, 'actions') || allowed !== ACTION_TYPES)
    return problem('notAllowedValue', path, { allowed });
  const action = String(value).replace(/^xstate\./, '');
  const refused = /^(raise|spawn\w*)$/.test(action);
  return refused ? problem('raiseOrSpawn', path, { action }) : problem('unknownAction', path, { allowed });
}

function unknownKey({ path, keys }: Fault): Problem {
  const key = keys.at(-1) ?? '';
  if (keys[0] === 'machine' || keys[0] === 'state') {
    if (key === 'entry' || key === 'exit') return problem('entryExit', path, { key });
    if (key === 'context') return problem('contextRefused', path);
  }
  return problem('unknownKey', path, { key });
}

function missingKey({ path, text }: Fault): Problem {
  return problem('missingKey', path, { key: /"(.*)"/.exec(text)?.[1] });
}

function badPattern({ path, keys, schema, trail, value }: Fault): Problem {
  const name = trail.includes('propertyNames') ? keys.at(-1) : value;
  if (schema.pattern === LENGTH || schema.pattern === PERIOD)
    return problem(isMixedLength(String(value)) ? 'mixedLength' : 'badLength', path, { length: value });
  return problem('badName', path, { name, pattern: NAME });
}

/** True when the fault lies in the value of this property itself, not in a part of it. */
function within(trail: string[], property: string): boolean {
  const at = trail.lastIndexOf('properties');
  const last = trail[at + 1];
  return last === property || (last === 'type' && trail.slice(0, at).includes(property));
}

function valueAt(document: unknown, keys: string[]): unknown {
  return keys.reduce<unknown>(
    (value, key) => (Array.isArray(value) ? value[Number(key)] : get(value, key)),
    document,
  );
}

/** The schema that holds the last keyword of the trail; `$ref` leads on to a definition. */
function schemaAt(root: Schema, trail: string[]): Schema {
  let schema: unknown = root;
  for (const key of trail.slice(0, -1)) {
    schema = Array.isArray(schema) ? schema[Number(key)] : get(schema, key);
    if (key === '$ref') schema = get(root.$defs, String(schema).replace('#/$defs/', ''));
  }
  return schema as Schema;
}
