import { useQuery } from '@tanstack/react-query';
import { createCalendar, type Calendar, type CalendarData } from '../../../src/machines/index.js';
import { get } from '../api.js';

const FIVE_MINUTES_MS = 300_000;

/** The calendar that counts now, ready to be asked. */
export function useCalendar() {
  return useQuery({
    queryKey: ['calendar'],
    queryFn: ({ signal }) => get<{ data: CalendarData }>('/api/calendar', signal),
    select: toCalendar,
    staleTime: FIVE_MINUTES_MS,
  });
}

const toCalendar = ({ data }: { data: CalendarData }): Calendar => createCalendar(data);
