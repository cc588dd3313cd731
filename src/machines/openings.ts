import { skipStep, type CalendarData, type DayRule, type NotWorking } from './calendar-days.js';
import type { CertificateStep } from './certificate.js';
import { dateOfEpochDay, weekdayOfEpochDay, type EpochDay } from './dates.js';
import { epochMsAt } from './instants.js';
import { OFFICE_WEEKDAYS } from './office-hours.js';

/** A stretch of time in epoch milliseconds, of which `to` is no longer part. */
export interface Stretch {
  from: number;
  to: number;
}

/** The hours of each day. */
export interface Openings {
  /** When the office is open on a day; undefined when it is not. Throws `calendarOutOfRange`. */
  opening(day: EpochDay): Stretch | undefined;
  /** The line of a certificate that says why the office is not open on a day. */
  whyClosed(day: EpochDay): CertificateStep;
}

export function openingsOf({ officeHours, zone }: CalendarData, working: DayRule<NotWorking>): Openings {
  return {
    opening: (day) => {
      if (!working.holds(day)) return undefined;
      const hours = officeHours[OFFICE_WEEKDAYS[weekdayOfEpochDay(day) - 1]!];
      return hours && { from: epochMsAt(day, hours.from, zone), to: epochMsAt(day, hours.to, zone) };
    },
    whyClosed: (day) =>
      working.holds(day)
        ? { kind: 'skip', on: dateOfEpochDay(day), reason: 'noOfficeHours' }
        : skipStep(working, day),
  };
}
