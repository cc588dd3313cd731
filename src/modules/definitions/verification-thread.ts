import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { AppError } from '../../errors.js';
import type { Definition } from '../../machines/definition.js';
import type { Problem } from '../../machines/problems.js';
import type { ThreadOptions } from '../foundation/foundation.module.js';
import type { Verdict } from './verdict.js';

export interface Question {
  document: unknown;
  children: Record<string, Definition>;
}
export type Reply = { verdict: Verdict } | { failure: string };

/** Ten times what the largest definition known takes. Waiting for its turn does not count. */
const SECONDS = 30;
/** Questions that may wait behind the one that is looked at. */
const MAX_WAITING = 8;
/** Of memory: a thread that wants more ends, the process goes on. */
const MEMORY_MB = 1_024;

/** The thread's own file, beside this one: built, or as source where the sources themselves are run. */
const ENTRY = new URL(
  `./verification-thread.entry.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`,
  import.meta.url,
);

/**
 * Looks at one document at a time in a thread of its own, so that a heavy one holds up nobody else. The thread starts with the first
 * question and stays; one that takes too long or too much memory is ended, and the next question gets a new one.
 */
export class VerificationThread {
  private worker?: Worker;
  /** The thread has been loaded and waits for questions: loading it does not count either. */
  private ready?: Promise<unknown>;
  private waiting = 0;
  private last: Promise<unknown> = Promise.resolve();
  private readonly seconds: number;
  private readonly execArgv?: string[];

  constructor({ seconds = SECONDS, execArgv }: ThreadOptions = {}) {
    this.seconds = seconds;
    if (execArgv) this.execArgv = execArgv;
  }

  /** The verdict; `notProved` when the limit was reached. Throws `tooManyRequests` when too many wait already. */
  ask(question: Question): Promise<Verdict> {
    if (this.waiting > MAX_WAITING) throw new AppError('tooManyRequests');
    this.waiting += 1;
    const answer = this.last.then(() => this.answer(question)).finally(() => (this.waiting -= 1));
    this.last = answer.catch(() => undefined);
    return answer;
  }

  /** Ends the thread, and with it what it looks at. */
  async stop(): Promise<void> {
    const { worker } = this;
    delete this.worker;
    await worker?.terminate();
  }

  private async answer(question: Question): Promise<Verdict> {
    const worker = (this.worker ??= this.start());
    worker.ref();
    await this.ready;
    const limit = AbortSignal.timeout(this.seconds * 1_000);
    try {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      worker.postMessage(question);
      const reply = (await messageOf(worker, limit)) as Reply;
      if ('failure' in reply) throw new Error(`Verification failed: ${reply.failure}`);
      return reply.verdict;
    } catch (error) {
      if (!limit.aborted && !isOutOfMemory(error)) throw error;
      await this.stop();
      return unproved(this.seconds);
    } finally {
      worker.unref();
    }
  }

  private start(): Worker {
    const { execArgv } = this;
    const worker = new Worker(ENTRY, {
      ...(execArgv && { execArgv }),
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    // Whoever waits for an answer is told; an error between two questions only ends the thread.
    worker.on('error', () => undefined);
    worker.once('exit', () => {
      if (this.worker === worker) delete this.worker;
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

function unproved(seconds: number): Verdict {
  const problem: Problem = {
    code: 'notProved',
    path: '/machine',
    message: {
      da: `Sagsgangen er for stor til at blive undersøgt inden for ${seconds} sekunder. Intet er bevist om den. Del den op, eller fjern betingelser, der kan svare på mange måder.`,
      en: `The machine is too large to be examined within ${seconds} seconds. Nothing is proved of it. Split it up, or take away conditions that can be answered in many ways.`,
    },
    details: { seconds },
  };
  return { problems: [problem], proofs: [], stats: null };
}
