import { NAME } from '../json.js';
import { LENGTH, PERIOD } from '../lengths.js';
import { choice, list, map, plain, record, ref, text, type Schema } from './build.js';

const whole = (description: string): Schema => ({ description, type: 'integer' });
const number = (description: string): Schema => ({ description, type: 'number' });

const fact = record('One piece of the data of the case, as JSON Schema.', {
  title: text('What forms and errors call it.'),
  type: choice('Kind of value.', ['string', 'integer', 'number', 'boolean', 'array', 'object']),
  format: choice('A text that is a date or an instant.', ['date', 'date-time']),
  enum: list('The only values allowed.', { type: 'string' }),
  labels: map('Text for people, per value of “enum”.', ref('text'), null),
  default: { description: 'Value from the start: the fact is then always present.' },
  items: ref('fact', 'What a list holds.'),
  properties: map('What an object holds.', ref('fact')),
  required: list('Properties that an object must have.', ref('name')),
  minimum: number('Smallest number.'),
  maximum: number('Largest number.'),
  minLength: whole('Fewest characters.'),
  maxLength: whole('Most characters.'),
  minItems: whole('Fewest items.'),
  maxItems: whole('Most items.'),
  description: plain('For those who read the definition.'),
});

/** The small parts that all sections are made of. */
export const VALUES: Record<string, Schema> = {
  name: {
    description: 'A name: letters a–z, digits and _, beginning with a letter.',
    type: 'string',
    pattern: NAME,
  },
  expression: { description: 'A CEL expression.', type: 'string', minLength: 1 },
  length: {
    description:
      'A length in calendar units (P12W, P1Y6M, -P2D) or in hours and minutes (PT12H, PT30M), or parameters.<name> that holds one.',
    type: 'string',
    pattern: LENGTH,
  },
  period: { description: 'A length in calendar units (P1Y).', type: 'string', pattern: PERIOD },
  text: record('Text for people. {…} holds a CEL expression whose value is put in; {{ is a literal brace.', {
    'da!': plain('In Danish.'),
    en: plain('In English.'),
  }),
  legalReference: record('A law, section or guideline.', {
    'ref!': plain('As lawyers cite it: Barnets lov § 86.'),
    url: plain('Where it can be read.'),
  }),
  fact,
  parameter: record('A number, length or list that a lawyer may change.', {
    'value!': {
      description: 'The value.',
      type: ['number', 'string', 'boolean', 'array'],
      items: { type: 'string' },
    },
    'title!': text('What it is.'),
    'source!': plain('Where the value comes from.'),
    mark: ref('mark'),
  }),
  mark: choice('No source or law fixes this yet.', ['DERIVED', 'GKU']),
};
