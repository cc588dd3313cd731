import { inventFacts, type FactSchema } from '../../src/machines/index.js';

const MOMENT = { today: '2026-03-02', now: '2026-03-02T08:00:00.000Z' };

test('every kind of question gets an answer', () => {
  const properties: Record<string, FactSchema> = {
    reached: { type: 'boolean' },
    count: { type: 'integer', minimum: 3 },
    share: { type: 'number' },
    loss: { type: 'number', maximum: -2 },
    needs: { type: 'array', minItems: 1, items: { type: 'object', properties: {} } },
    calls: { type: 'array', items: { type: 'string' } },
    channel: { enum: ['phone', 'letter'] },
    note: { type: 'string', minLength: 10 },
    initials: { type: 'string', maxLength: 2 },
    at: { type: 'string', format: 'date-time' },
    birthDate: { type: 'string', format: 'date' },
    dueOn: { type: 'string', format: 'date' },
    heldOn: { type: 'string', format: 'date' },
    known: { type: 'string', default: 'already' },
  };
  expect(inventFacts({ properties, required: Object.keys(properties) }, MOMENT)).toEqual({
    reached: true,
    count: 3,
    share: 1,
    loss: -2,
    needs: [{}],
    calls: [],
    channel: 'phone',
    note: 'Eksempel..',
    initials: 'Ek',
    at: MOMENT.now,
    birthDate: '2011-08-28',
    dueOn: '2026-03-30',
    heldOn: '2026-03-02',
    known: 'already',
  });
});

test('what need not be answered is left out, unless it is asked for', () => {
  const home = {
    type: 'object' as const,
    required: ['city'],
    properties: { city: { type: 'string' as const }, floor: { type: 'integer' as const } },
  };
  const form = { required: ['home', 'missing'], properties: { home, note: { type: 'string' as const } } };
  expect(inventFacts(form, MOMENT)).toEqual({ home: { city: 'Eksempel' } });
  expect(inventFacts(form, { ...MOMENT, optional: true, text: '…' })).toEqual({
    home: { city: '…', floor: 1 },
    note: '…',
  });
});

test('a form without questions needs no answer', () => {
  expect(inventFacts({}, MOMENT)).toEqual({});
});
