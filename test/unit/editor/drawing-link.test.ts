import { jsonLanguage } from '@codemirror/lang-json';
import { describe, expect, it } from '@jest/globals';
import { toChart, type PlacedArrow, type StatechartLayout } from '../../../src/machines/index.js';
import { keysOfArrow, keysOfState, litAt } from '../../../web/src/editor/drawing-link.js';
import { rangeOf, type JsonText } from '../../../web/src/editor/json-tree.js';
import { definitionOf } from '../../support/definition.js';

const machine = {
  initial: 'open',
  states: {
    open: {
      initial: 'calling',
      states: {
        calling: {
          on: {
            CALLED: [{ guard: 'facts.reached', target: 'called' }, { target: 'calling' }],
            LOST: 'called',
          },
          after: { soon: { target: 'called' } },
        },
        called: { always: { target: 'calling' } },
      },
      onDone: 'closed',
    },
    closed: { type: 'final' },
  },
};
const source = JSON.stringify({ machine }, null, 2);
const json: JsonText = {
  tree: jsonLanguage.parser.parse(source),
  slice: (from, to) => source.slice(from, to),
};
const chart = toChart(definitionOf({ machine: machine as never }), 'da');
const layout = {
  ...chart,
  arrows: chart.arrows.map(
    (arrow) => ({ ...arrow, points: [], label: { parts: [] } }) as unknown as PlacedArrow,
  ),
} as unknown as StatechartLayout;
const lit = (...keys: string[]) => {
  const { state, arrows } = litAt(json, rangeOf(json, keys).from + 1, layout);
  return { state, arrows: [...arrows] };
};
const CALLING = ['machine', 'states', 'open', 'states', 'calling'];

describe('the cursor in the text lights', () => {
  it('the state that it stands in', () => {
    expect(lit('machine', 'states', 'open')).toEqual({ state: 'open', arrows: [] });
    expect(lit(...CALLING, 'on')).toEqual({ state: 'open.calling', arrows: [] });
    expect(lit('machine', 'initial')).toEqual({ state: null, arrows: [] });
  });

  it('the arrows of the event, or of the one transition', () => {
    const both = ['open.calling→open.called', 'open.calling→open.calling'];
    expect(lit(...CALLING, 'on', 'CALLED')).toEqual({ state: 'open.calling', arrows: both });
    expect(lit(...CALLING, 'on', 'CALLED', '0', 'guard').arrows).toEqual([both[0]]);
    expect(lit(...CALLING, 'on', 'CALLED', '1', 'target').arrows).toEqual([both[1]]);
    expect(lit(...CALLING, 'after', 'soon', 'target').arrows).toEqual([both[0]]);
    expect(lit('machine', 'states', 'open', 'onDone').arrows).toEqual(['open→closed']);
  });
});

describe('the drawing leads to', () => {
  const arrow = (id: string) => layout.arrows.find((each) => each.id === id)!;

  it('the state in the text', () => {
    expect(keysOfState('open.calling')).toEqual(CALLING);
    expect(keysOfState('')).toEqual(['machine']);
  });

  it('the transition in the text', () => {
    expect(keysOfArrow(json, arrow('open.calling→open.calling'))).toEqual([...CALLING, 'on', 'CALLED', '1']);
    expect(keysOfArrow(json, arrow('open.called→open.calling'))).toEqual([
      'machine',
      'states',
      'open',
      'states',
      'called',
      'always',
    ]);
  });
});
