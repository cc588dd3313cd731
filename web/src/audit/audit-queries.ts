import { useInfiniteQuery } from '@tanstack/react-query';
import { instantAt } from '../../../src/machines/index.js';
import type { AuditEntryRow } from '../../../src/persistence/audit.js';
import { get, withQuery } from '../api.js';
import { addDays } from '../ui/dates.js';

export type { AuditEntryRow };

/** What the log is narrowed down to; empty texts narrow nothing. Days of the municipality. */
export interface AuditFilter {
  userId: string;
  action: string;
  caseNumber: string;
  from: string;
  to: string;
}

const PAGE = 50;

/** Lines of the access log, the newest first. */
export function useAudit({ from, to, ...rest }: AuditFilter, zone: string) {
  const period = {
    from: from && instantAt(from, '00:00', zone),
    to: to && instantAt(addDays(to, 1), '00:00', zone),
  };
  return useInfiniteQuery({
    queryKey: ['audit', rest, period],
    queryFn: ({ pageParam, signal }) =>
      get<{ items: AuditEntryRow[]; next: number | null }>(
        withQuery('/api/audit', { ...rest, ...period, limit: PAGE, cursor: pageParam }),
        signal,
      ),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
}
