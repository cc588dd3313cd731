import { describe, expect, test } from '@jest/globals';
import { shippedDefinitions, shippedFragments } from '../../../src/machines/case-types.js';
import type { Certificate } from '../../../src/machines/certificate.js';
import { toWorkflowDescription } from '../../../src/machines/export/workflow-description.js';
import {
  certificateRuleWords,
  compileDefinition,
  conditionWords,
  parseDefinition,
  ruleSentences,
  type Definition,
} from '../../../src/machines/index.js';
import type { PlainText } from '../../../src/machines/effects.js';
import { Labels } from '../../../src/machines/labels.js';
import { Speech } from '../../../src/machines/speech.js';
import { CODE } from '../../support/code-in-words.js';

type Said = [source: string, words: PlainText | undefined];

function read(source: unknown): Definition {
  const parsed = parseDefinition(source, shippedFragments());
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.definition;
}

const guardsOf = (definition: Definition) =>
  [...compileDefinition(definition).states.values()].flatMap(({ transitions }) =>
    transitions.flatMap(({ guard }) => guard ?? []),
  );

/** Every part of a guard that may keep a person from something, with what people read when it says no or yes. */
function refusals(definition: Definition): Said[] {
  const labels = new Labels(definition);
  return guardsOf(definition).flatMap((guard) =>
    guard.atoms.flatMap((atom): Said[] => {
      const claim = guard.atom(atom).claim(labels);
      const stated = definition.reasons[atom]?.text;
      const made: Said[] = [
        [atom, claim?.yes.must],
        [atom, claim?.no.must],
      ];
      return [
        ...(claim || !stated ? made : []),
        ...(stated ? [[atom, { da: stated.da, en: stated.en ?? stated.da }] as Said] : []),
      ];
    }),
  );
}

/** What the rules page and the printed description demand of every case. */
const demands = (definition: Definition): Said[] =>
  definition.rules.map((rule) => [rule.id, ruleSentences(definition)(rule)]);

/** What a proof says that a guard was asked. */
const questions = (definition: Definition): Said[] =>
  guardsOf(definition).flatMap(({ atoms }) =>
    atoms.map((atom): Said => [atom, conditionWords(definition)(atom)?.asks]),
  );

/** By which rule the day of a deadline was found, as its certificate has it. */
function certificates(definition: Definition): Said[] {
  const speech = new Speech(definition);
  return Object.entries(definition.deadlines).map(([key, { due, anchor, length }]) => {
    const rule = { due, length: length && speech.writtenOut(length) } as Certificate['rule'];
    const expression = { expression: due ?? anchor!, on: '2026-03-02' };
    return [key, certificateRuleWords(definition)({ rule, anchor: expression })];
  });
}

describe.each(Object.entries(shippedDefinitions()))('%s', (_name, source) => {
  const definition = read(source);

  test.each([
    ['what a guard may refuse', refusals],
    ['what a rule demands', demands],
    ['what a proof was asked', questions],
    ['how the day of a deadline was found', certificates],
  ])('says in words, in both languages, %s', (_what, wordsOf) => {
    const words = wordsOf(definition);
    expect(words.length).toBeGreaterThan(1);
    for (const [of, said] of words) {
      expect([of, said]).toEqual([of, { da: expect.any(String), en: expect.any(String) }]);
      // What a text puts in is filled in where it is read.
      const texts = [said!.da, said!.en].map((text) => text.replaceAll(/\{[^}]*\}/g, ''));
      expect(texts.filter((text) => CODE.test(text) || text.includes('`'))).toEqual([]);
    }
  });

  test.each(['da', 'en'] as const)('is printed (%s) with no code but the name of its type', (language) => {
    const html = toWorkflowDescription(definition, language);
    const code = [...html.matchAll(/<code>(.*?)<\/code>/gs)].map(([, text]) => text);
    expect(code).toEqual([definition.caseType]);
    const text = html.slice(html.indexOf('<body>')).replaceAll(/<[^>]*>/g, ' ');
    expect(CODE.exec(text)).toBeNull();
  });
});
