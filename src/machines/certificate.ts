import type { CountedDays } from './calendar-days.js';
import type { Instant, LocalDate } from './definition.js';

/** One day that the count passed over, or one rule that moved the result, in order. */
export interface CertificateStep {
  /** `start` the anchor; `length` calendar arithmetic; `skip` a day that does not count; `stretch` time that counts, `clockChange` the clocks were changed in it; `roll` moved off a closed day; `target`; `function` a calendar function that was called; `pause`; `extension`. */
  kind:
    | 'start'
    | 'length'
    | 'skip'
    | 'stretch'
    | 'clockChange'
    | 'roll'
    | 'target'
    | 'function'
    | 'pause'
    | 'extension';
  on: LocalDate;
  /** Of a count of hours: the instant on that day. */
  at?: Instant;
  /** Length in ISO 8601 (of a pause: what it took, as the deadline counts), name of the function called, or reason of an extension. */
  detail?: string;
  /** The first day of a pause, and the first day after it. */
  from?: LocalDate;
  to?: LocalDate;
  /** Of a count of hours: where a stretch or pause begins, and where it is over. */
  fromAt?: Instant;
  toAt?: Instant;
  /** How many days the function was to count. */
  count?: number;
  /** Why the day does not count: `saturday`, `sunday`, `holiday`, `closedDay`, `citizenHoliday`, `eve` (of a day that does not count), `noOfficeHours`. */
  reason?: string;
  /** Name of the holiday, closed day or series. */
  name?: string;
}

/** How a due day was found, so that anybody can do the count again (`docs/definition-format.md`, deadlines). */
export interface Certificate {
  deadline: string;
  /** `at`: of a count of hours. */
  anchor: { expression: string; on: LocalDate; at?: Instant };
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
  /** Of a count of hours: the moment itself. */
  dueAt?: Instant;
  targetOn: LocalDate;
  latestSendOn?: LocalDate;
  steps: CertificateStep[];
}
