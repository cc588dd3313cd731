import { describe, expect, it } from '@jest/globals';
import type { Definition, Problem } from '../../../src/machines/index.js';
import { atInclude } from '../../../web/src/editor/fragment-places.js';

const fragments = {
  inner: {
    fragment: 'inner',
    tasks: { CALL: {} },
    rules: [{ id: 'call-first' }],
    facts: { reached: {} },
    state: {},
  },
  outer: { fragment: 'outer', state: { states: { deep: { include: 'inner' } } } },
};
const source = {
  tasks: { OWN: {} },
  rules: [{ id: 'own' }],
  machine: { states: { open: { states: { calling: { include: 'outer' } } } } },
};
const expanded = { rules: [{ id: 'own' }, { id: 'call-first' }] } as Definition;
const placed = (path: string) => {
  const problem: Problem = { code: 'x', path, message: { da: '', en: '' } };
  return atInclude(problem, source, expanded, fragments);
};
const INCLUDE = '/machine/states/open/states/calling/include';

describe('a problem of what a fragment brings', () => {
  it.each([['/tasks/CALL/events/0'], ['/facts/properties/reached'], ['/rules/1']])(
    '%s stands at the include, also through another fragment',
    (path) => {
      expect(placed(path)).toMatchObject({ path: INCLUDE, details: { expandedPath: path } });
    },
  );

  it.each([['/tasks/OWN'], ['/rules/0/then'], ['/machine/states/open'], ['/tasks/GONE'], ['']])(
    '%s stays where it is',
    (path) => {
      expect(placed(path).path).toBe(path);
    },
  );
});
