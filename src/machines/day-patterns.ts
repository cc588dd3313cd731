import Holidays from 'date-holidays';
import { AppError } from '../errors.js';
import { addDays, isLocalDate, weekdayOf } from './dates.js';
import type { LocalDate } from './definition.js';

/**
 * Days of some years: one date, `2027-05-14`; a day of every year, `06-05`; one counted from Easter Sunday, `easter 39`, `easter -3`; or one of
 * a weekday of a month, `3rd wednesday in february`. `fromYear` and `untilYear` are the first and last year in which it counts.
 */
export interface DayPattern {
  day: string;
  fromYear?: number;
  untilYear?: number;
}

const DAY_OF_YEAR = /^\d\d-\d\d$/;
const EASTER = /^easter(?: -?\d{1,3})?$/;
const OF_MONTH = /^([1-5])(?:st|nd|rd|th) (\w+day) in (\w+)$/;
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);

/** The years that a calendar from one date to another has days of. */
export function yearsOf(from: LocalDate, to: LocalDate): number[] {
  const first = Number(from.slice(0, 4));
  return Array.from({ length: Number(to.slice(0, 4)) - first + 1 }, (_, i) => first + i);
}

/** The dates of a pattern within a calendar, ascending. Throws `invalidDate` for what is no pattern. */
export function datesOf(pattern: DayPattern, from: LocalDate, to: LocalDate): LocalDate[] {
  const { fromYear = 0, untilYear = 9999 } = pattern;
  const dateIn = readPattern(pattern.day.toLowerCase());
  return yearsOf(from, to)
    .filter((year) => year >= fromYear && year <= untilYear)
    .flatMap(dateIn)
    .filter((date) => isLocalDate(date) && date >= from && date <= to);
}

function readPattern(day: string): (year: number) => LocalDate[] {
  if (isLocalDate(day)) return (year) => (Number(day.slice(0, 4)) === year ? [day] : []);
  // A leap year has every day that there is.
  if (DAY_OF_YEAR.test(day) && isLocalDate(`2000-${day}`)) return (year) => [`${fourDigits(year)}-${day}`];
  if (EASTER.test(day)) return easter(day);
  const [, count, weekday = '', month = ''] = OF_MONTH.exec(day) ?? [];
  const [dayNumber, monthAt] = [WEEKDAYS.indexOf(weekday) + 1, MONTHS.indexOf(month)];
  if (dayNumber < 1 || monthAt < 0) throw new AppError('invalidDate', { value: day });
  return (year) => weekdayOfMonth(Number(count), dayNumber, `${fourDigits(year)}-${MONTH_NUMBERS[monthAt]}`);
}

const MONTH_NUMBERS = MONTHS.map((_, at) => `${at + 1}`.padStart(2, '0'));
const fourDigits = (year: number) => `${year}`.padStart(4, '0');

function easter(day: string): (year: number) => LocalDate[] {
  const library = new Holidays();
  library.setHoliday(day, { name: day, type: 'public' });
  return (year) => library.getHolidays(year).map(({ date }) => date.slice(0, 10));
}

/** None where the month has no fifth. */
function weekdayOfMonth(count: number, weekday: number, month: string): LocalDate[] {
  const first = `${month}-01`;
  const date = addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + 7 * (count - 1));
  return date.startsWith(month) ? [date] : [];
}
