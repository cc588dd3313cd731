import { UNREADABLE } from '../form/form-values.js';
import type { Years } from './pending.js';

export const RULE_KINDS = ['date', 'yearly', 'easter', 'weekday'] as const;
/** One date, the same date every year, a day counted from Easter Sunday, or a weekday of a month. */
export type RuleKind = (typeof RULE_KINDS)[number];

export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Weekday = (typeof WEEKDAYS)[number];
export const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
] as const;
const COUNTS = ['1st', '2nd', '3rd', '4th', '5th'] as const;
/** The longest month that each can be. */
const LONGEST = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const MOST_FROM_EASTER = 300;

/** What the fields of a rule hold while somebody writes. */
export interface RuleValues {
  kind: RuleKind;
  date: string;
  day: string;
  /** 1 to 12; 0, of a weekday, means each. */
  month: number;
  /** Days after Easter Sunday; before it with a minus. */
  offset: string;
  /** 1 to 5. */
  count: number;
  weekday: Weekday;
  fromYear: string;
  untilYear: string;
}

export const newRule = (kind: RuleKind, today: string): RuleValues => ({
  kind,
  date: '',
  day: '',
  month: 1,
  offset: '',
  count: 1,
  weekday: 'monday',
  fromYear: today.slice(0, 4),
  untilYear: '',
});

export type RuleFault = 'date' | 'outside' | 'day' | 'offset' | 'year' | 'yearOrder';
export type RuleField = 'date' | 'day' | 'offset' | 'fromYear' | 'untilYear';
export type RuleFaults = Partial<Record<RuleField, RuleFault>>;

interface Reach {
  from: string;
  to: string;
}

/** Why the fields are no rule of a calendar that reaches so far, as the calendar would refuse it. */
export function faultsOfRule(values: RuleValues, reach: Reach): RuleFaults {
  const { kind, date, day, month, offset } = values;
  if (kind === 'date') {
    if (date === '' || date === UNREADABLE) return { date: 'date' };
    return date < reach.from || date > reach.to ? { date: 'outside' } : {};
  }
  const years = faultsOfYears(values, reach);
  if (kind === 'yearly' && !isNumber(day, 1, LONGEST[month - 1]!)) return { day: 'day', ...years };
  if (kind === 'easter' && !isNumber(offset, -MOST_FROM_EASTER, MOST_FROM_EASTER))
    return { offset: 'offset', ...years };
  return years;
}

/** Why two fields of years are none that the calendar knows. Either may be empty. */
export function faultsOfYears(
  { fromYear, untilYear }: Pick<RuleValues, 'fromYear' | 'untilYear'>,
  { from, to }: Reach,
): RuleFaults {
  const wrong = (year: string) =>
    year.trim() !== '' && !isNumber(year, Number(from.slice(0, 4)), Number(to.slice(0, 4)));
  const [first, last] = [wrong(fromYear), wrong(untilYear)];
  if (first || last) return { ...(first && { fromYear: 'year' }), ...(last && { untilYear: 'year' }) };
  const both = fromYear.trim() !== '' && untilYear.trim() !== '';
  return both && Number(untilYear) < Number(fromYear) ? { untilYear: 'yearOrder' } : {};
}

function isNumber(text: string, least: number, most: number): boolean {
  return /^-?\d{1,4}$/.test(text.trim()) && Number(text) >= least && Number(text) <= most;
}

const two = (value: number): string => `${value}`.padStart(2, '0');

/** The days of a rule without fault, as the server reads them. */
export function daysOfRule({ kind, date, day, month, offset, count, weekday }: RuleValues): string[] {
  switch (kind) {
    case 'date':
      return [date];
    case 'yearly':
      return [`${two(month)}-${two(Number(day))}`];
    case 'easter':
      return [Number(offset) === 0 ? 'easter' : `easter ${Number(offset)}`];
    case 'weekday':
      return MONTHS.filter((_, at) => month === 0 || month === at + 1).map(
        (name) => `${COUNTS[count - 1]} ${weekday} in ${name}`,
      );
  }
}

/** The years that were typed. A rule of one date has none. */
export function yearsOf({ fromYear, untilYear }: Pick<RuleValues, 'fromYear' | 'untilYear'>): Years {
  return {
    ...(fromYear.trim() !== '' && { fromYear: Number(fromYear) }),
    ...(untilYear.trim() !== '' && { untilYear: Number(untilYear) }),
  };
}

/** Dates by the name that they bear, in the order in which the names come. */
export function datesByName(days: readonly { date: string; name: string }[]): Map<string, string[]> {
  const dates = new Map<string, string[]>();
  for (const { date, name } of days) dates.set(name, [...(dates.get(name) ?? []), date]);
  return dates;
}

/** `2000–2027, 2029–2060`: the years that dates lie in. */
export function yearSpans(dates: readonly string[]): string {
  const years = [...new Set(dates.map((date) => Number(date.slice(0, 4))))].sort((a, b) => a - b);
  const spans: [number, number][] = [];
  for (const year of years) {
    const last = spans.at(-1);
    if (last && last[1] === year - 1) last[1] = year;
    else spans.push([year, year]);
  }
  return spans.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`)).join(', ');
}

export type RuleInWords =
  | { kind: 'date'; date: string }
  | { kind: 'yearly'; date: string }
  | { kind: 'easter'; offset: number }
  | { kind: 'weekday'; count: number; weekday: Weekday; months: number[] };

/** The parts of days that `daysOfRule` has written. */
export function readRule(days: readonly string[]): RuleInWords {
  const day = days[0]!;
  if (/^\d{4}-/.test(day)) return { kind: 'date', date: day };
  if (/^\d\d-\d\d$/.test(day)) return { kind: 'yearly', date: `2000-${day}` };
  if (day.startsWith('easter')) return { kind: 'easter', offset: Number(day.slice(6)) };
  const [count, weekday] = day.split(' ');
  const months = days.map((one) => MONTHS.findIndex((month) => one.endsWith(month)) + 1);
  return { kind: 'weekday', count: Number(count![0]), weekday: weekday as Weekday, months };
}
