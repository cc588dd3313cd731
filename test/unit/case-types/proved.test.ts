import { verify, type Definition } from '../../../src/machines/index.js';
import { shipped } from './journey.js';

const TYPES = ['refusal', 'newApplication', 'remandedCase', 'transitionToAdult'];

test.each(TYPES)('every declared rule of %s is proved, and nothing else is wrong with it', (caseType) => {
  const children: Record<string, Definition> = Object.fromEntries(
    TYPES.map((name) => [name, shipped(name).definition]),
  );
  const { problems, proofs } = verify(shipped(caseType).definition, { children });
  expect(problems).toEqual([]);
  expect(proofs.map(({ rule, verdict }) => [rule, verdict])).toEqual(
    shipped(caseType).definition.rules.map(({ id }) => [id, 'holds']),
  );
  expect(proofs.every(({ applied }) => applied)).toBe(true);
});
