import type { DataSource } from 'typeorm';
import type { Instant } from '../machines/definition.js';

/** Work that comes back: once per slot, on one of the nodes. It must be safe to do again after a node died in the middle of it. */
export interface RecurringTask {
  name: string;
  /** The slot that a moment lies in, `2026-02` for a monthly task. */
  slotAt(now: Instant): string;
  /** What is kept with the run, for the one who asks what it did. */
  run(ds: DataSource, now: Instant): Promise<unknown>;
}

/** Injection token of the list of recurring tasks. */
export const RECURRING_TASKS = Symbol('RecurringTasks');

/** The slot of what has been left unfinished: soon enough for a node that died, seldom enough to cost nothing. */
export const tenMinutesOf = (now: Instant): string => now.slice(0, 15);
