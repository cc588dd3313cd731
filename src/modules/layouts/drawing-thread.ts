import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Language } from '../../machines/date-text.js';
import type { Definition } from '../../machines/definition.js';
import type { StatechartLayout } from '../../machines/statechart/layout.js';
import type { ThreadOptions } from '../foundation/foundation.module.js';

export interface DrawingTask {
  document: Definition;
  language: Language;
}
export type DrawingReply = { layout: StatechartLayout } | { failure: string };

/** The thread's own file, beside this one: built, or as source where the sources themselves are run. */
const ENTRY = new URL(
  `./drawing-thread.entry.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`,
  import.meta.url,
);

/**
 * Draws statecharts one after the other in a thread of its own: a large one keeps ELK busy for a second, in pieces of up to 300 ms in which
 * nobody else would be answered. The thread starts with the first drawing, stays, and does not keep the process alive.
 */
export class DrawingThread {
  private worker: Worker | null = null;
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: ThreadOptions = {}) {}

  /** Rejects when the thread fails or is stopped. */
  draw(task: DrawingTask): Promise<StatechartLayout> {
    const drawn = this.last.then(() => this.answer(task));
    this.last = drawn.catch(() => undefined);
    return drawn;
  }

  async stop(): Promise<void> {
    await this.worker?.terminate();
  }

  private async answer(task: DrawingTask): Promise<StatechartLayout> {
    const worker = (this.worker ??= this.start());
    const answered = new AbortController();
    const { signal } = answered;
    const ended = once(worker, 'exit', { signal }).then((): never => {
      throw new Error('The thread that draws has ended.');
    });
    worker.ref();
    try {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      worker.postMessage(task);
      const [reply] = (await Promise.race([once(worker, 'message', { signal }), ended])) as [DrawingReply];
      if ('failure' in reply) throw new Error(`The drawing failed: ${reply.failure}`);
      return reply.layout;
    } finally {
      worker.unref();
      answered.abort();
      ended.catch(() => undefined);
    }
  }

  private start(): Worker {
    const { execArgv } = this.options;
    const worker = new Worker(ENTRY, execArgv ? { execArgv } : {});
    // Whoever waits is told by `once`; an error between two drawings only ends the thread.
    worker.on('error', () => undefined);
    worker.once('exit', () => {
      if (this.worker === worker) this.worker = null;
    });
    return worker;
  }
}
