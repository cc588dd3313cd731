import { expect, it } from '@jest/globals';
import { folded, hasWordsOf, inOrder } from '../../../web/src/ui/folded.js';

it('folds what a Danish reader takes for the same', () => {
  for (const [one, other] of [
    ['ØSTERMARK', 'østermark'],
    ['Århus', 'aarhus'],
    ['A\u030arhus', 'AARHUS'],
    ['Évald', 'evald'],
    ['Möller', 'Møller'],
    ['Anne-Marie', 'anne marie'],
  ] as const)
    expect(folded(one)).toBe(folded(other));
  expect(folded('Øst')).not.toBe(folded('Ost'));
});

it('finds a line that has every word somewhere, and no other', () => {
  const fits = hasWordsOf('  BØRGE  ring ');
  expect(fits('Ring til borgeren · Børge Ågård')).toBe(true);
  expect(fits('Ring til borgeren · Borge')).toBe(false);
  expect(hasWordsOf('')('anything')).toBe(true);
});

it('orders by the dictionary of the language, and numbers by their size', () => {
  const names = ['Åben sag', 'Zone 10', 'Ærø', 'Zone 9', 'Aabenraa', 'Øst', 'bil'];
  const order = (language: string) => inOrder(names, (name) => name, language);
  expect(order('da')).toEqual(['bil', 'Zone 9', 'Zone 10', 'Ærø', 'Øst', 'Åben sag', 'Aabenraa']);
  expect(order('en')).toEqual(['Aabenraa', 'Åben sag', 'Ærø', 'bil', 'Øst', 'Zone 9', 'Zone 10']);
});
