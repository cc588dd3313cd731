import { useSyncExternalStore } from 'react';

/** Whether the server answers. While it does not, it is asked every few seconds; what was on the screen stays. */
const RETRY_MS = 3_000;

let away = false;
/** Whether the server tells this page of changes, so that nobody need ask. */
let told = false;
let asking: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function tellListeners(): void {
  for (const listener of listeners) listener();
}

function setAway(next: boolean): void {
  if (next === away) return;
  away = next;
  if (away) asking = setInterval(() => void checkServer(), RETRY_MS);
  else clearInterval(asking);
  tellListeners();
}

/** Asks whether the server is there. A proxy that answers in its place does not count. */
export async function checkServer(): Promise<void> {
  try {
    const { ok } = await fetch('/health/live', { cache: 'no-store' });
    setAway(!ok);
  } catch {
    setAway(true);
  }
}

export const reportAway = (): void => setAway(true);
export const reportBack = (): void => setAway(false);

export function reportTold(next: boolean): void {
  if (next === told) return;
  told = next;
  tellListeners();
}

/** Calls back whenever what this file knows has changed. */
export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const isAway = (): boolean => away;

export function useServerAway(): boolean {
  return useSyncExternalStore(subscribe, isAway);
}

/** How often to ask for what grows old: never while the server tells of changes by itself. */
export function usePolling(pauseMs: number): number | false {
  return useSyncExternalStore(subscribe, () => (told ? false : pauseMs));
}
