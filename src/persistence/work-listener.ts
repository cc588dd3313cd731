import type { DataSource } from 'typeorm';
import { listen, type Listener } from './listener.js';
import { WORK_CHANNEL } from './work-hint.js';

export type WorkListener = Listener;

/** Calls `onWork` when any node says that work is due in this schema. A hint only: what is due is found without it, a moment later. */
export function listenForWork(ds: DataSource, onWork: () => void): Promise<WorkListener> {
  return listen(ds, WORK_CHANNEL, { onHint: onWork });
}
