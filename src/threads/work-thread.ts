import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Reply } from './thread-answers.js';

/** How work that is too heavy for the thread of the requests is done beside it. */
export interface ThreadOptions {
  /** Work that takes longer is given up. By default what suits the work. */
  seconds?: number;
  /** Options of Node for the threads; by default those of this process. Sources that run without a build need a loader. */
  execArgv?: string[];
}

export interface WorkThreadOptions extends ThreadOptions {
  /** Of memory: a thread that wants more ends, the process goes on. */
  memoryMb?: number;
  /** The thread finds it as its `workerData`. */
  workerData?: unknown;
  /** The thread keeps what earlier questions have told it, so no other can take its place: once it has ended, no question is answered. */
  remembers?: boolean;
}

/** The thread was given up: it took too long, or wanted too much memory. */
export class WorkThreadLimit extends Error {}

/**
 * Answers one question at a time in a thread of its own, so that heavy work holds up nobody else. The thread starts with the first
 * question, stays, and does not keep the process alive; one that has ended or was given up is followed by a new one, unless it `remembers`.
 * What it runs calls `answerQuestions`.
 */
export class WorkThread<Question, Answer> {
  private worker: Worker | null = null;
  /** The thread has been loaded and waits for questions: loading it is not part of its time. */
  private ready: Promise<unknown> = Promise.resolve();
  private last: Promise<unknown> = Promise.resolve();
  private over = false;

  /** `entry`: the thread's own file without its extension, from the module of that URL. */
  constructor(
    private readonly module: string,
    private readonly entry: string,
    private readonly options: WorkThreadOptions = {},
  ) {}

  /**
   * Throws `WorkThreadLimit`, and an `Error` with the text of whatever the work throws, or that says that the thread has ended. Waiting for
   * its turn is not part of its time either.
   */
  ask(question: Question): Promise<Answer> {
    const answer = this.last.then(() => this.answer(question));
    this.last = answer.catch(() => undefined);
    return answer;
  }

  /** Ends the thread for good, and with it what it works on. */
  async stop(): Promise<void> {
    this.over = true;
    await this.end();
  }

  private async answer(question: Question): Promise<Answer> {
    const worker = (this.worker ??= this.start());
    worker.ref();
    const { seconds } = this.options;
    let limit: AbortSignal | undefined;
    try {
      await this.ready;
      limit = seconds === undefined ? undefined : AbortSignal.timeout(seconds * 1_000);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      worker.postMessage(question);
      const reply = (await messageOf(worker, limit)) as Reply<Answer>;
      if ('failure' in reply) throw failureOf(reply);
      return reply.answer;
    } catch (error) {
      if (!limit?.aborted && !isOutOfMemory(error)) throw error;
      await this.end();
      const { memoryMb } = this.options;
      const limited = limit?.aborted
        ? `takes longer than ${seconds} seconds`
        : `wants more than ${memoryMb} MB`;
      throw new WorkThreadLimit(`The work was given up: it ${limited}.`, { cause: error });
    } finally {
      worker.unref();
    }
  }

  private start(): Worker {
    if (this.over) throw hasEnded();
    const { execArgv, memoryMb, workerData, remembers = false } = this.options;
    // Built, or as source where the sources themselves are run.
    const extension = this.module.endsWith('.ts') ? 'ts' : 'js';
    const worker = new Worker(new URL(`${this.entry}.${extension}`, this.module), {
      workerData,
      ...(execArgv && { execArgv }),
      ...(memoryMb && { resourceLimits: { maxOldGenerationSizeMb: memoryMb } }),
    });
    const forget = (): void => {
      this.over ||= remembers;
      if (this.worker === worker) this.worker = null;
    };
    // Whoever waits for an answer is told. After an error the thread still takes a moment to end: the next question must not wait for it.
    worker.once('error', forget).once('exit', forget);
    this.ready = messageOf(worker);
    return worker;
  }

  private async end(): Promise<void> {
    const { worker } = this;
    this.worker = null;
    await worker?.terminate();
  }
}

/** The next message of the thread. Rejects when the limit is reached, and when the thread fails or ends. */
async function messageOf(worker: Worker, limit?: AbortSignal): Promise<unknown> {
  const answered = new AbortController();
  const signal = AbortSignal.any([answered.signal, ...(limit ? [limit] : [])]);
  const ended = once(worker, 'exit', { signal }).then(() => {
    throw hasEnded();
  });
  try {
    const [message] = (await Promise.race([once(worker, 'message', { signal }), ended])) as [unknown];
    return message;
  } finally {
    answered.abort();
  }
}

const hasEnded = (): Error => new Error('The thread has ended.');

const failureOf = ({ failure }: { failure: Error }): Error =>
  new Error(`The work failed in its thread: ${failure.message}`, { cause: failure });

const isOutOfMemory = (error: unknown): boolean =>
  (error as NodeJS.ErrnoException | undefined)?.code === 'ERR_WORKER_OUT_OF_MEMORY';
