import { AppError } from '../../errors.js';
import type { CalendarData } from '../../machines/calendar.js';
import { datesOf, type DayPattern } from '../../machines/day-patterns.js';
import { weekdayOf } from '../../machines/dates.js';
import type { LocalDate } from '../../machines/definition.js';
import { calendarOf, namedDates, type CalendarLaw } from '../../machines/holidays.js';
import type { OfficeHours, OfficeWeekday, OpeningHours } from '../../machines/office-hours.js';

/** Days to take out: by their name, by when they are, or both; only of some years where years are given. */
export type DaysToRemove = Partial<DayPattern> & { name?: string };

export interface NamedDaysEdit {
  add?: (DayPattern & { name: string })[];
  remove?: DaysToRemove[];
}

/** Hours of weekdays, which take the place of what the weekday had, and weekdays that have none any more. */
export interface OfficeHoursEdit {
  add?: (OpeningHours & { weekday: OfficeWeekday })[];
  remove?: OfficeWeekday[];
}

/**
 * `add` and `remove` are days as in `DayPattern`, of all years or of those given. A series that is not there is refused unless it is created.
 * `delete` takes it out altogether.
 */
export interface SeriesEdit extends Pick<DayPattern, 'fromYear' | 'untilYear'> {
  name: string;
  create?: boolean;
  add?: string[];
  remove?: string[];
  delete?: boolean;
}

export type Clocks = Pick<CalendarData, 'reminderClock' | 'sendFrom' | 'sendCutOff'>;

/** What an admin may change of a calendar, in this order. Whatever is so already stays so: the same edit twice is the same calendar. */
export interface CalendarEdit {
  /** Another country: its public holidays take the place of all, and days that count as such for citizens are named anew. */
  law?: CalendarLaw;
  /** Days that become public holidays, or are none any more. */
  holidays?: NamedDaysEdit;
  /** Days that count as holidays for citizens' time limits only. */
  citizenHolidays?: NamedDaysEdit;
  /** Days to close; a day that is closed gets the new name. */
  close?: { date: LocalDate; name: string }[];
  /** Days to work on again: closed days, and public holidays, which stay holidays for citizens' time limits. */
  open?: LocalDate[];
  series?: SeriesEdit[];
  clocks?: Partial<Clocks>;
  officeHours?: OfficeHoursEdit;
}

/**
 * The edited data. Throws `calendarOutOfRange` for a day beyond the calendar, `notFound` for a series or named day that it does not have,
 * `weekendDay` for a Saturday or Sunday to open, `invalidDate`, `invalidCalendar` for a country that nobody knows.
 */
export function editCalendar(data: CalendarData, edit: CalendarEdit): CalendarData {
  const { law, holidays, citizenHolidays, close = [], open = [], series = [], clocks, officeHours } = edit;
  const lawful = law ? underLaw(data, law) : data;
  const named = {
    ...lawful,
    holidays: editNamed(lawful, lawful.holidays, holidays),
    citizenHolidays: editNamed(lawful, lawful.citizenHolidays, citizenHolidays),
  };
  for (const { date } of close) inReach(named, date);
  const opened = open.reduce(openDay, named);
  return {
    ...opened,
    closedDays: { ...opened.closedDays, ...Object.fromEntries(close.map(({ date, name }) => [date, name])) },
    series: series.reduce((all, one) => editSeries(data, all, one), data.series),
    ...clocksOf(data, clocks),
    officeHours: editOfficeHours(data.officeHours, officeHours),
  };
}

/** A request says `undefined` of a clock that it does not name. */
function clocksOf(data: CalendarData, clocks: Partial<Clocks> = {}): Clocks {
  const {
    reminderClock = data.reminderClock,
    sendFrom = data.sendFrom,
    sendCutOff = data.sendCutOff,
  } = clocks;
  return { reminderClock, sendFrom, sendCutOff };
}

function inReach({ from, to }: CalendarData, date: LocalDate): void {
  if (date < from || date > to) throw new AppError('calendarOutOfRange', { date, from, to });
}

/** The municipality keeps its own closed days, series and clocks. The same law once more changes nothing. */
function underLaw(data: CalendarData, law: CalendarLaw): CalendarData {
  const { version, from, to } = data;
  const there = calendarOf(law, { version, from, to });
  if (there.country === data.country) return { ...data, zone: law.zone };
  const { country, zone, holidays, citizenHolidays } = there;
  return { ...data, country, zone, holidays, citizenHolidays };
}

type Days = Record<LocalDate, string>;

function editNamed(data: CalendarData, days: Days, { add = [], remove = [] }: NamedDaysEdit = {}): Days {
  const gone = new Set(remove.flatMap((one) => datesToRemove(data, days, one)));
  for (const { name: _name, ...pattern } of add) withinCalendar(data, pattern);
  const kept = Object.entries(days).filter(([date]) => !gone.has(date));
  return { ...Object.fromEntries(kept), ...namedDates(add, data) };
}

function datesToRemove(data: CalendarData, days: Days, one: DaysToRemove): LocalDate[] {
  const { name, day, fromYear = 0, untilYear = 9999 } = one;
  const dates = day === undefined ? Object.keys(days) : withinCalendar(data, { day, fromYear, untilYear });
  const inYears = (date: LocalDate) =>
    Number(date.slice(0, 4)) >= fromYear && Number(date.slice(0, 4)) <= untilYear;
  if (name === undefined) return dates.filter(inYears);
  if (!Object.values(days).includes(name)) throw new AppError('notFound', { name });
  return dates.filter((date) => inYears(date) && days[date] === name);
}

function withinCalendar({ from, to }: CalendarData, pattern: DayPattern): LocalDate[] {
  const dates = datesOf(pattern, from, to);
  if (dates.length === 0) throw new AppError('calendarOutOfRange', { ...pattern, from, to });
  return dates;
}

/** Whoever works on a public holiday makes it no working day for anybody else. A working day is open already. */
function openDay(data: CalendarData, date: LocalDate): CalendarData {
  if (weekdayOf(date) > 5) throw new AppError('weekendDay', { date });
  const { [date]: _closed, ...closedDays } = data.closedDays;
  const { [date]: holiday, ...holidays } = data.holidays;
  if (holiday === undefined) return { ...data, closedDays };
  return { ...data, closedDays, holidays, citizenHolidays: { ...data.citizenHolidays, [date]: holiday } };
}

function editOfficeHours(hours: OfficeHours, { add = [], remove = [] }: OfficeHoursEdit = {}): OfficeHours {
  const kept = Object.entries(hours).filter(([weekday]) => !remove.includes(weekday as OfficeWeekday));
  const added = add.map(({ weekday, from, to }) => [weekday, { from, to }] as const);
  return Object.fromEntries([...kept, ...added]);
}

function editSeries(
  data: CalendarData,
  all: CalendarData['series'],
  { name, create = false, add = [], remove = [], delete: deleted = false, ...years }: SeriesEdit,
): CalendarData['series'] {
  const dates = Object.hasOwn(all, name) ? all[name]! : [];
  if (!Object.hasOwn(all, name) && !create) throw new AppError('notFound', { series: name });
  if (deleted) return Object.fromEntries(Object.entries(all).filter(([other]) => other !== name));
  const gone = new Set(remove.flatMap((day) => datesOf({ day, ...years }, data.from, data.to)));
  const come = add.flatMap((day) => withinCalendar(data, { day, ...years }));
  return { ...all, [name]: [...new Set([...dates.filter((date) => !gone.has(date)), ...come])].sort() };
}
