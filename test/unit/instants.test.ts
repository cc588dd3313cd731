import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { addDays, dateOfEpochDay, epochDayOf } from '../../src/machines/dates.js';
import {
  compareInstants,
  epochMsOf,
  instantAt,
  instantOfEpochMs,
  isClockTime,
  isInstant,
  legalDate,
  startOfDay,
  timesShown,
} from '../../src/machines/instants.js';

const COPENHAGEN = 'Europe/Copenhagen';
const zones = fc.constantFrom(
  COPENHAGEN,
  'America/Nuuk',
  'Atlantic/Faroe',
  'UTC',
  'Pacific/Kiritimati',
  'Africa/Cairo',
);
const FIRST = epochDayOf('1990-01-01');
const LAST = epochDayOf('2070-12-31');
const dates = fc.integer({ min: FIRST, max: LAST }).map(dateOfEpochDay);
const instants = fc.integer({ min: FIRST * 86_400_000, max: LAST * 86_400_000 });
const clocks = fc
  .tuple(fc.nat(23), fc.nat(59))
  .map(([hour, minute]) => `${hour}`.padStart(2, '0') + ':' + `${minute}`.padStart(2, '0'));

const asInstant = (zoned: Temporal.ZonedDateTime) =>
  zoned.toInstant().toString({ smallestUnit: 'millisecond' });

const hours = (date: string) =>
  (epochMsOf(startOfDay(addDays(date, 1), COPENHAGEN)) - epochMsOf(startOfDay(date, COPENHAGEN))) / 3_600_000;

describe('instants', () => {
  it('are read and written as Temporal does', () => {
    fc.assert(
      fc.property(instants, (ms) => {
        const text = Temporal.Instant.fromEpochMilliseconds(ms).toString({ smallestUnit: 'millisecond' });
        expect(instantOfEpochMs(ms)).toBe(text);
        expect(epochMsOf(text)).toBe(ms);
        expect(isInstant(text)).toBe(true);
      }),
    );
  });

  it.each([
    '2026-04-27T08:00:00Z',
    '2026-04-27T08:00:00.000',
    '2026-04-27T24:00:00.000Z',
    '2026-04-27',
    '2026-02-30T08:00:00.000Z',
    '2026-04-27T08:60:00.000Z',
    '2026-04-27T08:00:00.000+02:00',
    '',
  ])('do not accept %p', (text) => {
    expect(isInstant(text)).toBe(false);
    expect(() => epochMsOf(text)).toThrow(expect.objectContaining({ code: 'invalidDate' }));
  });

  it('are text', () => {
    expect(isInstant(0)).toBe(false);
  });

  it('compare in the order of time', () => {
    const [a, b] = ['2026-04-27T08:00:00.000Z', '2026-04-27T08:00:00.001Z'] as const;
    expect([compareInstants(a, b), compareInstants(b, a), compareInstants(a, a)]).toEqual([-1, 1, 0]);
  });
});

describe('local days', () => {
  it('hold the instants that Temporal puts into them', () => {
    fc.assert(
      fc.property(instants, zones, (ms, zone) => {
        const expected = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDate();
        expect(legalDate(instantOfEpochMs(ms), zone)).toBe(expected.toString());
      }),
    );
  });

  it('start where Temporal starts them', () => {
    fc.assert(
      fc.property(dates, zones, (date, zone) => {
        expect(startOfDay(date, zone)).toBe(asInstant(Temporal.PlainDate.from(date).toZonedDateTime(zone)));
      }),
    );
  });

  it('hold 23 hours in spring and 25 in autumn', () => {
    expect([hours('2026-03-28'), hours('2026-03-29'), hours('2026-10-25')]).toEqual([24, 23, 25]);
  });

  it('are not those of UTC: 22:30Z on 24 October 2026 is 25 October here (F06)', () => {
    expect(legalDate('2026-10-24T22:30:00.000Z', COPENHAGEN)).toBe('2026-10-25');
    expect(legalDate('2026-10-24T21:59:59.999Z', COPENHAGEN)).toBe('2026-10-24');
    expect(legalDate('2026-10-25T22:59:59.999Z', COPENHAGEN)).toBe('2026-10-25');
    expect(legalDate('2026-10-25T23:00:00.000Z', COPENHAGEN)).toBe('2026-10-26');
  });

  it('tell 23:40 on the last day from ten past midnight (F15)', () => {
    expect(legalDate('2026-05-05T21:40:00.000Z', COPENHAGEN)).toBe('2026-05-05');
    expect(legalDate('2026-05-05T22:10:00.000Z', COPENHAGEN)).toBe('2026-05-06');
    expect(startOfDay('2026-05-06', COPENHAGEN)).toBe('2026-05-05T22:00:00.000Z');
  });

  it('stay right after more days than the cache holds', () => {
    const expected = startOfDay('2026-07-01', COPENHAGEN);
    for (let day = epochDayOf('1900-01-01'); day < epochDayOf('1900-01-01') + 50_001; day += 1)
      startOfDay(dateOfEpochDay(day), 'UTC');
    expect(startOfDay('2026-07-01', 'UTC')).toBe('2026-07-01T00:00:00.000Z');
    expect(startOfDay('2026-07-01', COPENHAGEN)).toBe(expected);
  });
});

describe('clock times', () => {
  it('are where Temporal finds them, on days of change too', () => {
    const changes = fc.constantFrom('2026-03-29', '2026-10-25', '2027-03-28', '2030-10-27');
    fc.assert(
      fc.property(fc.oneof(dates, changes), clocks, zones, (date, clock, zone) => {
        const zoned = Temporal.PlainDateTime.from(`${date}T${clock}`).toZonedDateTime(zone);
        expect(instantAt(date, clock, zone)).toBe(asInstant(zoned));
      }),
    );
  });

  it('are eight in the morning in summer and in winter', () => {
    expect(instantAt('2026-10-23', '08:00', COPENHAGEN)).toBe('2026-10-23T06:00:00.000Z');
    expect(instantAt('2026-10-28', '08:00', COPENHAGEN)).toBe('2026-10-28T07:00:00.000Z');
  });

  it('that spring skips come an hour later, and those of autumn the first time', () => {
    expect(instantAt('2026-03-29', '02:30', COPENHAGEN)).toBe('2026-03-29T01:30:00.000Z');
    expect(instantAt('2026-10-25', '02:30', COPENHAGEN)).toBe('2026-10-25T00:30:00.000Z');
  });

  it.each([
    [COPENHAGEN, '2026-03-29', '02:00', '02:59', 'never'],
    [COPENHAGEN, '2026-10-25', '02:00', '02:59', 'twice'],
    ['America/New_York', '2026-03-08', '02:00', '02:59', 'never'],
    ['America/New_York', '2026-11-01', '01:00', '01:59', 'twice'],
  ] as const)(
    'are found in %s through all of %s, and said where they are %s to %s',
    (zone, date, from, to, shown) => {
      for (let minutes = 0; minutes < 24 * 60; minutes += 10) {
        const at = Temporal.PlainTime.from('00:00').add({ minutes }).toString().slice(0, 5);
        const zoned = Temporal.PlainDateTime.from(`${date}T${at}`).toZonedDateTime(zone);
        expect(instantAt(date, at, zone)).toBe(asInstant(zoned));
        expect([at, timesShown(date, at, zone)]).toEqual([at, at >= from && at <= to ? shown : 'once']);
      }
      expect(timesShown('2026-06-01', '02:30', zone)).toBe('once');
    },
  );

  it('run from 00:00 to 23:59', () => {
    expect(['00:00', '23:59'].every(isClockTime)).toBe(true);
    expect(['24:00', '8:00', '08:60', '08:00:00', '', 800].some(isClockTime)).toBe(false);
    for (const date of ['2026-01-01', '2026-03-29'])
      expect(() => instantAt(date, '24:00', COPENHAGEN)).toThrow(
        expect.objectContaining({ code: 'invalidDate' }),
      );
  });
});
