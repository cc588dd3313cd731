import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CaseView, EventView, Facts, TaskView } from '../api-types.js';
import { ApiProblem, post, useFormKey } from '../api.js';
import { useHistory, useRefresh } from '../queries.js';
import { isNotable } from './notable.js';

/** The form that is open on the page: of which event, and opened from which task. */
export interface OpenEvent {
  event: EventView;
  /** Null: opened outside a task. */
  taskKey: string | null;
  /** How far the case had come when the form was opened, or when its user said to have seen what happened since. */
  seen: number;
  /** How far the case may have come for the answers to be taken. */
  seq: number;
}

export interface Extras {
  note?: string;
  happenedAt?: string;
}

export interface Done {
  event: EventView;
  newTasks: TaskView[];
}

interface Sending {
  open: OpenEvent;
  facts: Facts;
  extras: Extras;
}

/** Opening the form of an event and sending it. A case that has moved on meanwhile is read again, and nothing written is lost. */
export function useEventForm(view: CaseView) {
  const [open, setOpen] = useState<OpenEvent | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const { keyOf, renew } = useFormKey();
  const refresh = useRefresh();
  const client = useQueryClient();
  const sending = useMutation({
    mutationFn: ({ open: { event, seq }, facts, extras }: Sending) => {
      const body = { type: event.type, facts, ...extras, expectedSeq: seq };
      return post<CaseView>(`/api/cases/${view.id}/events`, body, keyOf(body));
    },
  });
  const { isPending: busy, error } = sending;
  // Then it may have happened, or not: the very same is to be sent again, whatever else has happened.
  const unanswered = error instanceof ApiProblem && error.code === 'offline';
  const since = useChangesSince(view, open, busy || unanswered);
  const start = (event: EventView, taskKey: string | null) => {
    setOpen({ event, taskKey, seen: view.seq, seq: view.seq });
    setDone(null);
    sending.reset();
    renew();
  };
  const moveOn = (known: Partial<OpenEvent>) => setOpen((now) => now && { ...now, ...known });
  const send = async (facts: Facts, extras: Extras): Promise<boolean> => {
    if (!open) return false;
    const sent = { ...open, seq: since.told };
    moveOn(sent);
    try {
      const after = await sending.mutateAsync({ open: sent, facts, extras });
      const before = new Set(view.tasks.map(({ id }) => id));
      // The page shows the case as it is now together with the receipt, not what was possible before.
      client.setQueryData(['case', view.id], after);
      setDone({ event: open.event, newTasks: after.tasks.filter(({ id }) => !before.has(id)) });
      setOpen(null);
      renew();
      void refresh();
      return true;
    } catch (refusal) {
      if (!(refusal instanceof ApiProblem) || refusal.status !== 409) return false;
      await refresh();
      // What has happened is on the page now, and the next attempt counts with it.
      const now = client.getQueryData<CaseView>(['case', view.id])?.seq;
      if (refusal.code === 'staleSeq' && now !== undefined) moveOn({ seq: now });
      return false;
    }
  };
  const cancel = () => setOpen(null);
  const noteSeen = () => moveOn({ seen: view.seq, seq: view.seq });
  return { open, changes: since.changes, unanswered, done, start, cancel, send, noteSeen, busy, error };
}

/** What has happened since the form was opened that matters to people, and how far the case has come without anything they do not know of. */
function useChangesSince(view: CaseView, open: OpenEvent | null, waiting: boolean) {
  const rows = useHistory(view.id, view.seq).data ?? [];
  const { seen, seq } = open ?? { seen: view.seq, seq: view.seq };
  if (waiting) return { changes: [], told: seq };
  const untold = rows.filter((row) => row.seq > seq);
  return {
    changes: rows.filter((row) => row.seq > seen && isNotable(row)),
    told: untold.some(isNotable) ? seq : (untold.at(-1)?.seq ?? seq),
  };
}

export type EventForm = ReturnType<typeof useEventForm>;
