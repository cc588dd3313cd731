import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormatsModule from 'ajv-formats';
import { AppError } from '../../errors.js';
import type { Definition, EventDefinition, FactSchema } from '../../machines/definition.js';
import type { CompiledDefinition } from '../../machines/compiled.js';
import type { Facts, Json } from '../../machines/snapshot.js';
import { formSchema } from '../../machines/intake.js';
import { openingFacts } from '../../machines/later-facts.js';
import { isMoment, toInstant } from '../http/dates.js';
import { keywordText } from './keyword-texts.js';

const addFormats = addFormatsModule.default;

/** What a body of facts must look like, as JSON Schema: nothing but these properties. */
export interface FormSchema {
  type: 'object';
  properties: Record<string, FactSchema>;
  required: string[];
  additionalProperties: false;
}

/** The facts with which a case may be opened. */
export function openingSchema(definition: Definition): FormSchema {
  const { required = [] } = definition.facts;
  return { type: 'object', properties: openingFacts(definition), required, additionalProperties: false };
}

/**
 * The facts of an opening as they are stored. Throws `factNotAtOpening` with a path for each fact that only comes later, and what `readFacts`
 * throws.
 */
export function readOpening(compiled: CompiledDefinition, facts: Facts): Facts {
  const { definition } = compiled;
  const schema = openingSchema(definition);
  const later = Object.keys(facts).filter(
    (name) => Object.hasOwn(definition.facts.properties, name) && !Object.hasOwn(schema.properties, name),
  );
  const message = { da: 'kommer først med en hændelse', en: 'comes with an event later' };
  const errors = later.map((name) => ({ path: `facts.${name}`, code: 'notAtOpening', message }));
  if (errors.length > 0) throw new AppError('factNotAtOpening', { errors });
  return readFacts(compiled, 'case.opened', () => schema, facts);
}

/** The facts that an event may bring: those of its form. */
export function eventSchema({ definition }: CompiledDefinition, event: EventDefinition): FormSchema {
  const properties = formSchema(definition.facts, event);
  return { type: 'object', properties, required: event.required ?? [], additionalProperties: false };
}

/** Throws `unknownEvent`. */
export function eventOf({ definition: { events } }: CompiledDefinition, type: string): EventDefinition {
  if (!Object.hasOwn(events, type)) throw new AppError('unknownEvent', { type });
  return events[type]!;
}

/** The facts of an event as they are stored. Throws `unknownEvent`, and what `readFacts` throws. */
export function readEventFacts(compiled: CompiledDefinition, type: string, facts: Facts = {}): Facts {
  const declared = eventOf(compiled, type);
  return readFacts(compiled, type, () => eventSchema(compiled, declared), facts);
}

interface Form {
  schema: FormSchema;
  validate: ValidateFunction;
}

/** One form per version and event; versions never change, so neither do these. */
const forms = new WeakMap<CompiledDefinition, Map<string, Form>>();

function formOf(compiled: CompiledDefinition, key: string, schemaOf: () => FormSchema): Form {
  const known = forms.get(compiled) ?? new Map<string, Form>();
  forms.set(compiled, known);
  let form = known.get(key);
  if (!form) {
    const schema = schemaOf();
    form = { schema, validate: newAjv().compile(withSafeIntegers(schema)) };
    known.set(key, form);
  }
  return form;
}

/**
 * The facts as they are stored: moments in UTC with milliseconds, whatever their offset was. Throws `invalidFacts` with a path for each thing
 * that is wrong.
 */
function readFacts(
  compiled: CompiledDefinition,
  key: string,
  schemaOf: () => FormSchema,
  facts: Facts,
): Facts {
  const { schema, validate } = formOf(compiled, key, schemaOf);
  if (!validate(facts))
    throw new AppError('invalidFacts', { errors: (validate.errors ?? []).map(factError) });
  return withInstants(facts, schema) as Facts;
}

/** A whole number beyond these was rounded when its JSON was read: what would be stored is not what was sent. */
function withSafeIntegers(schema: FactSchema): FactSchema {
  const { type, items, properties } = schema;
  const { minimum = Number.MIN_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER } = schema;
  const inner = Object.entries(properties ?? {}).map(([name, one]) => [name, withSafeIntegers(one)]);
  return {
    ...schema,
    ...(type === 'integer' && {
      minimum: Math.max(minimum, Number.MIN_SAFE_INTEGER),
      maximum: Math.min(maximum, Number.MAX_SAFE_INTEGER),
    }),
    ...(items && { items: withSafeIntegers(items) }),
    ...(properties && { properties: Object.fromEntries(inner) as Record<string, FactSchema> }),
  };
}

type Shape = Pick<FactSchema, 'format' | 'items' | 'properties'>;

function withInstants(value: Json, { format, items, properties }: Shape): Json {
  if (format === 'date-time') return toInstant(value as string);
  if (Array.isArray(value)) return items ? value.map((item) => withInstants(item, items)) : value;
  if (!properties || typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => [
    name,
    withInstants(inner, properties[name] ?? {}),
  ]);
  return Object.fromEntries(entries) as Json;
}

/** Not strict: `title` holds two languages and `labels` is our own. The shape of the schema was checked when it was published. */
function newAjv(): Ajv {
  const ajv = new Ajv({ allErrors: true, strict: false, validateSchema: false });
  addFormats(ajv, ['date']);
  ajv.addFormat('date-time', isMoment);
  return ajv;
}

function factError({ keyword, instancePath, params, message = '' }: ErrorObject) {
  const { missingProperty, additionalProperty } = params as Record<string, string | undefined>;
  const path = ['facts', ...instancePath.split('/').slice(1), missingProperty ?? additionalProperty]
    .filter((part) => part !== undefined)
    .join('.');
  return { path, code: keyword, message: keywordText(keyword, message) };
}
