import { useInfiniteQuery, useQueries, useQuery } from '@tanstack/react-query';
import type { LawCountry } from '../../../src/machines/index.js';
import type { CalendarEdit } from '../../../src/modules/calendar/calendar-edit.js';
import type { CalendarVersion } from '../../../src/modules/calendar/calendar.service.js';
import type {
  ChangeInNumbers as CalendarChange,
  ForecastInNumbers as CalendarForecast,
  GroupedDeadline,
} from '../../../src/modules/calendar/in-numbers.js';
import type { AccountRow } from '../../../src/persistence/accounts.js';
import type { CalendarRow } from '../../../src/persistence/calendars.js';
import type { Definition, PendingChange, RoleUseDto } from '../api-types.js';
import { get, withQuery } from '../api.js';

export type { AccountRow, CalendarChange, CalendarEdit, CalendarForecast, CalendarVersion, GroupedDeadline };

/** The calendar that counts now. */
export const useCalendar = () =>
  useQuery({
    queryKey: ['calendar', 'current'],
    queryFn: ({ signal }) => get<CalendarRow>('/api/calendar', signal),
  });

/** The countries whose holidays the server knows; they change with the server only. */
export const useLawCountries = () =>
  useQuery({
    queryKey: ['calendar-countries'],
    queryFn: ({ signal }) => get<LawCountry[]>('/api/calendar/countries', signal),
    staleTime: Infinity,
  });

const PAGE = 10;

/** The versions of the calendar, the newest first. */
export const useCalendarVersions = () =>
  useInfiniteQuery({
    queryKey: ['calendar', 'versions'],
    queryFn: ({ pageParam, signal }) =>
      get<CalendarVersion[]>(withQuery('/api/calendar/versions', { limit: PAGE, before: pageParam }), signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => (page.length < PAGE ? undefined : page.at(-1)!.version),
  });

/** Everybody who has or had an account. */
export const useAccounts = () =>
  useQuery({
    queryKey: ['accounts'],
    queryFn: ({ signal }) => get<AccountRow[]>('/api/users', signal),
  });

/** The roles and where they are used. */
export const useRoleUse = () =>
  useQuery({
    queryKey: ['roles', 'use'],
    queryFn: ({ signal }) => get<RoleUseDto[]>('/api/roles/use', signal),
  });

/** Several published versions at once; each is read once, as by `useDefinition`. */
export const useDefinitions = (versions: { caseType: string; version: number }[]) =>
  useQueries({
    queries: versions.map(({ caseType, version }) => ({
      queryKey: ['definition', caseType, version],
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        (await get<{ document: Definition }>(`/api/definitions/${caseType}/versions/${version}`, signal))
          .document,
      staleTime: Infinity,
    })),
  });

/** What takes two administrators: what is waiting first, then what was decided last. */
export function usePendingChanges() {
  return useQuery({
    queryKey: ['changes'],
    queryFn: ({ signal }) => get<PendingChange[]>('/api/changes', signal),
  });
}
