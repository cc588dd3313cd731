import {
  MutationCache,
  QueryCache,
  QueryClient,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type {
  CaseListRow,
  CaseTypeView,
  CaseView,
  CertificateView,
  ClockView,
  Definition,
  HistoryRow,
  MeDto,
  MessageListRow,
  Page,
  PersonDto,
  TaskListRow,
  TaskScope,
  TeamDto,
} from './api-types.js';
import { ApiProblem, get, withQuery } from './api.js';
import { usePolling } from './connection.js';
import { localDate } from './ui/dates.js';
import { inOrder } from './ui/folded.js';
import { useLanguage, useWords } from './ui/language.js';

/** Where the server tells of no changes by itself. */
const REFRESH_MS = 60_000;
const MINUTE_MS = 60_000;

const MOST_RETRIES = 3;

/** Nothing was written: the same may be sent again, after a pause that grows. */
const whileBusy = (failures: number, error: unknown): boolean =>
  error instanceof ApiProblem && error.code === 'busy' && failures < MOST_RETRIES;

/** Reading may be tried again also when it is not known what became of it. */
const whileAway = (failures: number, error: unknown): boolean =>
  whileBusy(failures, error) ||
  (error instanceof ApiProblem && error.code === 'databaseAway' && failures < MOST_RETRIES);

/** One client per page load. A refusal is final; a server that is busy is asked again, and one that is away by the connection. */
export function createQueryClient(): QueryClient {
  // Whatever finds the session ended leads to signing in, at the same address.
  const onError = (error: unknown) => {
    if (error instanceof ApiProblem && error.code === 'notSignedIn') client.setQueryData(['me'], null);
  };
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: { retry: whileAway, staleTime: 5_000, networkMode: 'always' },
      mutations: { retry: whileBusy },
    },
  });
  return client;
}

export type Me = MeDto;

/** Null: nobody is signed in. */
export function useMe() {
  return useQuery({
    queryKey: ['me'],
    queryFn: async ({ signal }): Promise<Me | null> => {
      try {
        return await get<Me>('/api/me', signal);
      } catch (error) {
        if (error instanceof ApiProblem && error.code === 'notSignedIn') return null;
        throw error;
      }
    },
    staleTime: 5 * MINUTE_MS,
  });
}

export function useClock() {
  return useQuery({
    queryKey: ['clock'],
    queryFn: ({ signal }) => get<ClockView>('/api/clock', signal),
    refetchInterval: MINUTE_MS,
    staleTime: MINUTE_MS,
  });
}

const DEFAULT_ZONE = 'Europe/Copenhagen';

/** The municipality's date, time and zone; the sandbox has its own. */
export function useToday(): { today: string; now: string; zone: string } {
  const { data } = useClock();
  const now = data?.now ?? new Date().toISOString();
  const zone = data?.zone ?? DEFAULT_ZONE;
  return { now, zone, today: localDate(now, zone) };
}

/** As many as one page holds; a longer list says that it is cut. */
export const LIST_LIMIT = 200;

/** The most urgent tasks; `fetchNextPage` adds more where `next` says that there are. */
export function useTasks(scope: TaskScope) {
  return useInfiniteQuery({
    queryKey: ['tasks', scope],
    queryFn: ({ pageParam, signal }) =>
      get<Page<TaskListRow>>(
        withQuery('/api/tasks', { scope, limit: LIST_LIMIT, cursor: pageParam }),
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    select: inOneList,
    refetchInterval: usePolling(REFRESH_MS),
  });
}

function inOneList<Row>({ pages }: { pages: Page<Row>[] }): Page<Row> {
  return { items: pages.flatMap(({ items }) => items), next: pages.at(-1)?.next ?? null };
}

export function useReminders(enabled: boolean) {
  return useQuery({
    queryKey: ['reminders'],
    queryFn: ({ signal }) =>
      get<Page<MessageListRow>>(
        withQuery('/api/messages', { kind: 'reminder', forMe: true, limit: 30 }),
        signal,
      ),
    refetchInterval: usePolling(REFRESH_MS),
    enabled,
  });
}

export interface CaseFilter {
  text?: string;
  caseType?: string;
  status?: string;
}
export function useCases(filter: CaseFilter, enabled = true) {
  return useQuery({
    queryKey: ['cases', filter],
    queryFn: ({ signal }) =>
      get<Page<CaseListRow>>(withQuery('/api/cases', { ...filter, limit: 100 }), signal),
    placeholderData: (before) => before,
    enabled,
  });
}

export function useCase(id: string) {
  return useQuery({
    queryKey: ['case', id],
    queryFn: ({ signal }) => get<CaseView>(`/api/cases/${id}`, signal),
    refetchInterval: usePolling(REFRESH_MS),
  });
}

export function useHistory(id: string, seq: number | undefined) {
  return useQuery({
    queryKey: ['history', id, seq],
    queryFn: ({ signal }) => readHistory(id, signal),
    enabled: seq !== undefined,
    placeholderData: (before) => before,
  });
}

async function readHistory(id: string, signal?: AbortSignal): Promise<HistoryRow[]> {
  const rows: HistoryRow[] = [];
  for (let after: number | null = 0; after !== null;) {
    const page: { items: HistoryRow[]; next: number | null } = await get(
      `/api/cases/${id}/history?afterSeq=${after}`,
      signal,
    );
    rows.push(...page.items);
    after = page.next;
  }
  return rows;
}

export function useCaseMessages(id: string, seq: number | undefined) {
  return useQuery({
    queryKey: ['messages', id, seq],
    queryFn: ({ signal }) =>
      get<Page<MessageListRow>>(withQuery('/api/messages', { caseId: id, limit: 100 }), signal),
    enabled: seq !== undefined,
    placeholderData: (before) => before,
  });
}

export function useCertificate(caseId: string, key: string, dueAt: string, enabled: boolean) {
  return useQuery({
    queryKey: ['certificate', caseId, key, dueAt],
    queryFn: ({ signal }) =>
      get<CertificateView>(`/api/cases/${caseId}/deadlines/${key}/certificate`, signal),
    enabled,
  });
}

/** A published version never changes, so it is read once. */
export function useDefinition(caseType: string | undefined, version: number | undefined) {
  return useQuery({
    queryKey: ['definition', caseType, version],
    queryFn: async ({ signal }) =>
      (await get<{ document: Definition }>(`/api/definitions/${caseType}/versions/${version}`, signal))
        .document,
    enabled: caseType !== undefined && version !== undefined,
    staleTime: Infinity,
  });
}

/** In the order of what they are called. */
export function useCaseTypes() {
  const { language } = useLanguage();
  const words = useWords();
  return useQuery({
    queryKey: ['caseTypes'],
    queryFn: ({ signal }) => get<CaseTypeView[]>('/api/case-types', signal),
    select: (types) => inOrder(types, ({ title }) => words(title), language),
    staleTime: 10 * MINUTE_MS,
  });
}

export function usePeople() {
  return useQuery({
    queryKey: ['people'],
    queryFn: ({ signal }) => get<PersonDto[]>('/api/people', signal),
    staleTime: 5 * MINUTE_MS,
  });
}

export function useTeams() {
  return useQuery({
    queryKey: ['teams'],
    queryFn: ({ signal }) => get<TeamDto[]>('/api/teams', signal),
    staleTime: 5 * MINUTE_MS,
  });
}

/** What no event changes. */
const LASTING: ReadonlySet<unknown> = new Set(['definition', 'me', 'caseTypes']);

/** Reads everything anew that an event may have changed. */
export function readAllAnew(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ predicate: ({ queryKey: [kind] }) => !LASTING.has(kind) });
}

export function useRefresh(): () => Promise<void> {
  const client = useQueryClient();
  return () => readAllAnew(client);
}
