import type { Calendar } from '../calendar.js';
import type { CertificateStep } from '../certificate.js';
import type { Instant, LocalDate, Text } from '../definition.js';
import type { PlainText } from '../effects.js';
import type { CaseValues } from '../event.js';
import type { FactsAhead } from './days-ahead.js';
import type { Labels } from '../labels.js';
import type { Claim } from './said.js';
import type { Doubt } from './doubts.js';
import type { Problem } from '../problems.js';
import type { EventTally, Facts, Json } from '../snapshot.js';

/**
 * What an evaluation sees. Facts, clock and case are read once per scope object and kept: make a new scope when one of them changes.
 * The functions and `history` are asked every time.
 */
export interface ExpressionScope {
  facts: Facts;
  event?: { facts: Facts; output?: { end: string; facts: Facts } };
  today: LocalDate;
  now: Instant;
  caseValues: CaseValues;
  history: Record<string, EventTally>;
  isActive(path: string): boolean;
  dueOn(deadlineKey: string): LocalDate | undefined;
  dueAt(deadlineKey: string): Instant | undefined;
  calendar: Calendar;
  /** Takes what the calendar functions counted and passed over, for the certificate. */
  trace?: CertificateStep[];
}

/** Where an expression stands: decides what is in scope and which facts are known to be present. */
export interface Place {
  /** JSON Pointer for problems. */
  path: string;
  /** The event whose form is in scope as `event.facts`, and whose required facts are present. */
  event?: string;
  /** The end of a child: `event.output.end`, `event.output.facts`. */
  child?: { id: string };
  /** The expression is compared or explained, not obeyed: any event's form is in scope and no fact need be known to be present. */
  anyEvent?: boolean;
}

/** `moment` is a date or an instant; `any` is whatever can be written as a fact. */
export type Expected = 'bool' | 'date' | 'moment' | 'string' | 'any';

/** Everything an expression may depend on. */
export interface Reads {
  /** Names of top-level facts, in order of first appearance; not those of `event.facts`. */
  facts: string[];
  /** `today` or `now`. */
  usesClock: boolean;
  /** A function that asks the calendar. */
  usesCalendar: boolean;
  usesEvent: boolean;
  active: string[];
  /** Events named in `happened`, `lastAt`, `lastOn`, `timesHappened`. */
  happened: string[];
  /** Deadlines of which the due day or moment is asked. */
  dueOn: string[];
}

/** The propositional skeleton of a bool expression; atoms by their canonical text. */
export type Logic =
  { op: 'atom'; atom: string } | { op: 'not'; of: Logic } | { op: 'and' | 'or'; of: Logic[] };

/** One expression, checked and ready. Immutable and free of any case. */
export interface CompiledExpression {
  source: string;
  /** The same for all spellings that differ only in spaces, quotes and needless parentheses. */
  canonical: string;
  /** CEL type: `bool`, `Date`, `list<string>`. */
  type: string;
  /** Canonical text of what it may come to: each branch of `?:`; of any other expression, its own. */
  results: string[];
  /**
   * JSON: dates and instants as text, whole numbers as numbers. Throws AppError `missingFact` {fact, title} when a fact is absent,
   * `expressionFailed` {expression, message} when it cannot be evaluated, `expressionTooCostly` {expression} when it takes more work than
   * one may (its bound (`work.ts`)), and what the calendar throws. Never guesses.
   */
  evaluate(scope: ExpressionScope): Json;
  logic: Logic;
  /** Canonical text of the atoms under `&&`, `||` and `!`, each once. */
  atoms: string[];
  /** One of the atoms as an expression of its own. */
  atom(canonical: string): CompiledExpression;
  reads: Reads;
  /** What it demands, as sentences; nothing where only the expression says it. */
  claim(labels: Labels): Claim | undefined;
  /** What the value is called, in the same words, choices by their labels; nothing where only the expression says it. */
  term(labels: Labels, choices?: Record<string, Text>): PlainText | undefined;
  /** What should keep it from being published. */
  doubts: Doubt[];
  /** Of a date or instant: how many days after today it is at least, if facts are as many; `-Infinity` when nothing is known. */
  daysAhead(facts?: FactsAhead): number;
}

export interface CompiledText {
  /** False when the text has no expression in it. */
  dynamic: boolean;
  /** What the expressions of all languages read. */
  reads: Reads;
  doubts: Doubt[];
  /** Throws like `CompiledExpression.evaluate`. English falls back to Danish. */
  evaluate(scope: ExpressionScope): PlainText;
}

export type Compiled<K extends string, T> =
  ({ ok: true } & Record<K, T>) | { ok: false; problems: Problem[] };

/** The expressions of one definition. Compiles each source once per kind of place. */
export interface Expressions {
  compile(source: string, expected: Expected, place: Place): Compiled<'expression', CompiledExpression>;
  compileText(text: Text, place: Place): Compiled<'text', CompiledText>;
}
