import type { CalendarPreview, MovedDeadline } from '../../persistence/calendar-preview.js';
import type { CalendarChange, CalendarForecast } from './calendar.service.js';

/** Deadlines of one team that would move alike, without the cases they belong to. */
export type GroupedDeadline = Omit<MovedDeadline, 'caseNumber'> & { count: number };

/** A forecast as whoever changes calendars may see it: no single case. */
export interface ForecastInNumbers extends Omit<CalendarForecast, 'deadlines' | 'failedCases'> {
  /** The nearest due first. */
  deadlines: GroupedDeadline[];
}

export type ChangeInNumbers = Omit<CalendarChange, 'failed'> & { failed: number };

export function forecastInNumbers(forecast: CalendarForecast): ForecastInNumbers {
  const { failedCases: _, deadlines, ...rest } = forecast;
  return { ...rest, deadlines: grouped(deadlines) };
}

export function changeInNumbers({ failed, ...change }: CalendarChange): ChangeInNumbers {
  return { ...change, failed: failed.length };
}

function grouped(deadlines: CalendarPreview['deadlines']): GroupedDeadline[] {
  const groups = new Map<string, GroupedDeadline>();
  for (const { caseNumber: _, ...move } of deadlines) {
    const key = JSON.stringify(move);
    groups.set(key, { ...move, count: (groups.get(key)?.count ?? 0) + 1 });
  }
  return [...groups.values()];
}
