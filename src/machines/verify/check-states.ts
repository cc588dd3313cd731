import type { Definition } from '../definition.js';
import type { CompiledExpression } from '../expressions/environment.js';
import { Labels } from '../labels.js';
import type { Problem } from '../problems.js';
import { sendersAt } from '../senders.js';
import { questionsIn, type Condition, type Question, type Questions } from './atoms.js';
import { Choices } from './choices.js';
import type { Laboratory } from './laboratory.js';
import { lineOf, type Move, type Shape, type State } from './shape.js';
import { found } from './texts.js';

/** What can be seen of the states one by one, without taking a step. */
export function checkStates(laboratory: Laboratory): Problem[] {
  return [
    ...laboratory.shape.states.flatMap((state) => [
      ...checkMeta(state),
      ...checkWait(state),
      ...checkTimers(laboratory, state),
      ...checkWaking(state),
    ]),
    ...checkReasons(laboratory),
    ...checkTaskNames(laboratory.shape),
    ...checkTaskRoles(laboratory.shape),
  ];
}

/** What keeps a person from an event must be said in words: those of `reasons`, or sentences that can be made from titles. */
function checkReasons({ definition, shape, compiler }: Laboratory): Problem[] {
  const stated = compiler.reasons();
  const labels = new Labels(definition);
  const isSaid = (guard: CompiledExpression, atom: string) =>
    stated.has(atom) || guard.atom(atom).claim(labels) !== undefined;
  const asked = shape.states
    .flatMap(({ moves }) => moves)
    .flatMap(({ kind, event, guard, pointer }) =>
      guard && kind === 'on' && definition.events[event]!.roles.length > 0 ? [{ guard, pointer }] : [],
    );
  return asked.flatMap(({ guard, pointer }) =>
    guard.atoms
      .filter((atom) => !isSaid(guard, atom))
      .map((part) => found('reasonMissing', `${pointer}/guard`, { part })),
  );
}

function checkMeta({ path, pointer, meta }: State): Problem[] {
  if (path === '') return [];
  return [
    ...(meta.title?.da.trim() ? [] : [found('missingTitle', pointer, { state: path })]),
    ...(meta.publicPhase ? [] : [found('missingPublicPhase', pointer, { state: path })]),
  ];
}

function checkWait(state: State): Problem[] {
  const { path, pointer, meta } = state;
  const review = meta.wait?.review;
  if (review === undefined) return [];
  const wakes = lineOf(state).some(
    ({ node, meta: own }) => Object.hasOwn(node.after ?? {}, review) || own.deadlines?.includes(review),
  );
  return wakes ? [] : [found('waitWithoutReview', `${pointer}/meta/wait/review`, { state: path, review })];
}

function checkTimers({ questions }: Laboratory, state: State): Problem[] {
  return Object.keys(state.node.after ?? {}).flatMap((moment) => {
    const pointer = `${state.pointer}/after/${moment}`;
    const moves = state.moves.filter(({ kind, pointer: at }) => kind === 'after' && isAt(at, pointer));
    return canAllBeFalse(moves, questions) ? [found('timerMayBeLost', pointer, { moment })] : [];
  });
}

const isAt = (place: string, pointer: string): boolean =>
  place === pointer || place.startsWith(`${pointer}/`);

/** Ways of answering the guards of one timer that are looked at. */
const MAX_RUNS = 10_000;
/** More than an expression has room for. */
const MOST_QUESTIONS = 5_000;

/** Whether some answers to what the guards ask leave no transition open. States and events may be any here. */
export function canAllBeFalse(
  moves: Move[],
  questions: Questions,
  fixed: (question: Question) => boolean | undefined = () => undefined,
): boolean {
  if (moves.some(({ guard }) => guard === undefined)) return false;
  const conditions = moves.map(({ guard }) => questions.of(guard!));
  const choices = new Choices(MOST_QUESTIONS);
  let runs = 0;
  do {
    const known = new Map<string, boolean>();
    const answer = (question: Question): boolean => {
      const value =
        (question.kind === 'constant' ? question.value : known.get(question.text)) ??
        fixed(question) ??
        ruledOut(question, known, conditions) ??
        choices.choose();
      known.set(question.text, value);
      return value;
    };
    if (!conditions.some((condition) => holds(condition, answer))) return true;
    runs += 1;
  } while (runs < MAX_RUNS && choices.advance());
  // Guards that are not looked through need a last transition without one.
  return runs === MAX_RUNS;
}

function holds(condition: Condition, answer: (question: Question) => boolean): boolean {
  if (condition.op === 'ask') return answer(condition.question);
  if (condition.op === 'not') return !holds(condition.of, answer);
  return condition.op === 'and'
    ? condition.of.every((part) => holds(part, answer))
    : condition.of.some((part) => holds(part, answer));
}

/** `x == "a"` when the other values of x have been answered. */
function ruledOut(
  question: Question,
  known: ReadonlyMap<string, boolean>,
  conditions: Condition[],
): boolean | undefined {
  if (question.kind !== 'free' || question.group === undefined) return undefined;
  const { group, literal, all } = question;
  const others = conditions
    .flatMap(questionsIn)
    .flatMap((other) =>
      other.kind === 'free' && other.group === group && other.literal !== literal ? [other] : [],
    );
  if (others.some(({ text }) => known.get(text) === true)) return false;
  const excluded = new Set(
    others.flatMap((other) => (known.get(other.text) === false ? [other.literal] : [])),
  );
  return all?.every((value) => value === literal || excluded.has(value)) ? true : undefined;
}

function checkWaking(state: State): Problem[] {
  const reads = state.moves.some(
    ({ kind, guard }) => kind === 'always' && guard && (guard.reads.usesClock || guard.reads.usesCalendar),
  );
  const wakes = lineOf(state).some(({ node }) => Object.keys(node.after ?? {}).length > 0);
  return reads && !wakes ? [found('nobodyWakes', `${state.pointer}/always`, { state: state.path })] : [];
}

function checkTaskNames({ definition, states }: Shape): Problem[] {
  return Object.keys(definition.tasks).flatMap((task) => {
    const naming = states.filter(({ meta }) => meta.tasks?.includes(task));
    if (naming.length === 0) return [found('taskNeverOpened', `/tasks/${task}`, { task })];
    return naming.flatMap((state, index) => {
      const other = naming.slice(0, index).find((earlier) => together(earlier, state));
      return other
        ? [
            found('taskNamedTwice', `${state.pointer}/meta/tasks`, {
              task,
              state: state.path,
              other: other.path,
            }),
          ]
        : [];
    });
  });
}

/** Where a task is open, its role must be able to do something about it. */
function checkTaskRoles({ definition, states }: Shape): Problem[] {
  return states.flatMap((state) =>
    (state.meta.tasks ?? []).flatMap((task, index) => {
      const { role, events } = definition.tasks[task]!;
      const possible =
        events.length === 0 ||
        events.some((event) => possibleSenders(definition, states, state, event).has(role));
      const pointer = `${state.pointer}/meta/tasks/${index}`;
      return possible ? [] : [found('taskNotForItsRole', pointer, { task, state: state.path, role })];
    }),
  );
}

/** All who may send the event in some situation in which the state is active. */
function possibleSenders(
  definition: Definition,
  states: State[],
  state: State,
  event: string,
): ReadonlySet<string> {
  const line = lineOf(state).map(({ path }) => path);
  const within = states.filter(
    (other) => other.meta.senders?.[event] && !line.includes(other.path) && together(state, other),
  );
  return new Set([
    ...sendersAt(definition, event, [state.path]),
    ...within.flatMap(({ meta }) => meta.senders![event]!),
  ]);
}

/** Both can be active at once. */
function together(left: State, right: State): boolean {
  const line = lineOf(left);
  const common = lineOf(right).find((state) => line.includes(state))!;
  return common === left || common === right || common.node.type === 'parallel';
}
