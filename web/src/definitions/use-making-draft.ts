import { useMutation } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import type { Draft, DraftSummary } from '../api-types.js';
import { post } from '../api.js';
import { useRefresh } from '../queries.js';
import { useDraftPath } from './use-subject-links.js';

type Made = Pick<DraftSummary, 'id' | 'caseType'>[];

/** What a draft begins with: a version of ours, or what a file holds. */
export type DraftOrder = { note: string } & (
  { file: unknown } | { caseType: string; version: number | undefined }
);

/** Makes the draft and opens it; a file of several definitions gives several drafts, of which none is opened. */
export function useMakingDraft(close: () => void, onImported: (count: number) => void) {
  const navigate = useNavigate();
  const refresh = useRefresh();
  const pathOf = useDraftPath();
  return useMutation({
    mutationFn: async (order: DraftOrder): Promise<Made> => {
      const note = order.note.trim() ? { note: order.note.trim() } : {};
      if ('version' in order) {
        const body = { caseType: order.caseType, fromVersion: order.version, ...note };
        return [await post<Draft>('/api/definitions/drafts', body)];
      }
      const { caseType } = (order.file ?? {}) as { caseType?: unknown };
      if (typeof caseType !== 'string') return post<Made>('/api/definitions/bundle', order.file);
      return [await post<Draft>('/api/definitions/drafts', { caseType, document: order.file, ...note })];
    },
    onSuccess: async (made) => {
      await refresh();
      const [only] = made;
      if (made.length === 1 && only) {
        close();
        await navigate(pathOf({ id: only.id }));
      } else onImported(made.length);
    },
  });
}
