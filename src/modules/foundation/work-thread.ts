import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { ThreadOptions } from './foundation.module.js';
import type { Reply } from './thread-answers.js';

/** The thread was given up: it took too long, or wanted too much memory. */
export class WorkThreadLimit extends Error {}

export interface WorkThreadOptions extends ThreadOptions {
  /** Of memory: a thread that wants more ends, the process goes on. */
  memoryMb?: number;
}

/**
 * Answers one question at a time in a thread of its own, so that heavy work holds up nobody else. The thread starts with the first
 * question, stays, and does not keep the process alive; one that is given up is followed by a new one. What it runs calls
 * `answerQuestions`.
 */
export class WorkThread<Question, Answer> {
  private worker: Worker | null = null;
  /** The thread has been loaded and waits for questions: loading it is not part of its time. */
  private ready: Promise<unknown> = Promise.resolve();
  private last: Promise<unknown> = Promise.resolve();

  /** `entry`: the thread's own file without its extension, from the module of that URL. */
  constructor(
    private readonly module: string,
    private readonly entry: string,
    private readonly options: WorkThreadOptions = {},
  ) {}

  /** Throws `WorkThreadLimit`, and whatever the work throws as an `Error` with its text. Waiting for its turn is not part of its time either. */
  ask(question: Question): Promise<Answer> {
    const answer = this.last.then(() => this.answer(question));
    this.last = answer.catch(() => undefined);
    return answer;
  }

  /** Ends the thread, and with it what it works on. */
  async stop(): Promise<void> {
    const { worker } = this;
    this.worker = null;
    await worker?.terminate();
  }

  private async answer(question: Question): Promise<Answer> {
    const worker = (this.worker ??= this.start());
    worker.ref();
    await this.ready;
    const { seconds } = this.options;
    const limit = seconds === undefined ? undefined : AbortSignal.timeout(seconds * 1_000);
    try {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      worker.postMessage(question);
      const reply = (await messageOf(worker, limit)) as Reply<Answer>;
      if ('failure' in reply) throw new Error(`The work failed in its thread: ${reply.failure}`);
      return reply.answer;
    } catch (error) {
      if (!limit?.aborted && !isOutOfMemory(error)) throw error;
      await this.stop();
      throw new WorkThreadLimit('The thread has reached its limit.', { cause: error });
    } finally {
      worker.unref();
    }
  }

  private start(): Worker {
    const { execArgv, memoryMb } = this.options;
    // Built, or as source where the sources themselves are run.
    const extension = this.module.endsWith('.ts') ? 'ts' : 'js';
    const worker = new Worker(new URL(`${this.entry}.${extension}`, this.module), {
      ...(execArgv && { execArgv }),
      ...(memoryMb && { resourceLimits: { maxOldGenerationSizeMb: memoryMb } }),
    });
    // Whoever waits for an answer is told; an error between two questions only ends the thread.
    worker.on('error', () => undefined);
    worker.once('exit', () => {
      if (this.worker === worker) this.worker = null;
    });
    this.ready = messageOf(worker);
    return worker;
  }
}

/** The next message of the thread. Rejects when the limit is reached, and when the thread fails or ends. */
async function messageOf(worker: Worker, limit?: AbortSignal): Promise<unknown> {
  const answered = new AbortController();
  const signal = AbortSignal.any([answered.signal, ...(limit ? [limit] : [])]);
  const ended = once(worker, 'exit', { signal }).then(() => {
    throw new Error('The thread has ended.');
  });
  try {
    const [message] = (await Promise.race([once(worker, 'message', { signal }), ended])) as [unknown];
    return message;
  } finally {
    answered.abort();
  }
}

const isOutOfMemory = (error: unknown): boolean =>
  (error as NodeJS.ErrnoException | undefined)?.code === 'ERR_WORKER_OUT_OF_MEMORY';
