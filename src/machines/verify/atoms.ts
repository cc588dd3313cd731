import type { Definition, FactSchema } from '../definition.js';
import type { CompiledExpression, ExpressionScope, Logic } from '../expressions/environment.js';
import { situationIn } from '../expressions/logic.js';
import type { LaterFacts } from '../later-facts.js';
import { ANY, rangeAskedIn, rangesAtAnyTime, type InRange, type Range } from './number-ranges.js';

/**
 * What a guard asks, in one spelling per question: `a != b` is not `a == b`, `a >= b` is not `a < b`. So a question and its
 * contrary never both come true.
 */
export type Question =
  | { kind: 'constant'; text: string; value: boolean }
  | { kind: 'active'; text: string; path: string }
  | { kind: 'happened'; text: string; event: string }
  /** `has(facts.x)` of a fact that is absent until something gives it; `presence` asks whether it is there once something may have. */
  | { kind: 'given'; text: string; fact: string; presence: FreeQuestion }
  /** `facts.x` of a yes or no that only actions write, and only as `true` or `false`. */
  | { kind: 'flag'; text: string; fact: string }
  /** `done("a.b")`, which no guard can ask: the parallel state is done, as far as its regions are looked at, and otherwise may be. */
  | { kind: 'done'; text: string; path: string }
  | FreeQuestion;

export interface FreeQuestion {
  kind: 'free';
  text: string;
  /** Facts whose change may change the answer. */
  facts: string[];
  /** Nothing but these facts is read: the answer stands until one of them is written. */
  stands: boolean;
  /** Of `group == "literal"`: at most one literal of a group is true, and one of `all` if that is known. */
  group?: string;
  literal?: string;
  all?: string[];
  /** It asks whether a whole number lies in a range. */
  within?: InRange;
}

export type Condition =
  { op: 'ask'; question: Question } | { op: 'not'; of: Condition } | { op: 'and' | 'or'; of: Condition[] };

const CONTRARY: Record<string, string> = { '!=': '==', '>=': '<', '>': '<=' };
const COMPARISONS = ['==', '!=', '<=', '>=', '<', '>'];
const READS_CASE =
  /(?<![\w."])(?:facts|event|case|today|now|active|happened|lastAt|lastOn|timesHappened|dueOn|dueAt|done)\b/;
const READS_FACTS = /(?<![\w."])facts\b/g;

/** Translates the logic of expressions to conditions; the same text always gives the same question object. */
export class Questions {
  private readonly conditions = new Map<string, Condition>();
  private readonly questions = new Map<string, Question>();
  private readonly literals = new Map<string, Set<string>>();
  private readonly wantedTexts = new Set<string>();
  readonly wantedConditions: Condition[] = [];
  private readonly ranges: ReadonlyMap<string, Range>;

  constructor(
    private readonly definition: Definition,
    private readonly facts: LaterFacts,
    /** Facts that may be none of the values that they are described with. */
    private readonly doubtful: ReadonlySet<string> = new Set(),
  ) {
    this.ranges = rangesAtAnyTime(definition);
  }

  /** Between what a fact that is a whole number lies at any time. */
  rangeOf(fact: string): Range {
    return this.ranges.get(fact) ?? ANY;
  }

  /** Rules want to know the answers of this condition wherever it is asked. */
  want(condition: Condition): void {
    this.wantedConditions.push(condition);
    for (const { text } of questionsIn(condition)) this.wantedTexts.add(text);
  }

  wanted(condition: Condition): boolean {
    return this.wantedTexts.size > 0 && questionsIn(condition).some(({ text }) => this.isWanted(text));
  }

  isWanted(text: string): boolean {
    return this.wantedTexts.has(text);
  }

  /** Values with which the definition compares `group`. */
  literalsOf(group: string): ReadonlySet<string> {
    return this.literals.get(group) ?? new Set();
  }

  readsAny(text: string, facts: Record<string, string>): boolean {
    const question = this.questions.get(text);
    const read =
      question?.kind === 'free' ? question.facts : question?.kind === 'given' ? [question.fact] : [];
    return read.some((fact) => Object.hasOwn(facts, fact));
  }

  /** The question of that text, if facts alone answer it. */
  standing(text: string): FreeQuestion | undefined {
    const question = this.questions.get(text);
    if (question?.kind === 'given') return question.presence;
    return question?.kind === 'free' && question.stands ? question : undefined;
  }

  of(expression: CompiledExpression): Condition {
    let condition = this.conditions.get(expression.canonical);
    if (!condition) {
      condition = this.translate(expression.logic, expression);
      this.conditions.set(expression.canonical, condition);
    }
    return condition;
  }

  private translate(logic: Logic, expression: CompiledExpression): Condition {
    if (logic.op === 'atom') return this.atom(logic.atom, expression);
    if (logic.op === 'not') return { op: 'not', of: this.translate(logic.of, expression) };
    return { op: logic.op, of: logic.of.map((part) => this.translate(part, expression)) };
  }

  private atom(text: string, expression: CompiledExpression): Condition {
    const comparison = splitComparison(text);
    const contrary = comparison && CONTRARY[comparison.operator];
    const plain = contrary ? `${comparison.left} ${contrary} ${comparison.right}` : text;
    let question = this.questions.get(plain);
    if (!question) {
      question =
        constantOf(plain, text, contrary !== undefined, expression) ?? this.question(plain, expression);
      this.questions.set(plain, question);
    }
    const ask: Condition = { op: 'ask', question };
    return contrary ? { op: 'not', of: ask } : ask;
  }

  private question(text: string, expression: CompiledExpression): Question {
    const situation = situationIn(text);
    if (situation?.asks === 'active') return { kind: 'active', text, path: situation.name };
    if (situation) return { kind: 'happened', text, event: situation.name };
    const joined = /^done\("(.*)"\)$/.exec(text)?.[1];
    if (joined !== undefined) return { kind: 'done', text, path: joined };
    const given = /^has\(facts\.(\w+)\)$/.exec(text)?.[1];
    if (given !== undefined && this.facts.absentAtFirst.has(given)) {
      const presence: FreeQuestion = { kind: 'free', text, facts: [given], stands: true };
      return { kind: 'given', text, fact: given, presence };
    }
    const flag = /^facts\.(\w+)$/.exec(text)?.[1];
    if (flag !== undefined && this.facts.flags.has(flag)) return { kind: 'flag', text, fact: flag };
    const stands = readsNothingButFacts(text) && !expression.atom(text).reads.usesCalendar;
    return { kind: 'free', text, facts: factsIn(text), stands, ...this.choice(text), ...this.range(text) };
  }

  private choice(text: string): Pick<FreeQuestion, 'group' | 'literal' | 'all'> {
    const comparison = splitComparison(text);
    if (comparison?.operator !== '==' || !/^"[^"]*"$/.test(comparison.right)) return {};
    const group = comparison.left;
    const literal = JSON.parse(comparison.right) as string;
    const all = this.enumOf(group);
    this.literals.set(group, (this.literals.get(group) ?? new Set()).add(literal));
    return { group, literal, ...(all && { all }) };
  }

  private range(text: string): Pick<FreeQuestion, 'within'> {
    const { left = '', operator = '', right = '' } = splitComparison(text) ?? {};
    const within = rangeAskedIn(this.definition, left, operator, right);
    return within ? { within } : {};
  }

  private enumOf(group: string): string[] | undefined {
    const [, event, name] = /^(event\.)?facts\.(\w+)$/.exec(group) ?? [];
    if (name === undefined || (event === undefined && this.doubtful.has(name))) return undefined;
    const properties: Record<string, FactSchema> = this.definition.facts.properties;
    return Object.hasOwn(properties, name) ? properties[name]!.enum : undefined;
  }
}

/** Like CEL, stops at what decides; but an `||` asks on where it is said to, for what rules want to know. */
export function holds(
  condition: Condition,
  ask: (question: Question) => boolean,
  askOn: (part: Condition) => boolean,
): boolean {
  switch (condition.op) {
    case 'ask':
      return ask(condition.question);
    case 'not':
      return !holds(condition.of, ask, askOn);
    case 'and':
      return condition.of.every((part) => holds(part, ask, askOn));
    case 'or':
      return condition.of.reduce(
        (found, part) => ((!found || askOn(part)) && holds(part, ask, askOn)) || found,
        false,
      );
  }
}

export function questionsIn(condition: Condition): Question[] {
  if (condition.op === 'ask') return [condition.question];
  return condition.op === 'not' ? questionsIn(condition.of) : condition.of.flatMap(questionsIn);
}

const readsNothingButFacts = (text: string): boolean => !READS_CASE.test(text.replaceAll(READS_FACTS, ''));

/** Facts of the case that the text reads; not those of the event. */
export function factsIn(text: string): string[] {
  return [...text.matchAll(/(?<![\w."])facts\.\??(\w+)/g)].map(([, name]) => name!);
}

/** The answer of a question that asks nothing of the case, such as `parameters.policy == "assess"`. */
function constantOf(
  plain: string,
  text: string,
  negated: boolean,
  expression: CompiledExpression,
): Question | undefined {
  if (READS_CASE.test(text)) return undefined;
  try {
    const value = expression.atom(text).evaluate({} as ExpressionScope) === true;
    return { kind: 'constant', text: plain, value: value !== negated };
  } catch {
    // It asks the calendar, or fails for every case: then it may be either.
    return undefined;
  }
}

export interface Comparison {
  left: string;
  operator: string;
  right: string;
}

/** Splits canonical text at its outermost comparison; nothing when there is another looser operator. */
export function splitComparison(text: string): Comparison | undefined {
  let depth = 0;
  let found: Comparison | undefined;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]!;
    if (character === '"') at = endOfText(text, at);
    else if ('([{'.includes(character)) depth += 1;
    else if (')]}'.includes(character)) depth -= 1;
    else if (character === ' ' && depth === 0) {
      const operator = text.slice(at + 1, text.indexOf(' ', at + 1));
      if (operator === '?') return undefined;
      if (COMPARISONS.includes(operator)) {
        found = { left: text.slice(0, at), operator, right: text.slice(at + operator.length + 2) };
      }
    }
  }
  return found;
}

function endOfText(text: string, from: number): number {
  let at = from + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}
