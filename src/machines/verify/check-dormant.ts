import { doneEvent } from '../compile.js';
import type { Problem } from '../problems.js';
import { walkTo, type Graph, type Walk } from './graph.js';
import type { Laboratory } from './laboratory.js';
import { leavesOf } from './replay.js';
import { isWithin, pointerTo, targetOf, type Shape, type State } from './shape.js';
import { found } from './texts.js';

/** A way to a situation that is still; nothing when there is none. */
type Look = (graph: Graph, isStill: (node: number) => boolean) => Walk | undefined;

/**
 * No open case lies where nothing calls on anybody; not where it waits for a child case either, when that has ended and the case has stayed
 * where it was.
 */
export function checkDormant(laboratory: Laboratory): Problem[] {
  const { shape } = laboratory;
  const live = new Set(shape.states.filter((state) => wakes(shape, state)).map(({ index }) => index));
  const still = checkStill(laboratory, live, [], somewhere);
  if (still.length > 0) return still;
  const outliving = shape.states.filter((state) => outlivesItsChild(shape, state));
  return outliving.flatMap((state) => {
    const others = new Set([...live].filter((one) => one !== state.index));
    return checkStill(laboratory, others, [state.region], (graph, isStill) =>
      walkPastChild(graph, state, isStill),
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
  const { shape } = laboratory;
  const stillIn = (graph: Graph) => {
    const isLive = graph.blocks.map(({ states }) => states.some((state) => live.has(state)));
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
  return child || wakesItself(shape, state);
}

function wakesItself(shape: Shape, { node, meta }: State): boolean {
  const { deadlines } = shape.definition;
  const paused = new Set(
    shape.states.flatMap((state) =>
      state.moves.flatMap(({ definition }) =>
        (definition.actions ?? []).flatMap((action) =>
          action.type === 'pauseDeadline' ? [action.deadline] : [],
        ),
      ),
    ),
  );
  const reminding = (meta.deadlines ?? []).some(
    (key) => !paused.has(key) && deadlines[key]?.reminders?.some((rung) => 'every' in rung),
  );
  const timed = Object.keys(node.after ?? {}).some((moment) => !paused.has(moment));
  return (meta.tasks?.length ?? 0) > 0 || meta.wait !== undefined || reminding || timed;
}

/** The case may stay in the state when its child has ended: no other is opened then. */
function outlivesItsChild(shape: Shape, state: State): boolean {
  const stays = state.moves.some(({ kind, definition: { target, reenter } }) => {
    if (kind !== 'childDone' || reenter) return false;
    return target === undefined || isWithin(targetOf(shape, state, target), state);
  });
  return stays && !wakesItself(shape, state);
}

/** A way on which the child of the state ends, and that does not leave the state from then on. */
function walkPastChild(graph: Graph, state: State, isStill: (node: number) => boolean): Walk | undefined {
  const done = doneEvent(state.node.invoke!.id);
  const ways = new Map<number, Walk>();
  const open: number[] = [];
  const take = (node: number, before: () => Walk, isDone: boolean): void => {
    for (let step = graph.firstStep[node]!; step < graph.firstStep[node + 1]!; step += 1) {
      const outcome = graph.outcomes[graph.stepOutcome[step]!]!;
      const target = graph.stepTarget[step]!;
      if ((outcome.event === done) !== isDone || ways.has(target) || !isKept(graph, node, step, state))
        continue;
      ways.set(target, [...before(), step]);
      open.push(target);
    }
  };
  for (let node = 1; node < graph.nodes.length; node += 1) take(node, () => walkTo(graph, node), true);
  for (const node of open) {
    if (isStill(node)) return ways.get(node)!;
    take(node, () => ways.get(node)!, false);
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
