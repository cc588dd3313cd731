import Holidays, { type HolidaysTypes } from 'date-holidays';
import { CAFE_SERIES, quarterOf, type CalendarData } from './calendar.js';
import { addDays, dateOfEpochDay, epochDayOf, weekdayOf } from './dates.js';
import type { LocalDate } from './definition.js';
import type { ClockTime } from './instants.js';

/** What a calendar is made from. Dates outside `from`–`to` are left out. */
export interface CalendarOptions {
  version: number;
  /** ISO 3166-1 code, and state and region where holidays differ: `DE`, `BY`. */
  country: string;
  state?: string;
  region?: string;
  /** IANA name. */
  zone: string;
  /** Language of the holidays' names, ISO 639-1. */
  language: string;
  /** Default 2000-01-01 to 2060-12-31: births of the young and the deadlines of all that runs. */
  from?: LocalDate;
  to?: LocalDate;
  /** Name by date, `2026-05-15`, or by day of every year, `12-24`. */
  closedDays?: Record<string, string>;
  /** In the same words: days that count as holidays for citizens' time limits. */
  citizenHolidays?: Record<string, string>;
  /** Default 08:00 (DERIVED, b.0.1). */
  reminderClock?: ClockTime;
  /** Default 08:00 (DERIVED). */
  sendFrom?: ClockTime;
  /** Default 18:00 (DERIVED). */
  sendCutOff?: ClockTime;
  /** Dates of recurring meetings. A café meeting takes the place of the derived one of its quarter. */
  series?: Record<string, LocalDate[]>;
  /** Names to use instead of the library's. */
  names?: Record<string, string>;
}

export type DanishCalendarOptions = Pick<CalendarOptions, 'version'> &
  Partial<Omit<CalendarOptions, 'country' | 'zone' | 'language' | 'names'>>;

/** Days on which Danish municipalities are closed unless they say otherwise (b.0.2); none of them is a holiday by law. */
export const DANISH_CLOSED_DAYS: Record<string, string> = {
  '06-05': 'grundlovsdag',
  '12-24': 'juleaftensdag',
  '12-31': 'nytårsaftensdag',
};

/**
 * Days on which a citizen's time limit does not end though they are no public holidays (b.0.1 after forældelsesloven § 27): the same three,
 * whether the municipality keeps them closed or not.
 */
export const DANISH_CITIZEN_HOLIDAYS = DANISH_CLOSED_DAYS;

/** The names of the holidays as the law and the street have them, ready to stand in a sentence. */
const DANISH_NAMES: Record<string, string> = {
  Nytårsdag: 'nytårsdag',
  Skærtorsdag: 'skærtorsdag',
  Langfredag: 'langfredag',
  Påskedag: 'påskedag',
  'Anden påskedag': '2. påskedag',
  'Store Bededag': 'store bededag',
  'Kristi Himmelfartsdag': 'Kristi himmelfartsdag',
  Pinsedag: 'pinsedag',
  'Anden Pinsedag': '2. pinsedag',
  Juledag: 'juledag',
  'Anden Juledag': '2. juledag',
};

const DAY_MS = 86_400_000;
const CAFE_MONTHS = ['02', '05', '08', '11'];

function yearsOf(from: LocalDate, to: LocalDate): number[] {
  const first = Number(from.slice(0, 4));
  return Array.from({ length: Number(to.slice(0, 4)) - first + 1 }, (_, i) => first + i);
}

/** A holiday may last several days; one of less than a day takes the whole day. */
function daysOf({ date, start, end }: HolidaysTypes.Holiday): LocalDate[] {
  const length = Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY_MS));
  return Array.from({ length }, (_, i) => addDays(date.slice(0, 10), i));
}

function holidaysOf(options: CalendarOptions, from: LocalDate, to: LocalDate): Record<LocalDate, string> {
  const { country, state = '', region = '', zone, language, names = {} } = options;
  const library = new Holidays(country, state, region, {
    timezone: zone,
    languages: [language],
    types: ['public'],
  });
  const named = yearsOf(from, to)
    .flatMap((year) => library.getHolidays(year))
    .flatMap((holiday) =>
      daysOf(holiday).map((date) => [date, names[holiday.name] ?? holiday.name] as const),
    );
  return Object.fromEntries(named.filter(([date]) => date >= from && date <= to));
}

function namedDaysOf(named: Record<string, string>, from: LocalDate, to: LocalDate) {
  const years = yearsOf(from, to).map((year) => `${year}`.padStart(4, '0'));
  const dated = Object.entries(named).flatMap(([day, name]) =>
    day.length === 5 ? years.map((year) => [`${year}-${day}`, name] as const) : [[day, name] as const],
  );
  return Object.fromEntries(dated.filter(([date]) => date >= from && date <= to));
}

function thirdWednesday(year: number, month: string): LocalDate {
  const fifteenth = `${`${year}`.padStart(4, '0')}-${month}-15`;
  return dateOfEpochDay(epochDayOf(fifteenth) + ((3 - weekdayOf(fifteenth) + 7) % 7));
}

/** The third Wednesday of February, May, August and November (DERIVED), but in quarters that have a date of their own. */
function cafeDates(own: LocalDate[], from: LocalDate, to: LocalDate): LocalDate[] {
  const taken = new Set(own.map(quarterOf));
  const derived = yearsOf(from, to)
    .flatMap((year) => CAFE_MONTHS.map((month) => thirdWednesday(year, month)))
    .filter((date) => !taken.has(quarterOf(date)));
  return [...derived, ...own].filter((date) => date >= from && date <= to).sort();
}

/** Public holidays of any country of the `date-holidays` library, written out as dates, with closed days and series. */
export function publicCalendar(options: CalendarOptions): CalendarData {
  const { version, zone, from = '2000-01-01', to = '2060-12-31', series = {} } = options;
  const { closedDays = {}, citizenHolidays = {} } = options;
  return {
    version,
    zone,
    from,
    to,
    holidays: holidaysOf(options, from, to),
    closedDays: namedDaysOf(closedDays, from, to),
    citizenHolidays: namedDaysOf(citizenHolidays, from, to),
    reminderClock: options.reminderClock ?? '08:00',
    sendFrom: options.sendFrom ?? '08:00',
    sendCutOff: options.sendCutOff ?? '18:00',
    series: { ...series, [CAFE_SERIES]: cafeDates(series[CAFE_SERIES] ?? [], from, to) },
  };
}

/** The Danish calendar (b.0.2): ten holidays, store bededag to 2023, and three closed days unless `closedDays` replaces them. */
export function danishCalendar(options: DanishCalendarOptions): CalendarData {
  return publicCalendar({
    ...options,
    closedDays: options.closedDays ?? DANISH_CLOSED_DAYS,
    citizenHolidays: options.citizenHolidays ?? DANISH_CITIZEN_HOLIDAYS,
    country: 'DK',
    zone: 'Europe/Copenhagen',
    language: 'da',
    names: DANISH_NAMES,
  });
}
