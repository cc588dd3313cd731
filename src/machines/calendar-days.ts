import { AppError } from '../errors.js';
import type { CertificateStep } from './certificate.js';
import { weekdayName } from './date-text.js';
import { dateOfEpochDay, epochDayOf, isLocalDate, weekdayOfEpochDay, type EpochDay } from './dates.js';
import type { LocalDate } from './definition.js';
import type { PlainText } from './effects.js';
import { isClockTime, type ClockTime } from './instants.js';
import { checkOfficeHours, type OfficeHours } from './office-hours.js';

/** The days that a count knows: those on which the office works, or those of citizens' time limits (`Calendar.days`). */
export type CountedDays = 'workingDays' | 'weekdays';

/** The calendar of a municipality as plain data. A published version never changes. */
export interface CalendarData {
  version: number;
  /** ISO 3166 code of the country whose holidays these are, with state and region: `DK`, `DE-BY`. Nothing is reckoned from it. */
  country: string;
  /** IANA name of the zone in which all legal dates lie. */
  zone: string;
  /** First and last date that the calendar knows. */
  from: LocalDate;
  to: LocalDate;
  /** Public holidays and their names. */
  holidays: Record<LocalDate, string>;
  /** Days on which the municipality is closed besides weekends and holidays, and their names. */
  closedDays: Record<LocalDate, string>;
  /**
   * Days that count as public holidays for citizens' time limits though the law makes none of them, and their names: 5 June, 24 and 31
   * December in Denmark. The office may be open.
   */
  citizenHolidays: Record<LocalDate, string>;
  /** When reminders come. */
  reminderClock: ClockTime;
  /** From this time on letters leave: none does at midnight because a date has begun. */
  sendFrom: ClockTime;
  /** From this time on, a letter no longer leaves on the same day, and nobody is reminded. */
  sendCutOff: ClockTime;
  /** When the office is open on its working days: what a length of hours counts within. */
  officeHours: OfficeHours;
  /** Dates of what recurs, ascending, by names that definitions use. */
  series: Record<string, LocalDate[]>;
}

/** Why a day is not a working day, or not a weekday. `name` is the name of a holiday or closed day, as the calendar has it. */
export interface NotWorking {
  reason: 'saturday' | 'sunday' | 'holiday' | 'closedDay' | 'citizenHoliday';
  name?: string;
}

/** The day itself is a working day, but the day after it is not: `name` is what that day is called. */
export interface Eve {
  reason: 'eve';
  name: string;
  tomorrow: NotWorking;
}

export type NotSendable = NotWorking | Eve;

/** Which days count, by number. Both functions throw `calendarOutOfRange` outside the calendar. */
export interface DayRule<Why extends NotSendable = NotSendable> {
  holds(day: EpochDay): boolean;
  /** Undefined exactly where the rule holds. */
  whyNot(day: EpochDay): Why | undefined;
}

export interface CalendarDays {
  /** The days of the office. */
  working: DayRule<NotWorking>;
  /** The days of citizens' time limits: whether the office is closed does not matter. */
  weekdays: DayRule<NotWorking>;
  sendable: DayRule;
}

const REASON_TEXT = {
  saturday: { da: 'lørdag', en: 'a Saturday' },
  sunday: { da: 'søndag', en: 'a Sunday' },
  holiday: { da: 'helligdag', en: 'a public holiday' },
  closedDay: { da: 'lukkedag', en: 'a closed day' },
  citizenHoliday: { da: 'en dag, der regnes som helligdag', en: 'a day that counts as a holiday' },
} as const;

function dayInWords({ reason, name }: NotWorking): PlainText {
  const text = REASON_TEXT[reason];
  return name === undefined ? { ...text } : { da: name, en: `${text.en} (${name})` };
}

/** `i morgen er skærtorsdag`, `i dag er lørdag`: why nothing is sent on a day, seen from that day. */
export function reasonInWords(why: NotSendable): PlainText {
  const day = dayInWords(why.reason === 'eve' ? why.tomorrow : why);
  return why.reason === 'eve'
    ? { da: `i morgen er ${day.da}`, en: `tomorrow is ${day.en}` }
    : { da: `i dag er ${day.da}`, en: `today is ${day.en}` };
}

/** Throws `invalidCalendar` for a zone that nobody knows. */
export function checkZone({ zone }: Pick<CalendarData, 'zone'>): void {
  try {
    Intl.DateTimeFormat('en', { timeZone: zone });
  } catch (cause) {
    throw new AppError('invalidCalendar', { zone }, { cause });
  }
}

function checkDates(data: CalendarData): void {
  const { from, to, holidays, closedDays, citizenHolidays, series } = data;
  if (!isLocalDate(from) || !isLocalDate(to) || from > to)
    throw new AppError('invalidCalendar', { from, to });
  const named = [holidays, closedDays, citizenHolidays].flatMap((days) => Object.keys(days));
  const wrong = [...named, ...Object.values(series).flat()].filter((date) => !isLocalDate(date));
  if (wrong.length > 0) throw new AppError('invalidCalendar', { dates: wrong });
  const unsorted = Object.keys(series).filter((key) =>
    series[key]!.some((date, i, dates) => i > 0 && date <= dates[i - 1]!),
  );
  if (unsorted.length > 0) throw new AppError('invalidCalendar', { unsorted });
}

/** Between 02:00 and 03:00 no clock time is safe: it does not exist in spring and comes twice in autumn (b.0.1). */
function checkClocks({ reminderClock, sendFrom, sendCutOff }: CalendarData): void {
  for (const clock of [reminderClock, sendFrom, sendCutOff]) {
    if (!isClockTime(clock) || clock.startsWith('02')) throw new AppError('invalidCalendar', { clock });
  }
  for (const clock of [reminderClock, sendFrom])
    if (clock >= sendCutOff) throw new AppError('invalidCalendar', { clock, sendCutOff });
}

type OwnDays = { reason: 'closedDay' | 'citizenHoliday'; days: Record<LocalDate, string> };

/** A holiday comes first, then the weekend, then the days of the rule's own. */
function whyNotOn(holidays: CalendarData['holidays'], own: OwnDays, day: EpochDay): NotWorking | undefined {
  const date = dateOfEpochDay(day);
  const holiday = holidays[date];
  if (holiday !== undefined) return { reason: 'holiday', name: holiday };
  const weekday = weekdayOfEpochDay(day);
  if (weekday === 6) return { reason: 'saturday' };
  if (weekday === 7) return { reason: 'sunday' };
  const name = own.days[date];
  return name === undefined ? undefined : { reason: own.reason, name };
}

function eveOf(day: EpochDay, tomorrow: NotWorking): Eve {
  return { reason: 'eve', name: tomorrow.name ?? weekdayName(dateOfEpochDay(day + 1), 'da'), tomorrow };
}

/** Works out every day of the calendar once. */
function ruleOf(data: CalendarData, own: OwnDays): DayRule<NotWorking> {
  const first = epochDayOf(data.from);
  const count = epochDayOf(data.to) - first + 1;
  const reasons = Array.from({ length: count }, (_, i) => whyNotOn(data.holidays, own, first + i));
  const whyNot = (day: EpochDay) => {
    const index = day - first;
    if (index >= 0 && index < count) return reasons[index];
    throw new AppError('calendarOutOfRange', { date: dateOfEpochDay(day), from: data.from, to: data.to });
  };
  return { holds: (day) => whyNot(day) === undefined, whyNot };
}

/** Checks the data. Throws `invalidCalendar`. */
export function readCalendarDays(data: CalendarData): CalendarDays {
  checkZone(data);
  checkDates(data);
  checkClocks(data);
  checkOfficeHours(data);
  const working = ruleOf(data, { reason: 'closedDay', days: data.closedDays });
  return {
    working,
    weekdays: ruleOf(data, { reason: 'citizenHoliday', days: data.citizenHolidays }),
    sendable: {
      holds: (day) => working.holds(day) && working.holds(day + 1),
      whyNot: (day) => {
        const today = working.whyNot(day);
        if (today) return today;
        const tomorrow = working.whyNot(day + 1);
        return tomorrow && eveOf(day, tomorrow);
      },
    },
  };
}

/** The line of a certificate that says why a day, on which the rule does not hold, was passed over. */
export function skipStep(rule: DayRule, day: EpochDay): CertificateStep {
  const { reason, name } = rule.whyNot(day)!;
  return { kind: 'skip', on: dateOfEpochDay(day), reason, ...(name !== undefined && { name }) };
}
