import type { Language } from '../../machines/date-text.js';
import type { Definition } from '../../machines/definition.js';
import type { StatechartLayout } from '../../machines/statechart/layout.js';
import { WorkThread, type ThreadOptions } from '../../threads/work-thread.js';

export interface DrawingTask {
  document: Definition;
  language: Language;
}

/**
 * Draws statecharts one after the other in a thread of its own: a large one keeps ELK busy for a second, in pieces of up to 300 ms in which
 * nobody else would be answered.
 */
export class DrawingThread extends WorkThread<DrawingTask, StatechartLayout> {
  constructor({ execArgv }: ThreadOptions = {}) {
    super(import.meta.url, './drawing-thread.entry', { ...(execArgv && { execArgv }) });
  }
}
