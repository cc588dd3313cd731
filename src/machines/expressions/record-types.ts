import type { Definition, FactSchema, Text } from '../definition.js';

/** How a JSON value crosses into CEL. `cel` is the name of its type there. */
export type ValueType =
  | { kind: 'int' | 'double' | 'string' | 'bool' | 'date' | 'instant' | 'opaque'; cel: string }
  | { kind: 'list'; cel: string; item: ValueType }
  | { kind: 'record'; cel: string; record: RecordType };

export interface Field {
  type: ValueType;
  /** The schema guarantees that it is there. */
  present: boolean;
  title?: Text;
  enum?: string[];
  labels?: Record<string, Text>;
  /** Of a list: words for the values of its items, and how many there may be. */
  itemLabels?: Record<string, Text>;
  maxItems?: number;
}

/** An object with known fields. */
export interface RecordType {
  /** Name of the CEL type, unique within one environment. */
  name: string;
  fields: ReadonlyMap<string, Field>;
}

export const INT: ValueType = { kind: 'int', cel: 'int' };
export const DOUBLE: ValueType = { kind: 'double', cel: 'double' };
export const STRING: ValueType = { kind: 'string', cel: 'string' };
export const BOOL: ValueType = { kind: 'bool', cel: 'bool' };
export const DATE: ValueType = { kind: 'date', cel: 'Date' };
export const INSTANT: ValueType = { kind: 'instant', cel: 'Instant' };
/** A value whose schema says nothing: it can be handed on, never looked into. */
export const OPAQUE: ValueType = { kind: 'opaque', cel: 'Opaque' };

export function listOf(item: ValueType): ValueType {
  return { kind: 'list', cel: `list<${item.cel}>`, item };
}

export function recordOf(record: RecordType): ValueType {
  return { kind: 'record', cel: record.name, record };
}

/** A record with the fields of an object, in their order. */
export function recordType(name: string, fields: Record<string, Field>): RecordType {
  return { name, fields: new Map(Object.entries(fields)) };
}

const SCALARS = { integer: INT, number: DOUBLE, boolean: BOOL } as const;

/** How the values of a schema cross into CEL; `name` begins the names of the records within. */
export function valueTypeOf(schema: FactSchema, name: string): ValueType {
  if (schema.format === 'date') return DATE;
  if (schema.format === 'date-time') return INSTANT;
  if (schema.type === 'string' || schema.enum) return STRING;
  if (schema.type === 'array') return listOf(valueTypeOf(schema.items ?? {}, `${name}.item`));
  if (schema.type === 'object' || schema.properties) return recordOf(recordOfSchema(name, schema));
  return schema.type ? SCALARS[schema.type] : OPAQUE;
}

function fieldOfSchema(schema: FactSchema, name: string, present: boolean): Field {
  const { title, enum: values, labels, maxItems, items } = schema;
  const type = valueTypeOf(schema, name);
  return { type, present, title, enum: values, labels, maxItems, itemLabels: items?.labels };
}

function recordOfSchema(name: string, schema: Pick<FactSchema, 'properties' | 'required'>): RecordType {
  const required = new Set(schema.required);
  const fields = Object.entries(schema.properties ?? {}).map(([key, property]): [string, Field] => [
    key,
    fieldOfSchema(property, `${name}.${key}`, required.has(key) || property.default !== undefined),
  ]);
  return { name, fields: new Map(fields) };
}

/** The record types that the facts schema and the events of a definition make. */
export interface FactTypes {
  facts: RecordType;
  /** What an event brings: the facts of its form or, when it appends, of an item of its list. */
  formOf(event: string): RecordType;
  /** What any event may bring, for atoms that are only compared or explained. */
  anyForm: RecordType;
  /** Facts that a child hands over, typed as the facts of the same name here. */
  received(id: string, names: string[]): RecordType;
}

/** An item of an appended list is the form of its event with who and when, whether or not the schema says so. */
function withAppendedFields(definition: Definition, list: string, schema: FactSchema): FactSchema {
  const events = Object.values(definition.events).filter(({ append }) => append === list);
  if (events.length === 0 || schema.type !== 'array') return schema;
  const { properties: all } = definition.facts;
  const forms = events.flatMap(({ form }) => form ?? []).filter((name) => Object.hasOwn(all, name));
  const properties =
    schema.items?.properties ?? Object.fromEntries(forms.map((name) => [name, bare(all[name]!)]));
  const required = [...(schema.items?.required ?? []), 'at'];
  const added = { by: { type: 'string' }, at: { type: 'string', format: 'date-time' } } as const;
  return {
    ...schema,
    items: { ...schema.items, type: 'object', properties: { ...properties, ...added }, required },
  };
}

/** A default fills the facts of a case, not the items of a list. */
function bare(schema: FactSchema): FactSchema {
  return { ...schema, default: undefined };
}

function formFields(definition: Definition, facts: RecordType, event: string): Map<string, Field> {
  const { form = [], required = [], append } = definition.events[event]!;
  const list = append === undefined ? undefined : facts.fields.get(append)?.type;
  const item = list?.kind === 'list' && list.item.kind === 'record' ? list.item.record.fields : undefined;
  const fields = form.flatMap((name): [string, Field][] => {
    const field = item?.get(name) ?? facts.fields.get(name);
    return field ? [[name, { ...field, present: required.includes(name) }]] : [];
  });
  return new Map(fields);
}

/** The facts of a definition as they are written: the items of lists that events append to have their fields. */
export function writtenFacts(definition: Definition): Record<string, FactSchema> {
  const properties = Object.entries(definition.facts.properties).map(([name, schema]) => [
    name,
    withAppendedFields(definition, name, schema),
  ]);
  return Object.fromEntries(properties) as Record<string, FactSchema>;
}

export function factTypesOf(definition: Definition): FactTypes {
  const facts = recordOfSchema('facts', { ...definition.facts, properties: writtenFacts(definition) });
  const all = Object.keys(definition.events).flatMap((event) => [...formFields(definition, facts, event)]);
  return {
    facts,
    formOf: (event) => ({ name: `event.${event}.facts`, fields: formFields(definition, facts, event) }),
    anyForm: { name: 'event.any.facts', fields: new Map(all) },
    received: (id, names) => ({
      name: `event.done.${id}.facts`,
      fields: new Map(
        names.flatMap((name) => {
          const field = facts.fields.get(name);
          return field ? [[name, { ...field, present: false }] as const] : [];
        }),
      ),
    }),
  };
}
