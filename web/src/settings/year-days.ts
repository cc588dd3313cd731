import { createCalendar, type CalendarData } from '../../../src/machines/index.js';
import { daysOf, MEETINGS, type Pending } from './pending.js';

export type DayKind = 'working' | 'eve' | 'weekend' | 'holiday' | 'closed' | 'closing' | 'opening';

/** What one day of the calendar is, with the changes that are not published yet. */
export interface DayOfYear {
  kind: DayKind;
  /** Of a holiday or closed day. */
  name?: string;
  meeting: boolean;
}

/** The days on which the municipality would not work with the changes. */
function daysOffWith({ closedDays, holidays }: CalendarData, changes: readonly Pending[]) {
  const opened = new Set(daysOf(changes).flatMap(({ kind, date }) => (kind === 'open' ? [date] : [])));
  const kept = (days: Record<string, string>) => Object.entries(days).filter(([date]) => !opened.has(date));
  const closed = changes.flatMap((one) => (one.kind === 'close' ? [[one.date, one.name] as const] : []));
  return {
    holidays: Object.fromEntries(kept(holidays)),
    closedDays: Object.fromEntries([...kept(closedDays), ...closed]),
  };
}

/** The dates of the meetings as they would be with the changes, ascending. */
export function meetingsWith({ series }: CalendarData, changes: readonly Pending[]): string[] {
  const dates = new Set(series[MEETINGS]);
  for (const { kind, date } of daysOf(changes)) {
    if (kind === 'add') dates.add(date);
    if (kind === 'remove') dates.delete(date);
  }
  return [...dates].sort();
}

/** Answers for each day of one year what it is. The year must lie within the calendar. */
export function readDays(data: CalendarData, changes: readonly Pending[]): (date: string) => DayOfYear {
  const calendar = createCalendar({ ...data, ...daysOffWith(data, changes) });
  const meetings = new Set(meetingsWith(data, changes));
  const changed = new Set(daysOf(changes).map(({ kind, date }) => `${kind} ${date}`));
  return (date) => {
    const meeting = meetings.has(date);
    const why = calendar.whyNotWorking(date);
    if (changed.has(`close ${date}`))
      return { kind: 'closing', meeting, ...(why?.name && { name: why.name }) };
    if (changed.has(`open ${date}`))
      return { kind: 'opening', meeting, name: (data.closedDays[date] ?? data.holidays[date])! };
    if (why?.reason === 'holiday') return { kind: 'holiday', meeting, name: why.name! };
    if (why?.reason === 'closedDay') return { kind: 'closed', meeting, name: why.name! };
    if (why) return { kind: 'weekend', meeting };
    // The last day of the calendar has no next day to ask.
    const eve = date < data.to && !calendar.isSendableDay(date);
    return { kind: eve ? 'eve' : 'working', meeting };
  };
}
