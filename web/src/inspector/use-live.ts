import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { readAllAnew } from '../queries.js';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/** What is watched: one case, the cases of one type, or all that the user may watch. */
export interface Watched {
  caseId?: string;
  caseType?: string;
}

/**
 * Reads everything anew as soon as a watched case changes, whoever changed it. Where the connection breaks it is made again, with longer
 * and longer pauses; until then the page asks for itself once a minute, as it does without.
 */
export function useLive({ caseId, caseType }: Watched): void {
  const client = useQueryClient();
  useEffect(() => {
    const parameters = new URLSearchParams({ ...(caseId && { caseId }), ...(caseType && { caseType }) });
    return keepListening(`/api/inspect?${parameters}`, () => {
      void readAllAnew(client);
    });
  }, [client, caseId, caseType]);
}

function keepListening(path: string, onChange: () => void): () => void {
  const url = new URL(path, location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  let socket: WebSocket;
  let waiting = 0;
  let over = false;
  let pause = FIRST_PAUSE_MS;
  const connect = () => {
    socket = new WebSocket(url);
    socket.addEventListener('message', ({ data }) => {
      pause = FIRST_PAUSE_MS;
      if ((JSON.parse(String(data)) as { type: string }).type === '@xstate.snapshot') onChange();
    });
    socket.addEventListener('close', () => {
      if (over) return;
      waiting = window.setTimeout(connect, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    });
  };
  connect();
  return () => {
    over = true;
    window.clearTimeout(waiting);
    socket.close();
  };
}
