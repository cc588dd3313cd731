import { AppError } from '../errors.js';
import type { CertificateStep } from './certificate.js';
import { dateOfEpochDay, epochDayOf, type EpochDay } from './dates.js';
import type { Instant, LocalDate } from './definition.js';
import { instantAt, legalDate, startOfDay, type ClockTime } from './instants.js';
import {
  readCalendarDays,
  skipStep,
  type CalendarData,
  type CalendarDays,
  type CountedDays,
  type DayRule,
  type NotSendable,
  type NotWorking,
} from './calendar-days.js';
import { openingsOf, type Openings } from './openings.js';

export { reasonInWords, type CalendarData, type NotSendable, type NotWorking } from './calendar-days.js';

/** Takes the days that a count passed over, in the order of the count. */
export type Trace = CertificateStep[];

/** Counting over the days of one rule. Each tells a `trace` which days it passed over and why. */
export interface DayCount {
  counts(date: LocalDate): boolean;
  whyNot(date: LocalDate): NotWorking | undefined;
  /** The `count`-th such day after a date, which itself is not counted; the date itself for 0. */
  after(date: LocalDate, count: number, trace?: Trace): LocalDate;
  before(date: LocalDate, count: number, trace?: Trace): LocalDate;
  nextOnOrAfter(date: LocalDate, trace?: Trace): LocalDate;
  lastOnOrBefore(date: LocalDate, trace?: Trace): LocalDate;
}

/**
 * Every question about days that a definition may ask. Dates outside `from`–`to` throw `calendarOutOfRange`: a calendar
 * never answers for a day whose holidays it does not know. Functions that walk over days tell a `trace` which days they
 * passed over and why.
 */
export interface Calendar extends Openings {
  readonly version: number;
  readonly zone: string;
  readonly data: CalendarData;
  /**
   * Working days are Monday to Friday but public holidays and days on which the office is closed. Weekdays are Monday to Friday but public
   * holidays and days that count as such for citizens' time limits, whether the office is open or not.
   */
  readonly days: Readonly<Record<CountedDays, DayCount>>;
  isWorkingDay(date: LocalDate): boolean;
  whyNotWorking(date: LocalDate): NotWorking | undefined;
  /** A working day that is followed by a working day: nobody opens a refusal with nobody to call (b.0.4). */
  isSendableDay(date: LocalDate): boolean;
  whyNotSendable(date: LocalDate): NotSendable | undefined;
  /** First sendable day on or after a date. */
  nextSendDay(date: LocalDate, trace?: Trace): LocalDate;
  /** `now` if a letter may leave now, else when the letters of the next sendable day, or of this one, begin to leave. */
  nextSendMoment(now: Instant, trace?: Trace): Instant;
  /** Last sendable day on or before a deadline. */
  latestSendDay(deadline: LocalDate, trace?: Trace): LocalDate;
  /** The `count`-th working day after a date, which itself is not counted; the date itself for 0. */
  workingDaysAfter(date: LocalDate, count: number, trace?: Trace): LocalDate;
  workingDaysBefore(date: LocalDate, count: number, trace?: Trace): LocalDate;
  lastWorkingDayOnOrBefore(date: LocalDate, trace?: Trace): LocalDate;
  nextWorkingDayOnOrAfter(date: LocalDate, trace?: Trace): LocalDate;
  /** `2026-Q2`. */
  quarterOf(date: LocalDate): string;
  /**
   * The first date of a series on or after a date, or in a quarter (`2026-Q2`). Throws `unknownSeries` for a series that the calendar does not
   * have, `noSeriesDate` where it has no date then.
   */
  seriesDate(name: string, when: LocalDate | string): LocalDate;
  /** Is it before the hour at which the day's letters leave? Says nothing about the day. */
  beforeCutOff(instant: Instant): boolean;
  /** When the letters of a date begin to leave. Says nothing about the day. */
  lettersLeaveAt(date: LocalDate): Instant;
  /** `now` between the hour from which letters leave and the cut-off, else the next such hour. Says nothing about the day. */
  nextLetterMoment(now: Instant): Instant;
  /** `now` between the reminder clock and the cut-off of a working day, else the next reminder clock: nobody is reminded at night. */
  nextReminderMoment(now: Instant): Instant;
  /** The reminder clock of a date or of the next working day. */
  reminderAt(date: LocalDate, trace?: Trace): Instant;
  legalDate(instant: Instant): LocalDate;
  startOfDay(date: LocalDate): Instant;
}

type Direction = 1 | -1;

/** `2026-Q2` for any day of April, May and June 2026. */
export function quarterOf(date: LocalDate): string {
  epochDayOf(date);
  return `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
}

/** The first day from `from` on, in one direction, that the rule accepts. */
function walk(rule: DayRule, from: EpochDay, direction: Direction, trace?: Trace): EpochDay {
  let day = from;
  while (!rule.holds(day)) {
    trace?.push(skipStep(rule, day));
    day += direction;
  }
  return day;
}

function walkFrom(rule: DayRule, date: LocalDate, direction: Direction, trace?: Trace): LocalDate {
  return dateOfEpochDay(walk(rule, epochDayOf(date), direction, trace));
}

function countDays(rule: DayRule, date: LocalDate, count: number, direction: Direction, trace?: Trace) {
  if (!Number.isInteger(count) || count < 0) throw new AppError('invalidLength', { value: count });
  let day = epochDayOf(date);
  for (let left = count; left > 0; left -= 1) day = walk(rule, day + direction, direction, trace);
  return dateOfEpochDay(day);
}

function countOf(rule: DayRule<NotWorking>): DayCount {
  return {
    counts: (date) => rule.holds(epochDayOf(date)),
    whyNot: (date) => rule.whyNot(epochDayOf(date)),
    after: (date, count, trace) => countDays(rule, date, count, 1, trace),
    before: (date, count, trace) => countDays(rule, date, count, -1, trace),
    nextOnOrAfter: (date, trace) => walkFrom(rule, date, 1, trace),
    lastOnOrBefore: (date, trace) => walkFrom(rule, date, -1, trace),
  };
}

function walksOf({ sendable, ...rules }: CalendarDays) {
  const working = countOf(rules.working);
  return {
    days: { workingDays: working, weekdays: countOf(rules.weekdays) },
    isWorkingDay: working.counts,
    whyNotWorking: working.whyNot,
    nextWorkingDayOnOrAfter: working.nextOnOrAfter,
    lastWorkingDayOnOrBefore: working.lastOnOrBefore,
    workingDaysAfter: working.after,
    workingDaysBefore: working.before,
    isSendableDay: (date: LocalDate) => sendable.holds(epochDayOf(date)),
    whyNotSendable: (date: LocalDate) => sendable.whyNot(epochDayOf(date)),
    nextSendDay: (date: LocalDate, trace?: Trace) => walkFrom(sendable, date, 1, trace),
    latestSendDay: (deadline: LocalDate, trace?: Trace) => walkFrom(sendable, deadline, -1, trace),
  };
}

const EVERY_DAY: DayRule = { holds: () => true, whyNot: () => undefined };

function momentsOf(data: CalendarData, { working, sendable }: CalendarDays) {
  const { zone, reminderClock, sendFrom, sendCutOff } = data;
  const beforeCutOff = (instant: Instant) => instant < instantAt(legalDate(instant, zone), sendCutOff, zone);
  /** The moment itself, between `opens` and the cut-off of a day of the rule; else the next such opening. */
  const whenOpen = (rule: DayRule, opens: ClockTime, now: Instant, trace?: Trace): Instant => {
    const today = epochDayOf(legalDate(now, zone));
    const counts = rule.holds(today);
    if (counts && beforeCutOff(now)) {
      const opening = instantAt(dateOfEpochDay(today), opens, zone);
      return now < opening ? opening : now;
    }
    if (counts) trace?.push({ kind: 'skip', on: dateOfEpochDay(today), reason: 'cutOff' });
    const next = walk(rule, counts ? today + 1 : today, 1, trace);
    return instantAt(dateOfEpochDay(next), opens, zone);
  };
  return {
    beforeCutOff,
    nextSendMoment: (now: Instant, trace?: Trace) => whenOpen(sendable, sendFrom, now, trace),
    nextReminderMoment: (now: Instant) => whenOpen(working, reminderClock, now),
    lettersLeaveAt: (date: LocalDate) => instantAt(date, sendFrom, zone),
    nextLetterMoment: (now: Instant) => whenOpen(EVERY_DAY, sendFrom, now),
    legalDate: (instant: Instant) => legalDate(instant, zone),
    startOfDay: (date: LocalDate) => startOfDay(date, zone),
    reminderAt: (date: LocalDate, trace?: Trace) =>
      instantAt(walkFrom(working, date, 1, trace), reminderClock, zone),
  };
}

const QUARTER = /^\d{4}-Q[1-4]$/;

function seriesDate({ series }: CalendarData, name: string, when: string): LocalDate {
  if (!Object.hasOwn(series, name))
    throw new AppError('unknownSeries', { series: name, known: Object.keys(series) });
  const inQuarter = QUARTER.test(when);
  if (!inQuarter) epochDayOf(when);
  const found = series[name]!.find((date) => (inQuarter ? quarterOf(date) === when : date >= when));
  if (found === undefined) throw new AppError('noSeriesDate', { series: name, asked: when });
  return found;
}

/** The calendar that answers from `data`, prepared so that each question costs about a microsecond. Throws `invalidCalendar`. */
export function createCalendar(data: CalendarData): Calendar {
  const days = readCalendarDays(data);
  return {
    version: data.version,
    zone: data.zone,
    data,
    quarterOf,
    ...walksOf(days),
    ...momentsOf(data, days),
    ...openingsOf(data, days.working),
    seriesDate: (name, when) => seriesDate(data, name, when),
  };
}
