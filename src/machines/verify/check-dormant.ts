import { afterEvent, doneEvent, stateId } from '../compile.js';
import type { Problem } from '../problems.js';
import { isMovedBy } from './check-timers.js';
import { walkTo, type Graph, type Walk } from './graph.js';
import type { Laboratory } from './laboratory.js';
import { leavesOf } from './replay.js';
import { isWithin, pointerTo, targetOf, type Move, type Shape, type State } from './shape.js';
import { found } from './texts.js';

/** A way to a situation that is still; nothing when there is none. */
type Look = (graph: Graph, isStill: (node: number) => boolean) => Walk | undefined;

/**
 * No open case lies where nothing calls on anybody; not where it waits for a child case or a timer either, when that has come and the case
 * has stayed where it was.
 */
export function checkDormant(laboratory: Laboratory): Problem[] {
  const { shape } = laboratory;
  const live = new Set(shape.states.filter((state) => wakes(shape, state)).map(({ index }) => index));
  const still = checkStill(laboratory, live, [], somewhere);
  if (still.length > 0) return still;
  return shape.states.flatMap((state) => {
    const once = wakersOnce(laboratory, state);
    if (once.length === 0) return [];
    const others = new Set([...live].filter((one) => one !== state.index));
    return checkStill(laboratory, others, [state.region], (graph, isStill) =>
      walkPast(graph, state, once, isStill),
    );
  });
}

const somewhere: Look = (graph, isStill) => {
  const node = graph.nodes.findIndex((_node, number) => number > 0 && isStill(number));
  return node < 0 ? undefined : walkTo(graph, node);
};

function checkStill(
  laboratory: Laboratory,
  live: ReadonlySet<number>,
  regions: number[],
  look: Look,
): Problem[] {
  const { shape, joins } = laboratory;
  const restless = new Set(
    joins.states.filter((join) => joins.neverRests(join, live)).map(({ index }) => index),
  );
  const stillIn = (graph: Graph) => {
    const isLive = graph.blocks.map(({ states }) =>
      states.some((state) => live.has(state) || restless.has(state)),
    );
    const walk = look(graph, (node) => {
      const { done, blocks } = graph.nodes[node]!;
      return !done && !blocks.some((block) => isLive[block]);
    });
    return walk && { walk };
  };
  const { close } = laboratory.dependencies;
  const mainly = (region: number): number => close([region]).size - (close([]).has(region) ? 100 : 0);
  const result = laboratory.search(regions, stillIn, {
    // A way out that was asked about last and is not looked at may be what takes the case on.
    suspects: (graph, walk) => graph.outcomes[graph.stepOutcome[walk.at(-1)!]!]!.loose.at(-1)?.regions ?? [],
    needs: ({ active }) =>
      [...active]
        .filter((state) => live.has(state))
        .map((state) => shape.states[state]!.region)
        .sort((left, right) => mainly(left) - mainly(right))
        .slice(0, 1),
  });
  if (!result.found) return [];
  const states = leavesOf(shape, result.replayed.active);
  return [found('dormant', pointerTo(shape, states.at(-1)!), { states, path: result.replayed.path })];
}

/** Something in the state calls on somebody: a task, a timer, a child case, a declared wait, or a deadline that keeps reminding. */
function wakes(shape: Shape, state: State): boolean {
  const { node, moves } = state;
  const child = node.invoke !== undefined && moves.some(({ kind }) => kind === 'childDone');
  return child || wakesAgain(shape, state) || timersIn(shape, state).length > 0;
}

/** What calls on somebody as long as the state is active. */
function wakesAgain(shape: Shape, { meta }: State): boolean {
  const { deadlines } = shape.definition;
  const paused = pausedIn(shape);
  const reminding = (meta.deadlines ?? []).some(
    (key) => !paused.has(key) && deadlines[key]?.reminders?.some((rung) => 'every' in rung),
  );
  return (meta.tasks?.length ?? 0) > 0 || meta.wait !== undefined || reminding;
}

/** Moments that surely come. */
const timersIn = (shape: Shape, { node }: State): string[] => {
  const paused = pausedIn(shape);
  return Object.keys(node.after ?? {}).filter((moment) => !paused.has(moment));
};

function pausedIn(shape: Shape): Set<string> {
  const actions = shape.states.flatMap((state) =>
    state.moves.flatMap(({ definition }) => definition.actions ?? []),
  );
  return new Set(actions.flatMap((action) => (action.type === 'pauseDeadline' ? [action.deadline] : [])));
}

/**
 * The events that wake the case in this state once only, if nothing else does: a timer fires once for each time that its state is entered, and
 * no other child case is opened in it. Empty when the case cannot stay there after one of them, or is woken again.
 */
function wakersOnce(laboratory: Laboratory, state: State): string[] {
  const { shape } = laboratory;
  const { node, moves, path } = state;
  if (wakesAgain(shape, state)) return [];
  const id = stateId(shape.definition, path);
  const timers = timersIn(shape, state).map((moment) => ({ moment, event: afterEvent(moment, id) }));
  const stays = (event: string, isMoved: (move: Move) => boolean) =>
    moves.some((move) => move.event === event && staysIn(shape, state, move) && !isMoved(move));
  const child = node.invoke ? [doneEvent(node.invoke.id)] : [];
  const once = [
    ...child.filter((event) => stays(event, () => false)),
    ...timers.flatMap((timer) =>
      stays(timer.event, (move) => isMovedBy(laboratory, timer, move)) ? [timer.event] : [],
    ),
  ];
  return once.length === child.length + timers.length ? once : [];
}

function staysIn(shape: Shape, state: State, { definition: { target, reenter } }: Move): boolean {
  if (target === undefined) return true;
  return !reenter && isWithin(targetOf(shape, state, target), state);
}

/** A way on which each of the events comes once while the state stays active, to where the case lies still. */
function walkPast(
  graph: Graph,
  state: State,
  events: string[],
  isStill: (node: number) => boolean,
): Walk | undefined {
  const all = (1 << events.length) - 1;
  const ways = new Map<string, Walk>();
  const open: { node: number; past: number }[] = [];
  const take = (node: number, past: number, before: () => Walk): void => {
    for (let step = graph.firstStep[node]!; step < graph.firstStep[node + 1]!; step += 1) {
      const bit = 1 << events.indexOf(graph.outcomes[graph.stepOutcome[step]!]!.event);
      const isOne = bit > 0 && bit <= all;
      if ((isOne && (past & bit) !== 0) || (past === 0 && !isOne)) continue;
      const reached = { node: graph.stepTarget[step]!, past: isOne ? past | bit : past };
      const key = `${reached.node} ${reached.past}`;
      if (ways.has(key) || !isKept(graph, node, step, state)) continue;
      ways.set(key, [...before(), step]);
      open.push(reached);
    }
  };
  for (let node = 1; node < graph.nodes.length; node += 1) take(node, 0, () => walkTo(graph, node));
  for (const { node, past } of open) {
    const way = ways.get(`${node} ${past}`)!;
    if (past === all && isStill(node)) return way;
    take(node, past, () => way);
  }
  return undefined;
}

/** The state is active before the step and after it, and is not left in between. */
function isKept(graph: Graph, node: number, step: number, { index, region }: State): boolean {
  const { seen, swept } = graph.outcomes[graph.stepOutcome[step]!]!;
  const isActive = (at: number) => graph.blocks[graph.nodes[at]!.blocks[region]!]!.states.includes(index);
  const isLeft = swept.includes(region) || seen.some((one) => one.kind === 'leave' && one.state === index);
  return isActive(node) && isActive(graph.stepTarget[step]!) && !isLeft;
}
