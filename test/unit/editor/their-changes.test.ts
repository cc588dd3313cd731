import { describe, expect, it } from '@jest/globals';
import { shippedDefinitions } from '../../../src/machines/case-types.js';
import type { Definition } from '../../../src/machines/index.js';
import { theirChanges } from '../../../web/src/editor/their-changes.js';

const before = shippedDefinitions()['refusal'] as Definition;
const changed = (change: (document: Definition) => void): Definition => {
  const copy = structuredClone(before);
  change(copy);
  return copy;
};
const mine = changed((document) => (document.owner = 'Mig'));
const theirs = changed((document) => {
  document.owner = 'En anden';
  document.parameters['callMaxAge']!.value = 'P3D';
});

describe('what others have changed meanwhile', () => {
  it('is told in sentences, and whether one has changed it oneself', () => {
    const told = theirChanges(before, mine, theirs).map(({ sentence, alsoMine }) => [sentence!.da, alsoMine]);
    expect(told).toEqual([
      [expect.stringContaining('værdien ændres fra 5 dage til 3 dage'), false],
      [expect.stringContaining('til “En anden”'), true],
    ]);
  });

  it('is what is different in their text, where it is not known any more what was read', () => {
    const told = theirChanges(null, mine, theirs).map(({ sentence, alsoMine }) => [sentence!.da, alsoMine]);
    expect(told).toContainEqual([expect.stringContaining('fra “Mig” til “En anden”'), false]);
  });

  it('is told by its places where one of the texts is no definition', () => {
    const broken = changed((document) => (document.machine.initial = 'nowhere'));
    expect(theirChanges(before, mine, broken)).toEqual([
      { path: '/machine/initial', sentence: null, alsoMine: false },
    ]);
    expect(theirChanges(before, mine, before)).toEqual([]);
  });
});
