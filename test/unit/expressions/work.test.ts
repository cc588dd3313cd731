import { describe, expect, test } from '@jest/globals';
import { AppError } from '../../../src/errors.js';
import { explainGuard } from '../../../src/machines/expressions/explain-guard.js';
import { compile, expressions, here, scope, value, withFacts } from './fixture.js';

const loose = { ...here, anyEvent: true };
const tags = (count: number, text = '') => Array.from({ length: count }, (_, index) => `${text}${index}`);
const threeLoops = 'facts.tags.all(a, facts.tags.all(b, facts.tags.all(c, a + b + c != "x")))';

function outcome(source: string, facts: Record<string, never | unknown>): unknown {
  try {
    return compile(source, 'any', loose).evaluate(withFacts(facts as never));
  } catch (error) {
    if (error instanceof AppError) return [error.code, error.details];
    throw error;
  }
}

describe('the work of one evaluation is bounded', () => {
  const hundreds = `[${Array.from({ length: 80 }, (_, index) => index % 10).join(', ')}]`;

  test.each([
    ['three loops over a list of 300', threeLoops, { tags: tags(300) }],
    [
      'one that never answers no',
      'facts.tags.exists(a, facts.tags.exists(b, facts.tags.exists(c, a + b + c == "x")))',
      { tags: tags(300) },
    ],
    [
      'one whose body fails each time',
      'facts.tags.all(a, facts.tags.all(b, facts.tags.all(c, facts.tags[9000] == a + b + c)))',
      { tags: tags(300) },
    ],
    [
      'lists that are written out',
      `${hundreds}.all(a, ${hundreds}.all(b, ${hundreds}.all(c, a + b + c < 100)))`,
      {},
    ],
    [
      'lists made of lists',
      'facts.tags.map(a, facts.tags.map(b, facts.tags.filter(c, c != a + b)))',
      { tags: tags(300) },
    ],
    [
      'a list kept in a variable',
      '[facts.tags.map(t, t)].all(l, l.all(a, l.all(b, l.all(c, a + b + c != "x"))))',
      { tags: tags(300) },
    ],
    [
      'a long text looked through again and again',
      'facts.tags.all(a, facts.tags.all(b, !facts.callNote.contains(a + b)))',
      { tags: tags(100), callNote: 'y'.repeat(100_000) },
    ],
    [
      'a long text kept in a variable',
      '[facts.callNote].all(n, facts.tags.all(a, facts.tags.all(b, !n.contains(a + b))))',
      { tags: tags(100), callNote: 'y'.repeat(100_000) },
    ],
    [
      'a text longer than may be kept',
      'facts.callNote + facts.callNote',
      { callNote: 'y'.repeat(6_000_000) },
    ],
    [
      'a filtered map',
      'size(facts.tags.map(a, facts.tags.all(b, facts.tags.all(c, a + b + c != "x")), a)) > 0',
      { tags: tags(300) },
    ],
  ])('%s', (_name, source, facts) => {
    const started = process.cpuUsage();
    const { canonical } = compile(source, 'any', loose);
    expect(outcome(source, facts)).toEqual(['expressionTooCostly', { expression: canonical }]);
    const { user, system } = process.cpuUsage(started);
    expect(user + system).toBeLessThan(3_000_000);
  });

  test('the bound is the same each time, and each evaluation begins anew', () => {
    const facts = { tags: tags(400) };
    const twoLoops = 'facts.tags.all(a, facts.tags.all(b, a + b != "x"))';
    expect(outcome(twoLoops, facts)).toBe(true);
    expect(outcome(twoLoops, { tags: tags(460) })).toEqual(['expressionTooCostly', expect.anything()]);
    expect(outcome(twoLoops, facts)).toBe(true);
  });

  test('a guard that takes too much is neither true nor false when it is explained', () => {
    const guard = compile(threeLoops, 'bool', loose);
    expect(explainGuard(guard, withFacts({ tags: tags(300) }), { eventKnown: true })).toEqual({
      value: 'unknown',
      because: [{ atom: guard.canonical, value: 'failed' }],
    });
  });

  test('texts are bounded as guards are', () => {
    const text = expressions.compileText({ da: `{${threeLoops}}` }, loose);
    if (!text.ok) throw new Error(JSON.stringify(text.problems));
    expect(() => text.text.evaluate(withFacts({ tags: tags(300) }))).toThrow('too much work');
  });
});

describe('what is counted gives the same answers', () => {
  test.each([
    ['facts.tags.all(a, a != "z")', true],
    ['facts.tags.exists(a, a == "b")', true],
    ['facts.tags.exists(a, a == "z")', false],
    ['facts.tags.exists_one(a, a == "b")', true],
    ['facts.tags.filter(a, a == "b" || a == "z")', ['b']],
    ['facts.tags.map(a, a + "!")', ['a!', 'b!']],
    ['facts.tags.map(a, a != "b", a + "!")', ['a!']],
    ['facts.tags.map(a, facts.tags.filter(b, a != b))', [['b'], ['a']]],
    ['facts.attempts.filter(a, a.reached)[0].callNote', 'aftalt'],
    ['facts.attempts.exists(a, a.at == lastAt(CALL_LOGGED) || happened(CALL_LOGGED))', true],
    ['(facts.tags + ["c"]).all(a, size(a) == 1)', true],
  ])('%s', (source, expected) => {
    expect(value(source, scope(), loose)).toEqual(expected);
  });

  test('an error in a body is still the error of that body', () => {
    expect(outcome('facts.attempts.map(a, a.callNote)', {})).toEqual([
      'missingFact',
      { fact: 'a.callNote', title: { da: 'a.callNote' } },
    ]);
  });
});

describe('what may be too much is seen before', () => {
  const rounds = (source: string) => compile(source, 'any', loose).doubts.map(({ details }) => details);

  test.each([
    [threeLoops, 1_001_001_000],
    ['facts.tags.all(a, facts.tags.exists(b, a == b))', 1_001_000],
    ['[1, 2].all(n, facts.tags.map(t, t).all(a, (facts.tags + ["x"]).exists(b, a == b)))', 2_006_002],
    [
      'facts.?tags.orValue([]).filter(a, true).all(a, (facts.urgent ? facts.tags : []).all(b, a == b))',
      1_002_000,
    ],
    ['[facts.tags][0].all(a, [facts.tags].all(l, l.all(b, a == b)))', 1_002_000],
  ])('%s', (source, most) => {
    expect(rounds(source)).toEqual([{ rounds: most, most: 100_000 }]);
  });

  test.each([
    'facts.tags.all(a, a in parameters.outcomes)',
    'facts.tags.all(a, parameters.outcomes.exists(b, a == b))',
    'facts.tags.all(a, size(a) > 1) && facts.tags.exists(a, a == "x")',
  ])('%s is not', (source) => {
    expect(rounds(source)).toEqual([]);
  });

  test.each([
    ['facts.urgent && 1 / 0 == 1', '1 / 0'],
    ['size(facts.tags) % 0 == 1', 'size(facts.tags) % 0'],
    ['int(1e19) > 5', 'int(10000000000000000000.0)'],
    ['double("x") > 5.0', 'double("x")'],
  ])('%s can never be calculated', (source, part) => {
    expect(rounds(source)).toEqual([{ part }]);
  });

  test('numbers that can be are no doubt', () => {
    expect(rounds('int("12") / int(1e3) > 0 && double(1) > 0.5')).toEqual([]);
  });
});
