import type { CountedDays } from './calendar-days.js';
import type { LocalDate } from './definition.js';

/** One day that the count passed over, or one rule that moved the result, in order. */
export interface CertificateStep {
  /** `start` the anchor; `length` calendar arithmetic; `skip` a day that does not count; `roll` moved off a closed day; `target`; `function` a calendar function that was called; `pause`; `extension`. */
  kind: 'start' | 'length' | 'skip' | 'roll' | 'target' | 'function' | 'pause' | 'extension';
  on: LocalDate;
  /** Length in ISO 8601 (of a pause: what it took, as the deadline counts), name of the function called, or reason of an extension. */
  detail?: string;
  /** The first day of a pause, and the first day after it. */
  from?: LocalDate;
  to?: LocalDate;
  /** How many days the function was to count. */
  count?: number;
  /** Why the day does not count: `saturday`, `sunday`, `holiday`, `closedDay`, `citizenHoliday`, `eve` (of a day that does not count). */
  reason?: string;
  /** Name of the holiday, closed day or series. */
  name?: string;
}

/** How a due day was found, so that anybody can do the count again (`docs/definition-format.md`, deadlines). */
export interface Certificate {
  deadline: string;
  anchor: { expression: string; on: LocalDate };
  /** `days`: those that counting, rolling and the target knew; certificates from before there was a choice have working days. */
  rule: {
    due?: string;
    length?: string;
    counting: string;
    roll: string;
    days?: CountedDays;
    target: string;
    at: string;
  };
  calendarVersion: number;
  zone: string;
  dueOn: LocalDate;
  targetOn: LocalDate;
  latestSendOn?: LocalDate;
  steps: CertificateStep[];
}
