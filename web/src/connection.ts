import { useSyncExternalStore } from 'react';

/** Whether the server answers. While it does not, it is asked every few seconds; what was on the screen stays. */
const RETRY_MS = 4_000;

let away = false;
let asking: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function set(next: boolean): void {
  if (next === away) return;
  away = next;
  if (away) asking = setInterval(ask, RETRY_MS);
  else clearInterval(asking);
  for (const listener of listeners) listener();
}

async function ask(): Promise<void> {
  try {
    const { ok } = await fetch('/health/live', { cache: 'no-store' });
    if (ok) set(false);
  } catch {
    // Still away.
  }
}

export const reportAway = (): void => set(true);
export const reportBack = (): void => set(false);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useServerAway(): boolean {
  return useSyncExternalStore(subscribe, () => away);
}
