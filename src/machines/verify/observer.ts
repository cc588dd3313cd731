import type { CompiledAction } from '../compiled.js';
import type { CompiledExpression } from '../expressions/environment.js';
import type { Run } from '../kernel.js';
import { holds, type FreeQuestion, type Question, type Questions } from './atoms.js';
import type { Chooser } from './choices.js';
import { literalOf } from '../later-facts.js';
import { answerWithin, narrowed, written, type Range } from './number-ranges.js';
import type { Bits } from './bits.js';
import { isFinal, type Shape } from './shape.js';

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
  | { kind: 'bit'; bit: number; value: boolean }
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
  /** The event, and what is remembered when the guards are asked: with what the event itself has set. */
  event: string;
  bits: number;
  /** Bits that the event itself has set: asking them depends on nothing. */
  settled: number;
}

/** Answers the guards of one step from choices, and takes down all that happens in it. */
export class Observer implements Run {
  failure?: unknown;
  readonly seen: Seen[] = [];
  readonly answers: Answer[] = [];
  /** Questions that facts may answer either way. */
  readonly chosen = new Set<string>();
  readonly dependencies: Dependency[] = [];
  /** A state or bit that is not looked at was taken to be one way or the other. */
  readonly loose: Supposition[] = [];
  /** What each question was answered, per stretch between two writes. */
  readonly stretches: Map<string, boolean>[] = [new Map()];
  readonly active: Set<number>;
  bits: number;
  /** Bits that the step has set or taken away. */
  touched: number;
  private readonly changed = new Set<number>();
  private readonly ranges = new Map<string, Range>();
  private looseSince = -1;

  constructor(
    private readonly shape: Shape,
    private readonly questions: Questions,
    private readonly bitTable: Bits,
    private readonly start: StepStart,
    private readonly choices: Chooser,
  ) {
    this.active = new Set(start.active);
    this.bits = start.bits;
    this.touched = start.settled;
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
    else if (action.type === 'setFacts') this.write(action.facts);
  }

  private write(facts: Record<string, string>): void {
    this.bits = this.bitTable.afterWrite(this.bits, facts);
    this.touched |= this.bitTable.ofFacts(Object.keys(facts));
    const known = new Map(this.stretch);
    for (const text of known.keys()) {
      if (this.questions.readsAny(text, facts)) known.delete(text);
    }
    for (const [fact, source] of Object.entries(facts)) {
      this.ranges.set(fact, written(this.rangeOf(fact), fact, source));
      const literal = literalOf(source);
      if (literal !== undefined) known.set(`facts.${fact}`, literal);
      const text = textOf(source);
      if (text === undefined) continue;
      const group = `facts.${fact}`;
      for (const value of [...this.questions.literalsOf(group), text]) {
        known.set(`${group} == ${JSON.stringify(value)}`, value === text);
      }
    }
    this.stretches.push(known);
  }

  private get stretch(): Map<string, boolean> {
    return this.stretches.at(-1)!;
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
        return this.chooseFree(question);
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
      this.dependencies.push({ kind: 'active', state: state.index, value });
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
      if (!isSettled) this.dependencies.push({ kind: 'final', region: top.region, value });
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
    const value = (this.bits & (1 << bit)) !== 0;
    if ((this.touched & (1 << bit)) === 0) this.dependencies.push({ kind: 'bit', bit, value });
    if (question.kind === 'happened') return value;
    if (question.kind === 'flag' || !value) {
      this.stretch.set(question.text, value);
      return value;
    }
    return this.chooseFree({ kind: 'free', text: question.text, facts: [question.fact] });
  }

  /** May change whenever anything has moved, because what is not looked at moves in the same step. */
  private chooseLoose(text: string, regions: number[]): boolean {
    if (this.looseSince !== this.seen.length) {
      this.looseSince = this.seen.length;
      for (const { atom } of this.loose) this.stretch.delete(atom);
    }
    const known = this.stretch.get(text);
    if (known !== undefined) return known;
    const value = this.choices.choose(text);
    this.stretch.set(text, value);
    this.loose.push({ atom: text, regions, value });
    return value;
  }

  private chooseFree(question: FreeQuestion): boolean {
    const { text, within } = question;
    const known = this.stretch.get(text) ?? this.byElimination(question) ?? this.byRange(question);
    const value = known ?? this.choices.choose(text);
    if (known === undefined) this.chosen.add(text);
    this.stretch.set(text, value);
    if (within) this.ranges.set(within.fact, narrowed(this.rangeOf(within.fact), within, value));
    return value;
  }

  private byRange({ within }: FreeQuestion): boolean | undefined {
    return within && answerWithin(this.rangeOf(within.fact), within);
  }

  private rangeOf(fact: string): Range {
    return this.ranges.get(fact) ?? this.questions.rangeOf(fact);
  }

  /** `x == "a"` is false once `x == "b"` is true, and true once every other value is ruled out. */
  private byElimination({ group, literal, all }: FreeQuestion): boolean | undefined {
    if (group === undefined) return undefined;
    const at = (value: string) => this.stretch.get(`${group} == ${JSON.stringify(value)}`);
    const others = [...this.questions.literalsOf(group)].filter((value) => value !== literal);
    if (others.some((value) => at(value) === true)) return false;
    if (all?.every((value) => value === literal || at(value) === false)) return true;
    return all && !all.includes(literal!) ? false : undefined;
  }
}

/** A text written out, in either kind of quotes. */
export function textOf(source: string): string | undefined {
  return /^\s*(["'])([^"'\\]*)\1\s*$/.exec(source)?.[2];
}
