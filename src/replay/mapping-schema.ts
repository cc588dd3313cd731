import { Ajv } from 'ajv';

const text = { type: 'string', minLength: 1 } as const;
const length = { type: 'string', pattern: '^-?P(\\d+Y)?(\\d+M)?(\\d+W)?(\\d+D)?$', minLength: 3 } as const;
const factSource = {
  type: 'object',
  additionalProperties: false,
  required: ['attribute'],
  properties: {
    attribute: text,
    as: { enum: ['text', 'date', 'integer', 'number', 'boolean'] },
    values: { type: 'object', additionalProperties: text },
    notAfter: {
      type: 'object',
      additionalProperties: false,
      required: ['attribute', 'plus'],
      properties: { attribute: text, plus: length },
    },
  },
} as const;
const facts = { type: 'object', additionalProperties: factSource } as const;

const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['caseType', 'trace', 'activities', 'users'],
  properties: {
    $schema: text,
    caseType: text,
    trace: {
      type: 'object',
      additionalProperties: false,
      required: ['name', 'start', 'facts'],
      properties: { name: text, start: text, facts },
    },
    activities: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        required: ['event'],
        properties: { event: text, facts },
      },
    },
    moments: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['event', 'at'],
        properties: {
          event: text,
          at: text,
          facts,
          onlyIf: {
            type: 'object',
            additionalProperties: false,
            required: ['attribute', 'from', 'laterThan'],
            properties: { attribute: text, from: text, laterThan: length },
          },
        },
      },
    },
    users: { type: 'object', required: ['*'], additionalProperties: text },
    deadline: {
      type: 'object',
      additionalProperties: false,
      required: ['key', 'due', 'closed'],
      properties: { key: text, due: text, closed: text },
    },
  },
} as const;

const validate = new Ajv({ allErrors: true }).compile(schema);

/** What is wrong with the shape of a mapping, one line each; nothing when it is right. */
export function checkMapping(document: unknown): string[] {
  if (validate(document)) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) => {
    const extra = params['additionalProperty'] ? `: ${String(params['additionalProperty'])}` : '';
    return `${instancePath || '/'} ${message}${extra}`;
  });
}
