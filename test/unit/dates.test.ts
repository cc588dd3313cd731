import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { longDate, weekdayName } from '../../src/machines/date-text.js';
import {
  addDays,
  ageAt,
  dateOfEpochDay,
  daysBetween,
  epochDayOf,
  isLength,
  isLocalDate,
  minus,
  parseLength,
  plus,
  plusLater,
  weekdayOf,
} from '../../src/machines/dates.js';

const days = fc.integer({ min: epochDayOf('1890-01-01'), max: epochDayOf('2110-12-31') });
const dates = days.map(dateOfEpochDay);
const lengths = fc
  .record({
    sign: fc.constantFrom('', '+', '-'),
    years: fc.nat(120),
    months: fc.nat(40),
    weeks: fc.nat(60),
    days: fc.nat(800),
  })
  .map(({ sign, years, months, weeks, days }) => `${sign}P${years}Y${months}M${weeks}W${days}D`);
const plain = (date: string) => Temporal.PlainDate.from(date);

describe('dates', () => {
  it('count as Temporal counts, over every day from 1890 to 2110', () => {
    let date = plain('1890-01-01');
    const last = epochDayOf('2110-12-31');
    for (let day = epochDayOf('1890-01-01'); day <= last; day += 1) {
      const text = dateOfEpochDay(day);
      if (text !== date.toString() || epochDayOf(text) !== day || weekdayOf(text) !== date.dayOfWeek)
        throw new Error(`${text} is not ${date.toString()}`);
      date = date.add({ days: 1 });
    }
    expect(date.toString()).toBe('2111-01-01');
  });

  it('reach from the first to the last day of four-digit years', () => {
    expect(dateOfEpochDay(epochDayOf('0000-01-01'))).toBe('0000-01-01');
    expect(dateOfEpochDay(epochDayOf('9999-12-31'))).toBe('9999-12-31');
    expect(() => addDays('9999-12-31', 1)).toThrow(expect.objectContaining({ code: 'calendarOutOfRange' }));
    expect(() => addDays('0000-01-01', -1)).toThrow(expect.objectContaining({ code: 'calendarOutOfRange' }));
    expect(() => dateOfEpochDay(Number.NaN)).toThrow(expect.objectContaining({ code: 'calendarOutOfRange' }));
  });

  it('add and subtract lengths as Temporal does', () => {
    fc.assert(
      fc.property(dates, lengths, (date, length) => {
        expect(plus(date, length)).toBe(plain(date).add(length).toString());
        expect(minus(date, length)).toBe(plain(date).subtract(length).toString());
      }),
    );
  });

  it('clamp to the end of the month, and plusLater to the day after', () => {
    expect(plus('2010-08-31', 'P15Y6M')).toBe('2026-02-28');
    expect(plus('2012-08-31', 'P15Y6M')).toBe('2028-02-29');
    expect(plusLater('2010-08-31', 'P15Y6M')).toBe('2026-03-01');
    expect(plus('2026-03-31', '-P1M')).toBe('2026-02-28');
    expect(plusLater('2026-01-30', 'P15Y6M')).toBe(plus('2026-01-30', 'P15Y6M'));
  });

  it('are the same whether a length is taken away or its opposite added', () => {
    fc.assert(
      fc.property(dates, fc.nat(200), (date, weeks) => {
        expect(minus(date, `P${weeks}W`)).toBe(plus(date, `-P${weeks}W`));
        expect(weekdayOf(plus(date, `P${weeks}W`))).toBe(weekdayOf(date));
        expect(daysBetween(date, plus(date, `P${weeks}W`))).toBe(weeks * 7);
      }),
    );
  });

  it.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-04-00',
    '2026-4-1',
    '26-04-01',
    '2026/04/01',
    '2026-04-01T00:00',
    '',
    '2026-0x-01',
    '20 6-04-01',
    '2100-02-29',
  ])('do not accept %p', (text) => {
    expect(isLocalDate(text)).toBe(false);
    expect(() => epochDayOf(text)).toThrow(expect.objectContaining({ code: 'invalidDate' }));
  });

  it('accept a leap day of a leap year only as text', () => {
    expect(isLocalDate('2028-02-29')).toBe(true);
    expect(isLocalDate('2000-02-29')).toBe(true);
    expect(isLocalDate(20_280_229)).toBe(false);
  });
});

describe('age', () => {
  it('is the number of birthdays passed', () => {
    expect(ageAt('2010-05-10', '2026-05-09')).toBe(15);
    expect(ageAt('2010-05-10', '2026-05-10')).toBe(16);
    expect(ageAt('2010-05-10', '2010-05-09')).toBe(-1);
  });

  it('comes on 28 February or 1 March for those born on 29 February', () => {
    expect(ageAt('2012-02-29', '2030-02-27')).toBe(17);
    expect(ageAt('2012-02-29', '2030-02-28')).toBe(18);
    expect(ageAt('2012-02-29', '2030-02-28', 'later')).toBe(17);
    expect(ageAt('2012-02-29', '2030-03-01', 'later')).toBe(18);
    expect(ageAt('2012-02-29', '2028-02-29', 'later')).toBe(16);
  });

  it('agrees with plus on every day', () => {
    fc.assert(
      fc.property(dates, fc.nat(40_000), (birth, lived) => {
        const on = addDays(birth, lived);
        const age = ageAt(birth, on);
        expect(plus(birth, `P${age}Y`) <= on).toBe(true);
        expect(plus(birth, `P${age + 1}Y`) > on).toBe(true);
      }),
    );
  });

  it('is reached in order: 15½, 16, 17, 18, whatever the birth date', () => {
    fc.assert(
      fc.property(dates, (birth) => {
        const ages = ['P15Y6M', 'P16Y', 'P17Y', 'P18Y'].map((length) => plus(birth, length));
        expect(ages).toEqual([...new Set(ages)].sort());
      }),
    );
  });

  it('gives one born on 29 February 2012 the dates of the leap day (F07)', () => {
    expect(plus('2012-02-29', 'P15Y6M')).toBe('2027-08-29');
    expect(plus('2012-02-29', 'P16Y')).toBe('2028-02-29');
    expect(plus('2012-02-29', 'P17Y')).toBe('2029-02-28');
    expect(minus(plus('2012-02-29', 'P17Y'), 'P6W')).toBe('2029-01-17');
    expect(plus('2012-02-29', 'P18Y')).toBe('2030-02-28');
    expect(plusLater('2012-02-29', 'P18Y')).toBe('2030-03-01');
  });
});

describe('lengths', () => {
  it('are read with the sign on every part', () => {
    expect(parseLength('P15Y6M')).toEqual({ years: 15, months: 6, weeks: 0, days: 0 });
    expect(parseLength('-P1W2D')).toEqual({ years: 0, months: 0, weeks: -1, days: -2 });
    expect(parseLength('P0D')).toEqual({ years: 0, months: 0, weeks: 0, days: 0 });
    expect(isLength('P12W')).toBe(true);
  });

  it.each(['', 'P', '-P', '12W', 'P1', 'PT1H', 'P1DT1H', 'P1.5D', 'P2D1W', 'P-2D', 'p1d', 'P1Q', '--P1D'])(
    'do not accept %p',
    (text) => {
      expect(isLength(text)).toBe(false);
      expect(() => plus('2026-01-01', text)).toThrow(expect.objectContaining({ code: 'invalidLength' }));
    },
  );

  it('do not accept what is not text', () => {
    expect(isLength(7)).toBe(false);
  });

  it('refuse a sum beyond the four-digit years', () => {
    expect(() => plus('2026-01-01', 'P9000Y')).toThrow(
      expect.objectContaining({ code: 'calendarOutOfRange' }),
    );
  });
});

describe('dates in words', () => {
  it('are written out in Danish and English', () => {
    expect(longDate('2026-04-07', 'da')).toBe('tirsdag 7. april 2026');
    expect(longDate('2026-04-07', 'en')).toBe('Tuesday 7 April 2026');
    expect(weekdayName('2026-04-04', 'da')).toBe('lørdag');
    expect(() => longDate('2026-02-30', 'da')).toThrow(expect.objectContaining({ code: 'invalidDate' }));
  });

  it('name every weekday and month as the language data do', () => {
    const forms = { en: 'en-GB', da: 'da-DK' } as const;
    fc.assert(
      fc.property(dates, fc.constantFrom<'da' | 'en'>('da', 'en'), (date, language) => {
        const part = (options: Intl.DateTimeFormatOptions) =>
          plain(date).toLocaleString(forms[language], options);
        expect(longDate(date, language)).toContain(part({ weekday: 'long' }));
        expect(longDate(date, language)).toContain(part({ month: 'long' }));
      }),
    );
  });
});
