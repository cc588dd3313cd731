import type { OfficeWeekday, OpeningHours } from '../../../src/machines/index.js';
import type { CalendarEdit } from './settings-queries.js';

/** The one series that the shipped case types read. */
export const MEETINGS = 'cafeMeeting';

/** A change of one day. */
export type DayChange =
  { kind: 'close'; date: string; name: string } | { kind: 'open' | 'add' | 'remove'; date: string };
/** Other hours of a weekday; null: none. */
export interface HoursChange {
  kind: 'hours';
  weekday: OfficeWeekday;
  hours: OpeningHours | null;
}
/** One change that has been made on the page and is not published yet. */
export type Pending = DayChange | HoursChange;

const OPPOSITE: Record<DayChange['kind'], DayChange['kind']> = {
  close: 'open',
  open: 'close',
  add: 'remove',
  remove: 'add',
};

/** What the change is about: a day, or a weekday. */
export const subjectOf = (one: Pending): string => ('date' in one ? one.date : one.weekday);

const isAbout = (one: Pending, other: Pending): boolean =>
  one.kind === other.kind && subjectOf(one) === subjectOf(other);

/** The changes of days. */
export const daysOf = (changes: readonly Pending[]): DayChange[] => changes.filter((one) => 'date' in one);

/**
 * The changes with one more: of the same day or weekday it replaces the same change, and takes an opposite one back. The hours of weekdays come
 * after the days.
 */
export function withChange(changes: readonly Pending[], change: Pending): Pending[] {
  if ('date' in change) {
    const opposite = { ...change, kind: OPPOSITE[change.kind] } as Pending;
    if (changes.some((one) => isAbout(one, opposite))) return without(changes, opposite);
  }
  return [...without(changes, change), change].sort((a, b) => (subjectOf(a) < subjectOf(b) ? -1 : 1));
}

/** The changes without that one of the same kind and day. */
export const without = (changes: readonly Pending[], change: Pending): Pending[] =>
  changes.filter((one) => !isAbout(one, change));

/** What the server is asked to do. */
export function editOf(changes: readonly Pending[]): CalendarEdit {
  const dates = (kind: DayChange['kind']) =>
    daysOf(changes).flatMap((one) => (one.kind === kind ? [one.date] : []));
  const [add, remove] = [dates('add'), dates('remove')];
  return {
    close: changes.flatMap((one) => (one.kind === 'close' ? [{ date: one.date, name: one.name }] : [])),
    open: dates('open'),
    series: add.length + remove.length > 0 ? [{ name: MEETINGS, add, remove }] : [],
    ...officeHoursEdit(changes.filter((one) => one.kind === 'hours')),
  };
}

function officeHoursEdit(changes: readonly HoursChange[]): Pick<CalendarEdit, 'officeHours'> {
  if (changes.length === 0) return {};
  const add = changes.flatMap(({ weekday, hours }) => (hours ? [{ weekday, ...hours }] : []));
  const remove = changes.flatMap(({ weekday, hours }) => (hours ? [] : [weekday]));
  return { officeHours: { add, remove } };
}
