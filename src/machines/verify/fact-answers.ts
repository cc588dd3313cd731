import { literalOf } from '../later-facts.js';
import type { FreeQuestion, Questions } from './atoms.js';
import type { Chooser } from './choices.js';
import { answerWithin, narrowed, written, type Range } from './number-ranges.js';
import type { StepBits } from './step-bits.js';

const NO_ANSWERS: ReadonlyMap<string, boolean> = new Map();
const NO_FACTS: ReadonlySet<string> = new Set();

/** What facts answer in one step: chosen freely, but one answer never against another. */
export class FactAnswers {
  /** What each question was answered, per stretch between two writes. */
  readonly stretches: Map<string, boolean>[] = [new Map()];
  /** Questions that facts may answer either way. */
  readonly chosen = new Set<string>();
  /** What the facts that the step has not written itself have answered. */
  asFound: ReadonlyMap<string, boolean> = NO_ANSWERS;
  /** Facts that actions of the step have written. */
  written: ReadonlySet<string> = NO_FACTS;
  private readonly ranges = new Map<string, Range>();

  constructor(
    private readonly questions: Questions,
    private readonly bits: StepBits,
    private readonly choices: Chooser,
  ) {}

  /** Answers since the last write. */
  get stretch(): Map<string, boolean> {
    return this.stretches.at(-1)!;
  }

  answer(question: FreeQuestion): boolean {
    const { text, within } = question;
    const known =
      this.stretch.get(text) ?? this.recalled(text) ?? this.byElimination(question) ?? this.byRange(question);
    const value = known ?? this.choices.choose(text);
    if (known === undefined) this.chosen.add(text);
    this.stretch.set(text, value);
    if (within) this.ranges.set(within.fact, narrowed(this.rangeOf(within.fact), within, value));
    if (question.stands) this.note(question, value);
    return value;
  }

  private note({ text, facts }: FreeQuestion, value: boolean): void {
    this.bits.keep(text, value);
    if (this.asFound.get(text) === value || facts.some((fact) => this.written.has(fact))) return;
    this.asFound = new Map([...this.asFound, [text, value]]);
  }

  /** As the facts have answered before; they might have answered otherwise then. */
  private recalled(text: string): boolean | undefined {
    const value = this.bits.recall(text);
    if (value !== undefined) this.chosen.add(text);
    return value;
  }

  private byRange({ within }: FreeQuestion): boolean | undefined {
    return within && answerWithin(this.rangeOf(within.fact), within);
  }

  private rangeOf(fact: string): Range {
    const known = this.ranges.get(fact);
    if (known) return known;
    let range = this.questions.rangeOf(fact);
    for (const { question } of this.bits.table.recalledOf(fact)) {
      const value = question.within && this.bits.recall(question.text);
      if (value !== undefined) range = narrowed(range, question.within!, value);
    }
    return range;
  }

  /** `x == "a"` is false once `x == "b"` is true, and true once every other value is ruled out. */
  private byElimination({ group, literal, all }: FreeQuestion): boolean | undefined {
    if (group === undefined) return undefined;
    const at = (value: string) => {
      const text = equals(group, value);
      return this.stretch.get(text) ?? this.bits.recall(text);
    };
    const others = [...this.questions.literalsOf(group)].filter((value) => value !== literal);
    if (others.some((value) => at(value) === true)) return false;
    if (all?.every((value) => value === literal || at(value) === false)) return true;
    return all && !all.includes(literal!) ? false : undefined;
  }

  /** An action writes expressions into facts. */
  write(facts: Record<string, string>): void {
    for (const [fact, source] of Object.entries(facts)) {
      this.ranges.set(fact, written(this.rangeOf(fact), fact, source));
    }
    this.written = new Set([...this.written, ...Object.keys(facts)]);
    this.bits.write(facts);
    const known = new Map(this.stretch);
    for (const text of known.keys()) {
      if (this.questions.readsAny(text, facts)) known.delete(text);
    }
    for (const [fact, source] of Object.entries(facts)) {
      for (const [text, value] of this.answersOf(fact, source)) {
        known.set(text, value);
        this.bits.keep(text, value);
      }
    }
    this.stretches.push(known);
  }

  /** What is known of the fact that the expression has been written into. */
  private answersOf(fact: string, source: string): [string, boolean][] {
    const literal = literalOf(source);
    if (literal !== undefined) return [[`facts.${fact}`, literal]];
    const text = textOf(source);
    if (text === undefined) return [];
    const group = `facts.${fact}`;
    return [...this.questions.literalsOf(group), text].map((value) => [equals(group, value), value === text]);
  }
}

const equals = (group: string, value: string): string => `${group} == ${JSON.stringify(value)}`;

/** A text written out, in either kind of quotes. */
export function textOf(source: string): string | undefined {
  return /^\s*(["'])([^"'\\]*)\1\s*$/.exec(source)?.[2];
}
