import type { Problem } from '../problems.js';
import { activeStates, canReach, isSupposed, walkTo, type Graph } from './graph.js';
import { isSure, type Goal, type Laboratory, type Part } from './laboratory.js';
import { leavesOf } from './replay.js';
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
  let part: Part = { slice: dependencies.close([]) };
  for (let isFirst = true; ; isFirst = false) {
    const graph = laboratory.graphOf(part);
    const stuck = stuckNodes(laboratory, graph);
    if (stuck.length === 0 && !isSure(part)) laboratory.undecided.push(graph);
    if (stuck.length === 0 || !graph.complete) return [];
    const asked = graph.outcomes.flatMap(({ loose }) => loose.flatMap(({ regions }) => regions));
    const slice = dependencies.close([...part.slice, ...asked]);
    const isLarger = slice.size > part.slice.size;
    const trapped = isFirst && isLarger ? trapsOfRegions(laboratory, slice) : [];
    if (trapped.length > 0) return trapped;
    const first = firstOf(graph, stuck).slice(0, MOST);
    const more = isLarger ? { ...part, slice } : laboratory.recallMore(part, graph, walksTo(graph, first));
    if (more === undefined) {
      const told = tell(laboratory, graph, first, stuck.length);
      if (told.length === 0) laboratory.undecided.push(graph);
      return told;
    }
    part = more;
  }
}

const walksTo = (graph: Graph, nodes: number[]): Goal[] =>
  nodes.map((node) => ({ walk: walkTo(graph, node) }));

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
  const { dependencies } = laboratory;
  for (const region of slice) {
    const graph = laboratory.graphOf({ slice: dependencies.close([region]) });
    if (!graph.complete) continue;
    const ends = graph.nodes.flatMap(({ done }, node) => (done ? [node] : []));
    const canEnd = canReach(graph, ends, () => true);
    const traps = graph.nodes.flatMap((_node, node) => (node === 0 || canEnd[node] ? [] : [node]));
    const told = tell(laboratory, graph, firstOf(graph, traps), traps.length);
    if (told.length > 0) return told;
  }
  return [];
}

/** The situations in which the way out is first lost. */
function firstOf({ reachedFrom }: Graph, stuck: number[]): number[] {
  const isStuck = new Set(stuck);
  return stuck.filter((node) => !isStuck.has(reachedFrom[node]!));
}

const MOST = 5;

/** The situations that a case can come to, each with the shortest path to it. */
function tell(laboratory: Laboratory, graph: Graph, nodes: number[], stuck: number): Problem[] {
  const { shape } = laboratory;
  const told = nodes.flatMap((node) => {
    const real = laboratory.real(graph, { walk: walkTo(graph, node) });
    if (!real) return [];
    const states = leavesOf(shape, new Set(activeStates(graph, node)));
    const details = { states, path: real.path, configurations: stuck };
    return [found('cannotEnd', pointerTo(shape, states.at(-1)!), details)];
  });
  return told.slice(0, MOST);
}
