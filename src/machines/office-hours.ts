import { AppError } from '../errors.js';
import type { CalendarData } from './calendar-days.js';
import { isClockTime, type ClockTime } from './instants.js';

/** Working days are Monday to Friday everywhere (decision 14): the office has no hours on others. */
export const OFFICE_WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const;
export type OfficeWeekday = (typeof OFFICE_WEEKDAYS)[number];

/** From one local time to another, of which the last no longer counts. */
export interface OpeningHours {
  from: ClockTime;
  to: ClockTime;
}

/** When the office is open, by weekday. A weekday that is left out has no hours, though it may be a working day. */
export type OfficeHours = Partial<Record<OfficeWeekday, OpeningHours>>;

/** What counts until a municipality says otherwise (DERIVED). Calendars from before there were office hours are read as if they said this. */
export const USUAL_OFFICE_HOURS: OfficeHours = Object.fromEntries(
  OFFICE_WEEKDAYS.map((weekday) => [weekday, { from: '08:00', to: '16:00' }]),
);

/** Between 02:00 and 03:00 no clock time is safe: it does not exist in spring and comes twice in autumn (b.0.1). */
const isSafe = (clock: unknown): boolean => isClockTime(clock) && !clock.startsWith('02');

/** Throws `invalidCalendar` for hours that do not lie within a day, and for an office that never opens. */
export function checkOfficeHours({ officeHours }: Pick<CalendarData, 'officeHours'>): void {
  const entries = Object.entries(officeHours);
  const wrong = entries.filter(
    ([weekday, { from, to }]) =>
      !OFFICE_WEEKDAYS.includes(weekday as OfficeWeekday) || !isSafe(from) || !isSafe(to) || from >= to,
  );
  if (entries.length === 0 || wrong.length > 0)
    throw new AppError('invalidCalendar', { officeHours: Object.fromEntries(wrong) });
}
