import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { setImmediate as breathe } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { BatchRehearser, type Batch, type RehearsalOutline } from './rehearsal-batch.js';
import type { RehearsedLine } from './rehearsals.js';

/** Somebody who rehearses one batch at a time, and remembers which definitions and calendars have been brought along. */
export interface Lane {
  versions: Set<number>;
  calendars: Set<number>;
  /** Throws what the rehearsal throws. */
  rehearse(batch: Batch): Promise<RehearsedLine[]>;
  stop(): Promise<unknown>;
}

export interface ThreadOptions {
  /** 0: in this thread, with a pause after each case in which requests are answered. */
  threads?: number;
  /** Options of Node for the threads; by default those of this process. Sources that run without a build need a loader. */
  execArgv?: string[];
}

const BUILT = !import.meta.url.endsWith('.ts');
const ENTRY = new URL(`./rehearsal-thread.entry.${BUILT ? 'js' : 'ts'}`, import.meta.url);
/** More than a batch needs by far: a thread that wants more ends, the process goes on. */
const MEMORY_MB = 512;
const MOST_THREADS = 4;

/** One lane per processor, at most four; sources that run without a build rehearse in this thread. */
export function openLanes(outline: RehearsalOutline, options: ThreadOptions): Lane[] {
  const { threads = BUILT ? Math.min(availableParallelism(), MOST_THREADS) : 0 } = options;
  if (threads === 0) return [laneHere(outline)];
  return Array.from({ length: threads }, () => laneInThread(outline, options));
}

function laneHere(outline: RehearsalOutline): Lane {
  const rehearser = new BatchRehearser(outline);
  const rehearse = async (batch: Batch): Promise<RehearsedLine[]> => {
    const lines: RehearsedLine[] = [];
    for (const line of rehearser.rehearse(batch)) {
      lines.push(line);
      await breathe();
    }
    return lines;
  };
  return { versions: new Set(), calendars: new Set(), rehearse, stop: async () => undefined };
}

function laneInThread(outline: RehearsalOutline, { execArgv }: ThreadOptions): Lane {
  const worker = new Worker(ENTRY, {
    workerData: outline,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    ...(execArgv && { execArgv }),
  });
  let failure: unknown;
  worker.on('error', (error) => (failure = error));
  const rehearse = async (batch: Batch): Promise<RehearsedLine[]> => {
    if (failure !== undefined) throw failure;
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    worker.postMessage(batch);
    const [lines] = (await once(worker, 'message')) as [RehearsedLine[]];
    return lines;
  };
  return { versions: new Set(), calendars: new Set(), rehearse, stop: () => worker.terminate() };
}
