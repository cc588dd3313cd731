import type { DataSource } from 'typeorm';
import { AppError } from '../errors.js';
import { compileDefinition } from '../machines/compile.js';
import { getNow } from './clock.js';
import { newId } from './ids.js';
import { batchFor, listCaseTexts, type Selection } from './rehearsal-cases.js';
import { claimRehearsal, releaseRehearsal, type Claim } from './rehearsal-claims.js';
import { SummaryBuilder } from './rehearsal-summary.js';
import { openLanes, type Lane, type LaneOptions } from './rehearsal-threads.js';
import {
  finishRehearsal,
  getRehearsal,
  getRehearsedDocument,
  noteRehearsed,
  type RehearsedLine,
} from './rehearsals.js';

const BATCH = 100;

export interface RehearseOptions extends LaneOptions {
  /** Puts the rehearsal down; another node begins it anew. */
  signal?: AbortSignal;
  /** Called after each batch, and waited for. */
  onProgress?: (done: number) => unknown;
  /** Cases per batch: one query for the cases and their logs. */
  batch?: number;
}

/**
 * Goes through the open cases of the rehearsal and its sample of finished ones: each log is played in memory under the rehearsed definition, and
 * nothing of any case is written. Works in batches, on all processors, so memory stays flat; ends early when the rehearsal is cancelled. Does
 * nothing when another node works on it. Fails with the code of the reason in the rehearsal, and throws it.
 */
export async function rehearse(ds: DataSource, id: string, options: RehearseOptions = {}): Promise<void> {
  const claim = { id, owner: newId() };
  const { stateMap, caseType, closedSample } = await getRehearsal(ds, id);
  if (!(await claimRehearsal(ds, claim))) return;
  let lanes: Lane[] = [];
  try {
    const document = await getRehearsedDocument(ds, id);
    compileDefinition(document);
    lanes = openLanes({ document, stateMap, now: await getNow(ds) }, options);
    const run = new Run(ds, claim, caseType, lanes, options);
    if ((await run.goThrough({ open: true })) && (await run.goThrough({ finished: closedSample })))
      await finishRehearsal(ds, claim, 'done', { summary: run.builder.summary });
    else await releaseRehearsal(ds, claim);
  } catch (error) {
    // A message may quote what a case holds; whoever looks into it finds that in the log.
    const failure = error instanceof AppError ? error.code : 'bug';
    await finishRehearsal(ds, claim, 'failed', { failure });
    throw error;
  } finally {
    await Promise.all(lanes.map((lane) => lane.stop()));
  }
}

class Run {
  readonly builder = new SummaryBuilder();
  private done = 0;
  private stopped = false;

  constructor(
    private readonly ds: DataSource,
    private readonly claim: Claim,
    private readonly caseType: string,
    private readonly lanes: Lane[],
    private readonly options: RehearseOptions,
  ) {}

  /** False when it was stopped before the last case. */
  async goThrough(selection: Selection): Promise<boolean> {
    const next = this.pages(selection);
    await Promise.all(this.lanes.map((lane) => this.work(lane, next)));
    return !this.stopped;
  }

  /** One page of cases per call, whichever lane asks. */
  private pages(selection: Selection): () => ReturnType<typeof listCaseTexts> {
    const { batch: limit = BATCH } = this.options;
    let last: ReturnType<typeof listCaseTexts> = Promise.resolve([]);
    let after: string | null = null;
    let more = true;
    return () => {
      last = last.then(async () => {
        if (!more) return [];
        const cases = await listCaseTexts(this.ds, selection, { caseType: this.caseType, after, limit });
        more = cases.length === limit;
        after = cases.at(-1)?.caseId ?? null;
        return cases;
      });
      return last;
    };
  }

  private async work(lane: Lane, next: () => ReturnType<typeof listCaseTexts>): Promise<void> {
    while (!this.stopped) {
      if (this.options.signal?.aborted) this.stopped = true;
      const cases = this.stopped ? [] : await next();
      if (cases.length === 0) return;
      const lines = await lane.rehearse(await batchFor(this.ds, lane, this.caseType, cases));
      await this.note(lines);
    }
  }

  private async note(lines: RehearsedLine[]): Promise<void> {
    for (const line of lines) this.builder.add(line);
    this.done += lines.length;
    const state = { done: this.done, summary: this.builder.summary };
    if (!(await noteRehearsed(this.ds, this.claim, lines, state))) this.stopped = true;
    await this.options.onProgress?.(state.done);
  }
}
