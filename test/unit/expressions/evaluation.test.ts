import { describe, expect, test } from '@jest/globals';
import { AppError } from '../../../src/errors.js';
import type { ExpressionScope } from '../../../src/machines/expressions/environment.js';
import { compile, here, scope, value, withFacts } from './fixture.js';

const loose = { ...here, anyEvent: true };

function refusal(source: string, given = scope(), place = here): AppError {
  const expression = compile(source, 'any', place);
  try {
    const result = expression.evaluate(given);
    throw new Error(`${source} gave ${JSON.stringify(result)}`);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

describe('an error is never true or false', () => {
  test.each([
    ['facts.amount > 1', 'amount', { da: 'Beløb' }],
    ['facts.urgent || facts.amount > 1', 'amount', { da: 'Beløb' }],
    ['true && facts.amount > 1', 'amount', { da: 'Beløb' }],
    ['!(facts.amount > 1)', 'amount', { da: 'Beløb' }],
    ['facts.amount > 1 ? true : false', 'amount', { da: 'Beløb' }],
    ['facts.weight > 1.0', 'weight', { da: 'weight' }],
    ['facts.address.city == "x"', 'address.city', { da: 'By' }],
    ['facts.second.city == "x"', 'second', { da: 'second' }],
    ['has(facts.second.city)', 'second', { da: 'second' }],
    ['event.facts.amount > 1', 'amount', { da: 'Beløb' }],
    ['event.output.facts.amount > 1', 'event.output', { da: 'event.output' }],
    ['case.assigneeId == "x"', 'case.assigneeId', { da: 'case.assigneeId' }],
    ['lastAt(WAIVED) < now', 'WAIVED', { da: 'Frafaldet' }],
    ['lastOn(ASSESSED) < today', 'ASSESSED', { da: 'Vurderet' }],
    ['dueOn("callBy") < today', 'callBy', { da: 'Ring senest' }],
    ['facts.attempts.all(a, a.callNote == "aftalt")', 'a.callNote', { da: 'a.callNote' }],
    ['facts.attempts[0].callNote == "x"', 'attempts[0].callNote', { da: 'attempts[0].callNote' }],
  ])('%s says which fact is missing', (source, fact, title) => {
    const error = refusal(source, scope(), loose);
    expect([error.code, error.details]).toEqual(['missingFact', { fact, title }]);
  });

  test('null counts as absent', () => {
    expect(value('has(facts.amount)', withFacts({ amount: null }))).toBe(false);
    expect(refusal('facts.amount', withFacts({ amount: null }), loose).code).toBe('missingFact');
  });

  test.each([
    ['1 / 0 == 1'],
    ['size(facts.tags) % 0 == 1'],
    ['facts.tags[5] == "a"'],
    ['int("seven")'],
    ['9007199254740993'],
    ['1.0 / 0.0'],
    ['ageAt(today, today, facts.outcome)'],
  ])('%s fails as what it is', (source) => {
    const error = refusal(source);
    expect([error.code, error.details]).toEqual([
      'expressionFailed',
      { expression: source, message: expect.any(String) },
    ]);
  });

  test.each([
    ['amount', 1.5],
    ['amount', '7'],
    ['weight', '7'],
    ['urgent', 'true'],
    ['tags', 'a'],
    ['tags', [1]],
    ['address', 'Åvej'],
    ['address', ['Åvej']],
    ['birthOn', 20260401],
  ])('a stored %s of %j that is not of its type fails', (fact, stored) => {
    expect(refusal(`facts.${fact}`, withFacts({ [fact]: stored }), loose).code).toBe('expressionFailed');
  });

  test('what the calendar refuses comes through as it is', () => {
    expect(refusal('isWorkingDay(date("2050-01-01"))').code).toBe('calendarOutOfRange');
    expect(refusal('workingDaysAfter(today, 0 - 1)').code).toBe('invalidLength');
  });

  test('a day of the week that is none fails', () => {
    expect(refusal('dayOfWeekAfter(today, 7 + 1)').code).toBe('expressionFailed');
  });

  test('an error that decides nothing is no error', () => {
    expect(value('has(facts.amount) && facts.amount > 1')).toBe(false);
    expect(value('facts.amount > 1 && facts.urgent', scope(), loose)).toBe(false);
    expect(value('facts.amount > 1 || !facts.urgent', scope(), loose)).toBe(true);
    expect(value('facts.attempts.exists(a, a.callNote == "aftalt")', scope(), loose)).toBe(true);
  });
});

describe('objects of the host are out of reach', () => {
  test('a fact named constructor is a fact, not a function', () => {
    expect(value('facts.constructor + "!"')).toBe('bygmester!');
    const { constructor: _, ...without } = scope().facts;
    expect(refusal('facts.constructor', scope({ facts: without }), loose).code).toBe('missingFact');
  });

  test('an inherited property is not a fact', () => {
    const facts = Object.assign(
      Object.create({ amount: 7 }) as object,
      scope().facts,
    ) as ExpressionScope['facts'];
    expect(value('has(facts.amount)', scope({ facts }))).toBe(false);
  });

  test('a __proto__ in stored JSON changes nothing', () => {
    const facts = JSON.parse('{"__proto__": {"amount": 7}, "tags": []}') as ExpressionScope['facts'];
    expect(value('has(facts.amount)', scope({ facts }))).toBe(false);
  });

  test('an inherited entry of the history has not happened', () => {
    const history = Object.create({ WAIVED: { count: 1, lastAt: 'x' } }) as ExpressionScope['history'];
    expect(value('happened(WAIVED)', scope({ history }))).toBe(false);
  });
});

describe('what an evaluation sees', () => {
  test('the event and its output', () => {
    const event = { facts: { amount: 3 }, output: { end: 'sent', facts: { amount: 5 } } };
    const child = { ...here, child: { id: 'refusal' } };
    expect(value('event.facts.amount', scope({ event }), { ...here, event: 'ASSESSED' })).toBe(3);
    expect(value('event.output.end', scope({ event }), child)).toBe('sent');
    expect(value('event.output.facts.?amount.orValue(0)', scope({ event }), child)).toBe(5);
    const one = scope({ event });
    expect(value('event.facts.amount == 3', one, loose)).toBe(true);
    expect(value('event.facts.amount == 3', one, loose)).toBe(true);
  });

  test('records, lists and values without a schema come back as they were', () => {
    const given = withFacts({ anything: { deep: [1, { a: null }] }, second: { city: 'Rønne', more: 1 } });
    expect(value('facts.anything', given, loose)).toEqual({ deep: [1, { a: null }] });
    expect(value('facts.second', given, loose)).toEqual({ city: 'Rønne', more: 1 });
    expect(value('facts.attempts.filter(a, a.reached)', given)).toEqual(
      [given.facts.attempts].flat().slice(1),
    );
    expect(value('facts.attempts.map(a, a.at)', given)).toEqual([
      '2026-03-30T08:00:00.000Z',
      '2026-03-30T12:00:00.000Z',
    ]);
    expect(value('facts.receivedAt', withFacts({ receivedAt: '2026-01-01T00:00:00.000Z' }), loose)).toBe(
      '2026-01-01T00:00:00.000Z',
    );
    expect(value('facts.weight', withFacts({ weight: 1.5 }), loose)).toBe(1.5);
  });

  test('states and deadlines are asked for anew each time, facts are read once per scope', () => {
    let active = false;
    const given = scope({ isActive: () => active });
    expect(value('active("open")', given)).toBe(false);
    active = true;
    expect(value('active("open")', given)).toBe(true);
    expect(value('facts.tags', given)).toEqual(['a', 'b']);
    given.facts = {};
    expect(value('facts.tags', given)).toEqual(['a', 'b']);
  });
});
