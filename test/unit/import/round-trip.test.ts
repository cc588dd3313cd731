import { toXStateConfig } from '../../../src/machines/export/xstate-config.js';
import { importMachine, parseDefinition, type Definition } from '../../../src/machines/index.js';
import { randomDefinition } from '../../support/random-definition.js';

/** `MACHINES=10000 npm run test:unit -- round-trip` takes as many there and back. */
const MACHINES = Number(process.env['MACHINES'] ?? 60);

/** As a file has it. */
const written = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

function definitionOf(seed: number): Definition {
  const parsed = parseDefinition(randomDefinition(seed), {});
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.definition;
}

describe('a machine that was drawn at random', () => {
  it('is the same when our own export of it is imported, and nothing of it is left out', () => {
    for (let seed = 0; seed < MACHINES; seed += 1) {
      const definition = definitionOf(seed);
      const { definition: back, report } = importMachine(written(toXStateConfig(definition)));
      expect([seed, back]).toEqual([seed, written(definition)]);
      expect(report.lines.filter(({ outcome }) => outcome === 'left')).toEqual([]);
      expect(report.problems).toEqual([]);
    }
  });

  it('is exported alike once it has been there and back', () => {
    for (let seed = 0; seed < MACHINES; seed += 1) {
      const exported = written(toXStateConfig(definitionOf(seed)));
      const back = parseDefinition(importMachine(exported).definition, {});
      expect([seed, back.ok && written(toXStateConfig(back.definition))]).toEqual([seed, exported]);
    }
  });
});
