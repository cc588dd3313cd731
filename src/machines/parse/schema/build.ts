import { NAME } from '../json.js';

/** A JSON Schema (2020-12), limited to the keywords that `shape.ts` can put into words. */
export interface Schema {
  $schema?: string;
  $id?: string;
  $ref?: string;
  $defs?: Record<string, Schema>;
  title?: string;
  description?: string;
  type?: string | string[];
  enum?: readonly string[];
  const?: string;
  pattern?: string;
  minLength?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  propertyNames?: Schema;
  items?: Schema;
  allOf?: Schema[];
  if?: Schema;
  then?: Schema;
  else?: Schema;
}

export const ref = (name: string, description?: string): Schema => ({
  $ref: `#/$defs/${name}`,
  ...(description === undefined ? {} : { description }),
});

/** An object with these keys and no others. Keys that end in `!` are required. */
export function record(description: string, keys: Record<string, Schema>, more: Schema = {}): Schema {
  const required = Object.keys(keys).filter((key) => key.endsWith('!'));
  const properties = Object.entries(keys).map(([key, schema]) => [key.replace(/!$/, ''), schema] as const);
  return {
    description,
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(required.length > 0 ? { required: required.map((key) => key.slice(0, -1)) } : {}),
    additionalProperties: false,
    ...more,
  };
}

/** An object whose keys are chosen by the author. */
export const map = (description: string, value: Schema, keys: Schema | null = { pattern: NAME }): Schema => ({
  description,
  type: 'object',
  ...(keys === null ? {} : { propertyNames: keys }),
  additionalProperties: value,
});

export const list = (description: string, items: Schema): Schema => ({ description, type: 'array', items });

export const flag = (description: string): Schema => ({ description, type: 'boolean' });

export const plain = (description: string): Schema => ({ description, type: 'string', minLength: 1 });

export const choice = (description: string, values: readonly string[]): Schema => ({
  description,
  enum: values,
});

export const expression = (description: string): Schema => ref('expression', description);
export const text = (description: string): Schema => ref('text', description);
export const name = (description: string): Schema => ref('name', description);
export const length = (description: string): Schema => ref('length', description);
export const names = (description: string): Schema => list(description, ref('name'));
export const expressions = (description: string): Schema => map(description, ref('expression'));

/** `yes` where the condition holds, `no` where not. Clearer faults than `oneOf`, which blames every branch. */
export const when = (condition: Schema, yes: Schema | undefined, no: Schema): Schema => ({
  if: condition,
  // oxlint-disable-next-line unicorn/no-thenable -- the keyword of JSON Schema
  ...(yes === undefined ? {} : { then: yes }),
  else: no,
});
