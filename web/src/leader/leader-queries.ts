import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { Breach } from '../../../src/modules/analytics/analytics.service.js';
import type { TeamIncident } from '../../../src/modules/analytics/incident-words.js';
import type {
  AnalyticsCaseRow,
  StateCounts,
  VersionCounts,
} from '../../../src/persistence/views/analytics-cases.js';
import type { LeadTime, Overview, Workload } from '../../../src/persistence/views/analytics-team.js';
import type { DeadlineListRow } from '../../../src/persistence/views/deadline-list.js';
import type { Page } from '../api-types.js';
import { get, withQuery } from '../api.js';
import { usePolling } from '../connection.js';

export type {
  AnalyticsCaseRow,
  Breach,
  DeadlineListRow,
  Overview,
  StateCounts,
  TeamIncident,
  VersionCounts,
  Workload,
};
export type LeadTimeRow = Omit<LeadTime, 'month'> & { month: string | null };

/** Numbers grow old in a minute where no live connection says so before. */
const REFRESH_MS = 60_000;

type Parameters = Record<string, string | number | boolean | undefined>;

function useNumbers<Answer>(what: string, parameters: Parameters = {}, enabled = true) {
  return useQuery({
    queryKey: ['analytics', what, parameters],
    queryFn: ({ signal }) => get<Answer>(withQuery(`/api/analytics/${what}`, parameters), signal),
    refetchInterval: usePolling(REFRESH_MS),
    placeholderData: (before) => before,
    enabled,
  });
}

export const useOverview = () => useNumbers<Overview>('overview');
export const useVersions = () => useNumbers<VersionCounts[]>('case-types');
export const useWorkload = () => useNumbers<Workload[]>('workload');
export const useIncidents = () => useNumbers<TeamIncident[]>('incidents');
export const useBreaches = (from: string, to: string) => useNumbers<Breach[]>('breaches', { from, to });
export const useLeadTimes = (from: string, to: string) =>
  useNumbers<LeadTimeRow[]>('lead-times', { from, to });
export const useStateCounts = (caseType: string | undefined, version: number | undefined) =>
  useNumbers<StateCounts[]>('states', { caseType, version }, caseType !== undefined && version !== undefined);

const PAGE = 50;

/** The cases behind a number, page by page. */
export function useCasesBehind(filter: Parameters, enabled = true) {
  return useInfiniteQuery({
    queryKey: ['analytics', 'cases', filter],
    queryFn: ({ pageParam, signal }) =>
      get<Page<AnalyticsCaseRow>>(
        withQuery('/api/analytics/cases', { ...filter, limit: PAGE, cursor: pageParam }),
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    refetchInterval: usePolling(REFRESH_MS),
    enabled,
  });
}

/** Running deadlines due before a day, the nearest first. */
export function useDeadlines(dueBefore: string, kind?: string) {
  return useQuery({
    queryKey: ['deadlines', dueBefore, kind],
    queryFn: ({ signal }) =>
      get<Page<DeadlineListRow>>(withQuery('/api/deadlines', { dueBefore, kind, limit: 200 }), signal),
    refetchInterval: usePolling(REFRESH_MS),
    placeholderData: (before) => before,
  });
}
