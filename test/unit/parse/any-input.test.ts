import * as fc from 'fast-check';
import { parseDefinition } from '../../../src/machines/parse.js';
import { keysOf, pointer, sameJson } from '../../../src/machines/parse/json.js';
import { found, foundInMachine, libraryCard, parsed, problemsOf, type Source } from './sources.js';

const nested = (depth: number): unknown =>
  Array.from({ length: depth }).reduce<unknown>((inner) => ({ states: { a: inner } }), {});

describe('whatever is handed in', () => {
  it('gives an answer', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }),
        (input) => {
          expect(parseDefinition(input, {}).ok).toBe(false);
        },
      ),
    );
  });

  it('gives an answer to the small definition with anything changed anywhere', () => {
    const places = placesIn(libraryCard());
    const change = fc.record({
      place: fc.constantFrom(...places),
      value: fc.oneof(
        fc.jsonValue(),
        fc.constantFrom(...places).map((keys) => at(libraryCard(), keys)),
      ),
      remove: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
        const source = libraryCard();
        for (const { place, value, remove } of changes) alter(source, place, value, remove);
        const result = parseDefinition(source, {});
        if (!result.ok)
          for (const { path } of result.problems) expect(at(source, keysOf(path))).toBeDefined();
      }),
      { numRuns: 500 },
    );
  });

  it('gives an answer to the small definition as a fragment of anything', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (state, tasks) => {
        const source = libraryCard();
        source.machine.states.open = { include: 'any' };
        const result = parseDefinition(source, { any: { fragment: 'any', state, tasks } });
        expect(typeof result.ok).toBe('boolean');
      }),
    );
  });

  it.each<[string, () => unknown]>([
    ['a machine 10 000 states deep', () => ({ ...libraryCard(), machine: nested(10_000) })],
    [
      'a list 10 000 levels deep',
      () => Array.from({ length: 10_000 }).reduce<unknown>((inner) => [inner], []),
    ],
    ['a text of five million characters', () => ({ ...libraryCard(), owner: 'x'.repeat(5_000_000) })],
    ['a million values', () => ({ ...libraryCard(), rules: Array.from({ length: 1_000_000 }, () => 1) })],
    [
      'a document that holds itself',
      () => {
        const circle: Source = {};
        circle.machine = circle;
        return circle;
      },
    ],
  ])('is refused when it is too large: %s', (_what, source) => {
    expect(found(source())).toEqual(['tooLarge ']);
  });

  it.each([
    undefined,
    () => 1,
    Symbol('x'),
    1n,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    new Date(0),
    new Map(),
  ])('is refused when it is not JSON: %p', (value) => {
    expect(found(value)).toEqual(['notJson ']);
    expect(found({ ...libraryCard(), owner: value })).toEqual(['notJson /owner']);
  });

  it('is refused when it holds half a character', () => {
    expect(found({ ...libraryCard(), owner: 'x\ud800' })).toEqual(['malformedText /owner']);
    expect(found({ ...libraryCard(), '\udc00': 1 })).toEqual(['malformedText ']);
    expect(parsed({ ...libraryCard(), owner: 'Ægir 🙂' }).owner).toBe('Ægir 🙂');
  });

  it('never reaches a prototype', () => {
    const text = JSON.stringify(libraryCard()).replace(
      '"tasks":{',
      '"tasks":{"__proto__":{"polluted":true},',
    );
    expect(found(JSON.parse(text))).toEqual(['badName /tasks/__proto__']);
    expect({}).not.toHaveProperty('polluted');
  });

  it('may be without prototypes', () => {
    const source = Object.assign(Object.create(null) as object, libraryCard());
    expect(parsed(source)).toEqual(libraryCard());
  });

  it('may use the names that all objects have', () => {
    const event = { title: { da: 'x' }, roles: [] };
    const machine = {
      initial: 'constructor',
      states: {
        constructor: { on: { toString: 'valueOf' }, meta: { tasks: ['hasOwnProperty'] } },
        valueOf: { type: 'final' },
      },
    };
    const tasks = { hasOwnProperty: { title: { da: 'x' }, role: 'admin', events: ['toString'] } };
    expect(foundInMachine(machine, { events: { toString: event }, ends: { valueOf: [] }, tasks })).toEqual(
      [],
    );
  });

  it('comes back as a copy that shares nothing with it', () => {
    const source = libraryCard();
    const definition = parsed(source);
    source.machine.states.open.on.WITHDRAWN = 'sent';
    source.facts.required.push('x');
    source.rules[0].id = 'x';
    expect(definition).toEqual(libraryCard());
  });

  it('gives no more problems than can be read, and says how many are left out', () => {
    const problems = problemsOf({ ...libraryCard(), rules: Array.from({ length: 700 }, () => 5) });
    expect(problems).toHaveLength(501);
    expect(problems.at(-1)).toMatchObject({ code: 'tooManyProblems', details: { hidden: 200 } });
  });
});

describe('JSON', () => {
  it('pointers name any key', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (keys) => expect(keysOf(pointer('', ...keys))).toEqual(keys)),
    );
  });

  it('is the same when only the order of keys differs', () => {
    expect(sameJson({ a: [1, { b: null }], c: 'x' }, { c: 'x', a: [1, { b: null }] })).toBe(true);
    expect(sameJson([1, 2], [1, 2, 3])).toBe(false);
    expect(sameJson({ a: 1 }, { b: 1 })).toBe(false);
    expect(sameJson({}, [])).toBe(false);
    expect(sameJson({ a: 1 }, { a: 1, b: 1 })).toBe(false);
  });
});

function placesIn(value: unknown, keys: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [keys];
  return [keys, ...Object.entries(value).flatMap(([key, item]) => placesIn(item, [...keys, key]))].filter(
    (place) => place.length > 0,
  );
}

function at(source: Source, keys: string[]): unknown {
  return keys.reduce<Source>((value, key) => value?.[key], source);
}

function alter(source: Source, keys: string[], value: unknown, remove: boolean): void {
  const holder = at(source, keys.slice(0, -1)) as Source;
  const last = keys.at(-1) ?? '';
  if (typeof holder !== 'object' || holder === null) return;
  if (!remove) holder[last] = value;
  else if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else delete holder[last];
}
