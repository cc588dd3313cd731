import type { FactSchema } from '../../../web/src/api-types.js';
import {
  clockOf,
  factsOf,
  isEmpty,
  linesOf,
  toNumber,
  valuesOf,
  type Properties,
} from '../../../web/src/form/form-values.js';

const ZONE = 'Europe/Copenhagen';
const title = { da: 'Felt', en: 'Field' };
const schema = (rest: object): FactSchema => ({ title, ...rest }) as FactSchema;

const properties: Properties = {
  reached: schema({ type: 'boolean' }),
  note: schema({ type: 'string' }),
  hours: schema({ type: 'number' }),
  receivedOn: schema({ type: 'string', format: 'date' }),
  calledAt: schema({ type: 'string', format: 'date-time' }),
  needs: schema({ type: 'array', items: { enum: ['aid', 'relief'] } }),
  parties: schema({ type: 'array', items: { type: 'string' } }),
  calls: schema({ type: 'array', items: { type: 'object', properties: { reached: { type: 'boolean' } } } }),
  contact: schema({ type: 'object', properties: { phone: { type: 'string' } } }),
};

const facts = {
  reached: false,
  note: 'Ringet',
  hours: 7.5,
  receivedOn: '2026-03-27',
  calledAt: '2026-03-27T07:30:00.000Z',
  needs: ['aid'],
  parties: ['Mor', 'Far'],
  calls: [{ reached: true }],
  contact: { phone: '12345678' },
};

describe('the fields of a form', () => {
  it('hold what the case knows, as people write it', () => {
    expect(valuesOf(properties, facts, ZONE)).toEqual({
      reached: 'no',
      note: 'Ringet',
      hours: '7.5',
      receivedOn: '2026-03-27',
      calledAt: { date: '2026-03-27', time: '08:30' },
      needs: ['aid'],
      parties: 'Mor\nFar',
      calls: [{ reached: 'yes' }],
      contact: { phone: '12345678' },
    });
  });

  it('come to the same facts again', () => {
    expect(factsOf(properties, valuesOf(properties, facts, ZONE), ZONE)).toEqual(facts);
  });

  it.each([
    ['before the clocks go forward', '2026-03-29', '01:30', '2026-03-29T00:30:00.000Z'],
    ['in the hour that is skipped', '2026-03-29', '02:30', '2026-03-29T01:30:00.000Z'],
    ['before the clocks go back', '2026-10-25', '01:30', '2026-10-24T23:30:00.000Z'],
    ['in the hour that comes twice', '2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
  ])('come to the right moment %s', (_when, date, time, calledAt) => {
    const { calledAt: schema } = properties;
    expect(factsOf({ calledAt: schema! }, { calledAt: { date, time } }, ZONE)).toEqual({ calledAt });
  });

  it('come to nothing where nobody has answered, but to an empty list where nothing is an answer', () => {
    const nothing = { needs: [], parties: [], calls: [], contact: {} };
    expect(factsOf(properties, valuesOf(properties, {}, ZONE), ZONE)).toEqual(nothing);
  });

  it('begin with the default of the schema', () => {
    expect(valuesOf({ hours: schema({ type: 'number', default: 3 }) }, {}, ZONE)).toEqual({ hours: '3' });
  });
});

describe('what people write', () => {
  it('is a number with comma or point', () => {
    expect(['7,5', ' 7.5 ', '7'].map(toNumber)).toEqual([7.5, 7.5, 7]);
    expect(toNumber('syv')).toBeNaN();
  });

  it.each([
    ['9.30', '09:30'],
    ['09:30', '09:30'],
    ['0930', '09:30'],
    ['24.00', null],
    ['9.60', null],
    ['kl. 9', null],
    ['', null],
  ])('%j is the time of day %j', (text, clock) => {
    expect(clockOf(text)).toBe(clock);
  });

  it('is one item per line that is not blank', () => {
    expect(linesOf(' Mor \n\n Far')).toEqual(['Mor', 'Far']);
  });

  it('is empty when it is blanks, or parts that are', () => {
    expect([undefined, '  ', [], { date: '', time: ' ' }].every(isEmpty)).toBe(true);
    expect([' x', ['aid'], { date: '2026-03-27', time: '' }].some(isEmpty)).toBe(false);
  });
});
