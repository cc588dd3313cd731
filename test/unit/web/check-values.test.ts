import type { FactSchema } from '../../../web/src/api-types.js';
import { checkValues } from '../../../web/src/form/check-values.js';
import { UNREADABLE, type FormValues } from '../../../web/src/form/form-values.js';

type Tools = Parameters<typeof checkValues>[3];
const KEYS = ['required', 'date', 'time', 'number', 'integer', 'minimum', 'maximum'] as const;
const LENGTHS = ['minLength', 'maxLength', 'minItems', 'maxItems'] as const;
/** Each error says its own name, the field and the bound. */
const texts = Object.fromEntries(
  [...KEYS, ...LENGTHS].map((key) => [key, (...values: unknown[]) => [key, ...values].join(' ')]),
) as unknown as Tools['texts'];
const tools: Tools = { texts, words: (text) => text?.da ?? '' };

const check = (schema: object, value: FormValues[string], required = false) =>
  checkValues(
    { field: { title: { da: 'Felt', en: 'Field' }, ...schema } as FactSchema },
    required ? ['field'] : [],
    { field: value },
    tools,
  );

describe('an answer', () => {
  it('may be missing unless it is required', () => {
    expect(check({ type: 'string' }, ' ')).toEqual({});
    expect(check({ type: 'string' }, ' ', true)).toEqual({ field: 'required Felt' });
    expect(check({ type: 'boolean' }, '', true)).toEqual({ field: 'required Felt' });
  });

  it.each([
    ['a number that is none', { type: 'number' }, 'syv', 'number Felt'],
    ['half of a whole number', { type: 'integer' }, '7,5', 'integer Felt'],
    ['too little', { type: 'integer', minimum: 1 }, '0', 'minimum Felt 1'],
    ['too much', { type: 'number', maximum: 37 }, '37,5', 'maximum Felt 37'],
    ['too short a text', { type: 'string', minLength: 3 }, ' ja ', 'minLength Felt 3'],
    ['too long a text', { type: 'string', maxLength: 2 }, 'nej', 'maxLength Felt 2'],
    ['a date that is none', { type: 'string', format: 'date' }, UNREADABLE, 'date Felt'],
    ['a time without date', { type: 'string', format: 'date-time' }, { date: '', time: '9.30' }, 'date Felt'],
    [
      'a date without time',
      { type: 'string', format: 'date-time' },
      { date: '2026-03-27', time: '' },
      'time Felt',
    ],
    ['too few lines', { type: 'array', minItems: 2, items: { type: 'string' } }, 'Mor\n', 'minItems Felt 2'],
    [
      'too many choices',
      { type: 'array', maxItems: 1, items: { enum: ['a', 'b'] } },
      ['a', 'b'],
      'maxItems Felt 1',
    ],
  ])('is refused when it is %s', (_what, schema, value, error) => {
    expect(check(schema, value)).toEqual({ field: error });
  });

  it.each([
    ['a number', { type: 'number', minimum: 7.5, maximum: 7.5 }, '7,5'],
    ['a date', { type: 'string', format: 'date' }, '2026-03-27'],
    ['a moment', { type: 'string', format: 'date-time' }, { date: '2026-03-27', time: '9.30' }],
    ['an empty list', { type: 'array', items: { type: 'string' } }, ''],
  ])('is taken when it is %s as asked for', (_what, schema, value) => {
    expect(check(schema, value)).toEqual({});
  });

  it('is named by its place in a list', () => {
    const item = { type: 'object', required: ['purpose'], properties: { purpose: { type: 'string' } } };
    expect(check({ type: 'array', items: item }, [{ purpose: 'Aflastning' }, { purpose: '' }])).toEqual({
      'field.1.purpose': 'required field.1.purpose',
    });
  });
});
