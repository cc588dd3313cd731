import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  addDays,
  dateOfPicker,
  daysBetween,
  endOfWeek,
  localDate,
  longDate,
  pickerOfDate,
  shortDate,
  shortDue,
  timeOfDay,
  timeSpan,
  weekday,
  weekNumber,
} from '../../../web/src/ui/dates.js';
import { lengthInWords, shortHours } from '../../../web/src/ui/lengths.js';

const ZONE = 'Europe/Copenhagen';

describe('a date', () => {
  it('is written as the language does', () => {
    expect(longDate('2026-04-07', 'da')).toBe('tirsdag den 7. april 2026');
    expect(longDate('2026-04-07', 'en')).toMatch(/^Tuesday,? 7 April 2026$/);
  });

  it('has its year when that is not this year', () => {
    expect(shortDate('2027-01-04', 'da', '2026-12-30')).toContain('2027');
    expect(shortDate('2026-12-31', 'da', '2026-12-30')).not.toContain('2026');
  });

  it('is counted in whole days, also over the change to summer time', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2026-03-30', '2026-03-28')).toBe(-2);
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  });

  it('is in a week that ends on Sunday and has the number of ISO 8601', () => {
    expect([weekday('2026-03-30'), weekday('2026-04-05')]).toEqual([0, 6]);
    expect([endOfWeek('2026-03-30'), endOfWeek('2026-04-05')]).toEqual(['2026-04-05', '2026-04-05']);
    expect(['2026-01-01', '2027-01-03', '2027-01-04', '2020-12-31'].map(weekNumber)).toEqual([1, 53, 1, 53]);
    fc.assert(
      fc.property(fc.integer({ min: -29_000, max: 51_000 }), (day) => {
        const date = addDays('1970-01-01', day);
        expect(weekNumber(date)).toBe(Temporal.PlainDate.from(date).weekOfYear);
      }),
    );
  });

  it('goes into a date picker and comes out as it was', () => {
    for (const date of ['2026-03-29', '2026-10-25', '2028-02-29'])
      expect(dateOfPicker(pickerOfDate(date))).toBe(date);
  });
});

describe('an instant', () => {
  it('has the date and the time of the municipality', () => {
    expect(localDate('2026-03-31T22:30:00.000Z', ZONE)).toBe('2026-04-01');
    expect(timeOfDay('2026-03-27T07:30:00.000Z', 'da', ZONE)).toBe('08.30');
  });
});

describe('a due moment', () => {
  const of = (day: string, at: string | null, language: 'da' | 'en' = 'da') =>
    shortDue(day, at, { language, zone: ZONE, today: '2026-03-27' });

  it('says its time of day where it has one of its own', () => {
    expect(of('2026-03-04', '2026-03-04T09:30:00.000Z')).toBe(
      `${shortDate('2026-03-04', 'da', '2026-03-27')} kl. 10.30`,
    );
    expect(of('2026-03-04', '2026-03-04T09:30:00.000Z', 'en')).toMatch(/ at 10:30$/);
  });

  it('says the day alone where it is the end of that day, or of a later one', () => {
    for (const at of ['2026-03-04T23:00:00.000Z', '2026-03-06T23:00:00.000Z', null])
      expect(of('2026-03-04', at)).toBe(shortDate('2026-03-04', 'da', '2026-03-27'));
  });

  it('may come after a span of time, within a day or over several', () => {
    const span = (from: string, to: string, language: 'da' | 'en' = 'da') =>
      timeSpan(from, to, language, ZONE);
    expect(span('2026-03-03T13:30:00.000Z', '2026-03-03T15:00:00.000Z')).toBe('tirsdag 3. marts 14.30–16.00');
    expect(span('2026-03-03T13:30:00.000Z', '2026-03-03T15:00:00.000Z', 'en')).toMatch(
      /^Tuesday,? 3 March 14:30–16:00$/,
    );
    expect(span('2026-03-28T20:00:00.000Z', '2026-03-29T08:00:00.000Z')).toBe(
      'lørdag 28. marts 21.00 – søndag 29. marts 10.00',
    );
  });

  it('has short words for hours', () => {
    expect(shortHours('PT1H30M', 'da')).toBe('1 t 30 min');
    expect(shortHours('PT29M33S', 'en')).toBe('29 min 33 s');
  });
});

describe('a length in words', () => {
  it.each([
    ['P12W', 'days', '12 uger', '12 weeks'],
    ['P1D', 'workingDays', '1 arbejdsdag', '1 working day'],
    ['P2D', 'weekdays', '2 hverdage', '2 weekdays'],
    ['P15Y6M', 'days', '15 år og 6 måneder', '15 years and 6 months'],
    ['P1M', 'days', '1 måned', '1 month'],
    ['PT1M', 'days', '1 minut', '1 minute'],
    ['PT12H', 'workingDays', '12 timer', '12 hours'],
    ['PT1H30M', 'days', '1 time og 30 minutter', '1 hour and 30 minutes'],
  ] as const)('says %s counted in %s as %s', (length, counting, danish, english) => {
    expect(lengthInWords(length, 'da', counting)).toBe(danish);
    expect(lengthInWords(length, 'en', counting)).toBe(english);
  });
});
