import { describe, expect, test } from '@jest/globals';
import { AppError } from '../../../src/errors.js';
import { compile, here, value, withFacts } from './fixture.js';

const loose = { ...here, anyEvent: true };
const facts = withFacts({
  amount: 0,
  weight: 0,
  callNote: '',
  tags: ['99999999999999999999', '0x10', '', '1e5', 'Infinity'],
});

function failure(source: string): AppError {
  try {
    compile(source, 'any', loose).evaluate(facts);
  } catch (error) {
    return error as AppError;
  }
  throw new Error(`${source} fails not at all`);
}

describe('a number is exact or an error, never a wrong one', () => {
  test.each([
    'int(1e19) > 5',
    'int(-1e19) < 5',
    'int(9007199254740993.0) > 5',
    'int("99999999999999999999") > 5',
    'int(facts.tags[0]) > 5',
    'int(facts.tags[1]) == 16',
    'int(facts.callNote) == 0',
    'double(9007199254740993) == 9007199254740992.0',
    'double(facts.tags[1]) == 16.0',
    'double(facts.tags[4]) > 5.0',
    'double("1e999") > 5.0',
    '9223372036854775807 + 1 > 0',
    '-9223372036854775807 - 2 < 0',
    '9223372036854775807 * 2 > 0',
    '1 / facts.amount > 0',
    '1 % facts.amount == 0',
    '1.0 / facts.weight > 5.0',
    'facts.weight / facts.weight == 1.0',
    '1e308 * 10.0 > 5.0',
    '1e308 + 1e308 > 5.0',
    '-1e308 - 1e308 < 5.0',
    '[1.0].exists(x, x / facts.weight > 1.0)',
  ])('%s', (source) => {
    expect(failure(source).code).toBe('expressionFailed');
  });

  test.each([
    ['int(7.9)', 7],
    ['int(-7.9)', -7],
    ['int("-12")', -12],
    ['int(9007199254740991.0)', 9007199254740991],
    ['double("1.5") / 2.0', 0.75],
    ['double(3)', 3],
    ['int(facts.tags[2] == "" ? "1" : "2")', 1],
    ['9007199254740993 == 9007199254740992', false],
    ['7 / 2 * 2 + 7 % 2', 7],
    ['(1.0 + 2.0) * 3.0 - 1.0', 8],
  ])('%s is %j', (source, expected) => {
    expect(value(source, facts, loose)).toBe(expected);
  });
});
