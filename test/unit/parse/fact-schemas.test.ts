import { foundAfter, problemsOf, libraryCard, type Source } from './sources.js';

const FACTS = '/facts/properties';
const labels = { a: { da: 'A' }, b: { da: 'B' } };

/** What is found when the library card has one more fact. */
const foundWith = (schema: Source): string[] =>
  foundAfter((card) => (card.facts.properties.extra = { title: { da: 'Mere' }, ...schema }));

describe('the default of a fact', () => {
  it.each<[string, Source]>([
    ['another type', { type: 'integer', default: 'one' }],
    ['nothing', { type: 'string', default: null }],
    ['half a number', { type: 'integer', default: 1.5 }],
    ['a value that cannot be chosen', { type: 'string', enum: ['a', 'b'], labels, default: 'c' }],
    ['a day that does not exist', { type: 'string', format: 'date', default: '2026-02-30' }],
    ['a number for a day', { format: 'date', default: 3 }],
    ['an instant of another zone', { format: 'date-time', default: '2026-02-28T09:00:00+01:00' }],
    ['an instant without milliseconds', { format: 'date-time', default: '2026-02-28T08:00:00Z' }],
    ['more than can be counted', { type: 'integer', default: 2 ** 53 }],
    ['a text for an object', { properties: { a: { type: 'string' } }, default: 'a' }],
    ['an object with a day that is none', { properties: { on: { format: 'date' } }, default: { on: 1 } }],
    ['a list of days that are none', { type: 'array', items: { format: 'date' }, default: [1] }],
    ['no instant', { type: 'string', format: 'date-time', default: '2026-02-28' }],
    ['too small', { type: 'number', minimum: 3, default: 2 }],
    ['too long', { type: 'string', maxLength: 3, default: 'four' }],
    ['a list of something else', { type: 'array', items: { type: 'string' }, default: [1] }],
    ['too few', { type: 'array', minItems: 1, items: { type: 'string' }, default: [] }],
    [
      'an object without what it needs',
      { type: 'object', properties: { a: { type: 'string' } }, required: ['a'], default: {} },
    ],
  ])('must be allowed by the fact itself, not %s', (_what, schema) => {
    expect(foundWith(schema)).toEqual([`defaultNotAllowed ${FACTS}/extra/default`]);
  });

  it('is checked inside lists and objects, too', () => {
    const items = { type: 'object', properties: { late: { type: 'boolean', default: 'no' } } };
    expect(foundWith({ type: 'array', items })).toEqual([
      `defaultNotAllowed ${FACTS}/extra/items/properties/late/default`,
    ]);
  });

  it.each<[Source]>([
    [{ type: 'boolean', default: false }],
    [{ type: 'array', items: { type: 'string' }, default: ['x'] }],
    [{ type: 'string', format: 'date', default: '2024-02-29' }],
    [{ type: 'string', enum: ['a', 'b'], labels, default: 'b' }],
    [{ type: 'string', format: 'date-time', default: '2026-02-28T08:00:00.000Z' }],
    [{ type: 'object', properties: { on: { format: 'date' }, at: {} }, default: { on: '2026-02-28' } }],
    [{ type: 'integer', default: 7 }],
    [{ default: 7 }],
  ])('may be %j', (schema) => expect(foundWith(schema)).toEqual([]));

  it('is not what a format or a choice says of anything but a text', () => {
    expect(foundWith({ type: 'boolean', format: 'date' })).toEqual([`notText ${FACTS}/extra/format`]);
    expect(foundWith({ type: 'integer', enum: ['a', 'b'], labels })).toEqual([`notText ${FACTS}/extra/enum`]);
  });

  it('is told with its value', () => {
    const card = libraryCard();
    card.facts.properties.identityProven.default = 'nej';
    expect(problemsOf(card)).toEqual([
      expect.objectContaining({
        code: 'defaultNotAllowed',
        path: `${FACTS}/identityProven/default`,
        message: {
          da: '“default” er "nej", men oplysningen må ikke have den værdi.',
          en: '“default” is "nej", but the fact may not have that value.',
        },
      }),
    ]);
  });
});

describe('what people choose from', () => {
  const choice = (more: Source) => foundWith({ type: 'string', enum: ['a', 'b'], labels, ...more });

  it('has a Danish text for every value', () => {
    expect(choice({})).toEqual([]);
    expect(choice({ labels: { a: { da: 'A' } } })).toEqual([`labelMissing ${FACTS}/extra/enum/1`]);
    expect(choice({ labels: { ...labels, b: { da: ' ' } } })).toEqual([`labelMissing ${FACTS}/extra/enum/1`]);
    expect(foundWith({ type: 'string', enum: ['a', 'b'] })).toEqual([
      `labelMissing ${FACTS}/extra/enum/0`,
      `labelMissing ${FACTS}/extra/enum/1`,
    ]);
  });

  it('has texts for no other values', () => {
    expect(choice({ labels: { ...labels, c: { da: 'C' } } })).toEqual([
      `labelUnknown ${FACTS}/extra/labels/c`,
    ]);
    expect(foundWith({ type: 'string', labels })).toEqual([`labelsUnused ${FACTS}/extra/labels`]);
  });

  it('has values, also those that all objects have as keys', () => {
    expect(choice({ enum: [], labels: {} })).toEqual([`noChoice ${FACTS}/extra/enum`]);
    expect(choice({ enum: ['constructor'], labels: {} })).toEqual([`labelMissing ${FACTS}/extra/enum/0`]);
  });
});

describe('bounds and demands', () => {
  it.each<[Source, string]>([
    [{ type: 'number', minimum: 2, maximum: 1 }, 'maximum'],
    [{ type: 'string', minLength: 2, maxLength: 1 }, 'maxLength'],
    [{ type: 'string', maxLength: -1 }, 'maxLength'],
    [{ type: 'array', minItems: 2, maxItems: 1 }, 'maxItems'],
  ])('%j allows nothing', (schema, key) => {
    expect(foundWith(schema)).toEqual([`boundsCrossed ${FACTS}/extra/${key}`]);
  });

  it.each<[Source]>([
    [{ type: 'number', minimum: 1, maximum: 1 }],
    [{ type: 'string', maxLength: 0 }],
    [{ type: 'number', maximum: -4 }],
  ])('%j allows something', (schema) => expect(foundWith(schema)).toEqual([]));

  it('an object needs only what it has', () => {
    const schema = { type: 'object', properties: { a: {} }, required: ['a', 'toString'] };
    expect(foundWith(schema)).toEqual([`unknownProperty ${FACTS}/extra/required/1`]);
  });

  it('are looked at when the shape is right', () => {
    expect(foundWith({ type: 'text', default: 1 })).toEqual([`notAllowedValue ${FACTS}/extra/type`]);
  });
});
