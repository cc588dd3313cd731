import {
  OFFICE_WEEKDAYS,
  type CalendarData,
  type OfficeWeekday,
  type OpeningHours,
} from '../../../src/machines/index.js';
import { clockOf } from '../form/form-values.js';
import { ofKind, type Pending } from './pending.js';

type Hours = CalendarData['officeHours'];

/** The office hours as they would be with the changes. */
export function hoursWith({ officeHours }: CalendarData, changes: readonly Pending[]): Hours {
  const hours: Record<string, OpeningHours | null> = { ...officeHours };
  for (const one of ofKind(changes, 'hours')) hours[one.weekday] = one.hours;
  return Object.fromEntries(Object.entries(hours).filter(([, open]) => open !== null)) as Hours;
}

/** What was typed; null where both times were left empty. */
export function readHours(from: string, to: string): OpeningHours | null | 'unreadable' {
  if (from.trim() === '' && to.trim() === '') return null;
  const [opens, closes] = [clockOf(from), clockOf(to)];
  return opens !== null && closes !== null ? { from: opens, to: closes } : 'unreadable';
}

/** Why the hours cannot be those of the weekday, as the calendar would refuse them. */
export function faultOfHours(
  hours: OpeningHours | null | 'unreadable',
  weekday: OfficeWeekday,
  present: Hours,
): 'unreadable' | 'order' | 'clockChange' | 'neverOpen' | 'same' | undefined {
  const before = present[weekday];
  if (hours === 'unreadable') return 'unreadable';
  if (hours === null) {
    const others = OFFICE_WEEKDAYS.some((each) => each !== weekday && present[each]);
    return before ? (others ? undefined : 'neverOpen') : 'same';
  }
  if ([hours.from, hours.to].some((clock) => clock.startsWith('02'))) return 'clockChange';
  if (hours.from >= hours.to) return 'order';
  return before?.from === hours.from && before.to === hours.to ? 'same' : undefined;
}
