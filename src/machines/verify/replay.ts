import type { AnyStateMachine } from 'xstate';
import { AppError } from '../../errors.js';
import { enterMachine, takeEvent, type KernelState } from '../kernel.js';
import type { Questions } from './atoms.js';
import type { Bits } from './bits.js';
import { Recorded } from './choices.js';
import { activeStates, seenIn, type Graph, type Outcome, type Walk } from './graph.js';
import { buildMachine } from './machine.js';
import { Observer, type Seen } from './observer.js';
import type { Shape } from './shape.js';
import type { Slice } from './slices.js';

/** One step of a path, as it is shown: what happened, what the guards answered, where the case was and is. */
export interface PathStep {
  event: string;
  guards: { atom: string; value: boolean }[];
  /** Innermost active states, dotted paths. */
  from: string[];
  to: string[];
}

export type Replayed =
  | { possible: true; path: PathStep[]; active: ReadonlySet<number> }
  /** The regions that stand in the way: the walk is possible only if they move, too. `endless`: it comes to no rest on the whole machine. */
  | { possible: false; regions: number[]; endless: boolean };

/** Walks of a slice, taken by the whole machine while all other regions do nothing of their own. */
export class Replay {
  private readonly machine: AnyStateMachine;

  constructor(
    private readonly shape: Shape,
    private readonly questions: Questions,
    private readonly bits: Bits,
    everything: Slice,
  ) {
    this.machine = buildMachine(shape, everything);
  }

  run(graph: Graph, walk: Walk): Replayed {
    const path: PathStep[] = [];
    let state: KernelState | undefined;
    let active: ReadonlySet<number> = new Set();
    let bits = this.bits.initial;
    let node = 0;
    for (const step of walk) {
      const outcome = graph.outcomes[graph.stepOutcome[step]!]!;
      const observer = this.observer(outcome, active, bits);
      const next = this.take(state, outcome.event, observer);
      if (next !== 'endless' && next?.done) observer.stayAtEnd();
      if (!next || next === 'endless' || !this.agrees(graph, node, step, observer, next.done)) {
        const regions = this.missing(graph, walk, outcome, observer, active);
        return { possible: false, regions, endless: next === 'endless' };
      }
      path.push({
        event: outcome.event,
        guards: outcome.answers,
        from: leavesOf(this.shape, active),
        to: leavesOf(this.shape, observer.active),
      });
      state = next;
      node = graph.stepTarget[step]!;
      active = observer.active;
      bits = observer.bits;
    }
    return { possible: true, path, active };
  }

  /** Where the whole machine comes to; nothing when it refuses the event. That it comes to no rest, `checkLoops` reports. */
  private take(
    state: KernelState | undefined,
    event: string,
    observer: Observer,
  ): KernelState | 'endless' | undefined {
    try {
      return state ? takeEvent(this.machine, state, event, observer) : enterMachine(this.machine, observer);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'endlessLoop') throw error;
      return 'endless';
    }
  }

  private observer({ event, answers }: Outcome, active: ReadonlySet<number>, bits: number): Observer {
    const start = { active, keyed: () => true, event, bits };
    return new Observer(this.shape, this.questions, this.bits, start, new Recorded(answers));
  }

  /** The same states are left and entered in the same order, the same letters sent. */
  private agrees(
    graph: Graph,
    node: number,
    step: number,
    { seen, active }: Observer,
    done: boolean,
  ): boolean {
    const target = graph.stepTarget[step]!;
    const isLookedAt = (state: number) => graph.slice.has(this.shape.states[state]!.region);
    const moves = (all: Seen[]) =>
      all
        .flatMap((one) => ('state' in one && isLookedAt(one.state) ? [`${one.kind} ${one.state}`] : []))
        .join();
    const expected = seenIn(graph, node, graph.outcomes[graph.stepOutcome[step]!]!);
    const found = [...active].filter(isLookedAt).sort((a, b) => a - b);
    return (
      done === graph.nodes[target]!.done &&
      found.join() === activeStates(graph, target).join() &&
      moves(seen) === moves(expected) &&
      lettersIn(expected).every((letter) => lettersIn(seen).includes(letter))
    );
  }

  /** What was supposed of the regions that are not looked at, and is not so; failing that, all that was supposed. */
  private missing(
    graph: Graph,
    walk: Walk,
    { loose }: Outcome,
    observer: Observer,
    before: ReadonlySet<number>,
  ): number[] {
    const wrong = loose.filter(({ atom, value }) => {
      const state = this.shape.byPath.get(/^active\("(.+)"\)$/.exec(atom)?.[1] ?? '');
      return state ? before.has(state.index) !== value || observer.active.has(state.index) !== value : true;
    });
    const all = walk.flatMap((step) => graph.outcomes[graph.stepOutcome[step]!]!.loose);
    const regions = (wrong.length > 0 ? wrong : all).flatMap((one) => one.regions);
    return [...new Set(regions)];
  }
}

const lettersIn = (all: Seen[]): string[] => all.flatMap((one) => (one.kind === 'letter' ? [one.name] : []));

/** The walk as the graph itself has it: only the regions that were looked at. */
export function pathIn(graph: Graph, walk: Walk): Extract<Replayed, { possible: true }> {
  let active: ReadonlySet<number> = new Set();
  const path = walk.map((step): PathStep => {
    const { event, answers } = graph.outcomes[graph.stepOutcome[step]!]!;
    const from = leavesOf(graph.shape, active);
    active = new Set(activeStates(graph, graph.stepTarget[step]!));
    return { event, guards: answers, from, to: leavesOf(graph.shape, active) };
  });
  return { possible: true, path, active };
}

/** Dotted paths of the innermost of the active states, in document order. */
export function leavesOf({ states }: Shape, active: ReadonlySet<number>): string[] {
  return [...active]
    .sort((a, b) => a - b)
    .flatMap((index) => {
      const { path, children } = states[index]!;
      return path !== '' && !children.some((child) => active.has(child.index)) ? [path] : [];
    });
}
