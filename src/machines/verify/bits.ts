import type { FreeQuestion, Question } from './atoms.js';
import { literalOf } from '../later-facts.js';
import type { OnceEvent } from './once.js';
import type { Shape } from './shape.js';
import type { Dependencies, Slice } from './slices.js';

export type BitQuestion = Extract<Question, { kind: 'happened' | 'given' | 'flag' }>;

/** More than any definition reads; a question beyond it is free, which allows more paths than there are. */
const MAX_BITS = 30;

/** An answer of facts that is remembered: the bit that says that it is known, and the one that says what it is. */
export interface Recalled {
  question: FreeQuestion;
  known: number;
  value: number;
}

/** What is remembered only where it matters: what facts have answered to a question, and that an event has come that comes once. */
export type Recallable = FreeQuestion | OnceEvent;

/** What an event does to what is remembered: the bits that it sets, and all that it sets or takes away. */
export interface EventBits {
  set: number;
  decided: number;
}

/**
 * What is remembered of the past of a case: which events have happened, which facts may have been given, which flags are set, and what
 * `recalled` asks for. Only what a guard or rule asks, and only where all that changes it is looked at.
 */
export class Bits {
  private readonly bits = new Map<string, number>();
  private readonly asked: BitQuestion[] = [];
  private readonly answers = new Map<string, Recalled>();
  private readonly spent = new Map<string, { event: OnceEvent; bit: number }>();
  private used = 0;
  private readonly eventBits = new Map<string, EventBits>();

  constructor(
    private readonly shape: Shape,
    readonly slice: Slice,
    questions: Iterable<BitQuestion>,
    private readonly dependencies: Dependencies,
    private readonly flags: ReadonlyMap<string, boolean>,
    recalled: readonly Recallable[] = [],
  ) {
    for (const question of questions) {
      if (this.asked.length < MAX_BITS && this.missingFor(question).length === 0) this.add(question);
    }
    this.used = this.asked.length;
    for (const one of recalled) {
      if (one.kind === 'free') this.recallAnswer(one);
      else if (this.used < MAX_BITS) this.spent.set(one.text, { event: one, bit: this.used++ });
    }
  }

  private recallAnswer(question: FreeQuestion): void {
    const { writers } = this.dependencies;
    const isLookedAt = question.facts.every((fact) =>
      writers(fact).every((region) => this.slice.has(region)),
    );
    if (!isLookedAt || this.used + 2 > MAX_BITS || this.answers.has(question.text)) return;
    this.answers.set(question.text, { question, known: this.used, value: this.used + 1 });
    this.used += 2;
  }

  /** It is remembered of some events that they have come. */
  get remembersEvents(): boolean {
    return this.spent.size > 0;
  }

  /** The bit that says that the event has come, and cannot come again yet; 0 when that is not remembered. */
  spentMask(event: string): number {
    const spent = this.spent.get(event);
    return spent ? 1 << spent.bit : 0;
  }

  /** Bits of the events that may come again once these states begin anew. */
  renewedBy(begins: (state: number) => boolean): number {
    let mask = 0;
    for (const { event, bit } of this.spent.values()) if (begins(event.state)) mask |= 1 << bit;
    return mask;
  }

  /** Where the answer to the question is remembered, if it is. */
  recalled(text: string): Recalled | undefined {
    return this.answers.get(text);
  }

  /** All remembered answers that say something of the fact. */
  recalledOf(fact: string): Recalled[] {
    if (this.answers.size === 0) return [];
    return [...this.answers.values()].filter(({ question }) => question.facts.includes(fact));
  }

  /** Regions that may change the answer and are not looked at. */
  missingFor(question: BitQuestion): number[] {
    const { handlers, writers } = this.dependencies;
    const from = question.kind === 'happened' ? handlers(question.event) : writers(question.fact);
    return from.filter((region) => !this.slice.has(region));
  }

  private add(question: BitQuestion): void {
    if (this.bits.has(question.text)) return;
    this.bits.set(question.text, this.asked.length);
    this.asked.push(question);
  }

  bitOf({ text }: BitQuestion): number | undefined {
    return this.bits.get(text);
  }

  /** Bits of a case that is just being opened. */
  get initial(): number {
    return this.mask((question) => question.kind === 'flag' && this.flags.get(question.fact) === true);
  }

  /** What the event itself does, before any guard is asked. */
  ofEvent(event: string): EventBits {
    let bits = this.eventBits.get(event);
    if (bits === undefined) {
      const brought = broughtBy(this.shape, event);
      const asked = this.mask((question) =>
        question.kind === 'happened'
          ? question.event === event
          : question.kind === 'given' && brought.includes(question.fact),
      );
      const set = asked | this.spentMask(event);
      bits = { set, decided: set | this.answersOf(brought) };
      this.eventBits.set(event, bits);
    }
    return bits;
  }

  /** Bits of the answers that the facts may change. */
  private answersOf(facts: string[]): number {
    if (this.answers.size === 0) return 0;
    const all = new Set(facts.flatMap((fact) => this.recalledOf(fact)));
    return [...all].reduce((mask, { known, value }) => mask | (1 << known) | (1 << value), 0);
  }

  ofFacts(facts: string[]): number {
    const own = this.mask((question) => question.kind !== 'happened' && facts.includes(question.fact));
    return own | this.answersOf(facts);
  }

  afterWrite(bits: number, facts: Record<string, string>): number {
    const names = Object.keys(facts);
    const given = this.mask((question) => question.kind === 'given' && names.includes(question.fact));
    const set = this.mask(
      (question) => question.kind === 'flag' && literalOf(facts[question.fact] ?? '') === true,
    );
    const unset = this.mask(
      (question) => question.kind === 'flag' && literalOf(facts[question.fact] ?? '') === false,
    );
    return (bits | given | set) & ~unset & ~this.answersOf(names);
  }

  private mask(matches: (question: BitQuestion) => boolean): number {
    return this.asked.reduce((mask, question, bit) => (matches(question) ? mask | (1 << bit) : mask), 0);
  }
}

/** Facts that may come with the event: by its form, or from the child case that has ended. */
export function broughtBy({ definition, states }: Shape, event: string): string[] {
  const { form = [], append } = Object.hasOwn(definition.events, event) ? definition.events[event]! : {};
  const received = states.flatMap(({ node, moves }) =>
    moves.some((move) => move.kind === 'childDone' && move.event === event)
      ? (node.invoke?.receives ?? [])
      : [],
  );
  return [...(append === undefined ? form : [append]), ...received];
}
