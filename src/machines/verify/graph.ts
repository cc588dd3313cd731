import type { Answer, Seen, Supposition } from './observer.js';
import type { Shape } from './shape.js';
import type { Slice } from './slices.js';

/** The states that are active in one region, and what its history states remember. */
export interface Block {
  states: number[];
  history: Record<string, string[]>;
  /** Numbers of the events that some of the states has a transition for. */
  events: number[];
  /** Number of what its `always` transitions ask, in order, and do where they stay; 0 when it has none that can be taken. */
  urge: number;
  /** The region has reached its end. */
  final: boolean;
}

/** One way in which a step can go, from every configuration that agrees in what it depends on. */
export interface Outcome {
  event: string;
  answers: Answer[];
  stretches: ReadonlyMap<string, boolean>[];
  /** What facts as they were before the step's own writes answered to questions that facts alone answer. */
  asFound: ReadonlyMap<string, boolean>;
  /** Facts that its actions write. */
  written: ReadonlySet<string>;
  seen: Seen[];
  /** Per region: number of the block afterwards; `undefined` where the step changes nothing. */
  blocks: (number | undefined)[];
  /** Regions that the step left or entered although it does not depend on them. */
  swept: number[];
  /** Bits that the step decides, and what they become. */
  bitMask: number;
  bits: number;
  /** What was supposed of regions that are not looked at. */
  loose: Supposition[];
  done: boolean;
}

/** Where an `always` runs for ever, or would if guards answered so. */
export interface Loop {
  node: number;
  event: string;
  answers: Answer[];
  /** The states it runs through, in document order; none when it only writes facts where it stands. */
  round: number[];
  /** Answers that facts may give or not; without any, it surely runs for ever. */
  free: string[];
  /** As in an outcome. */
  asFound: ReadonlyMap<string, boolean>;
  /** What was supposed of regions that are not looked at. */
  loose: Supposition[];
}

/** Every configuration that can be reached, and every step between them. Node 0 is the case before it is opened. */
export interface Graph {
  shape: Shape;
  slice: Slice;
  blocks: Block[];
  /** Per node: number of the block of each region, remembered bits. */
  nodes: { blocks: number[]; bits: number; done: boolean }[];
  outcomes: Outcome[];
  /** The steps from node n are those from `firstStep[n]` up to, not including, `firstStep[n + 1]`. */
  firstStep: number[];
  stepOutcome: number[];
  stepTarget: number[];
  /** The step by which each node was first reached, and the node that it came from. */
  reachedBy: number[];
  reachedFrom: number[];
  loops: Loop[];
  /** Times that XState was asked. */
  runs: number;
  /** False when the bound was reached before everything was seen. */
  complete: boolean;
  /** A region that is not looked at and was asked about in too many ways: nothing more was seen after that. */
  tangledWith?: number;
}

export function activeStates(graph: Graph, node: number): number[] {
  return graph.nodes[node]!.blocks.flatMap((block) => graph.blocks[block]!.states).sort((a, b) => a - b);
}

/** What was seen in the step from this node: a sweeping step leaves what was active there. */
export function seenIn(graph: Graph, node: number, outcome: Outcome): Seen[] {
  const swept = outcome.swept.flatMap((region) => graph.blocks[graph.nodes[node]!.blocks[region]!]!.states);
  if (swept.length === 0) return outcome.seen;
  const isSwept = (seen: Seen): boolean =>
    seen.kind === 'leave' && outcome.swept.includes(graph.shape.states[seen.state]!.region);
  const first = outcome.seen.findIndex(isSwept);
  const run = { from: first, to: first };
  while (run.from > 0 && outcome.seen[run.from - 1]!.kind === 'leave') run.from -= 1;
  while (run.to < outcome.seen.length && outcome.seen[run.to]!.kind === 'leave') run.to += 1;
  const left = outcome.seen
    .slice(run.from, run.to)
    .flatMap((seen) => (seen.kind === 'leave' && !isSwept(seen) ? [seen.state] : []));
  const ordered = [...left, ...swept].sort((a, b) => b - a);
  return [
    ...outcome.seen.slice(0, run.from),
    ...ordered.map((state): Seen => ({ kind: 'leave', state })),
    ...outcome.seen.slice(run.to),
  ];
}

/** The step is possible only if something holds in a region that is not looked at. */
export const isSupposed = ({ loose }: Outcome): boolean => loose.some(({ value }) => value);

/** A walk through the graph from the opening: the steps in order. */
export type Walk = number[];

/** The shortest walk to a node. */
export function walkTo(graph: Graph, node: number): Walk {
  const walk: Walk = [];
  for (let at = node; at !== 0; at = graph.reachedFrom[at]!) walk.push(graph.reachedBy[at]!);
  return walk.reverse();
}

/** Nodes from which one of the goals can be reached over the steps that count. */
export function canReach(
  graph: Graph,
  goals: Iterable<number>,
  counts: (outcome: Outcome, target: number) => boolean,
): Uint8Array {
  const sources: number[][] = graph.nodes.map(() => []);
  for (let node = 0; node < graph.nodes.length; node += 1) {
    for (let step = graph.firstStep[node]!; step < graph.firstStep[node + 1]!; step += 1) {
      const target = graph.stepTarget[step]!;
      if (counts(graph.outcomes[graph.stepOutcome[step]!]!, target)) sources[target]!.push(node);
    }
  }
  const reached = new Uint8Array(graph.nodes.length);
  const open = [...goals];
  for (const goal of open) reached[goal] = 1;
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const source of sources[at]!) {
      if (reached[source]) continue;
      reached[source] = 1;
      open.push(source);
    }
  }
  return reached;
}
