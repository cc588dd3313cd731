import type { StateNode } from '../../../src/machines/definition.js';
import { stateAt, statePaths, transitionsOf, walkStates } from '../../../src/machines/state-tree.js';

const calling: StateNode = {};
const final: StateNode = { type: 'final' };
const machine: StateNode = {
  initial: 'open',
  states: {
    open: { initial: 'calling', states: { calling, constructor: final } },
    done: { type: 'final' },
  },
};

describe('the tree of states', () => {
  it('is walked in document order, parents first', () => {
    const seen: string[] = [];
    walkStates(machine, (_node, path) => seen.push(path.join('.')));
    expect(seen).toEqual(['', 'open', 'open.calling', 'open.constructor', 'done']);
  });

  it('lists the dotted paths of all states but the root', () => {
    expect(statePaths(machine)).toEqual(['open', 'open.calling', 'open.constructor', 'done']);
  });

  it('finds a state by its dotted path, and the root by the empty one', () => {
    expect(stateAt(machine, 'open.calling')).toBe(calling);
    expect(stateAt(machine, 'open.constructor')).toEqual({ type: 'final' });
    expect(stateAt(machine, '')).toBe(machine);
  });

  it.each(['nowhere', 'open.nowhere', 'done.calling', 'constructor', 'open.toString', '__proto__', 'open.'])(
    'has no state %s',
    (path) => expect(stateAt(machine, path)).toBeUndefined(),
  );

  it('gives transitions as a list, whatever their short form', () => {
    expect(transitionsOf(undefined)).toEqual([]);
    expect(transitionsOf('done')).toEqual([{ target: 'done' }]);
    expect(transitionsOf({ target: 'done', guard: 'true' })).toEqual([{ target: 'done', guard: 'true' }]);
    expect(transitionsOf([{ target: 'a' }, { target: 'b' }])).toEqual([{ target: 'a' }, { target: 'b' }]);
  });
});
