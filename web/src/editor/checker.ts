import type { Answer, KnownNeighbours, Question } from './check-messages.js';

/** What checks, in a thread of its own. */
export interface CheckWorker {
  ask: (question: Question) => void;
  end: () => void;
}
export type StartWorker = (hear: (answer: Answer) => void, fail: () => void) => CheckWorker;

/** What the checker tells: what the worker answers, or that it gave up on a document. */
export type Verdict = Answer | { type: 'gaveUp'; id: number };

/** A proof that takes longer is given up. */
const LIMIT_MS = 10_000;
/** A proof that has run as long is left for a newer document; a shorter one is worth finishing, for what it remembers. */
const PATIENCE_MS = 2_000;

/** Has documents checked in a worker, one after the other: of those that wait only the newest counts. */
export class Checker {
  private worker: CheckWorker | null = null;
  private running: { id: number; since: number } | null = null;
  private waiting: { id: number; document: unknown } | null = null;
  private neighbours?: KnownNeighbours;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private ids = 0;

  constructor(
    private readonly start: StartWorker,
    private readonly tell: (verdict: Verdict) => void,
  ) {
    this.ready();
  }

  /** Nothing is checked before it is said what is known of other case types. */
  know(neighbours: KnownNeighbours): void {
    this.neighbours = neighbours;
    this.worker?.ask({ type: 'neighbours', neighbours });
    this.next();
  }

  /** The number under which the answers come. */
  check(document: unknown): number {
    this.ids += 1;
    this.waiting = { id: this.ids, document };
    if (this.running && performance.now() - this.running.since > PATIENCE_MS) this.stop();
    this.next();
    return this.ids;
  }

  close(): void {
    this.waiting = null;
    this.stop();
  }

  private next(): void {
    if (this.running || !this.waiting || this.neighbours === undefined) return;
    const { id, document } = this.waiting;
    this.waiting = null;
    this.running = { id, since: performance.now() };
    this.ready().ask({ type: 'check', id, document });
    this.timer = setTimeout(() => this.giveUp(), LIMIT_MS);
  }

  private ready(): CheckWorker {
    if (this.worker) return this.worker;
    this.worker = this.start(
      (answer) => this.hear(answer),
      () => this.giveUp(),
    );
    if (this.neighbours !== undefined) this.worker.ask({ type: 'neighbours', neighbours: this.neighbours });
    return this.worker;
  }

  private hear(answer: Answer): void {
    this.tell(answer);
    const isLast = answer.type === 'proved' || (answer.type === 'read' && !answer.definition);
    if (!isLast) return;
    this.rest();
    this.next();
  }

  private giveUp(): void {
    const id = this.running?.id;
    this.stop();
    if (id !== undefined) this.tell({ type: 'gaveUp', id });
    this.next();
  }

  private rest(): void {
    clearTimeout(this.timer);
    this.running = null;
  }

  private stop(): void {
    this.rest();
    this.worker?.end();
    this.worker = null;
  }
}
