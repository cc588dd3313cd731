import { compileDefinition, parseDefinition } from '../../../src/machines/index.js';
import { randomDefinition } from '../../support/random-definition.js';

describe('a definition that is drawn at random', () => {
  const drawn = Array.from({ length: 200 }, (_, seed) => randomDefinition(seed));

  it('is one that the parser accepts and the engine can run', () => {
    for (const source of drawn) {
      const parsed = parseDefinition(source, {});
      expect(parsed).toMatchObject({ ok: true });
      if (parsed.ok) compileDefinition(parsed.definition);
    }
  });

  it('is the same for the same seed', () => {
    expect(randomDefinition(7)).toEqual(drawn[7]);
  });

  it.each([
    '"type":"parallel"',
    '"onDone"',
    '"history":"deep"',
    '"always"',
    '"after"',
    '"invoke"',
    '"reenter"',
  ])('often has %s in it', (key) => {
    const having = drawn.filter(({ machine }) => JSON.stringify(machine).includes(key));
    expect(having.length).toBeGreaterThan(drawn.length / 6);
  });
});
