import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import type { Definition } from '../../../src/machines/definition.js';
import { diff } from '../../../src/machines/diff.js';
import { parseDefinition } from '../../../src/machines/parse.js';
import { keysOf, sameJson } from '../../../src/machines/parse/json.js';
import { definitionOf } from '../../support/definition.js';
import { libraryCard, parsed } from '../parse/sources.js';

type Node = Record<string, unknown>;

/** Every place of a document: its container and its key there. */
function places(node: unknown): { container: Node; key: string }[] {
  if (typeof node !== 'object' || node === null) return [];
  const container = node as Node;
  return Object.keys(container).flatMap((key) => [{ container, key }, ...places(container[key])]);
}

/** One small edit anywhere: something is dropped, doubled, or put in the place of something else. */
function edit(
  definition: Definition,
  { at, from, how }: { at: number; from: number; how: number },
): Definition {
  const copy = structuredClone(definition);
  const all = places(copy);
  const { container, key } = all[at % all.length]!;
  const value = container[key];
  if (how === 0) {
    if (Array.isArray(container)) container.splice(Number(key), 1);
    else delete container[key];
  } else if (how === 1 && Array.isArray(value)) container[key] = [...value, ...value.slice(0, 1)];
  else if (how === 2 && Array.isArray(value)) container[key] = value.toReversed();
  else if (typeof value === 'string') {
    const strings = all.map((place) => place.container[place.key]).filter((one) => typeof one === 'string');
    container[key] = how === 3 ? `${value} ny` : strings[from % strings.length];
  } else if (typeof value === 'boolean') container[key] = !value;
  return copy;
}

const edits = fc.array(fc.record({ at: fc.nat(5_000), from: fc.nat(5_000), how: fc.nat(4) }), {
  minLength: 1,
  maxLength: 3,
});
const edited = (base: Definition) =>
  edits
    .map((list) => parseDefinition(list.reduce(edit, base), {}))
    .filter((result) => result.ok)
    .map(({ definition }) => definition);

function holds(before: Definition, after: Definition): void {
  const { changes } = diff(before, after);
  expect(changes.length === 0).toBe(sameJson(before, after));
  expect(diff(after, before).changes).toHaveLength(changes.length);
  expect(diff(structuredClone(before), structuredClone(after)).changes).toEqual(changes);
  for (const { sentence, path } of changes) {
    expect(sentence.da).toMatch(/\.$/);
    expect(sentence.en).toMatch(/\.$/);
    expect(`${sentence.da}${sentence.en}`).not.toMatch(/undefined|\[object/);
    expect(keysOf(path).length).toBeGreaterThan(0);
  }
}

test('every edit is told, there and back, in whole sentences', () => {
  const base = parsed(libraryCard());
  fc.assert(
    fc.property(edited(base), (after) => holds(base, after)),
    { numRuns: 60 },
  );
});

test('between two edited versions too', () => {
  const base = parsed(libraryCard());
  fc.assert(fc.property(edited(base), edited(base), holds), { numRuns: 30 });
});

test('any two case types are told apart', () => {
  const refusal = JSON.parse(
    readFileSync(new URL('../../../src/machines/case-types/refusal.json', import.meta.url), 'utf8'),
  ) as Definition;
  const versions = [parsed(libraryCard()), { ...definitionOf({}), ...refusal }, definitionOf({})];
  for (const before of versions) for (const after of versions) holds(before, after);
});
