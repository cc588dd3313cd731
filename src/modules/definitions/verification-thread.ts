import { AppError } from '../../errors.js';
import type { Problem } from '../../machines/problems.js';
import type { VerifyOptions } from '../../machines/verify.js';
import { WorkThread, WorkThreadLimit, type ThreadOptions } from '../../threads/work-thread.js';
import type { Verdict } from './verdict.js';

export interface Question extends Pick<VerifyOptions, 'neighbours' | 'only'> {
  document: unknown;
}

/** Ten times what the largest definition known takes. */
const SECONDS = 30;
/** Questions that may wait behind the one that is looked at. */
const MAX_WAITING = 8;
const MEMORY_MB = 1_024;

/** Looks at one document at a time in a thread of its own, so that a heavy one holds up nobody else. */
export class VerificationThread {
  private readonly thread: WorkThread<Question, Verdict>;
  private readonly seconds: number;
  private waiting = 0;

  constructor({ seconds = SECONDS, execArgv }: ThreadOptions = {}) {
    this.seconds = seconds;
    const options = { seconds, memoryMb: MEMORY_MB, ...(execArgv && { execArgv }) };
    this.thread = new WorkThread(import.meta.url, './verification-thread.entry', options);
  }

  /** The verdict; `notProved` when the limit was reached. Throws `tooManyRequests` when too many wait already. */
  async ask(question: Question): Promise<Verdict> {
    if (this.waiting > MAX_WAITING) throw new AppError('tooManyRequests');
    this.waiting += 1;
    try {
      return await this.thread.ask(question);
    } catch (error) {
      if (error instanceof WorkThreadLimit) return unproved(this.seconds);
      throw error;
    } finally {
      this.waiting -= 1;
    }
  }

  /** Ends the thread, and with it what it looks at. */
  stop(): Promise<void> {
    return this.thread.stop();
  }
}

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
