import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { CaseView } from './api-types.js';
import { keepListening, type Change } from './live-stream.js';
import { readAllAnew } from './queries.js';
import { seldom } from './seldom.js';

/** Lists are read anew at once, and then no more often than this, however much happens. */
const LIST_PAUSE_MS = 1_500;
/** Whatever any case may be in. */
const LISTS: ReadonlySet<unknown> = new Set(['tasks', 'cases', 'analytics', 'deadlines']);
const MESSAGES: ReadonlySet<unknown> = new Set(['reminders', 'messages']);

/** Keeps what is on the screen up to date while somebody is signed in, whoever changes it. */
export function useLiveUpdates(): void {
  const client = useQueryClient();
  useEffect(() => {
    const lists = seldom<Change>((changes) => refreshLists(client, changes), LIST_PAUSE_MS);
    const stop = keepListening({
      onChange: (change) => {
        refreshCases(client, change);
        lists.note(change);
      },
      onSignedOut: () => client.setQueryData(['me'], null),
      onRefused: () => void client.invalidateQueries({ queryKey: ['me'] }),
    });
    return () => {
      stop();
      lists.stop();
    };
  }, [client]);
}

/** The case that is open need not wait; what is known already is not read again. */
function refreshCases(client: QueryClient, { cases = [] }: Change): void {
  for (const { id, seq } of cases) {
    const known = client.getQueryData<CaseView>(['case', id]);
    if (known && known.seq < seq) void client.invalidateQueries({ queryKey: ['case', id] });
  }
}

function refreshLists(client: QueryClient, changes: readonly Change[]): void {
  if (changes.some(({ everything, clock }) => everything || clock)) return void readAllAnew(client);
  const messages = changes.some((change) => change.messages);
  const cases = changes.some((change) => change.cases?.length);
  void client.invalidateQueries({
    predicate: ({ queryKey: [kind] }) => (cases && LISTS.has(kind)) || (messages && MESSAGES.has(kind)),
  });
}
