import type { CalendarData } from '../../machines/calendar.js';
import type { LocalDate } from '../../machines/definition.js';
import { OFFICE_WEEKDAYS, type OfficeWeekday, type OpeningHours } from '../../machines/office-hours.js';
import type { Clocks } from './calendar-edit.js';

interface NamedDay {
  date: LocalDate;
  name: string;
}

/** Days that have come and gone. One that got another name has done both. */
interface ChangedDays {
  added: NamedDay[];
  removed: NamedDay[];
}

/** How a version differs from the one before it. */
export interface CalendarChanges {
  closed: NamedDay[];
  opened: NamedDay[];
  holidays: ChangedDays;
  citizenHolidays: ChangedDays;
  /** `whole`: the series itself has come or gone. */
  series: { name: string; added: LocalDate[]; removed: LocalDate[]; whole?: 'added' | 'removed' }[];
  /** Weekdays with other hours than before: as they are now, null where there are none. */
  officeHours: { weekday: OfficeWeekday; hours: OpeningHours | null }[];
  /** Country, zone and clocks as they are now, where they were others. */
  now: Partial<Clocks & Pick<CalendarData, 'country' | 'zone'>>;
  /** Anything else of the data: its years. */
  other: boolean;
}

type Days = Record<LocalDate, string>;

/** Days of the one that the other does not have under that name. */
function daysOnlyIn(days: Days, other: Days): NamedDay[] {
  return Object.entries(days)
    .filter(([date, name]) => other[date] !== name)
    .map(([date, name]) => ({ date, name }))
    .sort((a, b) => (a.date < b.date ? -1 : 1));
}

const changedDays = (before: Days, after: Days): ChangedDays => ({
  added: daysOnlyIn(after, before),
  removed: daysOnlyIn(before, after),
});

const SINGLE = ['country', 'zone', 'reminderClock', 'sendFrom', 'sendCutOff'] as const;

/** What has changed from one version to the next. A closed day that got another name is opened and closed. */
export function calendarChanges(before: CalendarData, after: CalendarData): CalendarChanges {
  const names = [...new Set([...Object.keys(before.series), ...Object.keys(after.series)])];
  const series = names.map((name) => {
    const [old, now] = [new Set(before.series[name]), new Set(after.series[name])];
    const [added, removed] = [[...now].filter((date) => !old.has(date)), [...old].filter((d) => !now.has(d))];
    return { name, added, removed, ...wholeSeries(before, after, name) };
  });
  return {
    closed: daysOnlyIn(after.closedDays, before.closedDays),
    opened: daysOnlyIn(before.closedDays, after.closedDays),
    holidays: changedDays(before.holidays, after.holidays),
    citizenHolidays: changedDays(before.citizenHolidays, after.citizenHolidays),
    series: series.filter(({ added, removed, whole }) => whole || added.length + removed.length > 0),
    officeHours: changedHours(before, after),
    now: Object.fromEntries(
      SINGLE.filter((key) => before[key] !== after[key]).map((key) => [key, after[key]]),
    ),
    other: before.from !== after.from || before.to !== after.to,
  };
}

function wholeSeries(
  { series: before }: CalendarData,
  { series: after }: CalendarData,
  name: string,
): Pick<CalendarChanges['series'][number], 'whole'> {
  if (!Object.hasOwn(before, name)) return { whole: 'added' };
  return Object.hasOwn(after, name) ? {} : { whole: 'removed' };
}

function changedHours(before: CalendarData, after: CalendarData): CalendarChanges['officeHours'] {
  const isOther = (weekday: OfficeWeekday) => {
    const [was, is] = [before.officeHours[weekday], after.officeHours[weekday]];
    return was?.from !== is?.from || was?.to !== is?.to;
  };
  return OFFICE_WEEKDAYS.filter(isOther).map((weekday) => ({
    weekday,
    hours: after.officeHours[weekday] ?? null,
  }));
}

/** Whether nothing has changed. */
export function isUnchanged(changes: CalendarChanges): boolean {
  const { closed, opened, holidays, citizenHolidays, series, officeHours, now, other } = changes;
  const lists = [
    closed,
    opened,
    series,
    officeHours,
    ...Object.values(holidays),
    ...Object.values(citizenHolidays),
  ];
  return lists.every((list) => list.length === 0) && Object.keys(now).length === 0 && !other;
}
