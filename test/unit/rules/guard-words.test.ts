import { questionOf } from '../../../web/src/rules/guard-words.js';
import { definitionOf } from '../../support/definition.js';

const definition = definitionOf({
  facts: {
    type: 'object',
    properties: {
      answer: {
        title: { da: 'Høring', en: 'Hearing' },
        type: 'string',
        enum: ['heard', 'unlabelled'],
        labels: { heard: { da: 'Parten er hørt', en: 'The party has been heard' } },
      },
      late: { title: { da: 'For sent', en: 'Too late' }, type: 'boolean' },
      calls: {
        type: 'array',
        items: { type: 'object', properties: { reached: { title: { da: 'Fik du fat i borgeren?' } } } },
      },
    },
  },
  events: { SENT: { title: { da: 'Sendt', en: 'Sent' }, roles: [] } },
  machine: {
    initial: 'open',
    states: { open: { initial: 'in', states: { in: { meta: { title: { da: 'Inde', en: 'Inside' } } } } } },
  },
});

test.each([
  ['active("open.in")', 'Er sagen i »Inde«?', 'Is the case in “Inside”?'],
  ['active("open.out")', 'Er sagen i »open.out«?', 'Is the case in “open.out”?'],
  ['happened(SENT)', 'Er »Sendt« sket?', 'Has “Sent” happened?'],
  ['has(facts.late)', 'Er »For sent« oplyst?', 'Is “Too late” known?'],
  ['facts.late', '»For sent«?', '“Too late”?'],
  ['facts.answer == "heard"', '»Høring: Parten er hørt«?', '“Hearing: The party has been heard”?'],
  ['event.facts.reached', '»Fik du fat i borgeren«?', '“Fik du fat i borgeren”?'],
  ['facts.unknown', '»unknown«?', '“unknown”?'],
])('%s is asked in words', (atom, da, en) => {
  expect([questionOf(atom, definition, 'da'), questionOf(atom, definition, 'en')]).toEqual([da, en]);
});

test.each([
  'isSendableDay(today)',
  'facts.answer == "unlabelled"',
  'facts.late == true',
  'size(facts.calls) > 2',
])('%s is said by its expression alone', (atom) => expect(questionOf(atom, definition, 'da')).toBeNull());
