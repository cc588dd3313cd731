import { describe, expect, test } from '@jest/globals';
import { shippedDefinitions, shippedFragments } from '../../../src/machines/case-types.js';
import { compileDefinition, parseDefinition } from '../../../src/machines/index.js';
import type { PlainText } from '../../../src/machines/effects.js';
import { Labels } from '../../../src/machines/labels.js';
import { CODE } from '../../support/code-in-words.js';

/** Every part of a guard that may keep a person from something, with what people read when it says no or yes. */
function wordsOf(source: unknown): [atom: string, words: PlainText | undefined][] {
  const parsed = parseDefinition(source, shippedFragments());
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const compiled = compileDefinition(parsed.definition);
  const labels = new Labels(parsed.definition);
  const guards = [...compiled.states.values()].flatMap(({ transitions }) =>
    transitions.flatMap(({ guard }) => guard ?? []),
  );
  return guards.flatMap((guard) =>
    guard.atoms.flatMap((atom): [string, PlainText | undefined][] => {
      const claim = guard.atom(atom).claim(labels);
      const stated = parsed.definition.reasons[atom]?.text;
      return [
        ...(claim || !stated
          ? ([
              [atom, claim?.yes.must],
              [atom, claim?.no.must],
            ] as [string, PlainText | undefined][])
          : []),
        ...(stated ? [[atom, { da: stated.da, en: stated.en ?? stated.da }] as [string, PlainText]] : []),
      ];
    }),
  );
}

describe.each(Object.entries(shippedDefinitions()))('%s', (_name, source) => {
  test('says in words, in both languages, whatever a guard may refuse', () => {
    const words = wordsOf(source);
    expect(words.length).toBeGreaterThan(5);
    for (const [atom, said] of words) {
      expect([atom, said]).toEqual([atom, { da: expect.any(String), en: expect.any(String) }]);
      // What a text puts in is filled in where it is read.
      const read = [said!.da, said!.en].map((text) => text.replaceAll(/\{[^}]*\}/g, ''));
      expect(read.filter((text) => CODE.test(text))).toEqual([]);
    }
  });
});
