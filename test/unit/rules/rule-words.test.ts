/* oxlint-disable unicorn/no-thenable -- `then` is a key of rules */
import { RULE_TEMPLATES, ruleSentences, templateSentence, type Rule } from '../../../src/machines/index.js';
import { definitionOf } from '../../support/definition.js';

const definition = definitionOf({
  facts: {
    type: 'object',
    properties: {
      late: { title: { da: 'Forsinket', en: 'Late' }, type: 'boolean' },
      weeks: { title: { da: 'Uger', en: 'Weeks' }, type: 'integer' },
    },
  },
  events: { SENT: { title: { da: 'Send brevet', en: 'Send the letter' }, roles: [] } },
  tasks: { CALL: { title: { da: 'Ring op. Senest {dueOn("call")}' }, role: 'caseworker', events: [] } },
  letters: { answer: { title: { da: 'Svar' }, template: 'a1' } },
  machine: {
    initial: 'open',
    states: {
      open: {
        initial: 'calling',
        states: {
          calling: {
            initial: 'called',
            states: { called: { meta: { title: { da: 'Ringet', en: 'Called' } } } },
          },
          untitled: {},
        },
      },
    },
  },
});

const sentenceOf = ruleSentences(definition);
const said = (rule: Partial<Rule>, language: 'da' | 'en' = 'da') =>
  sentenceOf({ template: 'precedence', first: [], ...rule })[language];

test('a rule is said in the words of its definition, in both languages', () => {
  const rule = { first: ['enter(calling.called)', 'leave(open.calling.called)'], then: 'event(SENT)' };
  expect(said(rule)).toBe(
    'Hændelsen “Send brevet” kommer aldrig før tilstanden “Ringet” eller afgang fra tilstanden “Ringet”.',
  );
  expect(said(rule, 'en')).toBe(
    'The event “Send the letter” never comes before the state “Called” or leaving the state “Called”.',
  );
});

test('every kind of observation has its words; what has no title keeps its name', () => {
  expect(
    said({
      template: 'response',
      first: ['task(CALL)', 'letter(answer)', 'when(facts.weeks > 2)', 'when(facts.nothing)'],
      then: ['event(NOBODY)', 'enter(untitled)', 'else'],
    }),
  ).toBe(
    'Efter opgaven “Ring op. Senest …”, brevet “Svar”, en situation, hvor “Uger” er mere end 2 eller en situation, hvor udtrykket `facts.nothing` gælder kommer hændelsen “NOBODY”, ' +
      'tilstanden “open.untitled” eller `else`, før sagen slutter; indtil da bliver det ved med at være muligt.',
  );
});

test('a condition is said in English, too', () => {
  expect(said({ template: 'absence', first: ['when(facts.late)'] }, 'en')).toBe(
    'A situation in which “Late” is yes never occurs.',
  );
});

test('what takes the bond away is said last', () => {
  expect(said({ template: 'absence', first: ['event(SENT)'], unless: ['letter(answer)'] })).toBe(
    'Hændelsen “Send brevet” forekommer aldrig; efter brevet “Svar” binder reglen ikke længere.',
  );
});

test.each(RULE_TEMPLATES)(
  'the template %s speaks of A, and of B where it needs one, in both languages',
  (template) => {
    for (const language of ['da', 'en'] as const) {
      const sentence = templateSentence(template)[language];
      expect(sentence).toMatch(/^[A-ZÆØÅ].*\.$/);
      expect(sentence).toContain('A');
      expect(/\bB\b/.test(sentence)).toBe(!['existence', 'absence', 'init'].includes(template));
    }
  },
);
