import { setTimeout as pause } from 'node:timers/promises';
import { SANDBOX_PASSWORD } from '../../../src/modules/people/sandbox-people.js';
import { Dice } from '../dice.js';
import type { ProductNode } from './cluster.js';

/** Sooner than a person would go away. */
const PATIENCE_MS = 4_000;
const AGAIN_AFTER_MS = 50;

export interface Tally {
  acknowledged: number;
  requests: number;
  /** No answer, or 503: sent again under the same key. */
  repeated: number;
  /** Answers that nobody should ever get, and how often. */
  faults: Map<string, number>;
}

/** One case as its clients know it: what has been acknowledged, and nothing else. */
export interface KnownCase {
  id: string;
  notes: string[];
  letters: number;
}

/**
 * Caseworkers who do one thing after the other at any node that is there, and do not rest before it is acknowledged: who gets no answer, or a 503, sends the same
 * again under the same key.
 */
export class Load {
  readonly cases: KnownCase[] = [];
  readonly tally: Tally = { acknowledged: 0, requests: 0, repeated: 0, faults: new Map() };
  private readonly dice: Dice;
  private cookie = '';
  private count = 0;
  private waiting: { at: number; tell: () => void }[] = [];

  constructor(
    private readonly nodes: () => ProductNode[],
    private readonly caseType: string,
    seed: number,
  ) {
    this.dice = new Dice(seed);
  }

  async signIn(): Promise<void> {
    const body = { username: 'mette', password: SANDBOX_PASSWORD };
    const { answer } = await this.untilAnswered('/api/session', body);
    this.cookie = answer.headers.getSetCookie()[0]!.split(';', 1)[0]!;
  }

  async open(): Promise<void> {
    const { body } = await this.untilAnswered('/api/cases', { caseType: this.caseType, facts: {} });
    this.cases.push({ id: (body as { id: string }).id, notes: [], letters: 0 });
  }

  /** Works in so many lanes until told to stop; whoever is in the middle of something finishes it. */
  async work(lanes: number, isOver: () => boolean): Promise<void> {
    const lane = async (): Promise<void> => {
      while (!isOver()) await this.act();
    };
    await Promise.all(Array.from({ length: lanes }, lane));
  }

  /** Resolves when so many more have been acknowledged. */
  after(acknowledged: number): Promise<void> {
    return new Promise((tell) => this.waiting.push({ at: this.tally.acknowledged + acknowledged, tell }));
  }

  private async act(): Promise<void> {
    if (this.dice.percent(3)) return this.open();
    const known = this.dice.pick(this.cases);
    this.count += 1;
    const text = `note ${this.count}`;
    const isLetter = this.dice.percent(15);
    const event = isLetter ? { type: 'SEND' } : { type: 'NOTED', facts: { text } };
    await this.untilAnswered(`/api/cases/${known.id}/events`, event);
    if (isLetter) known.letters += 1;
    else known.notes.push(text);
  }

  private async untilAnswered(path: string, body: object): Promise<{ answer: Response; body: unknown }> {
    this.count += 1;
    const key = `load-${this.count}`;
    for (;;) {
      const answered = await this.ask(path, body, key);
      if (answered?.answer.ok) {
        this.acknowledge();
        return answered;
      }
      this.tally.repeated += 1;
      // As a client does that is told to come again: a node that is away is not asked without end.
      await pause(AGAIN_AFTER_MS);
      const { status = 0 } = answered?.answer ?? {};
      const { code } = (answered?.body ?? {}) as { code?: string };
      const isExpected = status === 0 || (status === 503 && (code === 'busy' || code === 'databaseAway'));
      if (status >= 400 && status < 500) throw new Error(`${status} ${code} for ${JSON.stringify(body)}`);
      if (!isExpected) this.note(`${status} ${code} ${path.replace(/[0-9a-f-]{36}/, ':id')}`);
    }
  }

  /** Null: no answer came. */
  private async ask(
    path: string,
    body: object,
    key: string,
  ): Promise<{ answer: Response; body: unknown } | null> {
    const there = this.nodes().filter(({ role }) => role !== 'worker');
    if (there.length === 0) return null;
    const node = this.dice.pick(there);
    this.tally.requests += 1;
    try {
      const answer = await fetch(node.url + path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', 'idempotency-key': key, cookie: this.cookie },
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      return { answer, body: await answer.json() };
    } catch {
      return null;
    }
  }

  private note(fault: string): void {
    this.tally.faults.set(fault, (this.tally.faults.get(fault) ?? 0) + 1);
  }

  private acknowledge(): void {
    this.tally.acknowledged += 1;
    for (const { tell } of this.waiting.filter(({ at }) => at <= this.tally.acknowledged)) tell();
    this.waiting = this.waiting.filter(({ at }) => at > this.tally.acknowledged);
  }
}
