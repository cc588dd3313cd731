import Holidays, { type HolidaysTypes } from 'date-holidays';
import { AppError } from '../errors.js';
import type { CalendarData } from './calendar.js';
import denmark from './calendars/denmark.json' with { type: 'json' };
import { checkZone } from './calendar-days.js';
import { datesOf, yearsOf, type DayPattern } from './day-patterns.js';
import { addDays } from './dates.js';
import type { LocalDate } from './definition.js';
import { USUAL_OFFICE_HOURS } from './office-hours.js';

/** Whose law a calendar follows. */
export interface CalendarLaw {
  /** ISO 3166-1 code, and state and region where holidays differ: `DE`, `BY`. */
  country: string;
  state?: string;
  region?: string;
  /** IANA name. */
  zone: string;
  /** Language of the holidays' names, ISO 639-1. */
  language: string;
}

/** What a calendar is made from. Dates outside `from`–`to` are left out. */
export interface CalendarOptions extends CalendarLaw, Partial<Pick<CalendarData, Clock | 'from' | 'to'>> {
  version: number;
  /** Name by day (`DayPattern`): `2026-05-15`, `12-24`. */
  closedDays?: Record<string, string>;
  /** In the same words: days that count as holidays for citizens' time limits. */
  citizenHolidays?: Record<string, string>;
  /** Days of recurring meetings (`DayPattern`). */
  series?: Record<string, string[]>;
  /** Names to use instead of the library's. */
  names?: Record<string, string>;
}

type Clock = 'reminderClock' | 'sendFrom' | 'sendCutOff' | 'officeHours';

export type DanishCalendarOptions = Pick<CalendarOptions, 'version'> &
  Partial<Omit<CalendarOptions, keyof CalendarLaw | 'names'>>;

/** The law of Denmark, which calendars follow unless they are told otherwise. */
export const DANISH_LAW: CalendarLaw = {
  country: denmark.country,
  zone: denmark.zone,
  language: denmark.language,
};

/** Days on which Danish municipalities are closed unless they say otherwise (b.0.2); none of them is a holiday by law. */
export const DANISH_CLOSED_DAYS: Record<string, string> = denmark.closedDays;

const DAY_MS = 86_400_000;

/** A holiday may last several days; one of less than a day takes the whole day. */
function daysOf({ date, start, end }: HolidaysTypes.Holiday): LocalDate[] {
  const length = Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY_MS));
  return Array.from({ length }, (_, i) => addDays(date.slice(0, 10), i));
}

/** The library answers for a country or state that it does not know with no holidays at all. */
function checkLaw({ country, state, region, zone }: CalendarLaw): void {
  checkZone({ zone });
  const library = new Holidays();
  const known =
    Object.hasOwn(library.getCountries(), country) &&
    (!state || Object.hasOwn(library.getStates(country) ?? {}, state)) &&
    (!region || Object.hasOwn(library.getRegions(country, state ?? '') ?? {}, region));
  if (!known) throw new AppError('invalidCalendar', { country, state, region });
}

function holidaysOf(options: CalendarOptions, from: LocalDate, to: LocalDate): Record<LocalDate, string> {
  checkLaw(options);
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

/** The dates of named days, with their names. */
export function namedDates(
  days: (DayPattern & { name: string })[],
  { from, to }: Pick<CalendarData, 'from' | 'to'>,
): Record<LocalDate, string> {
  return Object.fromEntries(
    days.flatMap(({ name, ...pattern }) => datesOf(pattern, from, to).map((date) => [date, name] as const)),
  );
}

/** Public holidays of any country of the `date-holidays` library, written out as dates, with closed days and series. Throws `invalidCalendar`. */
export function publicCalendar(options: CalendarOptions): CalendarData {
  const { version, country, state, region, zone, from = '2000-01-01', to = '2060-12-31' } = options;
  const written = (days: Record<string, string> = {}) =>
    namedDates(
      Object.entries(days).map(([day, name]) => ({ day, name })),
      { from, to },
    );
  const series = Object.entries(options.series ?? {}).map(([name, days]) => {
    const dates = new Set(days.flatMap((day) => datesOf({ day }, from, to)));
    return [name, [...dates].sort()] as const;
  });
  return {
    version,
    country: [country, state, region].filter(Boolean).join('-'),
    zone,
    from,
    to,
    holidays: holidaysOf(options, from, to),
    closedDays: written(options.closedDays),
    citizenHolidays: written(options.citizenHolidays),
    // DERIVED (b.0.1).
    reminderClock: options.reminderClock ?? '08:00',
    sendFrom: options.sendFrom ?? '08:00',
    sendCutOff: options.sendCutOff ?? '18:00',
    officeHours: options.officeHours ?? USUAL_OFFICE_HOURS,
    series: Object.fromEntries(series),
  };
}

/**
 * The Danish calendar (b.0.2): ten holidays, store bededag to 2023, three closed days, and the same three as holidays for citizens' time limits
 * (b.0.1 after forældelsesloven § 27), unless the options replace them.
 */
export function danishCalendar(options: DanishCalendarOptions): CalendarData {
  const { closedDays, citizenHolidays, series, names } = denmark;
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  return publicCalendar({
    closedDays,
    citizenHolidays,
    series,
    names,
    ...DANISH_LAW,
    ...given,
    version: options.version,
  });
}

/** The calendar of a country; that of Denmark comes with what its municipalities keep closed. */
export function calendarOf(
  law: CalendarLaw,
  options: Omit<DanishCalendarOptions, keyof CalendarLaw>,
): CalendarData {
  return law.country === DANISH_LAW.country
    ? { ...danishCalendar(options), zone: law.zone }
    : publicCalendar({ ...options, ...law });
}
