import { parseDefinition, verify } from '../../../src/machines/index.js';
import { randomDefinition } from '../../support/random-definition.js';
import { refuteByPath, type Outcome } from './refute-path.js';
import { refuteByWalks } from './refute-walk.js';

/** `MACHINES=10000 npm run test:unit -- random-machines` draws as many; `MACHINES_FROM` begins at that seed. */
const MACHINES = Number(process.env['MACHINES'] ?? 40);
const FROM = Number(process.env['MACHINES_FROM'] ?? 0);
/** Situations that one part of a machine may have; steps of its cases that are walked. */
const SITUATIONS = 200;
const STEPS = 100;

type Tally = Record<string, number>;
const tally: Tally = {};

/** Proves the definition of that seed, and holds all that was said against cases of it; counts what it was about. */
function tryOut(seed: number, counted: Tally): void {
  const count = (what: string, times = 1): void => {
    counted[what] = (counted[what] ?? 0) + times;
  };
  const parsed = parseDefinition(randomDefinition(seed), {});
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const { definition } = parsed;
  const said = verify(definition, { maxConfigurations: SITUATIONS });
  for (const { verdict, applied } of said.proofs) if (applied) count(verdict);
  count('ended', refuteByWalks(definition, said, seed, STEPS));
  for (const problem of said.problems) {
    count(problem.code);
    if (!problem.details?.['path']) continue;
    const outcome: Outcome = refuteByPath(definition, said, problem, seed);
    count(`${problem.code} ${outcome}`);
  }
}

/** Of these, something false was once said, or what is so was not. */
const REFUTED = [313, 546, 770, 1608, 2280, 2407, 2651, 4482, 4752, 4850];

it.each(REFUTED)('what is said of machine %i is no longer refuted', (seed) => {
  expect(() => tryOut(seed, {})).not.toThrow();
});

describe('what is said of a machine that was drawn at random', () => {
  it(
    'is never refuted by a case',
    () => {
      const refuted: string[] = [];
      for (let seed = FROM; seed < FROM + MACHINES; seed += 1) {
        try {
          tryOut(seed, tally);
        } catch (error) {
          refuted.push(`${seed}: ${(error as Error).message}`);
        }
      }
      expect(refuted).toEqual([]);
    },
    120_000 + MACHINES * 2_000,
  );

  it.each(['holds', 'broken', 'unreachableState', 'brokenRule walked', 'cannotEnd walked', 'dormant walked'])(
    'is often about something: %s',
    (what) => expect(tally[what]).toBeGreaterThan(MACHINES / 15),
  );

  it('is sometimes about deadlines that nothing meets', () => {
    expect(tally['deadlineNeverMet']).toBeGreaterThan(MACHINES / 40);
  });

  it('is held against cases that come to an end', () => expect(tally['ended']).toBeGreaterThan(MACHINES));
});
