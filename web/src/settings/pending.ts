import type { CalendarLaw, OfficeWeekday, OpeningHours } from '../../../src/machines/index.js';
import type { CalendarEdit } from './settings-queries.js';

/** The series that the shipped case types read. It has a name in words. */
export const MEETINGS = 'cafeMeeting';

/** A change of one day. */
export type DayChange = { kind: 'close'; date: string; name: string } | { kind: 'open'; date: string };
/** One date of a series comes or goes. */
export interface DateChange {
  kind: 'add' | 'remove';
  series: string;
  date: string;
}
/** Other hours of a weekday; null: none. */
export interface HoursChange {
  kind: 'hours';
  weekday: OfficeWeekday;
  hours: OpeningHours | null;
}
/** From which year to which; left out: all that the calendar knows. */
export interface Years {
  fromYear?: number;
  untilYear?: number;
}
/** Holidays by law, and those that are none but count as such for citizens' time limits. */
export type DayList = 'holidays' | 'citizenHolidays';
export type NameChange =
  | ({ kind: 'name'; list: DayList; name: string; day: string } & Years)
  | ({ kind: 'unname'; list: DayList; name: string } & Years);
export type Clock = 'reminderClock' | 'sendFrom' | 'sendCutOff';
export interface ClockChange {
  kind: 'clock';
  clock: Clock;
  time: string;
}
/** Days of a series by a rule, as in `DayPattern`; a series that is not there is made. */
export interface RuleChange extends Years {
  kind: 'addRule' | 'removeRule';
  series: string;
  days: string[];
}
export interface EndChange {
  kind: 'endSeries';
  series: string;
}
export interface LawChange {
  kind: 'law';
  law: CalendarLaw;
  /** In words. */
  place: string;
}
/** One change that has been made on the page and is not published yet. */
export type Pending =
  DayChange | DateChange | HoursChange | NameChange | ClockChange | RuleChange | EndChange | LawChange;

export type PendingOf<Kind extends Pending['kind']> = Pending & { kind: Kind };

const OPPOSITE: Partial<Record<Pending['kind'], Pending['kind']>> = {
  close: 'open',
  open: 'close',
  add: 'remove',
  remove: 'add',
};

/** What the change is about: two of the same kind about the same are one. Days come first. */
export function subjectOf(one: Pending): string {
  switch (one.kind) {
    case 'close':
    case 'open':
      return one.date;
    case 'add':
    case 'remove':
      return `${one.date} ${one.series}`;
    case 'hours':
      return one.weekday;
    case 'clock':
      return one.clock;
    case 'name':
      return `${one.list} ${one.name} ${one.day}`;
    case 'unname':
      return `${one.list} ${one.name}`;
    case 'addRule':
    case 'removeRule':
      return `${one.series} ${one.days.join()}`;
    case 'endSeries':
      return one.series;
    case 'law':
      return 'law';
  }
}

const isAbout = (one: Pending, other: Pending): boolean =>
  one.kind === other.kind && subjectOf(one) === subjectOf(other);

/** The changes of one kind. */
export const ofKind = <Kind extends Pending['kind']>(
  changes: readonly Pending[],
  kind: Kind,
): PendingOf<Kind>[] => changes.filter((one): one is PendingOf<Kind> => one.kind === kind);

/** Another country takes the place of its holidays, and the end of a series that of its days: what was to become of them means nothing any more. */
function outdates(change: Pending, one: Pending): boolean {
  if (change.kind === 'law') return one.kind === 'unname';
  if (change.kind === 'endSeries') return 'series' in one && one.series === change.series;
  return one.kind === 'endSeries' && 'series' in change && change.series === one.series;
}

/**
 * The changes with one more: it replaces the same change of the same subject, takes an opposite one of a day back, and takes those away that mean
 * nothing beside it.
 */
export function withChange(changes: readonly Pending[], change: Pending): Pending[] {
  const opposite = { ...change, kind: OPPOSITE[change.kind] } as Pending;
  if (OPPOSITE[change.kind] && changes.some((one) => isAbout(one, opposite)))
    return without(changes, opposite);
  const kept = without(changes, change).filter((one) => !outdates(change, one));
  return [...kept, change].sort((a, b) => (subjectOf(a) < subjectOf(b) ? -1 : 1));
}

/** The changes without that one of the same kind and subject. */
export const without = (changes: readonly Pending[], change: Pending): Pending[] =>
  changes.filter((one) => !isAbout(one, change));

/** What the server is asked to do. */
export function editOf(changes: readonly Pending[]): CalendarEdit {
  const law = ofKind(changes, 'law')[0]?.law;
  const clocks = Object.fromEntries(ofKind(changes, 'clock').map(({ clock, time }) => [clock, time]));
  return {
    ...(law && { law }),
    ...namedEdit(changes, 'holidays'),
    ...namedEdit(changes, 'citizenHolidays'),
    close: ofKind(changes, 'close').map(({ date, name }) => ({ date, name })),
    open: ofKind(changes, 'open').map(({ date }) => date),
    series: seriesEdit(changes),
    ...(Object.keys(clocks).length > 0 && { clocks }),
    ...officeHoursEdit(ofKind(changes, 'hours')),
  };
}

function namedEdit(changes: readonly Pending[], list: DayList): CalendarEdit {
  const add = ofKind(changes, 'name')
    .filter((one) => one.list === list)
    .map(({ kind: _kind, list: _list, ...day }) => day);
  const remove = ofKind(changes, 'unname')
    .filter((one) => one.list === list)
    .map(({ kind: _kind, list: _list, ...days }) => days);
  return add.length + remove.length > 0 ? { [list]: { add, remove } } : {};
}

/** What goes comes first: a rule that takes the place of another may have days with it in common. */
function seriesEdit(changes: readonly Pending[]): NonNullable<CalendarEdit['series']> {
  return [
    ...ofKind(changes, 'endSeries').map(({ series }) => ({ name: series, delete: true })),
    ...ofKind(changes, 'removeRule').map(({ series, days, kind: _kind, ...years }) => ({
      name: series,
      remove: days,
      ...years,
    })),
    ...ofKind(changes, 'remove').map(({ series, date }) => ({ name: series, remove: [date] })),
    ...ofKind(changes, 'addRule').map(({ series, days, kind: _kind, ...years }) => ({
      name: series,
      create: true,
      add: days,
      ...years,
    })),
    ...ofKind(changes, 'add').map(({ series, date }) => ({ name: series, add: [date] })),
  ];
}

function officeHoursEdit(changes: readonly HoursChange[]): Pick<CalendarEdit, 'officeHours'> {
  if (changes.length === 0) return {};
  const add = changes.flatMap(({ weekday, hours }) => (hours ? [{ weekday, ...hours }] : []));
  const remove = changes.flatMap(({ weekday, hours }) => (hours ? [] : [weekday]));
  return { officeHours: { add, remove } };
}
