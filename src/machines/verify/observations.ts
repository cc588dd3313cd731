import type { Problem } from '../problems.js';
import type { Expressions } from '../expressions/environment.js';
import type { Condition, Question, Questions } from './atoms.js';
import { activeStates, seenIn, type Graph, type Outcome } from './graph.js';
import type { Shape } from './shape.js';

/** One thing that a rule looks for in a step. */
export type Observation =
  | { kind: 'event'; name: string }
  | { kind: 'enter' | 'leave'; states: ReadonlySet<number> }
  | { kind: 'task'; name: string; states: number[] }
  | { kind: 'letter'; name: string }
  | { kind: 'when'; condition: Condition; text: string };

const FORM = /^(event|enter|leave|task|letter|when)\((.+)\)$/s;

/** Reads the observations of a rule. A state may be named by the end of its path: then every such state is meant. */
export class ObservationReader {
  readonly problems: Problem[] = [];

  constructor(
    private readonly shape: Shape,
    private readonly questions: Questions,
    private readonly expressions: Expressions,
  ) {}

  read(text: string, path: string): Observation[] {
    const [, kind, name = ''] = FORM.exec(text)!;
    switch (kind) {
      case 'event':
      case 'letter':
        return [{ kind, name }];
      case 'task':
        return [{ kind, name, states: this.naming(name) }];
      case 'when':
        return this.readWhen(name, path);
      default:
        return [{ kind: kind as 'enter' | 'leave', states: this.named(name) }];
    }
  }

  private readWhen(text: string, path: string): Observation[] {
    const compiled = this.expressions.compile(text, 'bool', { path, anyEvent: true });
    if (!compiled.ok) {
      this.problems.push(...compiled.problems);
      return [];
    }
    const condition = this.questions.of(compiled.expression);
    this.questions.want(condition);
    return [{ kind: 'when', condition, text }];
  }

  private naming(task: string): number[] {
    return this.shape.states.filter(({ meta }) => meta.tasks?.includes(task)).map(({ index }) => index);
  }

  private named(name: string): Set<number> {
    const states = this.shape.states.filter(({ path }) => path === name || path.endsWith(`.${name}`));
    return new Set(states.map(({ index }) => index));
  }
}

/** Whether and when the observations are made in the steps of one graph. */
export class Sight {
  private readonly wanted = new Map<string, Set<number>>();

  constructor(private readonly graph: Graph) {}

  /**
   * The order in which the observations are made in this step, as indices into `observations`: what guards found true and the event
   * itself come first, then states and letters as they came, then the tasks that are open afterwards and were not before.
   */
  order(node: number, outcome: Outcome, target: number, observations: Observation[]): number[] {
    const order: number[] = [];
    observations.forEach((observation, index) => {
      if (observation.kind === 'when' && isTrueIn(this.graph, node, outcome, observation.condition))
        order.push(index);
    });
    observations.forEach((observation, index) => {
      if (observation.kind === 'event' && observation.name === outcome.event) order.push(index);
    });
    for (const seen of seenIn(this.graph, node, outcome)) {
      observations.forEach((observation, index) => {
        if (seen.kind === 'letter') {
          if (observation.kind === 'letter' && observation.name === seen.name) order.push(index);
        } else if (
          seen.kind !== 'reenter' &&
          observation.kind === seen.kind &&
          observation.states.has(seen.state)
        ) {
          order.push(index);
        }
      });
    }
    observations.forEach((observation, index) => {
      if (observation.kind === 'task' && this.opens(node, outcome, target, observation)) order.push(index);
    });
    return order;
  }

  private opens(
    node: number,
    outcome: Outcome,
    target: number,
    task: { name: string; states: number[] },
  ): boolean {
    const after = this.naming(target, task);
    if (after.length === 0 || this.graph.nodes[target]!.done) return false;
    if (this.naming(node, task).length === 0) return true;
    if (!outcome.seen.some(({ kind }) => kind === 'reenter')) return false;
    const left = new Set(
      seenIn(this.graph, node, outcome).flatMap((seen) => (seen.kind === 'leave' ? [seen.state] : [])),
    );
    return after.every((state) => left.has(state));
  }

  private naming(node: number, { name, states }: { name: string; states: number[] }): number[] {
    const key = `${node} ${name}`;
    let active = this.wanted.get(key);
    if (!active) {
      const all = new Set(activeStates(this.graph, node));
      active = new Set(states.filter((state) => all.has(state)));
      this.wanted.set(key, active);
    }
    return [...active];
  }
}

/** True when the answers that were given in the step make the condition true; what nobody asked makes nothing true. */
function isTrueIn(graph: Graph, node: number, outcome: Outcome, condition: Condition): boolean {
  return outcome.stretches.some(
    (answers) =>
      evaluate(condition, (question) => answerOf(graph, node, outcome, question, answers)) === true,
  );
}

function answerOf(
  graph: Graph,
  node: number,
  { event, answers: asked }: Outcome,
  question: Question,
  answers: ReadonlyMap<string, boolean>,
): boolean | undefined {
  switch (question.kind) {
    case 'constant':
      return question.value;
    case 'active': {
      const state = graph.shape.byPath.get(question.path);
      return state !== undefined && activeStates(graph, node).includes(state.index);
    }
    case 'happened':
      return question.event === event || asked.find(({ atom }) => atom === question.text)?.value;
    default:
      return answers.get(question.text) ?? asked.find(({ atom }) => atom === question.text)?.value;
  }
}

function evaluate(
  condition: Condition,
  answer: (question: Question) => boolean | undefined,
): boolean | undefined {
  if (condition.op === 'ask') return answer(condition.question);
  if (condition.op === 'not') {
    const inner = evaluate(condition.of, answer);
    return inner === undefined ? undefined : !inner;
  }
  const decisive = condition.op === 'or';
  const values = condition.of.map((part) => evaluate(part, answer));
  if (values.includes(decisive)) return decisive;
  return values.includes(undefined) ? undefined : !decisive;
}
