import type { Definition, StateNode } from '../../../src/machines/definition.js';
import { plainEvents, Walk } from '../../support/definition.js';
import { awake, codesOf, soon, verified } from '../verify/machines.js';

const definition = (machine: StateNode): Partial<Definition> => ({
  events: plainEvents('GO', 'STOP'),
  facts: {
    type: 'object',
    properties: {
      n: { type: 'integer', default: 0 },
      flag: { type: 'boolean', default: false },
      seen: { type: 'boolean', default: false },
    },
  },
  ends: { done: [] },
  delays: soon,
  machine,
});
const set = (facts: Record<string, string>) => ({ actions: [{ type: 'setFacts' as const, facts }] });
const done = { type: 'final' as const };

/** One region does something on GO, the other waits by itself for the flag. */
const besideWaiting = (working: StateNode): StateNode => ({
  initial: 'open',
  states: {
    open: {
      type: 'parallel',
      states: {
        working,
        waiting: { initial: 'w', states: { w: { always: { guard: 'facts.flag', target: 'x' } }, x: {} } },
      },
    },
  },
});

describe('what happens by itself is asked again after facts were written', () => {
  test('until nothing more is possible: a state may count', () => {
    const counting = [{ guard: 'facts.n >= 3', target: 'done' }, set({ n: 'facts.n + 1' })];
    const machine = { initial: 'a', states: { a: { on: { GO: 'b' } }, b: { always: counting }, done } };
    const walk = Walk.open(definition(machine)).send('GO');
    expect(walk.snapshot).toMatchObject({ status: 'done', end: 'done', facts: { n: 3 } });
  });

  test('also from the opening, before anything has come', () => {
    const a = { always: [{ guard: 'facts.n < 2', ...set({ n: 'facts.n + 1' }) }, 'b'].map(asTransition) };
    const machine = { initial: 'a', states: { a, b: {} } };
    expect(Walk.open(definition(machine)).snapshot).toMatchObject({ value: 'b', facts: { n: 2 } });
  });

  test('in every region: one may wait for what the other writes by itself', () => {
    const working = {
      initial: 'a',
      states: { a: { on: { GO: 'b' } }, b: { always: { guard: '!facts.flag', ...set({ flag: 'true' }) } } },
    };
    const walk = Walk.open(definition(besideWaiting(working))).send('GO');
    expect(walk.snapshot.value).toEqual({ open: { working: 'b', waiting: 'x' } });
  });

  test('when what was done in the other region is the end of what is in it', () => {
    const working = {
      initial: 'a',
      onDone: { guard: 'true', ...set({ flag: 'true' }) },
      states: { a: { on: { GO: 'b' } }, b: done },
    };
    const walk = Walk.open(definition(besideWaiting(working))).send('GO');
    expect(walk.snapshot.value).toEqual({ open: { working: 'b', waiting: 'x' } });
  });

  test('but not after what writes nothing, which happens once and leaves the rest alone', () => {
    const note = { actions: [{ type: 'journal' as const, text: { da: 'Set' } }] };
    const machine = { initial: 'a', states: { a: { on: { GO: {} }, always: note } } };
    const walk = Walk.open(definition(machine));
    expect(walk.send('GO').accepted.effects).toEqual([{ type: 'journal', text: expect.anything() }]);
  });
});

describe('what would write for ever', () => {
  const forever = (always: StateNode['always']): StateNode => ({
    initial: 'a',
    states: {
      a: { ...awake, on: { GO: 'b', STOP: 'done' } },
      b: { ...awake, always: always!, on: { STOP: 'done' } },
      done,
    },
  });

  test.each([
    ['without a condition', set({ flag: 'true' })],
    ['under a condition that it keeps', { guard: 'facts.n >= 0', ...set({ n: 'facts.n + 1' }) }],
  ])('fails as endlessLoop %s, and leaves the case as it was', (_how, always) => {
    const walk = Walk.open(definition(forever(always)));
    const before = structuredClone(walk.snapshot);
    expect(() => walk.send('GO')).toThrow(expect.objectContaining({ code: 'endlessLoop' }));
    expect(walk.snapshot).toEqual(before);
  });

  test('is found before the definition is published', () => {
    const { machine, ...rest } = definition(forever(set({ flag: 'true' })));
    expect(codesOf(verified({ ...rest, machine: machine! }))).toContain('alwaysCycle /machine/states/a');
  });
});

function asTransition<T>(transition: T | string): T | { target: string } {
  return typeof transition === 'string' ? { target: transition } : transition;
}
