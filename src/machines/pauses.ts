import type { DayCount, Trace } from './calendar.js';
import { addDays, daysBetween } from './dates.js';
import type { LocalDate } from './definition.js';
import type { DueInput } from './due-moment.js';

/**
 * The due day after the pauses: each gives back the days that it took, counted as the deadline counts, so that as much is left after it as
 * before. What was paused before the count began or before an extension is in the day already; a pause that began when the time was over
 * gives nothing. `rolled`: where a day comes to that is closed.
 */
export function afterPauses(
  on: LocalDate,
  input: DueInput,
  rolled: (on: LocalDate) => LocalDate,
  days: DayCount,
  trace: Trace,
): LocalDate {
  const { pauses = [], anchor, extendedOn, counting } = input;
  const since = extendedOn ?? anchor?.on;
  let due = on;
  for (const { from: begun, to } of pauses) {
    const from = since !== undefined && since > begun ? since : begun;
    const last = rolled(due);
    if (to <= from || from > last) continue;
    const taken = daysTaken(from, to, counting, days);
    const moved = later(from > due ? last : due, taken, counting, days);
    // No time runs out while it stands still.
    due = moved < to ? to : moved;
    trace.push({ kind: 'pause', on: due, detail: `P${taken}D`, from, to });
  }
  return due;
}

type Counting = DueInput['counting'];

function later(on: LocalDate, count: number, counting: Counting, days: DayCount): LocalDate {
  return counting === 'workingDays' ? days.after(on, count) : addDays(on, count);
}

/** From the first day of the pause to the last one, both included. */
function daysTaken(from: LocalDate, to: LocalDate, counting: Counting, days: DayCount): number {
  const length = daysBetween(from, to);
  if (counting !== 'workingDays') return length;
  let taken = 0;
  for (let day = 0; day < length; day += 1) if (days.counts(addDays(from, day))) taken += 1;
  return taken;
}
