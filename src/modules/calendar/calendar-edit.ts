import { AppError } from '../../errors.js';
import type { CalendarData } from '../../machines/calendar.js';
import type { LocalDate } from '../../machines/definition.js';

/** What an admin may change of a calendar. Whatever is so already stays so: the same edit twice is the same calendar. */
export interface CalendarEdit {
  /** Days to close; a day that is closed gets the new name. */
  close?: { date: LocalDate; name: string }[];
  /** Closed days to open again. */
  open?: LocalDate[];
  series?: { name: string; add?: LocalDate[]; remove?: LocalDate[] }[];
}

/** How a version differs from the one before it. */
export interface CalendarChanges {
  closed: { date: LocalDate; name: string }[];
  opened: { date: LocalDate; name: string }[];
  series: { name: string; added: LocalDate[]; removed: LocalDate[] }[];
  /** Anything else of the data: holidays, years, clocks. */
  other: boolean;
}

/** The edited data. Throws `calendarOutOfRange` for a day beyond the calendar, `notFound` for a series that it does not have. */
export function editCalendar(data: CalendarData, { close = [], open = [], series = [] }: CalendarEdit) {
  for (const date of [...close.map((day) => day.date), ...series.flatMap(({ add = [] }) => add)]) {
    if (date < data.from || date > data.to) {
      throw new AppError('calendarOutOfRange', { date, from: data.from, to: data.to });
    }
  }
  const opened = new Set(open);
  const kept = Object.entries(data.closedDays).filter(([date]) => !opened.has(date));
  const closing = close.map(({ date, name }) => [date, name] as const);
  return {
    ...data,
    closedDays: Object.fromEntries([...kept, ...closing]),
    series: series.reduce(editSeries, data.series),
  };
}

function editSeries(
  all: CalendarData['series'],
  { name, add = [], remove = [] }: NonNullable<CalendarEdit['series']>[number],
): CalendarData['series'] {
  if (!Object.hasOwn(all, name)) throw new AppError('notFound', { series: name });
  const gone = new Set(remove);
  const dates = new Set([...all[name]!.filter((date) => !gone.has(date)), ...add]);
  return { ...all, [name]: [...dates].sort() };
}

type Days = Record<LocalDate, string>;

/** Days of the one that the other does not have under that name. */
function daysOnlyIn(days: Days, other: Days): { date: LocalDate; name: string }[] {
  return Object.entries(days)
    .filter(([date, name]) => other[date] !== name)
    .map(([date, name]) => ({ date, name }))
    .sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** What has changed from one version to the next. A closed day that got another name is opened and closed. */
export function calendarChanges(before: CalendarData, after: CalendarData): CalendarChanges {
  const { closedDays: closedBefore, series: seriesBefore, version: _old, ...restBefore } = before;
  const { closedDays: closedAfter, series: seriesAfter, version: _new, ...restAfter } = after;
  const names = [...new Set([...Object.keys(seriesBefore), ...Object.keys(seriesAfter)])];
  const series = names.map((name) => {
    const [old, now] = [new Set(seriesBefore[name]), new Set(seriesAfter[name])];
    const [added, removed] = [[...now].filter((date) => !old.has(date)), [...old].filter((d) => !now.has(d))];
    return { name, added, removed };
  });
  return {
    closed: daysOnlyIn(closedAfter, closedBefore),
    opened: daysOnlyIn(closedBefore, closedAfter),
    series: series.filter(({ added, removed }) => added.length + removed.length > 0),
    other: JSON.stringify(restBefore) !== JSON.stringify(restAfter),
  };
}

/** Whether nothing has changed. */
export function isUnchanged({ closed, opened, series, other }: CalendarChanges): boolean {
  return closed.length + opened.length + series.length === 0 && !other;
}
