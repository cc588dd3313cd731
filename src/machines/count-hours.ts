import { AppError } from '../errors.js';
import type { Calendar, Trace } from './calendar.js';
import { dateOfEpochDay } from './dates.js';
import type { Instant, Moment } from './definition.js';
import type { DueInput, DueMoment } from './due-moment.js';
import { hoursOfMs, msOfHours } from './hours.js';
import { clockChangeMs, epochMsOf, instantOfEpochMs, localDayOf } from './instants.js';
import type { Stretch } from './openings.js';
import type { Pause } from './snapshot.js';

type Counting = Moment['counting'];

/**
 * When a length of hours is due: by the clock, so that twelve hours are twelve hours also on the night on which the clocks change, or by the
 * minutes in which the office is open. What a pause took is given back as it is counted; one that began when the time was over gives nothing.
 * Throws `dueMomentNotFound` where the anchor is no instant, `calendarOutOfRange` beyond the calendar.
 */
export function findHourMoment(input: DueInput, calendar: Calendar, trace: Trace): DueMoment {
  const { anchor, length, counting, pauses = [] } = input;
  if (!anchor?.at || length === undefined) throw new AppError('dueMomentNotFound', { anchor, length });
  const count = msOfHours(length);
  const start = epochMsOf(anchor.at);
  trace.push({ kind: 'start', on: anchor.on, at: anchor.at, detail: anchor.expression });
  let due = moved(start, count, counting, calendar, trace);
  trace.push({ kind: 'length', ...placeOf(due, calendar), detail: length });
  for (const pause of pauses) {
    const { from, to } = spanOf(pause, count > 0 ? start : -Infinity, calendar);
    if (to <= from || from >= due) continue;
    const taken = countedMs({ from, to }, counting, calendar);
    due = moved(due, taken, counting, calendar);
    const [fromAt, toAt] = [instantOfEpochMs(from), instantOfEpochMs(to)];
    trace.push({ kind: 'pause', ...placeOf(due, calendar), detail: hoursOfMs(taken), fromAt, toAt });
  }
  const { on: dueOn, at: dueAt } = placeOf(due, calendar);
  return { anchorAt: anchor.at, dueOn, dueAt, targetOn: dueOn, steps: trace };
}

/** The instant that lies a length of hours after another one, or before it: the first, or last, with so much time in between. */
export function plusHours(from: Instant, length: string, counting: Counting, calendar: Calendar): Instant {
  return instantOfEpochMs(moved(epochMsOf(from), msOfHours(length), counting, calendar));
}

function placeOf(epochMs: number, { zone }: Calendar): { on: string; at: Instant } {
  return { on: dateOfEpochDay(localDayOf(epochMs, zone)), at: instantOfEpochMs(epochMs) };
}

/** A pause from before there were hours is kept in days: it lasts from midnight to midnight. */
function spanOf({ from, to, fromAt, toAt }: Pause, since: number, calendar: Calendar): Stretch {
  const begun = epochMsOf(fromAt ?? calendar.startOfDay(from));
  return { from: Math.max(begun, since), to: epochMsOf(toAt ?? calendar.startOfDay(to)) };
}

function moved(from: number, ms: number, counting: Counting, calendar: Calendar, trace?: Trace): number {
  if (counting === 'officeHours' && ms !== 0) return movedInOffice(from, ms, calendar, trace);
  const to = from + ms;
  tell(trace, { from: Math.min(from, to), to: Math.max(from, to) }, calendar);
  return to;
}

/** Day by day: it ends where the time is used up, at the latest where the calendar does. */
function movedInOffice(from: number, ms: number, calendar: Calendar, trace?: Trace): number {
  const direction = ms > 0 ? 1 : -1;
  let left = Math.abs(ms);
  for (let day = localDayOf(from, calendar.zone); ; day += direction) {
    const opening = calendar.opening(day);
    if (!opening) trace?.push(calendar.whyClosed(day));
    const open =
      opening && partOf(opening, direction > 0 ? { from, to: Infinity } : { from: -Infinity, to: from });
    if (!open) continue;
    const taken = Math.min(open.to - open.from, left);
    const [begins, ends] = direction > 0 ? [open.from, open.from + taken] : [open.to - taken, open.to];
    tell(trace, { from: begins, to: ends }, calendar);
    left -= taken;
    if (left === 0) return direction > 0 ? ends : begins;
  }
}

/** How much of a span counts. */
function countedMs(span: Stretch, counting: Counting, calendar: Calendar): number {
  if (counting !== 'officeHours') return span.to - span.from;
  const last = localDayOf(span.to, calendar.zone);
  let counted = 0;
  for (let day = localDayOf(span.from, calendar.zone); day <= last; day += 1) {
    const opening = calendar.opening(day);
    const open = opening && partOf(opening, span);
    if (open) counted += open.to - open.from;
  }
  return counted;
}

function partOf(one: Stretch, other: Stretch): Stretch | undefined {
  const part = { from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) };
  return part.from < part.to ? part : undefined;
}

function tell(trace: Trace | undefined, stretch: Stretch, calendar: Calendar): void {
  if (!trace || stretch.from === stretch.to) return;
  const { on, at: fromAt } = placeOf(stretch.from, calendar);
  const { on: toOn, at: toAt } = placeOf(stretch.to, calendar);
  trace.push({ kind: 'stretch', on, fromAt, toAt, detail: hoursOfMs(stretch.to - stretch.from) });
  const change = clockChangeMs(stretch, calendar.zone);
  if (change !== 0) trace.push({ kind: 'clockChange', on: toOn, detail: hoursOfMs(change) });
}
