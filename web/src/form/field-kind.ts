import type { FactSchema } from '../api-types.js';

/** How a fact is asked for. The facts schema is a closed subset of JSON Schema, so these are all. */
export type FieldKind =
  | 'text'
  | 'longText'
  | 'date'
  | 'dateTime'
  | 'number'
  | 'yesNo'
  | 'choice'
  | 'choices'
  | 'lines'
  | 'items'
  | 'group';

const LONG_TEXT = 200;

export function kindOf(schema: FactSchema): FieldKind {
  if (schema.type === 'array') {
    if (schema.items?.type === 'object') return 'items';
    return schema.items?.enum ? 'choices' : 'lines';
  }
  if (schema.type === 'object') return 'group';
  if (schema.type === 'boolean') return 'yesNo';
  if (schema.type === 'integer' || schema.type === 'number') return 'number';
  if (schema.enum) return 'choice';
  if (schema.format === 'date') return 'date';
  if (schema.format === 'date-time') return 'dateTime';
  return (schema.maxLength ?? 0) > LONG_TEXT ? 'longText' : 'text';
}
