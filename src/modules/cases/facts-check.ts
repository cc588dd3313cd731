import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormatsModule from 'ajv-formats';
import { AppError } from '../../errors.js';
import type { Definition, EventDefinition, FactSchema } from '../../machines/definition.js';
import type { CompiledDefinition } from '../../machines/compiled.js';
import type { Facts } from '../../machines/snapshot.js';
import { formSchema } from '../../machines/intake.js';
import { openingFacts } from '../../machines/later-facts.js';
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

/** Throws `factNotAtOpening` with a path for each fact that only comes later, `invalidFacts` with a path for each thing that is wrong. */
export function checkOpening(compiled: CompiledDefinition, facts: Facts): void {
  const { definition } = compiled;
  const schema = openingSchema(definition);
  const later = Object.keys(facts).filter(
    (name) => Object.hasOwn(definition.facts.properties, name) && !Object.hasOwn(schema.properties, name),
  );
  const message = { da: 'kommer først med en hændelse', en: 'comes with an event later' };
  const errors = later.map((name) => ({ path: `facts.${name}`, code: 'notAtOpening', message }));
  if (errors.length > 0) throw new AppError('factNotAtOpening', { errors });
  checkFacts(compiled, 'case.opened', () => schema, facts);
}

/** The facts that an event may bring: those of its form. */
export function eventSchema({ definition }: CompiledDefinition, event: EventDefinition): FormSchema {
  const properties = formSchema(definition.facts, event);
  return { type: 'object', properties, required: event.required ?? [], additionalProperties: false };
}

/** One schema per version and event; versions never change, so neither do these. */
const validators = new WeakMap<CompiledDefinition, Map<string, ValidateFunction>>();

/** Throws `invalidFacts` with a path for each thing that is wrong. */
export function checkFacts(
  compiled: CompiledDefinition,
  key: string,
  schema: () => FormSchema,
  facts: Facts,
): void {
  const known = validators.get(compiled) ?? new Map<string, ValidateFunction>();
  validators.set(compiled, known);
  const validate = known.get(key) ?? newAjv().compile(schema());
  known.set(key, validate);
  if (validate(facts)) return;
  throw new AppError('invalidFacts', { errors: (validate.errors ?? []).map(factError) });
}

/** Not strict: `title` holds two languages and `labels` is our own. The shape of the schema was checked when it was published. */
function newAjv(): Ajv {
  const ajv = new Ajv({ allErrors: true, strict: false, validateSchema: false });
  addFormats(ajv, ['date', 'date-time']);
  return ajv;
}

function factError({ keyword, instancePath, params, message = '' }: ErrorObject) {
  const { missingProperty, additionalProperty } = params as Record<string, string | undefined>;
  const path = ['facts', ...instancePath.split('/').slice(1), missingProperty ?? additionalProperty]
    .filter((part) => part !== undefined)
    .join('.');
  return { path, code: keyword, message: keywordText(keyword, message) };
}
