import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { CaseView, EventView, Facts, HistoryRow, TaskView } from '../api-types.js';
import { ApiProblem, get, post, useFormKey } from '../api.js';
import { useRefresh } from '../queries.js';

/** The form that is open on the page: of which event, opened from which task, and how far the case had come then. */
export interface OpenEvent {
  event: EventView;
  /** Null: opened outside a task. */
  taskKey: string | null;
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

/** Opening the form of an event and sending it. A case that has moved on meanwhile is read again, and nothing written is lost. */
export function useEventForm(view: CaseView) {
  const [open, setOpen] = useState<OpenEvent | null>(null);
  const [changes, setChanges] = useState<HistoryRow[]>([]);
  const [done, setDone] = useState<Done | null>(null);
  const { keyOf, renew } = useFormKey();
  const refresh = useRefresh();
  const sending = useMutation({
    mutationFn: ({
      event,
      seq,
      facts,
      extras,
    }: {
      event: EventView;
      seq: number;
      facts: Facts;
      extras: Extras;
    }) => {
      const body = { type: event.type, facts, ...extras, expectedSeq: seq };
      return post<CaseView>(`/api/cases/${view.id}/events`, body, keyOf(body));
    },
  });
  const start = (event: EventView, taskKey: string | null) => {
    setOpen({ event, taskKey, seq: view.seq });
    setChanges([]);
    setDone(null);
    sending.reset();
    renew();
  };
  const readChanges = async (seq: number) => {
    const { items } = await get<{ items: HistoryRow[] }>(`/api/cases/${view.id}/history?afterSeq=${seq}`);
    setChanges(items);
    setOpen((now) => now && { ...now, seq: items.at(-1)?.seq ?? now.seq });
    await refresh();
  };
  const send = async (facts: Facts, extras: Extras): Promise<boolean> => {
    if (!open) return false;
    try {
      const after = await sending.mutateAsync({ event: open.event, seq: open.seq, facts, extras });
      const before = new Set(view.tasks.map(({ id }) => id));
      setDone({ event: open.event, newTasks: after.tasks.filter(({ id }) => !before.has(id)) });
      setOpen(null);
      renew();
      void refresh();
      return true;
    } catch (error) {
      if (error instanceof ApiProblem && error.code === 'staleSeq') await readChanges(open.seq);
      else if (error instanceof ApiProblem && error.status === 409) void refresh();
      return false;
    }
  };
  const cancel = () => setOpen(null);
  return { open, changes, done, start, cancel, send, busy: sending.isPending, error: sending.error };
}

export type EventForm = ReturnType<typeof useEventForm>;
