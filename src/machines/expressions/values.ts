import type { Instant, LocalDate } from '../definition.js';
import type { Json } from '../snapshot.js';
import type { RecordType, ValueType } from './record-types.js';
import { weightOf, type Work } from './work.js';

/** A date as CEL sees it: comparable only with dates. */
export class CelDate {
  constructor(readonly iso: LocalDate) {}
}

/** A moment as CEL sees it: comparable only with moments. */
export class CelInstant {
  constructor(readonly iso: Instant) {}
}

/** A value without a schema: handed on as it is. */
export class CelOpaque {
  constructor(readonly json: Json) {}
}

/**
 * A JSON object as CEL sees it: only the fields of its schema exist, each converted when it is first read. Keys are looked up as own
 * properties, so that nothing of a prototype (`constructor`, `__proto__`) can be reached. `null` counts as absent. What is read counts as
 * work by its length.
 */
export class CelRecord extends Map<string, unknown> {
  constructor(
    readonly type: RecordType,
    readonly json: object,
    private readonly work: Work,
  ) {
    super();
  }

  override get(name: string): unknown {
    const value = this.valueOfField(name);
    this.work.spend(weightOf(value));
    return value;
  }

  private valueOfField(name: string): unknown {
    const known = super.get(name);
    if (known !== undefined) return known;
    const field = this.type.fields.get(name);
    if (!field || !Object.hasOwn(this.json, name)) return undefined;
    const value = toCel((this.json as Record<string, Json>)[name], field.type, this.work);
    if (value !== undefined) super.set(name, value);
    return value;
  }
}

export type RecordClass = new (type: RecordType, json: object, work: Work) => CelRecord;

/** CEL tells types apart by their class. Kept with the type, so that equal types have one class. */
const classes = new WeakMap<RecordType, RecordClass>();

export function classOf(type: RecordType): RecordClass {
  let found = classes.get(type);
  if (!found) {
    found = class extends CelRecord {};
    classes.set(type, found);
  }
  return found;
}

/** A value that cannot cross between JSON and CEL, or that a function does not take. */
export class ValueError extends Error {}

function mismatch(expected: string, json: Json): never {
  throw new ValueError(`${JSON.stringify(json)} is not of type ${expected}.`);
}

/** The CEL value of a JSON value, `undefined` for one that is absent. Throws a ValueError when it is not of the type. */
export function toCel(json: Json | undefined, type: ValueType, work: Work): unknown {
  if (json === undefined || json === null) return undefined;
  switch (type.kind) {
    case 'int':
      return Number.isSafeInteger(json) ? BigInt(json as number) : mismatch('int', json);
    case 'double':
      return typeof json === 'number' ? json : mismatch('double', json);
    case 'bool':
      return typeof json === 'boolean' ? json : mismatch('bool', json);
    case 'opaque':
      return new CelOpaque(json);
    case 'list':
      // A copy of our own: the library knows no array of another realm (structuredClone in a test or a worker).
      return Array.isArray(json)
        ? Array.from(json, (item) => toCel(item, type.item, work))
        : mismatch('list', json);
    case 'record':
      return typeof json === 'object' && !Array.isArray(json)
        ? new (classOf(type.record))(type.record, json, work)
        : mismatch('object', json);
    default:
      return textToCel(typeof json === 'string' ? json : mismatch(type.cel, json), type.kind);
  }
}

function textToCel(text: string, kind: 'string' | 'date' | 'instant'): unknown {
  if (kind === 'date') return new CelDate(text);
  return kind === 'instant' ? new CelInstant(text) : text;
}

/** The JSON of a CEL value. Throws a ValueError for a number that JSON cannot hold. */
export function toJson(value: unknown): Json {
  if (typeof value === 'bigint') {
    if (!Number.isSafeInteger(Number(value))) throw new ValueError(`${value} is too large.`);
    return Number(value);
  }
  if (typeof value === 'number' && !Number.isFinite(value)) throw new ValueError(`${value} is not a number.`);
  if (value instanceof CelDate || value instanceof CelInstant) return value.iso;
  if (value instanceof CelRecord || value instanceof CelOpaque) return value.json as Json;
  return Array.isArray(value) ? value.map(toJson) : (value as Json);
}
