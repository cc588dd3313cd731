import type { CompiledAction } from '../compiled.js';
import type { CompiledExpression } from '../expressions/environment.js';
import type { Run } from '../kernel.js';
import { holds, type Question, type Questions } from './atoms.js';
import type { Bits } from './bits.js';
import type { Chooser } from './choices.js';
import { FactAnswers } from './fact-answers.js';
import { isFinal, type Shape } from './shape.js';
import { StepBits, type BitDependency } from './step-bits.js';

/** What was answered in a step, in the order of asking. */
export interface Answer {
  atom: string;
  value: boolean;
}

/** A thing that was seen in a step, in order. */
export type Seen =
  { kind: 'enter' | 'leave'; state: number } | { kind: 'letter'; name: string } | { kind: 'reenter' };

/** What a step depended on besides the blocks of its key. */
export type Dependency =
  | { kind: 'active'; state: number; value: boolean }
  | BitDependency
  /** The region had reached its end, or had not. */
  | { kind: 'final'; region: number; value: boolean }
  | { kind: 'block'; region: number; block: number };

/** An answer about what is not looked at, and the regions that would have to be looked at to know. */
export interface Supposition extends Answer {
  regions: number[];
}

export interface StepStart {
  active: ReadonlySet<number>;
  /** States of blocks that the step's key names: what is asked of them is no dependency. */
  keyed(state: number): boolean;
  event: string;
  /** What is remembered before the event. */
  bits: number;
}

/** Answers the guards of one step from choices, and takes down all that happens in it. */
export class Observer implements Run {
  failure?: unknown;
  readonly seen: Seen[] = [];
  readonly answers: Answer[] = [];
  readonly facts: FactAnswers;
  /** A state or bit that is not looked at was taken to be one way or the other. */
  readonly loose: Supposition[] = [];
  readonly active: Set<number>;
  private readonly past: StepBits;
  private readonly others: Dependency[] = [];
  private readonly changed = new Set<number>();
  private looseSince = -1;

  constructor(
    private readonly shape: Shape,
    private readonly questions: Questions,
    private readonly bitTable: Bits,
    private readonly start: StepStart,
    private readonly choices: Chooser,
  ) {
    this.active = new Set(start.active);
    const { set, decided } = bitTable.ofEvent(start.event);
    this.past = new StepBits(bitTable, (start.bits & ~decided) | set, decided);
    this.facts = new FactAnswers(questions, this.past, choices);
  }

  get bits(): number {
    return this.past.bits;
  }

  /** Bits that the step has set or taken away. */
  get touched(): number {
    return this.past.touched;
  }

  get dependencies(): Dependency[] {
    return [...this.others, ...this.past.dependencies];
  }

  guard(expression: CompiledExpression): boolean {
    return holds(
      this.questions.of(expression),
      (question) => this.ask(question),
      (part) => this.questions.wanted(part),
    );
  }

  enter(path: string): void {
    this.note('enter', path);
  }

  leave(path: string): void {
    this.note('leave', path);
  }

  private note(kind: 'enter' | 'leave', path: string): void {
    const { index } = this.shape.byPath.get(path)!;
    this.changed.add(index);
    if (kind === 'enter') this.active.add(index);
    else this.active.delete(index);
    this.seen.push({ kind, state: index });
    this.past.renew((state) => state === index);
  }

  /** Regions are left, whatever was active in them. */
  sweep(regions: number[]): void {
    if (regions.length > 0) this.past.renew((state) => regions.includes(this.shape.states[state]!.region));
  }

  /** XState leaves everything when the machine has ended; a case stays at its end. */
  stayAtEnd(): void {
    for (let last = this.seen.at(-1); last?.kind === 'leave'; last = this.seen.at(-1)) {
      const { path, node } = this.shape.states[last.state]!;
      if (path !== '' && (path.includes('.') || node.type !== 'final')) return;
      this.seen.pop();
      this.active.add(last.state);
    }
  }

  reenter(): void {
    this.seen.push({ kind: 'reenter' });
  }

  act({ action }: CompiledAction): void {
    if (action.type === 'sendMessage') this.seen.push({ kind: 'letter', name: action.letter });
    else if (action.type === 'setFacts') this.facts.write(action.facts);
  }

  private ask(question: Question): boolean {
    const value = this.answer(question);
    const last = this.answers.findLast(({ atom }) => atom === question.text);
    if (question.kind !== 'constant' && last?.value !== value) {
      this.answers.push({ atom: question.text, value });
    }
    return value;
  }

  private answer(question: Question): boolean {
    switch (question.kind) {
      case 'constant':
        return question.value;
      case 'active':
        return this.isActive(question.path, question.text);
      case 'free':
        return this.facts.answer(question);
      case 'done':
        return this.isDone(question.path, question.text);
      default:
        return this.askBit(question);
    }
  }

  private isActive(path: string, text: string): boolean {
    const state = this.shape.byPath.get(path);
    if (!state) return false;
    if (!this.bitTable.slice.has(state.region)) return this.chooseLoose(text, [state.region]);
    const value = this.active.has(state.index);
    if (!this.start.keyed(state.index) && !this.changed.has(state.index)) {
      this.others.push({ kind: 'active', state: state.index, value });
    }
    return value;
  }

  /** The regions of a parallel state that are looked at have ended, and the others have, too, it may be. */
  private isDone(path: string, text: string): boolean {
    const { children } = this.shape.byPath.get(path)!;
    const isActive = (state: number): boolean => this.active.has(state);
    const { slice } = this.bitTable;
    for (const top of children.filter(({ region }) => slice.has(region))) {
      const value = isFinal(top, isActive);
      const isSettled = this.start.keyed(top.index) || this.movedIn(top.region);
      if (!isSettled) this.others.push({ kind: 'final', region: top.region, value });
      if (!value) return false;
    }
    return this.chooseLoose(
      text,
      children.flatMap(({ region }) => (slice.has(region) ? [] : [region])),
    );
  }

  private movedIn(region: number): boolean {
    return [...this.changed].some((state) => this.shape.states[state]!.region === region);
  }

  private askBit(question: Exclude<Question, { kind: 'constant' | 'active' | 'free' | 'done' }>): boolean {
    const bit = this.bitTable.bitOf(question);
    if (bit === undefined) {
      const present = question.kind === 'happened' && question.event === this.start.event;
      return present || this.chooseLoose(question.text, this.bitTable.missingFor(question));
    }
    const value = this.past.read(bit);
    if (question.kind === 'happened') return value;
    if (question.kind === 'given' && value) return this.facts.answer(question.presence);
    this.facts.stretch.set(question.text, value);
    return value;
  }

  /** May change whenever anything has moved, because what is not looked at moves in the same step. */
  private chooseLoose(text: string, regions: number[]): boolean {
    if (this.looseSince !== this.seen.length) {
      this.looseSince = this.seen.length;
      for (const { atom } of this.loose) this.facts.stretch.delete(atom);
    }
    const known = this.facts.stretch.get(text);
    if (known !== undefined) return known;
    const value = this.choices.choose(text);
    this.facts.stretch.set(text, value);
    this.loose.push({ atom: text, regions, value });
    return value;
  }
}
