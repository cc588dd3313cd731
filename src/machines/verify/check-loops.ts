import type { Problem } from '../problems.js';
import { activeStates, walkTo, type Graph, type Loop, type Walk } from './graph.js';
import type { Laboratory } from './laboratory.js';
import { leavesOf, type PathStep } from './replay.js';
import { pointerTo, targetOf, type Shape, type State } from './shape.js';
import { found } from './texts.js';

/**
 * Each loop once, by where a case first meets it, and what would be loops among transitions without a condition where no case comes. That a case
 * runs for ever is said only where no answer of a guard can keep it from that; otherwise that it may.
 */
export function checkLoops(laboratory: Laboratory): { real: Problem[]; unseen: Problem[] } {
  const { shape, graphs } = laboratory;
  const problems = new Map<string, Problem>();
  for (const graph of new Set(graphs.values())) {
    for (const pointer of new Set(graph.loops.map((loop) => pointerOf(graph, loop)))) {
      const problem = problems.has(pointer) ? undefined : checkLoop(laboratory, graph, pointer);
      if (problem) problems.set(pointer, problem);
    }
  }
  const real = [...problems.values()];
  // A loop that begins with the opening is best told by the transitions that it is made of.
  const plain = [...problems.keys()].every((pointer) => pointer === AT_OPENING) ? plainCycles(shape) : [];
  if (plain.length === 0) return { real, unseen: [] };
  return real.length > 0 ? { real: plain, unseen: [] } : { real, unseen: plain };
}

const AT_OPENING = '/machine';

const leavesAt = (graph: Graph, node: number): string[] =>
  leavesOf(graph.shape, new Set(activeStates(graph, node)));

function pointerOf(graph: Graph, { node }: Loop): string {
  const from = leavesAt(graph, node);
  return from.length > 0 ? pointerTo(graph.shape, from.at(-1)!) : AT_OPENING;
}

/** A loop that is met there by a way that the whole machine can go; those that nothing can stop come first. */
function checkLoop(laboratory: Laboratory, { slice }: Graph, pointer: string): Problem | undefined {
  const loopIn = (graph: Graph): { walk: Walk; loop: Loop } | undefined => {
    const here = graph.loops.filter((loop) => pointerOf(graph, loop) === pointer);
    const loop = here.find(isCertain) ?? here[0];
    return loop && { walk: walkTo(graph, loop.node), loop };
  };
  const supposed = (graph: Graph): number[] => loopIn(graph)!.loop.loose.flatMap(({ regions }) => regions);
  const met = laboratory.search(slice, loopIn, { suspects: supposed });
  return met.found && tell(met.graph, pointer, met.found.loop, met.replayed.path);
}

const isCertain = ({ free }: Loop): boolean => free.length === 0;

function tell(graph: Graph, pointer: string, loop: Loop, path: PathStep[]): Problem {
  const { answers, event, free, node } = loop;
  const inRound = leavesOf(graph.shape, new Set(loop.round));
  const from = leavesAt(graph, node);
  const states = inRound.length > 0 ? inRound : from.length > 0 ? from : ['case.opened'];
  const step: PathStep = { event, guards: answers, from, to: [] };
  const details = { states, path: [...path, step] };
  if (isCertain(loop)) return found('alwaysCycle', pointer, details);
  const said = free.map((text) => {
    const last = answers.findLast(({ atom }) => atom === text);
    return last?.value === false ? `!(${text})` : text;
  });
  return found('alwaysMayCycle', pointer, { ...details, guards: said });
}

function plainCycles(shape: Shape): Problem[] {
  const next = new Map<State, State>();
  for (const state of shape.states) {
    const move = state.moves.find(({ kind }) => kind === 'always');
    if (move && !move.guard && move.definition.target !== undefined) {
      next.set(state, targetOf(shape, state, move.definition.target));
    }
  }
  const reported = new Set<State>();
  return [...next.keys()].flatMap((start) => {
    const cycle = [start];
    for (let at = next.get(start); at && !cycle.includes(at); at = next.get(at)) cycle.push(at);
    if (next.get(cycle.at(-1)!) !== start || reported.has(start)) return [];
    for (const state of cycle) reported.add(state);
    return [found('alwaysCycle', `${start.pointer}/always`, { states: cycle.map(({ path }) => path) })];
  });
}
