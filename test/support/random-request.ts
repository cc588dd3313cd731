import type { Dice } from './dice.js';

/** What of an OpenAPI document decides a request. */
interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  enum?: unknown[];
  items?: Schema;
  properties?: Record<string, Schema>;
}

interface Parameter {
  in: 'path' | 'query' | 'header';
  name: string;
  schema?: Schema;
}

interface Operation {
  parameters?: Parameter[];
  requestBody?: { content: { 'application/json'?: { schema: Schema } } };
}

export interface OpenApi {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

export interface RandomRequest {
  /** `POST /api/cases/{id}/events`, as the document names it. */
  operation: string;
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string;
}

const HALF = '\ud800';
const DEEP = JSON.parse('['.repeat(250) + ']'.repeat(250)) as unknown;
const cursor = (key: unknown) => Buffer.from(JSON.stringify(key)).toString('base64url');

const TEXTS = [
  '',
  ' ',
  '\u0000',
  `a${HALF}b`,
  'Ærø',
  'x'.repeat(9_000),
  "' or 1=1 --",
  '../..',
  '__proto__',
  '%',
];
const MOMENTS = [
  '0000-01-01',
  '9999-12-31',
  '2026-02-30',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  'P9999Y',
];
const CURSORS = [['\u0000', 1], [], {}, ['2026-02-30', 'x']].map(cursor);
const NUMBERS = [0, -1, 0.5, 2 ** 31, 2 ** 53, 99_999_999_999, 1e308, '-1', '1e99'];
const NESTED = [[], {}, [null], { '': 0 }, { a: { b: [HALF] } }, { constructor: 1 }, DEEP];
/** Values that have ended a program somewhere. */
const HOSTILE = [
  ...TEXTS,
  ...MOMENTS,
  ...CURSORS,
  ...NUMBERS,
  ...NESTED,
  true,
  false,
  null,
] as readonly unknown[];

/** Real names and numbers, by the name of what asks for them. */
export type Known = Readonly<Record<string, readonly unknown[]>>;

/** A request of one of the operations of the document: some of it as it should be, some hostile, some missing. */
export function randomRequest({ paths, components }: OpenApi, known: Known, dice: Dice): RandomRequest {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const { path, method, operation } = dice.pick(operations);
  const values = new Values(components.schemas, known, dice);
  const drawn = (operation.parameters ?? []).map((parameter) => ({
    ...parameter,
    value: values.of(parameter.schema ?? {}, parameter.name),
  }));
  const inPlace = (place: Parameter['in']) => drawn.filter((parameter) => parameter.in === place);
  const query = inPlace('query').flatMap(({ name, value }) =>
    dice.percent(40) ? [`${name}=${encoded(value)}`] : [],
  );
  const schema = operation.requestBody?.content['application/json']?.schema;
  return {
    operation: `${method} ${path}`,
    method,
    path: pathOf(path, inPlace('path')) + (query.length > 0 ? `?${query.join('&')}` : ''),
    headers: headersOf(inPlace('header')),
    ...(schema && { body: dice.percent(3) ? '{"half":' : (JSON.stringify(values.of(schema, '')) ?? '') }),
  };
}

function pathOf(template: string, parameters: { name: string; value: unknown }[]): string {
  return parameters.reduce(
    (path, { name, value }) => path.replace(`{${name}}`, encoded(value) || '%20'),
    template,
  );
}

function headersOf(parameters: { name: string; value: unknown }[]): Record<string, string> {
  const sendable = (value: unknown) =>
    textOf(value)
      .replace(/[^\x20-\xff]/g, '?')
      .trim();
  return Object.fromEntries(parameters.map(({ name, value }) => [name.toLowerCase(), sendable(value)]));
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '');

/** Half a character goes out as the bytes that no text has. */
const encoded = (value: unknown): string =>
  textOf(value).split(HALF).map(encodeURIComponent).join('%ED%A0%80');

class Values {
  constructor(
    private readonly schemas: Record<string, Schema>,
    private readonly known: Known,
    private readonly dice: Dice,
  ) {}

  of(schema: Schema, name: string, depth = 0): unknown {
    if (this.dice.percent(25) || depth > 6) return this.dice.pick(HOSTILE);
    if (schema.$ref) return this.of(this.schemas[schema.$ref.split('/').at(-1)!] ?? {}, name, depth + 1);
    if (schema.enum) return this.dice.pick(schema.enum);
    if (this.known[name]) return this.dice.pick(this.known[name]);
    if (schema.items)
      return Array.from({ length: this.dice.below(4) }, () => this.of(schema.items!, name, depth + 1));
    if (schema.properties) return this.objectOf(schema.properties, depth);
    return this.plain(schema);
  }

  private objectOf(properties: Record<string, Schema>, depth: number): unknown {
    const given = Object.entries(properties).filter(() => this.dice.percent(85));
    const more = this.dice.percent(5) ? [['unknown', this.dice.pick(HOSTILE)]] : [];
    return Object.fromEntries([
      ...given.map(([name, schema]) => [name, this.of(schema, name, depth + 1)]),
      ...more,
    ]);
  }

  private plain({ type, format }: Schema): unknown {
    if (format === 'date-time') return '2026-03-02T09:00:00Z';
    if (format === 'date') return '2026-03-02';
    if (type === 'number' || type === 'integer') return this.dice.below(3);
    if (type === 'boolean') return this.dice.percent(50);
    return type === 'object' ? {} : this.dice.pick(['text', '2026-03-02', 'da', 'SCREENED']);
  }
}
