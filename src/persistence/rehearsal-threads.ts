import { availableParallelism } from 'node:os';
import { setImmediate as breathe } from 'node:timers/promises';
import { WorkThread, type ThreadOptions } from '../threads/work-thread.js';
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

export interface LaneOptions extends Pick<ThreadOptions, 'execArgv'> {
  /** 0: in this thread, with a pause after each case in which requests are answered. */
  threads?: number;
}

const BUILT = !import.meta.url.endsWith('.ts');
/** More than a batch needs by far. */
const MEMORY_MB = 512;
const MOST_THREADS = 4;

/** One lane per processor, at most four; sources that run without a build rehearse in this thread. */
export function openLanes(outline: RehearsalOutline, options: LaneOptions): Lane[] {
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

function laneInThread(outline: RehearsalOutline, { execArgv }: LaneOptions): Lane {
  const options = {
    workerData: outline,
    remembers: true,
    memoryMb: MEMORY_MB,
    ...(execArgv && { execArgv }),
  };
  const thread = new WorkThread<Batch, RehearsedLine[]>(import.meta.url, './rehearsal-thread.entry', options);
  const rehearse = (batch: Batch): Promise<RehearsedLine[]> => thread.ask(batch);
  return { versions: new Set(), calendars: new Set(), rehearse, stop: () => thread.stop() };
}
