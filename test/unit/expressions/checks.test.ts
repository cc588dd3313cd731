import { describe, expect, test } from '@jest/globals';
import { codes, compile, here, problems } from './fixture.js';

const atEvent = (event: string) => ({ ...here, event });
const childEnd = { ...here, child: { id: 'refusal' } };

describe('unknown names', () => {
  test.each([
    'facts.misspelt',
    'has(facts.misspelt)',
    'has(facts.address.misspelt)',
    'facts.?misspelt.orValue(true)',
    'facts.?address.misspelt.orValue("x")',
    'misspelt == 1',
    'parameters.misspelt',
    'case.secret',
    'event.facts.amount',
    'misspelt(today)',
    'today.misspelt()',
    'happened(MISSPELT)',
    'happened("CALL_LOGGED")',
    'happened()',
    'lastAt(MISSPELT)',
    'lastOn(MISSPELT)',
    'timesHappened(MISSPELT)',
    'active("open.misspelt")',
    'active("calling")',
    'active(open)',
    'dueOn("misspelt")',
    'facts.attempts.exists(a, a.misspelt)',
    'facts.attempts.exists(a, has(a.misspelt))',
    'facts.attempts[0].misspelt',
    'facts.outcome == "refusl"',
    '"refusl" != facts.outcome',
    'facts.outcome in ["refusal", "refusl"]',
    'history.CALL_LOGGED',
    'ageAt(today, today, "sometimes") > 1',
    'ageAt(today, today, parameters.term) > 1',
    'dayOfWeekAfter(today, 8) > today',
    'dayOfWeekAfter(today, 0) > today',
  ])('%s', (source) => {
    expect(codes(source)).toEqual(['unknownName']);
  });

  test('all that are wrong come at once, each with where and what in two languages', () => {
    expect(problems('happened(NO) && active("no") && dueOn("no") == today')).toEqual([
      {
        code: 'unknownName',
        path: '/somewhere',
        message: {
          da: 'Hændelsen “NO” findes ikke i definitionen.',
          en: 'The definition has no event “NO”.',
        },
        details: { expression: 'happened(NO) && active("no") && dueOn("no") == today', at: 0 },
      },
      expect.objectContaining({
        message: expect.objectContaining({ en: 'The definition has no state “no”.' }),
      }),
      expect.objectContaining({
        message: expect.objectContaining({ en: 'The definition has no deadline “no”.' }),
      }),
    ]);
  });
});

describe('out of reach', () => {
  test.each([
    'facts.toString',
    'facts.hasOwnProperty("a")',
    'facts.address.constructor',
    'case.constructor',
    'today.iso',
    'facts.outcome.length',
    'facts.outcome.matches("(a+)+$")',
    'timestamp("2026-01-01T00:00:00Z")',
    'duration("1h")',
    'dyn(facts.outcome) == 1',
    'type(facts.outcome) == string',
    'cel.bind(x, 1, x)',
    'optional.of(1)',
    'bytes("a")',
    'facts.outcome.split("")',
    'constructor("return 1")()',
    'facts.__proto__',
    '__proto__',
    'facts["outcome"]',
    'facts[?"outcome"]',
    'facts.address["city"]',
    '{"a": 1}',
    'b"abc"',
    '1u',
    'facts.æble',
    'facts.outcome == null',
    'uint(1)',
  ])('%s', (source) => {
    expect(codes(source)).toHaveLength(1);
  });

  test.each(['facts', 'case', 'parameters', 'facts == facts', 'size(facts)', '[facts]'])(
    '%s as a whole is not a value',
    (source) => {
      expect(new Set(codes(source))).toEqual(new Set(['expressionType']));
    },
  );

  test.each(['event.facts', 'event', 'event.facts == event.facts'])(
    '%s as a whole is not a value',
    (source) => {
      expect(new Set(codes(source, 'any', atEvent('ASSESSED')))).toEqual(new Set(['expressionType']));
    },
  );

  test.each(['facts', 'today', 'now', 'event', 'case', 'parameters', 'a'])(
    'a variable for an item cannot be called %s within another',
    (name) => {
      const source = `facts.attempts.exists(a, facts.tags.exists(${name}, ${name} == "x"))`;
      expect(codes(source)).toEqual(['expressionType']);
    },
  );
});

describe('syntax and size', () => {
  test.each(['', 'facts.', '1 +', '(today', 'a ; b', '"open', '\ud800', '"\udfff"'])(
    '%j cannot be read',
    (source) => {
      expect(codes(source)).toEqual(['expressionSyntax']);
    },
  );

  test('the position of what cannot be read is told', () => {
    expect(problems('today == ;')[0]).toMatchObject({ details: { at: 9 } });
  });

  test('more than a thousand characters are too many', () => {
    expect(codes(`"${'x'.repeat(998)}"`)).toEqual([]);
    expect(codes(`"${'x'.repeat(999)}"`)).toEqual(['expressionTooLarge']);
  });

  test.each([
    ['parentheses', `${'('.repeat(50)}true${')'.repeat(50)}`],
    ['lists', `${'['.repeat(50)}1${']'.repeat(50)}`],
    ['selections', `facts${'.x'.repeat(50)}`],
    ['negations', `${'!'.repeat(900)}true`],
    ['choices', `${'true ? '.repeat(50)}true${' : true'.repeat(50)}`],
    ['elements', `[${'1,'.repeat(400)}1]`],
    ['sums', `1${'+1'.repeat(450)}`],
    ['arguments', `earliest(${'1,'.repeat(20)}1)`],
  ])('%s without end are too large', (_what, source) => {
    expect(codes(source)).toEqual(['expressionTooLarge']);
  });
});

describe('types', () => {
  test.each([
    'today == now',
    'today < "2026-01-01"',
    'facts.decisionDueOn == facts.outcome',
    'facts.urgent && today',
    'facts.urgent ? 1 : "a"',
    '[1, "a"]',
    'parameters.minAttempts == 1.5',
    'plus(today, 3)',
    'facts.urgent + 1',
    '!today',
    'size(1)',
    'facts.?birthOn.orValue("x")',
    'facts.attempts.map(today, 1)',
    'facts.attempts.exists(1, true)',
    'facts.urgent.exists(a, true)',
    'has(facts)',
    'has(1)',
    'happened(CALL_LOGGED) == 1',
    'date("2026-02-30")',
    'date(facts.outcome)',
    'date()',
    'plus(today, "12 weeks")',
    'plus(today, parameters.remind)',
  ])('%s', (source) => {
    const found = codes(source);
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((code) => code === 'expressionType' || code === 'expressionSyntax')).toBe(true);
  });

  test('the message shows what does not fit', () => {
    expect(problems('facts.urgent && today == now')[0]!.message.da).toBe(
      'Typerne passer ikke sammen i “today == now” (no such overload: Date == Instant).',
    );
  });

  test.each([
    ['bool', 'today', false],
    ['bool', 'facts.urgent', true],
    ['bool', 'facts.anything', false],
    ['date', 'today', true],
    ['date', 'now', false],
    ['moment', 'now', true],
    ['moment', 'today', true],
    ['moment', 'facts.outcome', false],
    ['string', 'facts.outcome', true],
    ['string', '1', false],
    ['any', 'facts.tags', true],
    ['any', '[[1]]', true],
    ['any', 'facts.address', true],
    ['any', 'facts.?birthOn', false],
    ['any', '[facts.?birthOn]', false],
    ['any', 'type', false],
    ['any', 'int', false],
  ] as const)('a %s may be %s: %j', (expected, source, fits) => {
    const found = codes(source, expected, { ...here, anyEvent: true });
    expect(found).toEqual(fits ? [] : ['expressionType']);
  });

  test('the same source may be asked for as different types', () => {
    expect(codes('today', 'date')).toEqual([]);
    expect(codes('today', 'bool')).toEqual(['expressionType']);
    expect(compile('today', 'date')).toBe(compile('today', 'moment'));
  });
});

describe('presence', () => {
  test.each([
    'facts.outcome == "refusal"',
    'size(facts.attempts) > 1',
    'facts.address.street == "x"',
    'has(facts.amount) && facts.amount > 1',
    '!has(facts.amount) || facts.amount > 1',
    'has(facts.amount) ? facts.amount > 1 : false',
    '!has(facts.amount) ? false : facts.amount > 1',
    'facts.?amount.orValue(0) > 1',
    'facts.?amount.hasValue() && facts.amount > 1',
    'facts.?address.city.orValue("x") == "x"',
    'facts.?address.?city.orValue("x") == "x"',
    'has(facts.amount) && has(facts.birthOn) && facts.amount > 1 && facts.birthOn < today',
    '(has(facts.amount) && facts.urgent) && facts.amount > 1',
    '(has(facts.amount) || has(facts.amount)) && facts.amount > 1',
    '!(!has(facts.amount) || facts.urgent) && facts.amount > 1',
    'has(facts.address.city) && facts.address.city == "x"',
    'has(facts.second) && facts.second.city == "x"',
    'facts.attempts.exists(a, a.reached)',
    'facts.attempts.exists(a, has(a.callNote) && a.callNote == "x")',
    'facts.attempts.map(a, has(a.callNote), a.callNote) == facts.tags',
    'facts.attempts.exists(a, a.at < now)',
    'has(facts.amount) && facts.attempts.exists(a, facts.amount > 1)',
    'has(case.assigneeId) && case.assigneeId == "x"',
    'facts.attempts[0].reached',
    'facts.attempts[?0].reached.orValue(false)',
    'facts.meetings.exists(m, has(m.callNote) && m.callNote == "x" || has(m.urgent) && m.urgent)',
  ])('%s is safe', (source) => {
    expect(codes(source)).toEqual([]);
  });

  test.each([
    'facts.amount > 1',
    'facts.amount > 1 && has(facts.amount)',
    'has(facts.amount) || facts.amount > 1',
    '!has(facts.amount) && facts.amount > 1',
    'has(facts.amount) ? true : facts.amount > 1',
    '(has(facts.amount) || facts.urgent) && facts.amount > 1',
    '!(has(facts.amount) && facts.urgent) || facts.birthOn < today',
    'has(facts.birthOn) && facts.amount > 1',
    'facts.address.city == "x"',
    'facts.second.city == "x"',
    'has(facts.second.city)',
    'has(facts.address.city) && facts.attempts.exists(a, a.callNote == "x")',
    'facts.attempts.map(a, a.callNote) == facts.tags',
    'facts.attempts.exists(a, a.by == "x")',
    'facts.attempts.filter(a, a.reached)[0].callNote == "x"',
    'case.assigneeId == "x"',
    'facts.?weight.orValue(facts.weight) == 1.0',
    'daysBetween(facts.birthOn, today) > 3',
    'size([facts.callNote]) > 0',
  ])('%s may fail for want of a fact', (source) => {
    expect(codes(source)).toEqual(['factMayBeAbsent']);
  });

  test('what the event requires is present, in the event and in the facts', () => {
    const place = atEvent('ASSESSED');
    expect(codes('event.facts.amount > 1 && facts.amount > 1', 'bool', place)).toEqual([]);
    expect(codes('event.facts.birthOn < today', 'bool', place)).toEqual(['factMayBeAbsent']);
    expect(codes('has(event.facts.birthOn) && facts.birthOn < today', 'bool', place)).toEqual([]);
    expect(codes('has(facts.birthOn) && event.facts.birthOn < today', 'bool', place)).toEqual([
      'factMayBeAbsent',
    ]);
  });

  test('what an appending event brings is not a fact of the case', () => {
    const place = atEvent('CALL_LOGGED');
    expect(codes('event.facts.reached', 'bool', place)).toEqual([]);
    expect(codes('has(event.facts.callNote) && facts.callNote == "x"', 'bool', place)).toEqual([
      'factMayBeAbsent',
    ]);
    expect(codes('event.facts.by == "x"', 'bool', place)).toEqual(['unknownName']);
  });

  test('a form is closed: other facts are not in event.facts', () => {
    expect(codes('event.facts.outcome == "refusal"', 'bool', atEvent('ASSESSED'))).toEqual(['unknownName']);
    expect(codes('event.facts.reached', 'bool', atEvent('WAIVED'))).toEqual(['unknownName']);
  });

  test("a child's end hands over what the parent receives, which may be absent", () => {
    expect(codes('event.output.end == "sent"', 'bool', childEnd)).toEqual([]);
    expect(codes('event.output.facts.amount > 1', 'bool', childEnd)).toEqual(['factMayBeAbsent']);
    expect(codes('event.output.facts.?amount.orValue(0) > 1', 'bool', childEnd)).toEqual([]);
    expect(codes('has(event.output.facts.birthOn)', 'bool', childEnd)).toEqual(['unknownName']);
    expect(codes('has(event.facts.amount)', 'bool', childEnd)).toEqual(['unknownName']);
    expect(codes('has(event.output.facts.amount)', 'bool', { ...here, child: { id: 'none' } })).toEqual([
      'unknownName',
    ]);
  });

  test('where an expression is only compared, any form is in scope and absence is no problem', () => {
    const place = { ...here, anyEvent: true };
    expect(codes('event.facts.amount > facts.amount', 'bool', place)).toEqual([]);
    expect(codes('event.output.facts.amount > 1', 'bool', place)).toEqual([]);
    expect(codes('event.facts.misspelt', 'bool', place)).toEqual(['unknownName']);
  });
});

test('the text of a problem is a sentence about the fact', () => {
  expect(problems('facts.amount > 1')[0]!.message).toEqual({
    da: 'Oplysningen “facts.amount” kan mangle her. Spørg først med has(facts.amount), eller brug .? og orValue(…).',
    en: 'The fact “facts.amount” may be absent here. Ask with has(facts.amount) first, or use .? and orValue(…).',
  });
});

test('a name is never asked for as what was written', () => {
  const [problem] = problems('event.facts.amount > 1');
  expect(problem).toMatchObject({
    code: 'unknownName',
    message: { en: expect.stringContaining('only a transition of “on”') },
  });
  expect(problem!.message.en).not.toContain('Did you mean');
});
