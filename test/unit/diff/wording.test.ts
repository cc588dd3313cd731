import type { Definition } from '../../../src/machines/definition.js';
import { diff } from '../../../src/machines/diff.js';
import { lengthInWords, listed, quoted, same, valueInWords } from '../../../src/machines/wording.js';
import { definitionOf } from '../../support/definition.js';

describe('lengths in words', () => {
  test.each([
    ['P12W', '12 uger', '12 weeks'],
    ['P15Y6M', '15 år og 6 måneder', '15 years and 6 months'],
    ['P1Y', '1 år', '1 year'],
    ['P1M', '1 måned', '1 month'],
    ['P1W', '1 uge', '1 week'],
    ['P1D', '1 dag', '1 day'],
    ['P0D', '0 dage', '0 days'],
    ['P0W', '0 dage', '0 days'],
    ['-P2D', '2 dage før', '2 days before'],
    ['P1Y2M3W4D', '1 år, 2 måneder, 3 uger og 4 dage', '1 year, 2 months, 3 weeks and 4 days'],
    ['soon', 'soon', 'soon'],
  ])('%s is %s', (length, da, en) => {
    expect(lengthInWords(length)).toEqual({ da, en });
  });

  test('count working days as such, and only days', () => {
    expect(lengthInWords('P1W2D', 'workingDays').da).toBe('1 uge og 2 arbejdsdage');
    expect(lengthInWords('P1D', 'workingDays').en).toBe('1 working day');
  });
});

describe('other words', () => {
  test('of lists, with and or or', () => {
    expect(listed([]).da).toBe('');
    expect(listed([same('a')]).da).toBe('a');
    expect(listed([same('a'), same('b'), same('c')], 'or')).toEqual({ da: 'a, b eller c', en: 'a, b or c' });
  });

  test('of values', () => {
    expect([true, false, 3, 'P1W', ['a', 'b']].map((value) => valueInWords(value).en)).toEqual([
      'yes',
      'no',
      '3',
      '1 week',
      'a and b',
    ]);
  });

  test('of texts whose expressions have no case to be read from', () => {
    expect(quoted(same('Senest {dueOn("a}b")} {{x} {\'}\'}')).da).toBe('“Senest … {x} …”');
  });
});

/** What is said, in both languages, when one part of a small definition becomes another. */
function said(before: Partial<Definition>, after: Partial<Definition>): string[] {
  const { changes } = diff(definitionOf(before), definitionOf(after));
  return changes.flatMap(({ sentence }) => [sentence.da, sentence.en]);
}

const fact = (schema: object): Partial<Definition> => ({
  facts: { type: 'object', properties: { x: schema } },
});

const deadline = (part: object): Partial<Definition> => ({
  deadlines: { d: { title: { da: 'Frist' }, kind: 'internal', ...part } },
});

const task = (url: string): Partial<Definition> => {
  const text = { da: 'Tekst' };
  const procedure = { purpose: text, what: text, who: text, when: text, involvement: text, time: text };
  const links = [{ title: text, url }];
  return {
    tasks: {
      T: { title: { da: 'Opgave' }, role: 'caseworker', events: [], procedure: { ...procedure, links } },
    },
  };
};

const acting = (actions: object[]) =>
  ({
    ...deadline({}),
    machine: { initial: 'a', states: { a: { always: { actions } } } },
  }) as Partial<Definition>;

const leadingTo = (target: string): Partial<Definition> => ({
  machine: {
    initial: 'a',
    states: {
      a: { meta: { title: { da: 'Ens' } }, always: target },
      b: { meta: { title: { da: 'Ens' } } },
    },
  },
});

describe('values in sentences', () => {
  test('are yes and no, quoted, listed, or code', () => {
    expect(said(fact({ default: true }), fact({ default: false }))[0]).toContain('fra ja til nej');
    expect(said(fact({ default: ['a', 'b'] }), fact({ default: [] }))[1]).toContain(
      'from “a” and “b” to nothing',
    );
    expect(said(fact({ default: 1 }), fact({ default: 'one' }))[0]).toContain('fra `1` til “one”');
    expect(said(fact({ type: 'boolean' }), fact({ type: 'odd' }))[0]).toContain('fra ja/nej til `odd`');
  });

  test('of fields that nobody described are shown as they are', () => {
    const after = { ...definitionOf({}), colour: 'red' } as Definition;
    expect(diff(definitionOf({}), after).changes[0]!.sentence).toEqual({
      da: 'Sagstypen “Eksempel”: feltet “colour” tilføjes: `red`.',
      en: 'The case type “Example”: the field “colour” is added: `red`.',
    });
  });

  test('of a deadline that is found in another way', () => {
    expect(said(deadline({ due: 'facts.on' }), deadline({ anchor: 'today', length: 'P2D' }))).toEqual([
      'Fristen “Frist”: længden tilføjes: 2 dage.',
      'The deadline “Frist”: the length is added: 2 days.',
      'Fristen “Frist”: beregningen fjernes (før: `facts.on`).',
      'The deadline “Frist”: the calculation is removed (was: `facts.on`).',
      'Fristen “Frist”: dagen, der tælles fra, tilføjes: dagen i dag.',
      'The deadline “Frist”: the day that is counted from is added: today.',
    ]);
    expect(said(deadline({ roll: 'none' }), deadline({ roll: 'sideways' }))[0]).toContain(
      'fra flyttes ikke til “sideways”',
    );
    expect(said(deadline({ length: 'parameters.gone' }), deadline({ length: 'P1D' }))[0]).toContain(
      '“gone” (?)',
    );
  });

  test('of links, with their addresses', () => {
    expect(said(task('https://a.dk'), task('https://b.dk'))[2]).toContain('“Tekst” (https://b.dk)');
  });

  test('of actions on deadlines', () => {
    const names = { deadline: 'd', reason: '"why"' };
    const after = acting([
      { type: 'extendDeadline', ...names, until: 'today' },
      { type: 'pauseDeadline', ...names },
      { type: 'resumeDeadline', deadline: 'd' },
    ]);
    const sentences = said(acting([]), after).join('\n');
    for (const words of [
      'forlænger fristen “Frist”',
      'sætter fristen “Frist” i bero',
      'lets the deadline “Frist” run again',
    ]) {
      expect(sentences).toContain(words);
    }
  });

  test('of two states with one title, with their paths', () => {
    expect(said(leadingTo('a'), leadingTo('b'))[0]).toBe(
      'Den automatiske overgang fra “Ens” (a) går nu til “Ens” (b) (før: “Ens” (a)).',
    );
  });
});
