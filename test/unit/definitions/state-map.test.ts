import { describe, expect, it } from '@jest/globals';
import type { Definition, StateNode } from '../../../src/machines/index.js';
import { goneStates, placesOf, renamedStates } from '../../../web/src/definitions/state-map.js';

const machine = (states: Record<string, StateNode>): StateNode => ({ initial: 'open', states });
const definition = (states: Record<string, StateNode>) => ({ machine: machine(states) }) as Definition;

const before = {
  open: {
    initial: 'calling',
    states: {
      calling: { meta: { title: { da: 'Ringes op' } } },
      hearing: { initial: 'sent', states: { sent: {}, answered: { type: 'final' as const } } },
      back: { type: 'history' as const },
    },
  },
  sent: { type: 'final' as const },
};

describe('the states that a migration must be told of', () => {
  it('are places where a case can be, also at the end of a part: no ends of cases, no histories', () => {
    expect(placesOf(machine(before)).map(({ path }) => path)).toEqual([
      'open',
      'open.calling',
      'open.hearing',
      'open.hearing.sent',
      'open.hearing.answered',
    ]);
  });

  it('are those that are gone, without what lies below them, each with the versions that have it', () => {
    const newer = definition({ open: { initial: 'calling', states: { calling: {} } } });
    const older = [
      { version: 1, definition: definition({ ...before, old: {} }) },
      { version: 2, definition: definition(before) },
    ];
    expect(goneStates(older, newer)).toEqual([
      { path: 'open.hearing', title: undefined, versions: [1, 2] },
      { path: 'old', title: undefined, versions: [1] },
    ]);
  });

  it('are suggested where only the name is new; other renames are of no matter', () => {
    const changes = [
      {
        kind: 'renamed',
        path: '/machine/states/open/states/phoning',
        before: 'open.calling',
        after: 'open.phoning',
      },
      { kind: 'renamed', path: '/tasks/PHONE', before: 'CALL', after: 'PHONE' },
      { kind: 'changed', path: '/machine/states/open', before: 1, after: 2 },
    ];
    expect(renamedStates(changes)).toEqual({ 'open.calling': 'open.phoning' });
  });
});
