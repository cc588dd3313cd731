import type { HistoryRow } from '../../../src/persistence/views/case-view.js';
import { toChart } from '../../../src/machines/statechart/chart.js';
import { placeChart } from '../../../src/machines/statechart/place.js';
import { estimateWidth } from '../../../src/machines/statechart/text-size.js';
import { runElk } from '../../../src/modules/layouts/run-elk.js';
import { marksOfPath } from '../../../web/src/inspector/path-taken.js';
import { nextState, roundedPath } from '../../../web/src/statechart/chart-path.js';
import { definitionOf, plainEvents } from '../../support/definition.js';

const walk = definitionOf({
  events: plainEvents('GO', 'BACK'),
  delays: { later: { anchor: 'now', length: 'P1D' } },
  machine: {
    initial: 'a',
    states: {
      a: { on: { GO: [{ guard: 'facts.x', target: 'b' }, { target: 'c' }] }, after: { later: 'd' } },
      b: { always: 'd' },
      c: { on: { BACK: 'a' } },
      d: { type: 'final' },
    },
  },
});
const layout = await placeChart(toChart(walk, 'da'), estimateWidth, runElk);
const row = (type: string, from: string[], to: string[]) => ({ type, from, to }) as HistoryRow;
const opened = row('case.opened', [], ['a']);
const path = (...rows: HistoryRow[]) => {
  const { states, taken } = marksOfPath(layout, rows);
  const active = [...states].filter(([, mark]) => mark.active).map(([state]) => state);
  return { active, visited: [...states.keys()].sort(), taken: [...taken!].sort() };
};

describe('the way of a case through the drawing', () => {
  it('begins where the case was opened, with no arrow taken', () => {
    expect(path(opened)).toEqual({ active: ['a'], visited: ['a'], taken: [] });
  });

  it('takes the branch that leads to where the case came', () => {
    expect(path(opened, row('GO', ['a'], ['c'])).taken).toEqual(['a→c']);
  });

  it('goes on through states that are left by themselves', () => {
    expect(path(opened, row('GO', ['a'], ['d']))).toEqual({
      active: ['d'],
      visited: ['a', 'b', 'd'],
      taken: ['a→b', 'b→d'],
    });
  });

  it('follows the clock, and comes back', () => {
    const back = [opened, row('GO', ['a'], ['c']), row('BACK', ['c'], ['a'])];
    const end = row('xstate.after.later.example.a', ['a'], ['d']);
    expect(path(...back).active).toEqual(['a']);
    expect(path(...back, end).taken).toEqual(['a→c', 'a→d', 'c→a']);
  });

  it('leaves out arrows of events that changed nothing', () => {
    expect(path(opened, row('timer.deadline', ['a'], ['a'])).taken).toEqual([]);
  });
});

describe('walking through the drawing with the keys', () => {
  it('comes from the first state to the last, and does not leave the drawing', () => {
    const first = layout.states.find((state) => state.path === 'a')!;
    let at = first;
    for (let next = nextState(layout.states, at, 'down'); next; next = nextState(layout.states, at, 'down'))
      at = next;
    expect(at.path).toBe('d');
    expect(nextState(layout.states, first, 'up')).toBeNull();
  });
});

describe('the line of an arrow', () => {
  it('has round corners, and none where there is no corner', () => {
    const points = [
      { x: 0, y: 0 },
      { x: 0, y: 20 },
      { x: 30, y: 20 },
    ];
    expect(roundedPath(points)).toBe('M0 0L0 14Q0 20 6 20L30 20');
    expect(roundedPath(points.slice(0, 2))).toBe('M0 0L0 20');
    expect(roundedPath([])).toBe('');
  });
});
