import { AppError } from '../../../src/errors.js';
import { compileDefinition, type Facts } from '../../../src/machines/index.js';
import { readEventFacts, readOpening } from '../../../src/modules/cases/facts-check.js';
import { definitionOf } from '../../support/definition.js';

const whole = { type: 'integer' as const };
const compiled = compileDefinition(
  definitionOf({
    facts: {
      type: 'object',
      properties: {
        amount: whole,
        few: { ...whole, maximum: 10 },
        amounts: { type: 'array', items: whole },
        inner: { type: 'object', properties: { amount: whole } },
        visits: { type: 'array', default: [], items: { type: 'object', properties: { minutes: whole } } },
      },
    },
    events: {
      GIVEN: { title: { da: 'x' }, roles: ['caseworker'], form: ['amount'] },
      VISITED: { title: { da: 'x' }, roles: ['caseworker'], append: 'visits', form: ['minutes'] },
    },
    machine: { initial: 'a', states: { a: { on: { GIVEN: {}, VISITED: {} } } } },
  }),
);

/** As they come over the wire: JSON has rounded the number before anybody could look at it. */
const facts = (json: string): Facts => JSON.parse(json) as Facts;

function refusal(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    if (error instanceof AppError) return [error.code, error.details];
    throw error;
  }
}

describe('a whole number that was rounded when it was read', () => {
  test.each([
    ['facts.few', '{"few": 9007199254740993}'],
    ['facts.amounts', '{"amounts": [1, 9007199254740993]}'],
    ['facts.inner', '{"inner": {"amount": -9007199254740993}}'],
    ['facts.amounts', '{"amounts": [1e300]}'],
  ])('is refused at the opening, with its place: %s', (path, json) => {
    expect(refusal(() => readOpening(compiled, facts(json)))).toEqual([
      'invalidFacts',
      { errors: [expect.objectContaining({ path: expect.stringContaining(path) })] },
    ]);
  });

  test.each([
    ['GIVEN', '{"amount": 9007199254740992}'],
    ['VISITED', '{"minutes": 9007199254740993}'],
  ])('is refused with an event: %s', (event, json) => {
    expect(refusal(() => readEventFacts(compiled, event, facts(json)))).toEqual([
      'invalidFacts',
      { errors: [expect.anything()] },
    ]);
  });

  test.each([9_007_199_254_740_991, -9_007_199_254_740_991, 0])(
    'is taken where it is exact: %d',
    (amount) => {
      expect(readEventFacts(compiled, 'GIVEN', { amount })).toEqual({ amount });
    },
  );
});
