import { AppError } from '../../errors.js';
import type { CompiledAction } from '../compiled.js';
import type { Definition, Rule } from '../definition.js';
import type { StepObserver } from '../draft.js';
import {
  createExpressions,
  type CompiledExpression,
  type ExpressionScope,
} from '../expressions/environment.js';
import { laterFacts, literalOf } from '../later-facts.js';
import { holds, questionsIn, Questions, type Condition, type Question } from '../verify/atoms.js';
import { evaluate, wantedIn, type Observation } from '../verify/observations.js';
import { textOf } from '../verify/fact-answers.js';

interface WatchedCondition {
  text: string;
  expression: CompiledExpression;
  condition: Condition;
}

/** Something that a rule may look for, as it was seen in a step. States are dotted paths. */
export interface Sight {
  kind: Observation['kind'];
  name: string;
}

/** Watches steps that have happened for what the rules of a version look for, also steps that were taken under other versions. */
export class TraceWatch {
  private readonly questions: Questions;
  private readonly watched: WatchedCondition[];

  /** The definition must have passed `verify`. */
  constructor(definition: Definition) {
    this.questions = new Questions(definition, laterFacts(definition));
    const expressions = createExpressions(definition);
    const texts = new Set(definition.rules.flatMap(conditionTexts));
    this.watched = [...texts].flatMap((text) => {
      const compiled = expressions.compile(text, 'bool', { path: '/rules', anyEvent: true });
      if (!compiled.ok) return [];
      const { expression } = compiled;
      return [{ text, expression, condition: this.questions.of(expression) }];
    });
  }

  /** The observer of one step with this event. */
  watch(event: string): StepWatch {
    return new StepWatch(event, this.watched, this.questions);
  }
}

function conditionTexts({ first = [], then = [], unless = [] }: Rule): string[] {
  const wanted = [first, then, unless].flat().map(wantedIn);
  return wanted.flatMap(({ kind, name }) => (kind === 'when' ? [name] : []));
}

/**
 * Sees what a proof would see in the same step: true is only what guards have asked, for as long as nothing writes the facts in question, or
 * what actions have written out.
 */
export class StepWatch implements StepObserver {
  /** Texts of the conditions (`when(…)`) that were true at some moment of the step. */
  readonly found = new Set<string>();
  /** The event, states and letters in the order in which they came. Empty for events of the engine that move no state, such as reminders. */
  readonly seen: Sight[] = [];
  private readonly known = new Set<string>();
  private readonly places = new Map<string, boolean>();

  constructor(
    private readonly event: string,
    private readonly watched: WatchedCondition[],
    private readonly questions: Questions,
  ) {}

  /** Where the case is means where it was before the step. */
  began(scope: ExpressionScope): void {
    this.seen.push({ kind: 'event', name: this.event });
    for (const { expression, condition } of this.watched)
      for (const question of questionsIn(condition))
        if (question.kind === 'active') this.places.set(question.text, answerOf(expression, question, scope));
    this.look(scope);
  }

  asked(guard: CompiledExpression, scope: ExpressionScope): void {
    const ask = (question: Question) => {
      this.known.add(question.text);
      return answerOf(guard, question, scope);
    };
    holds(this.questions.of(guard), ask, () => true);
    this.look(scope);
  }

  entered(path: string): void {
    this.seen.push({ kind: 'enter', name: path });
  }

  left(path: string): void {
    this.seen.push({ kind: 'leave', name: path });
  }

  acted({ action }: CompiledAction, scope: ExpressionScope): void {
    if (action.type === 'sendMessage') this.seen.push({ kind: 'letter', name: action.letter });
    if (action.type !== 'setFacts') return;
    for (const text of this.known) if (this.questions.readsAny(text, action.facts)) this.known.delete(text);
    for (const [fact, source] of Object.entries(action.facts)) this.written(`facts.${fact}`, source);
    this.look(scope);
  }

  private written(name: string, source: string): void {
    if (literalOf(source) !== undefined) this.known.add(name);
    if (textOf(source) === undefined) return;
    const questions = this.watched.flatMap(({ condition }) => questionsIn(condition));
    for (const question of questions)
      if (question.kind === 'free' && question.group === name) this.known.add(question.text);
  }

  private look(scope: ExpressionScope): void {
    for (const { text, expression, condition } of this.watched) {
      const answer = (question: Question) =>
        this.places.get(question.text) ??
        (this.isKnown(question) ? answerOf(expression, question, scope) : undefined);
      if (!this.found.has(text) && evaluate(condition, answer) === true) this.found.add(text);
    }
  }

  private isKnown(question: Question): boolean {
    if (question.kind === 'constant') return true;
    if (question.kind === 'happened' && question.event === this.event) return true;
    return this.known.has(question.text);
  }
}

/** Nobody can say yes to a question about a fact that is not there. */
function answerOf(expression: CompiledExpression, { text }: Question, scope: ExpressionScope): boolean {
  try {
    return expression.atom(text).evaluate(scope) === true;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return false;
  }
}
