import type { CountedDays } from './calendar-days.js';
import { AppError } from '../errors.js';
import type { Calendar, DayCount, Trace } from './calendar.js';
import type { Certificate, CertificateStep } from './certificate.js';
import { afterPauses } from './pauses.js';
import { addDays, daysBetween, parseLength, plus, plusParts, type LengthParts } from './dates.js';
import type { DeadlineDefinition, Instant, Length, LocalDate, Moment, Rung } from './definition.js';
import { findHourMoment } from './count-hours.js';
import { isHours } from './hours.js';
import { isInstant } from './instants.js';
import type { Pause } from './snapshot.js';

/** What a count starts from: the values of a deadline's or delay's expressions, and its rule with parameters put in. */
export interface DueInput {
  /** Value of `due`: a date, or an instant, which is then the moment itself. */
  due?: LocalDate | Instant;
  /** Value of `anchor` as a local date, the instant where it is one, and its expression for the certificate. */
  anchor?: { on: LocalDate; at?: Instant; expression: string };
  /** ISO 8601; needed with `anchor`. */
  length?: Length;
  counting?: Moment['counting'];
  roll?: Moment['roll'];
  /** The days that counting, rolling and the target know. Default `workingDays`. */
  days?: CountedDays;
  at: NonNullable<Moment['at']>;
  target?: DeadlineDefinition['target'];
  latestSendDay?: boolean;
  /** Pauses that are over, in the order in which they came. */
  pauses?: Pause[];
  /** Replaces what anchor and length, or `due`, give. */
  extendedTo?: LocalDate;
  /** The day of the extension, which includes what was paused before it. */
  extendedOn?: LocalDate;
}

/** Where a count ended, and every step of it in order. */
export interface DueMoment {
  /** Of a length of hours: the instant from which they were counted. */
  anchorAt?: Instant;
  /** Legal due day, after pauses, extension and rolling. */
  dueOn: LocalDate;
  /** `endOfDay`: start of the next local day, the first instant at which the deadline is exceeded. */
  dueAt: Instant;
  /** The day to aim at. */
  targetOn: LocalDate;
  /** Last day on which a letter may be sent in time, if asked for. */
  latestSendOn?: LocalDate;
  steps: CertificateStep[];
}

/** Years, months and weeks by the calendar, then the days as those that count, forwards or backwards. */
function plusDaysThatCount(date: LocalDate, length: LengthParts, days: DayCount, trace?: Trace): LocalDate {
  const from = plusParts(date, { ...length, days: 0 });
  return length.days < 0 ? days.before(from, -length.days, trace) : days.after(from, length.days, trace);
}

const daysOf = ({ days = 'workingDays' }: DueInput, calendar: Calendar): DayCount => calendar.days[days];

function nominalDay(input: DueInput, calendar: Calendar, trace: Trace): LocalDate {
  const { due, anchor, length, counting, extendedTo } = input;
  if (extendedTo !== undefined) {
    trace.push({ kind: 'extension', on: extendedTo });
    return extendedTo;
  }
  if (due !== undefined) {
    const on = isInstant(due) ? calendar.legalDate(due) : due;
    trace.push({ kind: 'start', on });
    return on;
  }
  if (!anchor || length === undefined) throw new AppError('dueMomentNotFound', { anchor, length });
  trace.push({ kind: 'start', on: anchor.on, detail: anchor.expression });
  const on =
    counting === 'workingDays'
      ? plusDaysThatCount(anchor.on, parseLength(length), daysOf(input, calendar), trace)
      : plus(anchor.on, length);
  trace.push({ kind: 'length', on, detail: length });
  return on;
}

function rolledDay(on: LocalDate, roll: Moment['roll'], days: DayCount, trace: Trace): LocalDate {
  if (roll === undefined || roll === 'none') return on;
  const rolled = roll === 'forward' ? days.nextOnOrAfter(on, trace) : days.lastOnOrBefore(on, trace);
  if (rolled !== on) trace.push({ kind: 'roll', on: rolled });
  return rolled;
}

function targetDay(on: LocalDate, target: DueInput['target'], days: DayCount, trace: Trace): LocalDate {
  if (target === 'nominal') return on;
  const day = days.lastOnOrBefore(on, trace);
  if (day !== on) trace.push({ kind: 'target', on: day });
  return day;
}

function momentOf(on: LocalDate, input: DueInput, calendar: Calendar): Instant {
  const { due, at } = input;
  if (due !== undefined && isInstant(due) && calendar.legalDate(due) === on) return due;
  if (at === 'reminderClock') return calendar.reminderAt(on);
  return calendar.startOfDay(at === 'startOfDay' ? on : addDays(on, 1));
}

/**
 * Finds when something is due. The anchor day is not counted, so `P1W` from a Friday is the next Friday (b.0.1). Steps are
 * added to `trace`, which may already hold the calendar functions that the expressions called. Throws `dueMomentNotFound`
 * without `due`, `anchor` and `length`, or `extendedTo`; `calendarOutOfRange` beyond the calendar; `invalidDate`, `invalidLength`. A length of
 * hours is counted from the instant of the anchor (`findHourMoment`).
 */
export function findDueMoment(input: DueInput, calendar: Calendar, trace: Trace = []): DueMoment {
  if (input.extendedTo === undefined && isHours(input.length)) return findHourMoment(input, calendar, trace);
  const days = daysOf(input, calendar);
  const rolled = (on: LocalDate) => rolledDay(on, input.roll, days, []);
  const nominal = afterPauses(nominalDay(input, calendar, trace), input, rolled, days, trace);
  const dueOn = rolledDay(nominal, input.roll, days, trace);
  const targetOn = targetDay(dueOn, input.target, days, trace);
  const found: DueMoment = { dueOn, dueAt: momentOf(dueOn, input, calendar), targetOn, steps: trace };
  if (!input.latestSendDay) return found;
  const latestSendOn = calendar.latestSendDay(dueOn, trace);
  trace.push({ kind: 'function', on: latestSendOn, detail: 'latestSendDay' });
  return { ...found, latestSendOn };
}

function breachDay(dueOn: LocalDate, calendar: Calendar): LocalDate {
  return calendar.nextWorkingDayOnOrAfter(addDays(dueOn, 1));
}

/** `length` taken `times` times, so that monthly repetitions do not drift after a clamped month. */
function repeated(length: Length, times: number): LengthParts {
  const { years, months, weeks, days } = parseLength(length);
  return { years: years * times, months: months * times, weeks: weeks * times, days: days * times };
}

/** The day of a repetition before it is moved off closed days; 0 is the breach. */
function repetitionDay(every: Length, dueOn: LocalDate, calendar: Calendar, repetition: number): LocalDate {
  const length = repeated(every, repetition);
  return plusDaysThatCount(breachDay(dueOn, calendar), length, calendar.days.workingDays);
}

/**
 * The repetition that comes after the `last` (0: the breach). All are counted from the breach and moved off closed days; one that would come
 * less than half its length after the last is left out, so that nobody hears the same thing twice in a row when the office opens again.
 */
export function nextRepetition(every: Length, dueOn: LocalDate, calendar: Calendar, last: number): number {
  const nominal = (repetition: number) => repetitionDay(every, dueOn, calendar, repetition);
  const moved = (repetition: number) => calendar.nextWorkingDayOnOrAfter(nominal(repetition));
  const isTooSoon = (repetition: number) =>
    2 * daysBetween(moved(last), moved(repetition)) <
    daysBetween(nominal(repetition - 1), nominal(repetition));
  let next = last + 1;
  while (isTooSoon(next)) next += 1;
  return next;
}

/**
 * When a rung of a reminder ladder comes: at the reminder clock of its day or the next working day. Measured from the target
 * day, where days are working days and weeks, months and years calendar ones; `breach` is the first working day after the due
 * day; the `repetition`-th (from 1) of `every` is measured from there.
 */
export function rungMoment(
  rung: Rung,
  { dueOn, targetOn }: Pick<DueMoment, 'dueOn' | 'targetOn'>,
  calendar: Calendar,
  repetition = 1,
): Instant {
  if ('every' in rung) return calendar.reminderAt(repetitionDay(rung.every, dueOn, calendar, repetition));
  if (rung.at === 'breach') return calendar.reminderAt(breachDay(dueOn, calendar));
  return calendar.reminderAt(plusDaysThatCount(targetOn, parseLength(rung.at), calendar.days.workingDays));
}

/** What the certificate of one deadline is made of. */
export interface Counted {
  /** Key of the deadline in the definition. */
  key: string;
  definition: Pick<DeadlineDefinition, 'due'>;
  input: DueInput;
  found: DueMoment;
  calendar: Calendar;
}

/** Writes down how a due day was found. Without an anchor, the day that `due` gave stands in its place. */
export function certificateOf({ key, definition, input, found, calendar }: Counted): Certificate {
  const hours = found.anchorAt !== undefined;
  const nominal = input.due !== undefined && isInstant(input.due) ? calendar.legalDate(input.due) : input.due;
  return {
    deadline: key,
    anchor: input.anchor
      ? { expression: input.anchor.expression, on: input.anchor.on, ...(hours && { at: found.anchorAt }) }
      : { expression: definition.due ?? '', on: nominal ?? found.dueOn },
    rule: {
      ...(definition.due !== undefined && { due: definition.due }),
      ...(input.length !== undefined && { length: input.length }),
      counting: input.counting ?? 'calendar',
      roll: input.roll ?? 'none',
      days: input.days ?? 'workingDays',
      target: input.target ?? 'lastWorkingDayOnOrBefore',
      at: hours ? 'instant' : input.at,
    },
    calendarVersion: calendar.version,
    zone: calendar.zone,
    dueOn: found.dueOn,
    ...(hours && { dueAt: found.dueAt }),
    targetOn: found.targetOn,
    ...(found.latestSendOn !== undefined && { latestSendOn: found.latestSendOn }),
    steps: found.steps,
  };
}
