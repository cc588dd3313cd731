import type { Language } from './language.js';

const LOCALES = { da: 'da-DK', en: 'en-GB' } as const;
const DAY_MS = 86_400_000;

/** `2026-04-07` as UTC midnight, so that no time zone of the browser can move it. */
function atMidnight(date: string): Date {
  return new Date(`${date.slice(0, 10)}T00:00:00Z`);
}

const formats = new Map<string, Intl.DateTimeFormat>();
function format(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  const known = formats.get(key) ?? new Intl.DateTimeFormat(LOCALES[language], options);
  formats.set(key, known);
  return known;
}

/** `tirsdag den 7. april 2026`. */
export function longDate(date: string, language: Language): string {
  const options = {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  } as const;
  return format(language, options).format(atMidnight(date));
}

/** `tirs. 7. april`, with the year when it is another one. */
export function shortDate(date: string, language: Language, today?: string): string {
  const year = today?.slice(0, 4) === date.slice(0, 4) ? undefined : ('numeric' as const);
  const options = { weekday: 'short', day: 'numeric', month: 'short', year, timeZone: 'UTC' } as const;
  return format(language, options).format(atMidnight(date));
}

/** `7. april 2026`. */
export function plainDate(date: string, language: Language): string {
  return format(language, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    atMidnight(date),
  );
}

export function monthName(date: string, language: Language): string {
  return format(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(atMidnight(date));
}

/** `27. marts 2026 kl. 08.30` in the zone of the municipality. */
export function moment(instant: string, language: Language, zone: string): string {
  return format(language, { dateStyle: 'long', timeStyle: 'short', timeZone: zone }).format(
    new Date(instant),
  );
}

export function timeOfDay(instant: string, language: Language, zone: string): string {
  return format(language, { timeStyle: 'short', timeZone: zone }).format(new Date(instant));
}

/** Whether a moment on a day has a time of its own: the end of a day lies on the next one. */
export function hasTime(day: string, at: string | null | undefined, zone: string): at is string {
  return typeof at === 'string' && localDate(at, zone) === day;
}

/** `tirs. 7. apr.`, and `tirs. 7. apr. kl. 14.30` where the moment has a time of its own on the day. */
export function shortDue(
  day: string,
  at: string | null | undefined,
  { language, zone, today }: { language: Language; zone: string; today: string },
): string {
  const date = shortDate(day, language, today);
  if (!hasTime(day, at, zone)) return date;
  return `${date} ${language === 'da' ? 'kl.' : 'at'} ${timeOfDay(at, language, zone)}`;
}

/** `tirsdag den 3. marts 2026 kl. 14.30`. */
export function longMoment(instant: string, language: Language, zone: string): string {
  const time = timeOfDay(instant, language, zone);
  return `${longDate(localDate(instant, zone), language)} ${language === 'da' ? 'kl.' : 'at'} ${time}`;
}

/** `tirsdag 3. marts 14.30–16.00`; the later end has its own day where it is another one. */
export function timeSpan(from: string, to: string, language: Language, zone: string): string {
  const [fromOn, toOn] = [localDate(from, zone), localDate(to, zone)];
  const day = (date: string) =>
    format(language, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' })
      .format(atMidnight(date))
      .replace(' den ', ' ');
  const [begins, ends] = [timeOfDay(from, language, zone), timeOfDay(to, language, zone)];
  return fromOn === toOn
    ? `${day(fromOn)} ${begins}–${ends}`
    : `${day(fromOn)} ${begins} – ${day(toOn)} ${ends}`;
}

/** The local date of an instant. */
export function localDate(instant: string, zone: string): string {
  // Sweden writes dates as ISO 8601 does.
  const key = `sv-SE ${zone}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: zone });
  formats.set(key, known);
  return known.format(new Date(instant));
}

/** Whole days from one date to another; negative when the other lies before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((atMidnight(to).getTime() - atMidnight(from).getTime()) / DAY_MS);
}

export function addDays(date: string, days: number): string {
  return new Date(atMidnight(date).getTime() + days * DAY_MS).toISOString().slice(0, 10);
}

/** 0 Monday … 6 Sunday. */
export function weekday(date: string): number {
  return (atMidnight(date).getUTCDay() + 6) % 7;
}

/** The Sunday that ends the week of the date. */
export function endOfWeek(date: string): string {
  return addDays(date, 6 - weekday(date));
}

/** The seven dates of the week that begins on a Monday. */
export function daysOfWeek(monday: string): string[] {
  return Array.from({ length: 7 }, (_, at) => addDays(monday, at));
}

/** The Mondays of all weeks that have a day in the month (`2026-03`). */
export function weeksOfMonth(month: string): string[] {
  const first = `${month}-01`;
  const monday = addDays(first, -weekday(first));
  return Array.from({ length: 6 }, (_, at) => addDays(monday, at * 7)).filter((week) =>
    daysOfWeek(week).some((day) => day.startsWith(month)),
  );
}

/** ISO 8601 week number. */
export function weekNumber(date: string): number {
  const thursday = addDays(date, 3 - weekday(date));
  return Math.floor(daysBetween(`${thursday.slice(0, 4)}-01-01`, thursday) / 7) + 1;
}

const two = (part: number) => String(part).padStart(2, '0');

/** The local date of a `Date` that a date picker gives. */
export function dateOfPicker(date: Date): string {
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The `Date` that a date picker wants: local midnight. */
export function pickerOfDate(date: string): Date {
  const [year, month, day] = date.slice(0, 10).split('-').map(Number);
  return new Date(year!, month! - 1, day);
}
