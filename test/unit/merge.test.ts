import { assert, jsonValue, property } from 'fast-check';
import { mergeDocuments } from '../../src/machines/merge.js';

const merged = (base: unknown, theirs: unknown, mine: unknown) => mergeDocuments(base, theirs, mine);
const exact = (document: unknown) => ({ document, conflicts: [] });

describe('two changes of one document', () => {
  it('are put together where each is in its own place', () => {
    const base = {
      parameters: { a: { value: 1 }, b: { value: 2 } },
      machine: { states: { open: {}, done: {} } },
    };
    const theirs = { ...base, parameters: { a: { value: 10 }, b: { value: 2 } } };
    const mine = { ...base, parameters: { a: { value: 1 }, b: { value: 2, source: '§ 1' } } };
    expect(merged(base, theirs, mine)).toEqual(
      exact({ ...base, parameters: { a: { value: 10 }, b: { value: 2, source: '§ 1' } } }),
    );
  });

  it.each<[string, unknown, unknown, unknown, string[]]>([
    ['the same value', { a: 1 }, { a: 2 }, { a: 3 }, ['/a']],
    ['what the other has removed', { a: { b: 1 } }, {}, { a: { b: 2 } }, ['/a']],
    ['a list without ids', { a: [1] }, { a: [1, 2] }, { a: [1, 3] }, ['/a']],
    ['a name that both have added', {}, { 'a/b': { c: 1, d: 1 } }, { 'a/b': { c: 2, d: 1 } }, ['/a~1b/c']],
    [
      'an entry of a list',
      [{ id: 'x', v: 1 }],
      [{ id: 'x', v: 2 }],
      [{ id: 'y' }, { id: 'x', v: 3 }],
      ['/1/v'],
    ],
  ])('are in conflict where both change %s, and mine stands', (_what, base, theirs, mine, paths) => {
    const { document, conflicts } = merged(base, theirs, mine);
    expect(conflicts.map(({ path }) => path)).toEqual(paths);
    expect(document).toEqual(mine);
  });

  it('are put together in a list whose entries have ids', () => {
    const rule = (id: string, source: string) => ({ id, source });
    const base = [rule('1', 'a'), rule('2', 'b')];
    expect(merged(base, [rule('1', 'x'), rule('2', 'b'), rule('3', 'c')], [rule('2', 'b')])).toEqual({
      document: [rule('2', 'b'), rule('3', 'c')],
      conflicts: [{ path: '/0' }],
    });
    expect(merged(base, [...base, rule('3', 'c')], [rule('1', 'y'), rule('2', 'b')])).toEqual(
      exact([rule('1', 'y'), rule('2', 'b'), rule('3', 'c')]),
    );
  });

  it('give the one that was made, where the other side has made none, and what both have made', () => {
    const json = jsonValue({ maxDepth: 4 });
    assert(
      property(json, json, (base, changed) => {
        expect(merged(base, base, changed)).toEqual(exact(changed));
        expect(merged(base, changed, base)).toEqual(exact(changed));
        expect(merged(base, changed, changed)).toEqual(exact(changed));
      }),
    );
  });
});
