import { conditionWords } from '../../../src/machines/index.js';
import { definitionOf } from '../../support/definition.js';

const words = conditionWords(
  definitionOf({
    facts: {
      type: 'object',
      properties: { late: { title: { da: 'For sent', en: 'Too late' }, type: 'boolean' } },
    },
    events: { SENT: { title: { da: 'Sendt', en: 'Sent' }, roles: [], form: ['late'] } },
    machine: { initial: 'open', states: { open: { meta: { title: { da: 'Åben', en: 'Open' } } } } },
  }),
);

describe('a condition of a proof, in the words that refusals have', () => {
  test.each([
    ['active("open")', 'Er sagen i “Åben”?', 'Is the case in “Open”?'],
    ['facts.late', 'Er “For sent” ja?', 'Is “Too late” yes?'],
    ['event.facts.late', 'Er “For sent” ja?', 'Is “Too late” yes?'],
    ['happened(SENT)', 'Er “Sendt” sket?', 'Has “Sent” happened?'],
    ['done("open")', 'Er resten af “Åben” færdig?', 'Has the rest of “Open” ended?'],
  ])('%s is asked', (source, da, en) => {
    expect(words(source)?.asks).toEqual({ da, en });
  });

  test.each(['facts.unknown', 'facts.late <', 'facts.late ? true : false'])('%s has none', (source) => {
    expect(words(source)?.asks).toBeUndefined();
  });
});
