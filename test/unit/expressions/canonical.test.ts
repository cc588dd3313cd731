import { describe, expect, test } from '@jest/globals';
import { Environment } from '@marcbachmann/cel-js';
import * as fc from 'fast-check';
import { canonicalOf, type Node } from '../../../src/machines/expressions/ast.js';
import { compile, here, scope } from './fixture.js';

const env = new Environment({ enableOptionalTypes: true });
const canonical = (source: string) => canonicalOf(env.parse(source).ast as Node);

/** The tree without its positions. */
const shape = (node: Node) =>
  JSON.stringify(node.toOldStructure(), (key, part: unknown) =>
    ['pos', 'start', 'end'].includes(key) ? undefined : typeof part === 'bigint' ? `${part}n` : part,
  );

describe('the canonical text', () => {
  test.each([
    ["a=='x'", 'a == "x"'],
    ['((a))&&( b )', 'a && b'],
    ['(a || b) && c', '(a || b) && c'],
    ['a || (b && c)', 'a || b && c'],
    ['a && (b && c)', 'a && (b && c)'],
    ['a - (b - c)', 'a - (b - c)'],
    ['(a - b) - c', 'a - b - c'],
    ['-(a ? b : c)', '-(a ? b : c)'],
    ['-(-1)', '--1'],
    ['(a ? b : c) ? d : (e ? f : g)', '(a ? b : c) ? d : e ? f : g'],
    ['!(a == b)', '!(a == b)'],
    ['!(a.b)', '!a.b'],
    ['(a + b).size()', '(a + b).size()'],
    ['f( a,b )[ 0 ].c', 'f(a, b)[0].c'],
    ['a.?b[?0].orValue([1, 2.0, 1e30])', 'a.?b[?0].orValue([1, 2.0, 1e+30])'],
    ['"æøå\\n\\"" in x', '"æøå\\n\\"" in x'],
    ['null == true', 'null == true'],
  ])('of %s is %s', (source, expected) => {
    expect(canonical(source)).toBe(expected);
  });

  test('is itself canonical and means the same tree', () => {
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constantFrom('a', 'b.c', '1', '2.5', '"x"', 'f(a)', '[a, 1]', 'true'),
        fc.string({ maxLength: 5, unit: 'grapheme' }).map((text) => JSON.stringify(text)),
        fc
          .tuple(
            tie('tree'),
            fc.constantFrom('&&', '||', '==', '!=', '<', 'in', '+', '-', '*', '/', '%'),
            tie('tree'),
          )
          .map(([left, op, right]) => `(${left}) ${op} (${right})`),
        fc.tuple(fc.constantFrom('!', '-'), tie('tree')).map(([op, of]) => `${op}(${of})`),
        fc.tuple(tie('tree'), tie('tree'), tie('tree')).map(([a, b, c]) => `(${a}) ? (${b}) : (${c})`),
        fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => `(${a}).f(${b})[${a}].?g`),
      ),
    }));
    fc.assert(
      fc.property(tree, (source) => {
        const text = canonical(source);
        expect(canonical(text)).toBe(text);
        expect(shape(env.parse(text).ast as Node)).toBe(shape(env.parse(source).ast as Node));
      }),
      { numRuns: 300 },
    );
  });
});

describe('atoms', () => {
  test('are what stands under &&, || and !, each once, in the order of the text', () => {
    const guard = compile(
      "facts.urgent && (!happened(WAIVED)||facts.outcome=='refusal') && !(facts.urgent == true) && facts.urgent",
      'bool',
    );
    expect(guard.atoms).toEqual([
      'facts.urgent',
      'happened(WAIVED)',
      'facts.outcome == "refusal"',
      'facts.urgent == true',
    ]);
    expect(guard.logic).toEqual({
      op: 'and',
      of: [
        { op: 'atom', atom: 'facts.urgent' },
        {
          op: 'or',
          of: [
            { op: 'not', of: { op: 'atom', atom: 'happened(WAIVED)' } },
            { op: 'atom', atom: 'facts.outcome == "refusal"' },
          ],
        },
        { op: 'not', of: { op: 'atom', atom: 'facts.urgent == true' } },
        { op: 'atom', atom: 'facts.urgent' },
      ],
    });
  });

  test('a choice is one atom, and only bools have any', () => {
    expect(compile('facts.urgent ? true : false').atoms).toEqual(['facts.urgent ? true : false']);
    expect(compile('today').atoms).toEqual([]);
  });

  test('are expressions of their own, without the has(…) beside them', () => {
    const guard = compile('has(facts.amount) && facts.amount > 1', 'bool');
    expect(guard.atoms.map((atom) => guard.atom(atom).canonical)).toEqual(guard.atoms);
    expect(guard.atom('has(facts.amount)').evaluate(scope())).toBe(false);
    expect(() => guard.atom('facts.misspelt')).toThrow('Not an atom');
  });

  test('two spellings of one guard are one canonical text', () => {
    expect(compile("facts.outcome  ==  'refusal'").canonical).toBe(
      compile('(facts.outcome == "refusal")').canonical,
    );
  });
});

describe('reads', () => {
  test('list every dependency once', () => {
    const { reads } = compile(
      'facts.urgent && facts.?amount.orValue(1) > 0 && happened(WAIVED) && lastOn(CALL_LOGGED) < today && ' +
        'active("open") && dueOn("callBy") > today && has(facts.birthOn) && facts.attempts.exists(a, a.reached)',
      'bool',
    );
    expect(reads).toEqual({
      facts: ['urgent', 'amount', 'birthOn', 'attempts'],
      usesClock: true,
      usesCalendar: true,
      usesEvent: false,
      active: ['open'],
      happened: ['WAIVED', 'CALL_LOGGED'],
      dueOn: ['callBy'],
    });
  });

  test.each([
    ['event.facts.amount > 1', { usesEvent: true, facts: [] }],
    ['has(event.facts.birthOn)', { usesEvent: true, facts: [] }],
    ['now < now', { usesClock: true, usesCalendar: false }],
    ['isWorkingDay(facts.decisionDueOn)', { usesClock: false, usesCalendar: true }],
    ['facts.tags.exists(x, x == "a")', { usesClock: false, facts: ['tags'] }],
    ['facts.address.street == "a"', { facts: ['address'] }],
  ])('of %s are %j', (source, expected) => {
    expect(compile(source, 'bool', { ...here, event: 'ASSESSED' }).reads).toMatchObject(expected);
  });
});
