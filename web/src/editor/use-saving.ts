import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Draft, DraftChange } from '../api-types.js';
import { ApiProblem, get, request } from '../api.js';
import { keepDraft, type DraftSubject } from '../definitions/subject.js';
import type { LocalDraft } from './local-draft.js';

/** What others have saved meanwhile: who, and the draft as they left it. */
export interface Stale {
  changes: DraftChange[];
  theirs: Draft;
}

/** The draft as the text was last read or saved. */
interface Base {
  revision: number;
  /** Null where it is no longer known. */
  document: unknown;
  text: string;
}

/** The text of a document, as the editor begins with it. */
export const textOf = (document: unknown): string => JSON.stringify(document, null, 2);

const api = (id: string): string => `/api/definitions/drafts/${id}`;

/** Saving a draft: what it was read as, what the server refuses, and who came first. */
export function useSaving({ id, revision, document }: DraftSubject, kept: LocalDraft | null) {
  const client = useQueryClient();
  const [base, setBase] = useState<Base>(() =>
    // What was kept may have been written on an older revision; that is then found when it is saved.
    kept && kept.revision !== revision
      ? { revision: kept.revision, document: null, text: textOf(document) }
      : { revision, document, text: textOf(document) },
  );
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [stale, setStale] = useState<Stale | null>(null);
  const running = useRef(false);

  const settle = (draft: Draft, text: string) => {
    setBase({ revision: draft.revision, document: draft.document, text });
    setStale(null);
    keepDraft(client, draft);
    void client.invalidateQueries({ queryKey: ['definitions'] });
  };
  /** What went wrong is told by `error`, or by `stale` when others came first. */
  const refuse = async (problem: unknown): Promise<void> => {
    if (!(problem instanceof ApiProblem) || problem.code !== 'staleDraft') return setError(problem);
    const { changes = [] } = problem.details as { changes?: DraftChange[] };
    await get<Draft>(api(id)).then((theirs) => setStale({ changes, theirs }), setError);
  };
  /** True when it was saved. Never throws. */
  const save = async (text: string, note: string, over = base.revision): Promise<boolean> => {
    if (running.current) return false;
    running.current = true;
    setBusy(true);
    setError(null);
    try {
      const body = { document: JSON.parse(text) as unknown, ...(note && { note }) };
      const draft = await request<Draft>('PUT', api(id), { body, revision: over });
      settle(draft, text);
      setSavedAt(draft.updatedAt);
      return true;
    } catch (problem) {
      await refuse(problem);
      return false;
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  /** The text of the draft as others have left it. */
  const take = (draft: Draft): string => {
    const text = textOf(draft.document);
    settle(draft, text);
    setSavedAt(null);
    setError(null);
    return text;
  };
  return { base, savedAt, busy, error, stale, save, take, forget: () => setStale(null) };
}
