import { createCalendar, type CalendarData } from '../../../src/machines/index.js';
import { ofKind, type Pending } from './pending.js';
import type { CalendarForecast } from './settings-queries.js';

export type DayKind = 'working' | 'eve' | 'weekend' | 'holiday' | 'closed' | 'closing' | 'opening';

/** What one day of the calendar is, with the changes that are not published yet. */
export interface DayOfYear {
  kind: DayKind;
  /** Of a holiday or closed day. */
  name?: string;
  /** The names of the series that have the day. */
  series: string[];
}

/** What a preview has shown of days that a rule or another law changes. */
export type Foreseen = Pick<CalendarForecast['changes'], 'holidays'>;

const NOTHING: Foreseen = { holidays: { added: [], removed: [] } };

/** The dates that close and open with the changes, and the names of those that close. */
function daysChanged(changes: readonly Pending[], { holidays }: Foreseen) {
  const added = new Map(holidays.added.map(({ date, name }) => [date, name]));
  const closing = [...ofKind(changes, 'close'), ...holidays.added];
  const opening = [...ofKind(changes, 'open'), ...holidays.removed.filter(({ date }) => !added.has(date))];
  return {
    closing: new Map(closing.map(({ date, name }) => [date, name])),
    opening: new Set(opening.map(({ date }) => date)),
  };
}

/** The dates of a series as they would be with the changes of single days, ascending. */
export function datesWith({ series }: CalendarData, name: string, changes: readonly Pending[]): string[] {
  const dates = new Set(series[name]);
  for (const one of ofKind(changes, 'add')) if (one.series === name) dates.add(one.date);
  for (const one of ofKind(changes, 'remove')) if (one.series === name) dates.delete(one.date);
  return [...dates].sort();
}

/** Answers for each day of one year what it is. The year must lie within the calendar. */
export function readDays(
  data: CalendarData,
  changes: readonly Pending[],
  foreseen = NOTHING,
): (date: string) => DayOfYear {
  const { closing, opening } = daysChanged(changes, foreseen);
  const kept = (days: Record<string, string>) =>
    Object.fromEntries(Object.entries(days).filter(([date]) => !opening.has(date)));
  const closedDays = { ...kept(data.closedDays), ...Object.fromEntries(closing) };
  const calendar = createCalendar({ ...data, holidays: kept(data.holidays), closedDays });
  const before = createCalendar(data);
  const dates = new Map(
    Object.keys(data.series).map((name) => [name, new Set(datesWith(data, name, changes))]),
  );
  return (date) => {
    const series = [...dates].flatMap(([name, days]) => (days.has(date) ? [name] : []));
    const [was, why] = [before.whyNotWorking(date), calendar.whyNotWorking(date)];
    if (!was && why) return { kind: 'closing', series, name: why.name! };
    if (was && !why) return { kind: 'opening', series, name: was.name! };
    if (why?.reason === 'holiday') return { kind: 'holiday', series, name: why.name! };
    if (why?.reason === 'closedDay') return { kind: 'closed', series, name: why.name! };
    if (why) return { kind: 'weekend', series };
    // The last day of the calendar has no next day to ask.
    const eve = date < data.to && !calendar.isSendableDay(date);
    return { kind: eve ? 'eve' : 'working', series };
  };
}
