import { placeInWords } from '../../../web/src/definitions/problem-place.js';
import { definitionOf } from '../../support/definition.js';

const definition = definitionOf({
  events: { SENT: { title: { da: 'Sendt', en: 'Sent' }, roles: [] } },
  delays: { late: { title: { da: 'For sent' }, due: 'today' } },
  machine: {
    initial: 'open',
    states: {
      open: {
        meta: { title: { da: 'Åben', en: 'Open' } },
        initial: 'in',
        on: { SENT: 'in' },
        states: { in: { meta: { title: { da: 'Inde', en: 'Inside' } }, after: { late: 'in' } } },
      },
    },
  },
});

test.each([
  ['a state below another', '/machine/states/open/states/in', 'Sagens gang › Åben › Inde'],
  ['a transition at an event', '/machine/states/open/on/SENT/target', 'Sagens gang › Åben › Sendt'],
  [
    'one that a delay sets off',
    '/machine/states/open/states/in/after/late',
    'Sagens gang › Åben › Inde › For sent',
  ],
  ['a described event', '/events/SENT/roles', 'Hændelser › Sendt'],
  ['what is not there yet', '/tasks/CALL/events/0', 'Opgaver'],
  ['the whole document', '', ''],
])('the place of %s is told by titles', (_, path, words) => {
  expect(placeInWords(definition, path, 'da')).toBe(words);
});

test('a title that has no English stands in Danish', () => {
  const path = '/machine/states/open/states/in/after/late';
  expect(placeInWords(definition, path, 'en')).toBe('The course of the case › Open › Inside › For sent');
});

test('a document of another kind has the section at most', () => {
  expect(placeInWords(null, '/rules/0', 'da')).toBe('Regler');
  expect(placeInWords({ rules: 7 }, '/nothing/here', 'da')).toBe('');
});
