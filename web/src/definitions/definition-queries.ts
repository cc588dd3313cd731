import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { DefinitionDiff } from '../../../src/machines/diff.js';
import type { BrokenTraces } from '../../../src/persistence/broken-traces.js';
import type { DueReview } from '../../../src/persistence/definition-reviews.js';
import type {
  ItemOutcome,
  MigrationItem,
  MigrationReport,
  MigrationRun,
} from '../../../src/persistence/migration-runs.js';
import type { ForecastGroup, RehearsalSummary } from '../../../src/persistence/rehearsal-summary.js';
import type { Rehearsal } from '../../../src/persistence/rehearsals.js';
import type { VersionOverview } from '../../../src/persistence/views/definition-overview.js';
import type { DraftChange, DraftSummary } from '../api-types.js';
import type { RebasePreview } from '../../../src/modules/definitions/rebase.service.js';
import { get, withQuery } from '../api.js';
import { useMe } from '../queries.js';
import { inOrder } from '../ui/folded.js';
import { useLanguage, useWords } from '../ui/language.js';

export type {
  BrokenTraces,
  DefinitionDiff,
  DueReview,
  ForecastGroup,
  ItemOutcome,
  MigrationItem,
  MigrationReport,
  MigrationRun,
  RebasePreview,
  Rehearsal,
  RehearsalSummary,
  VersionOverview,
};

const API = '/api/definitions';
/** Where a run that is under way is asked how far it is. */
const RUNNING_MS = 1_000;
/** The list of runs, of which one is. */
const RUNS_MS = 5_000;
const PAGE = 100;

/** Admins change definitions; team leaders read and review them. */
export const useIsAdmin = (): boolean => useMe().data?.rights.includes('admin') ?? false;
/** Cases behind numbers are for the leaders of their teams. */
export const useIsLeader = (): boolean => useMe().data?.rights.includes('teamLeader') ?? false;

function useAnswer<Answer>(path: string, select?: (answer: Answer) => Answer) {
  return useQuery({
    queryKey: ['definitions', path],
    queryFn: ({ signal }) => get<Answer>(`${API}/${path}`, signal),
    select,
  });
}

/** All versions, the case types in the order of what they are called now; the newest version of each first. */
export function useVersionOverview() {
  const words = useWords();
  const { language } = useLanguage();
  return useAnswer<VersionOverview[]>('overview', (versions) => {
    const titles = new Map(versions.toReversed().map(({ caseType, title }) => [caseType, words(title)]));
    return inOrder(versions, ({ caseType }) => titles.get(caseType)!, language);
  });
}

export const useDrafts = () => useAnswer<DraftSummary[]>('drafts');
export const useReviews = () => useAnswer<DueReview[]>('reviews');
export const useDraftHistory = (id: string) => useAnswer<DraftChange[]>(`drafts/${id}/history`);
/** What was published since the draft was begun. */
export const useRebase = (id: string, revision: number) =>
  useQuery({
    queryKey: ['definitions', 'rebase', id, revision],
    queryFn: ({ signal }) => get<RebasePreview>(`${API}/drafts/${id}/rebase`, signal),
  });
export const useRehearsals = (caseType: string) => useRuns<Rehearsal>(`${caseType}/rehearsals`);
export const useMigrations = (caseType: string) => useRuns<MigrationRun>(`${caseType}/migrations`);

/** Asked again now and then while one of them is under way. */
function useRuns<Run extends { status: string }>(path: string) {
  return useQuery({
    queryKey: ['definitions', path],
    queryFn: ({ signal }) => get<Run[]>(`${API}/${path}`, signal),
    refetchInterval: ({ state }) =>
      state.data?.some(({ status }) => status === 'running') ? RUNS_MS : false,
  });
}

/** What is different. `from` and `to` are numbers of versions or ids of drafts; `revision` reads a draft anew when it was saved. */
export function useDiff(caseType: string, from: string, to: string, revision = 0) {
  return useQuery({
    queryKey: ['definitions', 'diff', caseType, from, to, revision],
    queryFn: ({ signal }) => get<DefinitionDiff>(withQuery(`${API}/${caseType}/diff`, { from, to }), signal),
    enabled: from !== '' && to !== '' && from !== to,
  });
}

/** Asked again every second while it runs; not at all without an id. */
export function useRehearsal(id: string) {
  return useQuery({
    queryKey: ['definitions', 'rehearsal', id],
    queryFn: ({ signal }) => get<Rehearsal>(`${API}/rehearsals/${id}`, signal),
    refetchInterval: ({ state }) => (state.data?.status === 'running' ? RUNNING_MS : false),
    enabled: id !== '',
  });
}

/** Asked again every second while it runs. */
export function useMigration(id: string) {
  return useQuery({
    queryKey: ['definitions', 'migration', id],
    queryFn: ({ signal }) => get<MigrationReport>(`${API}/migrations/${id}`, signal),
    refetchInterval: ({ state }) => (state.data?.status === 'running' ? RUNNING_MS : false),
  });
}

/** What became of each case, page by page; `settled` counts the cases that are done with, so that the list follows them. */
export function useMigrationItems(id: string, outcome: ItemOutcome | '', settled: number) {
  return useInfiniteQuery({
    queryKey: ['definitions', 'migration', id, 'cases', outcome, settled],
    queryFn: ({ pageParam, signal }) =>
      get<{ items: MigrationItem[]; next: string | null }>(
        withQuery(`${API}/migrations/${id}/cases`, { outcome, limit: PAGE, after: pageParam }),
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: (before) => before,
  });
}

/** Follows the rules along real histories, a page of cases per call. */
export function useBrokenTraces(caseType: string, version: number, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: ['definitions', 'broken-traces', caseType, version],
    queryFn: ({ pageParam, signal }) =>
      get<BrokenTraces>(
        withQuery(`${API}/${caseType}/versions/${version}/broken-traces`, { limit: PAGE, skip: pageParam }),
        signal,
      ),
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next ?? undefined,
    staleTime: Infinity,
    enabled,
  });
}
