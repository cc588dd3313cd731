import type { Question } from './atoms.js';
import { literalOf } from '../later-facts.js';
import type { Shape } from './shape.js';
import type { Dependencies, Slice } from './slices.js';

export type BitQuestion = Extract<Question, { kind: 'happened' | 'given' | 'flag' }>;

/** More than any definition reads; a question beyond it is free, which allows more paths than there are. */
const MAX_BITS = 30;

/**
 * What is remembered of the past of a case: which events have happened, which facts may have been given, which flags are set. Only
 * what a guard or rule asks, and only where all that changes it is looked at.
 */
export class Bits {
  private readonly bits = new Map<string, number>();
  private readonly asked: BitQuestion[] = [];
  private readonly eventMasks = new Map<string, number>();

  constructor(
    private readonly shape: Shape,
    readonly slice: Slice,
    questions: Iterable<BitQuestion>,
    private readonly dependencies: Dependencies,
    private readonly flags: ReadonlyMap<string, boolean>,
  ) {
    for (const question of questions) {
      if (this.asked.length < MAX_BITS && this.missingFor(question).length === 0) this.add(question);
    }
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

  /** Bits that the event itself sets, before any guard is asked. */
  ofEvent(event: string): number {
    let mask = this.eventMasks.get(event);
    if (mask === undefined) {
      mask = this.maskOfEvent(event);
      this.eventMasks.set(event, mask);
    }
    return mask;
  }

  private maskOfEvent(event: string): number {
    const { form = [], append } = Object.hasOwn(this.shape.definition.events, event)
      ? this.shape.definition.events[event]!
      : {};
    const brought = new Set([...(append === undefined ? form : [append]), ...this.received(event)]);
    return this.mask((question) =>
      question.kind === 'happened'
        ? question.event === event
        : question.kind === 'given' && brought.has(question.fact),
    );
  }

  private received(event: string): string[] {
    return this.shape.states.flatMap(({ node, moves }) =>
      moves.some((move) => move.kind === 'childDone' && move.event === event)
        ? (node.invoke?.receives ?? [])
        : [],
    );
  }

  ofFacts(facts: string[]): number {
    return this.mask((question) => question.kind !== 'happened' && facts.includes(question.fact));
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
    return (bits | given | set) & ~unset;
  }

  private mask(matches: (question: BitQuestion) => boolean): number {
    return this.asked.reduce((mask, question, bit) => (matches(question) ? mask | (1 << bit) : mask), 0);
  }
}
