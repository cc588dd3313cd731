import type { PlacedState } from '../../../src/machines/index.js';
import { nextState, roundedPath } from '../../../web/src/statechart/chart-path.js';

const state = (path: string, x: number, y: number, kind = 'state') =>
  ({ path, kind, x, y, width: 100, height: 40 }) as PlacedState;

describe('the way of an arrow', () => {
  it('is a line where it has no corner, and nothing without points', () => {
    expect(
      roundedPath([
        { x: 0, y: 0 },
        { x: 0, y: 50 },
      ]),
    ).toBe('M0 0L0 50');
    expect(roundedPath([])).toBe('');
  });

  it('rounds its corners', () => {
    const corner = [
      { x: 0, y: 0 },
      { x: 0, y: 50 },
      { x: 50, y: 50 },
    ];
    expect(roundedPath(corner)).toBe('M0 0L0 44Q0 50 6 50L50 50');
  });

  it('rounds a corner less where the next is near', () => {
    const near = [
      { x: 0, y: 0 },
      { x: 0, y: 50 },
      { x: 4, y: 50 },
    ];
    expect(roundedPath(near)).toBe('M0 0L0 44Q0 50 2 50L4 50');
  });
});

describe('the next state with the arrow keys', () => {
  const first = state('first', 0, 0);
  const below = state('below', 10, 100);
  const aside = state('aside', 300, 90);
  const group = state('group', 0, 200, 'group');
  const all = [first, below, aside, group];
  const next = (from: PlacedState, direction: 'up' | 'down' | 'left' | 'right') =>
    nextState(all, from, direction)?.path ?? null;

  it('is the nearest that lies that way, straight before aslant', () => {
    expect(next(first, 'down')).toBe('below');
    expect(next(below, 'down')).toBe('group');
    expect(next(below, 'right')).toBe('aside');
    expect(next(aside, 'left')).toBe('below');
    expect(next(below, 'up')).toBe('first');
  });

  it('is none at the edge', () => {
    expect(next(first, 'up')).toBeNull();
    expect(next(aside, 'right')).toBeNull();
  });
});
