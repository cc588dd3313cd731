import * as fc from 'fast-check';
import { readBundle, toBundle } from '../../../src/machines/bundle.js';
import { shippedDefinitions, shippedFragments } from '../../../src/machines/case-types.js';
import type { Definition } from '../../../src/machines/definition.js';
import { libraryCard, parsed } from '../parse/sources.js';

const exportedAt = '2026-04-01T08:00:00.000Z';
const card = (): Definition => parsed(libraryCard());
const bundle = (change: object = {}) => ({ ...toBundle([card()], { exportedAt }), ...change });

const problemsOf = (json: unknown): string[] => {
  const result = readBundle(json);
  return result.ok ? [] : result.problems.map(({ code, path }) => `${code} ${path}`);
};

describe('a bundle', () => {
  test('comes back from a file as it was', () => {
    const shipped = Object.values(shippedDefinitions()).map((source) => parsed(source, shippedFragments()));
    const definitions = [card(), ...shipped];
    const file = JSON.stringify(toBundle(definitions, { exportedAt }));
    expect(readBundle(JSON.parse(file))).toEqual({ ok: true, exportedAt, definitions });
  });

  test('may be empty', () => {
    expect(readBundle(toBundle([], { exportedAt }))).toEqual({ ok: true, exportedAt, definitions: [] });
  });

  test.each([
    ['is not an object', [], ['bundleNotObject ']],
    ['is of another format', { format: 'zip' }, ['bundleFormat /format']],
    ['inherits its format', Object.create({ format: 'sagsgang-bundle' }), ['bundleFormat /format']],
    ['is of a later version', bundle({ formatVersion: 2 }), ['bundleVersion /formatVersion']],
    ['has no definitions', bundle({ definitions: { 0: card() } }), ['bundleDefinitions /definitions']],
    ['is too large', bundle({ definitions: Array(1_001).fill(1) }), ['bundleTooLarge /definitions']],
    ['says not when it was made', bundle({ exportedAt: 'in April' }), ['bundleInstant /exportedAt']],
    [
      'has a case type twice',
      bundle({ definitions: [card(), card()] }),
      ['duplicateCaseType /definitions/1/caseType'],
    ],
  ])('that %s is refused', (_what, json, problems) => {
    expect(problemsOf(json)).toEqual(problems);
  });

  test('with a definition that is wrong says where, and all at once', () => {
    const wrong = { ...card(), caseType: 'other', ends: {} };
    const found = problemsOf(bundle({ exportedAt: 1, definitions: [card(), wrong, 'nothing'] }));
    expect(found[0]).toBe('bundleInstant /exportedAt');
    expect(found.some((line) => line.includes('/definitions/1/'))).toBe(true);
    expect(found.some((line) => line.endsWith('/definitions/2'))).toBe(true);
  });

  test('says what is wrong in both languages', () => {
    const result = readBundle(bundle({ formatVersion: 2 }));
    expect(result).toMatchObject({
      problems: [
        { message: { da: expect.stringContaining('version 1'), en: expect.stringContaining('version 1') } },
      ],
    });
  });
});

test('nothing that is read as a bundle throws', () => {
  fc.assert(
    fc.property(fc.anything(), fc.anything(), (whole, definitions) => {
      expect(readBundle(whole).ok).toBe(false);
      expect(typeof readBundle(bundle({ definitions })).ok).toBe('boolean');
    }),
    { numRuns: 200 },
  );
});
