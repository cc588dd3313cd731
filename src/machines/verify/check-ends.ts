import type { Problem } from '../problems.js';
import { activeStates, canReach, isSupposed, walkTo, type Graph } from './graph.js';
import type { Laboratory } from './laboratory.js';
import { leavesOf, pathIn } from './replay.js';
import { pointerTo, type State } from './shape.js';
import type { Slice } from './slices.js';
import { within } from './sure-joins.js';
import { found } from './texts.js';

/**
 * From everywhere an end must be possible. Steps that depend on regions that are not looked at do not count, unless it is a join that can be
 * brought about region by region; when that leaves a dead end, a region out of which nothing leads is looked for, and failing that, what the
 * steps depend on is looked at, too.
 */
export function checkEnds(laboratory: Laboratory): Problem[] {
  const { dependencies } = laboratory;
  let slice = dependencies.close([]);
  for (let isFirst = true; ; isFirst = false) {
    const graph = laboratory.graphOf(slice);
    const stuck = stuckNodes(laboratory, graph);
    const asked = graph.outcomes.flatMap(({ loose }) => loose.flatMap(({ regions }) => regions));
    const larger = dependencies.close([...slice, ...asked]);
    if (stuck.length === 0 || !graph.complete) return [];
    if (larger.size === slice.size) return report(laboratory, graph, firstOf(graph, stuck), stuck.length);
    const trapped = isFirst ? trapsOfRegions(laboratory, larger) : [];
    if (trapped.length > 0) return trapped;
    slice = larger;
  }
}

function stuckNodes({ joins }: Laboratory, graph: Graph): number[] {
  const goals = graph.nodes.flatMap(({ done }, node) => (done ? [node] : []));
  let waiting = joins.states.map((join) => ({ join, nodes: within(graph, join), to: joined(graph, join) }));
  for (;;) {
    const canEnd = canReach(graph, goals, (outcome) => !isSupposed(outcome));
    const opened = waiting.filter(
      ({ join, nodes, to }) =>
        nodes.some((node) => !canEnd[node]) &&
        to.length > 0 &&
        to.every((node) => canEnd[node]) &&
        joins.canJoin(join),
    );
    if (opened.length === 0)
      return graph.nodes.flatMap((_node, number) => (number === 0 || canEnd[number] ? [] : [number]));
    goals.push(...opened.flatMap(({ nodes }) => nodes));
    waiting = waiting.filter((one) => !opened.includes(one));
  }
}

/** Where the case may be after the join, if some of its regions are not looked at. */
const joined = ({ outcomes, stepOutcome, stepTarget }: Graph, { path }: State): number[] =>
  stepTarget.filter((_target, step) =>
    outcomes[stepOutcome[step]!]!.loose.some(({ atom, value }) => value && atom === `done("${path}")`),
  );

/** Situations that no step leads out of to an end, whatever is supposed of the other regions. */
function trapsOfRegions(laboratory: Laboratory, slice: Slice): Problem[] {
  const { dependencies, replay } = laboratory;
  for (const region of slice) {
    const graph = laboratory.graphOf(dependencies.close([region]));
    if (!graph.complete) continue;
    const ends = graph.nodes.flatMap(({ done }, node) => (done ? [node] : []));
    const canEnd = canReach(graph, ends, () => true);
    const traps = graph.nodes.flatMap((_node, node) => (node === 0 || canEnd[node] ? [] : [node]));
    const real = firstOf(graph, traps).filter((node) => replay.run(graph, walkTo(graph, node)).possible);
    if (real.length > 0) return report(laboratory, graph, real, traps.length);
  }
  return [];
}

/** The situations in which the way out is first lost. */
function firstOf({ reachedFrom }: Graph, stuck: number[]): number[] {
  const isStuck = new Set(stuck);
  return stuck.filter((node) => !isStuck.has(reachedFrom[node]!));
}

const MOST = 5;

/** The situations, each with the shortest path to it. */
function report({ shape, replay }: Laboratory, graph: Graph, nodes: number[], stuck: number): Problem[] {
  return nodes.slice(0, MOST).map((node) => {
    const walk = walkTo(graph, node);
    const replayed = replay.run(graph, walk);
    const { path } = replayed.possible ? replayed : pathIn(graph, walk);
    const states = leavesOf(shape, new Set(activeStates(graph, node)));
    return found('cannotEnd', pointerTo(shape, states.at(-1)!), { states, path, configurations: stuck });
  });
}
