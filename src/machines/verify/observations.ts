import type { Problem } from '../problems.js';
import { isStateNamed, OBSERVATION } from '../observed.js';
import type { Expressions } from '../expressions/environment.js';
import { questionsIn, type Condition, type Question, type Questions } from './atoms.js';
import { activeStates, seenIn, type Graph, type Outcome } from './graph.js';
import type { Seen } from './observer.js';
import type { Shape } from './shape.js';

/** One thing that a rule looks for in a step. */
export type Observation =
  | { kind: 'event'; name: string }
  | { kind: 'enter' | 'leave'; states: ReadonlySet<number> }
  | { kind: 'task'; name: string; states: number[] }
  | { kind: 'letter'; name: string }
  | { kind: 'when'; condition: Condition; text: string };

/** What a rule looks for, as it is written: `enter(a.b)` is `enter` of `a.b`. The text has passed the parser. */
export function wantedIn(text: string): { kind: Observation['kind']; name: string } {
  const [, kind, name = ''] = OBSERVATION.exec(text)!;
  return { kind: kind as Observation['kind'], name };
}

/** Reads the observations of a rule. A state may be named by the end of its path: then every such state is meant. */
export class ObservationReader {
  readonly problems: Problem[] = [];

  constructor(
    private readonly shape: Shape,
    private readonly questions: Questions,
    private readonly expressions: Expressions,
  ) {}

  read(text: string, path: string): Observation[] {
    const { kind, name } = wantedIn(text);
    switch (kind) {
      case 'event':
      case 'letter':
        return [{ kind, name }];
      case 'task':
        return [{ kind, name, states: this.naming(name) }];
      case 'when':
        return this.readWhen(name, path);
      default:
        return [{ kind, states: this.named(name) }];
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
    const states = this.shape.states.filter(({ path }) => isStateNamed(path, name));
    return new Set(states.map(({ index }) => index));
  }
}

type TaskObservation = Extract<Observation, { kind: 'task' }>;

/** More tasks than any rule names; what is seen of a step with more is found anew each time. */
const MAX_TASKS = 8;

/** Whether and when the observations are made in the steps of one graph. */
export class Sight {
  /** Each task once, in the order of the definition, with the observations that are made of it. */
  private readonly tasks: { observation: TaskObservation; blocks: boolean[]; indices: number[] }[];
  /** Nothing is asked of the states of the step, and nothing that is swept is observed: see `keyOf`. */
  private readonly plain: boolean;
  private readonly leaves: boolean;

  constructor(
    private readonly graph: Graph,
    private readonly observations: Observation[],
  ) {
    this.tasks = Object.keys(graph.shape.definition.tasks).flatMap((task) => {
      const indices = observations.flatMap((one, index) =>
        one.kind === 'task' && one.name === task ? [index] : [],
      );
      const observation = observations[indices[0] ?? -1];
      return observation?.kind === 'task'
        ? [{ observation, blocks: blocksWith(graph, observation.states), indices }]
        : [];
    });
    this.plain = this.tasks.length <= MAX_TASKS && !observations.some(asksStates);
    this.leaves = observations.some(({ kind }) => kind === 'leave');
  }

  /** Steps with the same key are seen alike; nothing when the step must be looked at for itself. */
  keyOf(node: number, step: number): number | undefined {
    const number = this.graph.stepOutcome[step]!;
    const { swept, seen } = this.graph.outcomes[number]!;
    if (!this.plain || (this.leaves && swept.length > 0)) return undefined;
    if (this.tasks.length === 0) return number;
    if (seen.some(({ kind }) => kind === 'reenter')) return undefined;
    const most = 1 << MAX_TASKS;
    return (number * most + this.openTasks(node)) * most + this.openTasks(this.graph.stepTarget[step]!);
  }

  /** One bit per task that is observed. */
  private openTasks(node: number): number {
    return this.tasks.reduce(
      (bits, task, index) => (this.isOpen(node, task.blocks) ? bits | (1 << index) : bits),
      0,
    );
  }

  private isOpen(node: number, naming: boolean[]): boolean {
    const { blocks, done } = this.graph.nodes[node]!;
    return !done && blocks.some((block) => naming[block]);
  }

  /**
   * The order in which the observations are made in this step, as their indices: what guards found true and the event itself come first,
   * then states and letters as they came, then the tasks that are open afterwards and were not before, in the order of the definition, as the engine
   * opens them.
   */
  order(node: number, step: number): number[] {
    const { graph, observations } = this;
    const outcome = graph.outcomes[graph.stepOutcome[step]!]!;
    const order: number[] = [];
    const note = (isMade: (observation: Observation) => boolean): void =>
      observations.forEach((observation, index) => {
        if (isMade(observation)) order.push(index);
      });
    note((one) => one.kind === 'when' && isTrueIn(graph, node, outcome, one.condition));
    note((one) => one.kind === 'event' && one.name === outcome.event);
    for (const seen of this.leaves ? seenIn(graph, node, outcome) : outcome.seen) {
      note((one) => isSeen(one, seen));
    }
    for (const { observation, blocks, indices } of this.tasks) {
      if (this.opens(node, step, observation, blocks)) order.push(...indices);
    }
    return order;
  }

  private opens(node: number, step: number, { states }: TaskObservation, naming: boolean[]): boolean {
    const { graph } = this;
    const target = graph.stepTarget[step]!;
    if (!this.isOpen(target, naming)) return false;
    if (!this.isOpen(node, naming)) return true;
    const outcome = graph.outcomes[graph.stepOutcome[step]!]!;
    if (!outcome.seen.some(({ kind }) => kind === 'reenter')) return false;
    const left = new Set(
      seenIn(graph, node, outcome).flatMap((seen) => (seen.kind === 'leave' ? [seen.state] : [])),
    );
    const active = new Set(activeStates(graph, target));
    return states.every((state) => !active.has(state) || left.has(state));
  }
}

/** Per block: whether one of the states is in it. */
const blocksWith = ({ blocks }: Graph, states: number[]): boolean[] =>
  blocks.map((block) => block.states.some((state) => states.includes(state)));

const asksStates = (observation: Observation): boolean =>
  observation.kind === 'when' && questionsIn(observation.condition).some(({ kind }) => kind === 'active');

function isSeen(observation: Observation, seen: Seen): boolean {
  if (seen.kind === 'letter') return observation.kind === 'letter' && observation.name === seen.name;
  return seen.kind !== 'reenter' && observation.kind === seen.kind && observation.states.has(seen.state);
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
      return answers.get(question.text);
  }
}

/** What the answers make of the condition; nothing when those that are missing would decide. */
export function evaluate(
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
