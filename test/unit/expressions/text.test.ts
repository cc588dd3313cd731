import { describe, expect, test } from '@jest/globals';
import type { Text } from '../../../src/machines/definition.js';
import { expressions, here, scope, withFacts } from './fixture.js';

function fill(text: Text, given = scope(), place = here) {
  const compiled = expressions.compileText(text, place);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return compiled.text.evaluate(given);
}

function compiled(da: string) {
  const result = expressions.compileText({ da }, here);
  return result.ok ? result.text : undefined;
}

describe('texts', () => {
  test('without expressions come as they are, English from Danish', () => {
    expect(fill({ da: 'Ring til borgeren' })).toEqual({ da: 'Ring til borgeren', en: 'Ring til borgeren' });
    expect(fill({ da: 'Ring', en: 'Call' })).toEqual({ da: 'Ring', en: 'Call' });
  });

  test('say whether and what they read', () => {
    expect(compiled('Ring')).toMatchObject({ dynamic: false, reads: { facts: [], usesClock: false } });
    expect(compiled('{today} {facts.tags} {quarterOf(facts.decisionDueOn)} {facts.tags}')).toMatchObject({
      dynamic: true,
      reads: { facts: ['tags', 'decisionDueOn'], usesClock: true, usesCalendar: true, usesEvent: false },
    });
  });

  test.each([
    ['Senest {facts.decisionDueOn}', 'Senest tirsdag 7. april 2026', 'Senest Tuesday 7 April 2026'],
    ['{now}', 'onsdag 1. april 2026 kl. 12.30', 'Wednesday 1 April 2026 at 12:30'],
    ['{facts.attempts.map(a, dateOf(a.at))[0]}!', 'mandag 30. marts 2026!', 'Monday 30 March 2026!'],
    ['{facts.tags}', 'a, b', 'a, b'],
    ['{facts.attempts.map(a, a.reached)}', 'nej, ja', 'no, yes'],
    ['{facts.urgent}/{!facts.urgent}', 'nej/ja', 'no/yes'],
    ['{parameters.minAttempts} gange {parameters.share}', '3 gange 0,5', '3 gange 0.5'],
    ['{facts.outcome}', 'Afslag', 'Refusal'],
    ['{facts.outcome + "x"}', 'refusalx', 'refusalx'],
    ['{{facts.outcome}', '{facts.outcome}', '{facts.outcome}'],
    ['{"}"}{\'{\'}{"\\"}"}', '}{"}', '}{"}'],
    ['a } b', 'a } b', 'a } b'],
    ['{null}{facts.address}', '{"street":"Åvej"}', '{"street":"Åvej"}'],
    ['{ case.number }', '2026-1', '2026-1'],
  ])('%s', (da, danish, english) => {
    expect(fill({ da })).toEqual({ da: danish, en: english });
  });

  test('each language has its own expressions', () => {
    expect(fill({ da: 'Den {today}', en: 'On {today}' })).toEqual({
      da: 'Den onsdag 1. april 2026',
      en: 'On Wednesday 1 April 2026',
    });
  });

  test('an enumerated value without an English word keeps the Danish, one without a word keeps its name', () => {
    expect(fill({ da: '{facts.outcome}' }, withFacts({ outcome: 'partialRefusal' })).en).toBe(
      'Delvist afslag',
    );
    expect(fill({ da: '{facts.outcome}' }, withFacts({ outcome: 'toString' })).da).toBe('toString');
  });

  test('on the day the clocks change the clock is that of the wall', () => {
    expect(fill({ da: '{now}' }, scope({ now: '2026-03-29T10:00:00.000Z' })).da).toBe(
      'søndag 29. marts 2026 kl. 12.00',
    );
  });

  test('what is wrong in both languages comes at once, with the language in the path', () => {
    const result = expressions.compileText({ da: '{facts.nej} {facts.amount}', en: 'x {oops' }, here);
    expect(result.ok ? [] : result.problems.map(({ code, path }) => [code, path])).toEqual([
      ['unknownName', '/somewhere/da'],
      ['factMayBeAbsent', '/somewhere/da'],
      ['expressionSyntax', '/somewhere/en'],
    ]);
  });

  test('a missing fact in a text is an error, not a hole in a letter', () => {
    expect(() => fill({ da: '{facts.amount}' }, scope(), { ...here, anyEvent: true })).toThrow('missing');
  });
});
