import { AppError } from '../errors.js';
import type { Length, LocalDate } from './definition.js';

/** Days since 1970-01-01, a Thursday. Dates are counted in whole numbers: a step compares and walks many of them. */
export type EpochDay = number;

/** A length taken apart; every part carries the sign of the length. */
export interface LengthParts {
  years: number;
  months: number;
  weeks: number;
  days: number;
}

/** What a birthday on 29 February is in an ordinary year: 28 February (`earlier`) or 1 March (`later`). */
export const LEAP_DAY_POLICIES = ['earlier', 'later'] as const;
export type LeapDayPolicy = (typeof LEAP_DAY_POLICIES)[number];

interface Civil {
  year: number;
  month: number;
  day: number;
}

const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334] as const;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const EPOCH = daysBeforeYear(1970);
const FIRST_DAY = daysBeforeYear(0) - EPOCH;
const LAST_DAY = daysBeforeYear(10_000) - EPOCH - 1;
const LENGTH = /^([+-]?)P(?!$)(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})W)?(?:(\d{1,6})D)?$/;

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function monthLength(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : MONTH_DAYS[month - 1]!;
}

/** Days from 1 January of year 1 to 1 January of `year`. */
function daysBeforeYear(year: number): number {
  const passed = year - 1;
  return 365 * passed + Math.floor(passed / 4) - Math.floor(passed / 100) + Math.floor(passed / 400);
}

function dayOfCivil({ year, month, day }: Civil): EpochDay {
  const leapDay = month > 2 && isLeapYear(year) ? 1 : 0;
  return daysBeforeYear(year) - EPOCH + DAYS_BEFORE_MONTH[month - 1]! + leapDay + day - 1;
}

function civilOfDay(day: EpochDay): Civil {
  let year = Math.floor((day + EPOCH) / 365.2425) + 1;
  if (daysBeforeYear(year + 1) - EPOCH <= day) year += 1;
  else if (daysBeforeYear(year) - EPOCH > day) year -= 1;
  let rest = day - (daysBeforeYear(year) - EPOCH);
  let month = 1;
  while (rest >= monthLength(year, month)) {
    rest -= monthLength(year, month);
    month += 1;
  }
  return { year, month, day: rest + 1 };
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}

function digitsAt(text: string, from: number, count: number): number {
  let value = 0;
  for (let i = from; i < from + count; i += 1) {
    const digit = text.charCodeAt(i) - 48;
    // A comparison with NaN (text too short) must fail too.
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

function readDate(text: string): Civil | undefined {
  if (text.length !== 10 || text[4] !== '-' || text[7] !== '-') return undefined;
  const year = digitsAt(text, 0, 4);
  const month = digitsAt(text, 5, 2);
  const day = digitsAt(text, 8, 2);
  const valid = year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= monthLength(year, month);
  return valid ? { year, month, day } : undefined;
}

function civilOf(date: LocalDate): Civil {
  const civil = readDate(date);
  if (!civil) throw new AppError('invalidDate', { value: date });
  return civil;
}

/** True for a date that exists, `YYYY-MM-DD`, years 0000–9999. */
export function isLocalDate(value: unknown): value is LocalDate {
  return typeof value === 'string' && readDate(value) !== undefined;
}

/** Throws `invalidDate` if the text is not a date that exists. */
export function epochDayOf(date: LocalDate): EpochDay {
  return dayOfCivil(civilOf(date));
}

/** Throws `calendarOutOfRange` outside the years 0000–9999. */
export function dateOfEpochDay(day: EpochDay): LocalDate {
  // Negated so that NaN is refused as well.
  if (!(day >= FIRST_DAY && day <= LAST_DAY)) throw new AppError('calendarOutOfRange', { epochDay: day });
  const civil = civilOfDay(day);
  const year = `${civil.year}`.padStart(4, '0');
  return `${year}-${twoDigits(civil.month)}-${twoDigits(civil.day)}`;
}

/** Monday is 1, Sunday is 7. */
export function weekdayOfEpochDay(day: EpochDay): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** Monday is 1, Sunday is 7. */
export function weekdayOf(date: LocalDate): number {
  return weekdayOfEpochDay(epochDayOf(date));
}

/** Reads `P12W`, `-P2D`, `P15Y6M`; throws `invalidLength` for anything else, a time of day (`PT1H`) included. */
export function parseLength(length: Length): LengthParts {
  const match = LENGTH.exec(length);
  if (!match) throw new AppError('invalidLength', { value: length });
  const sign = match[1] === '-' ? -1 : 1;
  // `|| 0` turns the -0 of an absent part into 0.
  const part = (index: number) => sign * Number(match[index] ?? 0) || 0;
  return { years: part(2), months: part(3), weeks: part(4), days: part(5) };
}

/** True for what `parseLength` reads. */
export function isLength(value: unknown): value is Length {
  return typeof value === 'string' && LENGTH.test(value);
}

/** Year and month after the months of a length, and the day as it was, which that month may lack. */
function addMonths(date: LocalDate, length: LengthParts): Civil {
  const { year, month, day } = civilOf(date);
  const months = year * 12 + (month - 1) + length.years * 12 + length.months;
  return { year: Math.floor(months / 12), month: (((months % 12) + 12) % 12) + 1, day };
}

function addParts(date: LocalDate, length: LengthParts, afterClamp: 0 | 1): LocalDate {
  const moved = addMonths(date, length);
  const last = monthLength(moved.year, moved.month);
  const clamped = moved.day > last;
  const start = dayOfCivil({ ...moved, day: clamped ? last : moved.day });
  return dateOfEpochDay(start + (clamped ? afterClamp : 0) + length.weeks * 7 + length.days);
}

/** As `plus`, for a length that was read or reckoned before. */
export function plusParts(date: LocalDate, length: LengthParts): LocalDate {
  return addParts(date, length, 0);
}

/** Calendar arithmetic: years and months first, clamped to the last day of the month, then weeks and days. */
export function plus(date: LocalDate, length: Length): LocalDate {
  return addParts(date, parseLength(length), 0);
}

/** As `plus`, but a day that the month lacks becomes the first of the next month: 29 Feb 2012 + P17Y is 1 March 2029. */
export function plusLater(date: LocalDate, length: Length): LocalDate {
  return addParts(date, parseLength(length), 1);
}

/** As `plus`, backwards. `minus(d, "P6W")` equals `plus(d, "-P6W")`. */
export function minus(date: LocalDate, length: Length): LocalDate {
  const { years, months, weeks, days } = parseLength(length);
  return addParts(date, { years: -years, months: -months, weeks: -weeks, days: -days }, 0);
}

/** The first date after `date` that is the day of the week `day`: 1 Monday to 7 Sunday; the date itself does not count. */
export function dayOfWeekAfter(date: LocalDate, day: number): LocalDate {
  return addDays(date, ((day - weekdayOf(date) + 6) % 7) + 1);
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfEpochDay(epochDayOf(date) + days);
}

/** Days from `from` to `to`; negative if `to` comes first. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return epochDayOf(to) - epochDayOf(from);
}

/** Whole years of age on a day; negative before birth. `policy` decides the birthday of one born on 29 February. */
export function ageAt(birthDate: LocalDate, on: LocalDate, policy: LeapDayPolicy = 'earlier'): number {
  const years = civilOf(on).year - civilOf(birthDate).year;
  const birthday = addParts(birthDate, { years, months: 0, weeks: 0, days: 0 }, policy === 'later' ? 1 : 0);
  return on < birthday ? years - 1 : years;
}
