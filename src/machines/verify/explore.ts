import type { AnyStateMachine } from 'xstate';
import { AppError } from '../../errors.js';
import { enterMachine, takeEvent, type KernelState } from '../kernel.js';
import type { Questions } from './atoms.js';
import type { Bits } from './bits.js';
import { Blocks } from './blocks.js';
import { Choices } from './choices.js';
import { isSupposed, type Graph, type Outcome } from './graph.js';
import { buildMachine, ELSEWHERE } from './machine.js';
import { Observer, type Dependency, type StepStart } from './observer.js';
import type { Shape } from './shape.js';
import type { Slice } from './slices.js';

export const OPENED = 'case.opened';

export interface ExploreOptions {
  maxConfigurations: number;
  /** Ways of answering the guards of one event after which the rest of them is not looked at. */
  maxAnswers: number;
  /** The same where regions that are not looked at are asked about: it is better to look at them, too (`Graph.tangledWith`). */
  maxSuppositions: number;
  /** Times that XState is asked in all. */
  maxRuns: number;
  onProgress?: (configurations: number) => void;
}

/** All ways in which one step can go, and what they depend on besides the key that they are kept under. */
interface Group {
  dependencies: Dependency[];
  blocks: { region: number; block: number }[];
  /** Numbers of the outcomes, by what they do. */
  effects: Map<string, number>;
}

const PROGRESS_EVERY = 1000;
/** A step that comes to no rest and has asked more than this asks anew on every round: other answers lead round as well. */
const MOST_IN_ROUND = 40;

/**
 * Runs XState's machine into a graph, breadth-first. What a step does depends on the regions that have a transition for the event or an
 * `always`, and on what its guards ask: each such step is asked of XState once, and holds for all configurations that agree in it.
 */
export function explore(
  shape: Shape,
  slice: Slice,
  questions: Questions,
  bits: Bits,
  options: ExploreOptions,
): Graph {
  return new Explorer(shape, slice, questions, bits, options).run();
}

class Explorer {
  private readonly graph: Graph;
  private readonly machine: AnyStateMachine;
  private readonly blocks: Blocks;
  private readonly events: string[];
  private readonly nodeNumbers = new Map<string, number>();
  private readonly groups = new Map<string, Group[]>();
  private readonly partial: boolean;

  constructor(
    private readonly shape: Shape,
    private readonly slice: Slice,
    private readonly questions: Questions,
    private readonly bits: Bits,
    private readonly options: ExploreOptions,
  ) {
    const named = shape.states.flatMap(({ region, moves }) =>
      slice.has(region) ? moves.map(({ event }) => event) : [],
    );
    this.events = [...new Set([OPENED, ELSEWHERE, ...named])].filter((event) => event !== '');
    this.blocks = new Blocks(
      shape,
      slice,
      questions,
      new Map(this.events.map((event, number) => [event, number])),
    );
    this.machine = buildMachine(shape, slice);
    this.partial = slice.size < shape.regions.length;
    this.graph = {
      shape,
      slice,
      blocks: this.blocks.all,
      nodes: [],
      outcomes: [],
      firstStep: [],
      stepOutcome: [],
      stepTarget: [],
      reachedBy: [],
      reachedFrom: [],
      loops: [],
      runs: 0,
      complete: true,
    };
  }

  run(): Graph {
    const { graph } = this;
    this.nodeOf(this.blocks.none(), this.bits.initial, false, -1);
    for (let node = 0; node < graph.nodes.length && graph.tangledWith === undefined; node += 1) {
      graph.firstStep.push(graph.stepTarget.length);
      if (graph.nodes.length > this.options.maxConfigurations || graph.runs > this.options.maxRuns) {
        graph.complete = false;
        continue;
      }
      if (node % PROGRESS_EVERY === 0) this.options.onProgress?.(node);
      for (const event of this.eventsAt(node)) this.take(node, event);
    }
    graph.firstStep.push(graph.stepTarget.length);
    return graph;
  }

  private eventsAt(node: number): number[] {
    const { blocks, done } = this.graph.nodes[node]!;
    if (node === 0) return [0];
    if (done) return [];
    const active = blocks.map((block) => this.blocks.all[block]!);
    const waking = this.partial && active.some(({ urge }) => urge !== 0) ? [1] : [];
    return [...new Set([...waking, ...active.flatMap(({ events }) => events)])].sort((a, b) => a - b);
  }

  private take(node: number, event: number): void {
    const { blocks, bits } = this.graph.nodes[node]!;
    let key = `${event}`;
    for (const region of this.slice) {
      const block = this.blocks.all[blocks[region]!]!;
      if (region === 0 || block.events.includes(event)) key += ` ${blocks[region]}`;
      else key += block.urge === 0 ? ' ' : ` u${block.urge}`;
    }
    const groups = this.groups.get(key) ?? [];
    let group = groups.find((known) => this.agrees(known, blocks, bits));
    if (!group) {
      const keyed = blocks.map(
        (block, region) => region === 0 || this.blocks.all[block]!.events.includes(event),
      );
      group = this.enumerate(node, event, keyed);
      groups.push(group);
      this.groups.set(key, groups);
    }
    for (const outcome of group.effects.values()) this.addStep(node, outcome);
  }

  private agrees(group: Group, blocks: number[], bits: number): boolean {
    return (
      group.blocks.every(({ region, block }) => blocks[region] === block) &&
      group.dependencies.every((dependency) =>
        dependency.kind === 'bit'
          ? ((bits & (1 << dependency.bit)) !== 0) === dependency.value
          : this.blocks.all[blocks[this.shape.states[dependency.state]!.region]!]!.states.includes(
              dependency.state,
            ) === dependency.value,
      )
    );
  }

  private addStep(node: number, number: number): void {
    const { graph } = this;
    const outcome = graph.outcomes[number]!;
    const before = graph.nodes[node]!;
    const blocks = outcome.blocks.map((block, region) => block ?? before.blocks[region]!);
    const bits = (before.bits & ~outcome.bitMask) | outcome.bits;
    graph.stepOutcome.push(number);
    graph.stepTarget.push(this.nodeOf(blocks, bits, outcome.done, node));
  }

  private nodeOf(blocks: number[], bits: number, done: boolean, from: number): number {
    const key = `${blocks.join()} ${bits}`;
    let node = this.nodeNumbers.get(key);
    if (node === undefined) {
      node = this.graph.nodes.push({ blocks, bits, done }) - 1;
      this.nodeNumbers.set(key, node);
      this.graph.reachedBy.push(this.graph.stepTarget.length);
      this.graph.reachedFrom.push(from);
    }
    return node;
  }

  private enumerate(node: number, event: number, keyed: boolean[]): Group {
    const group: Group = { dependencies: [], blocks: [], effects: new Map() };
    const choices = new Choices();
    const supposed = new Map<number, number>();
    let runs = 0;
    do {
      const observer = this.observer(node, event, keyed, choices);
      runs += 1;
      this.graph.runs += 1;
      try {
        const state = this.ask(node, event, observer);
        if (state?.done) observer.stayAtEnd();
        if (state) this.add(group, this.outcomeOf(node, event, keyed, observer, state, group));
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'endlessLoop') throw error;
        this.graph.loops.push({ node, event: this.events[event]!, answers: observer.answers });
        if (choices.asked > MOST_IN_ROUND) break;
      } finally {
        group.dependencies.push(...observer.dependencies);
      }
      for (const { regions } of observer.loose) {
        for (const region of regions) supposed.set(region, (supposed.get(region) ?? 0) + 1);
      }
      if (runs >= (supposed.size > 0 ? this.options.maxSuppositions : this.options.maxAnswers)) {
        this.graph.complete = false;
        this.graph.tangledWith = mostOf(supposed);
        break;
      }
    } while (choices.advance());
    group.dependencies = unique(group.dependencies);
    return group;
  }

  private observer(node: number, event: number, keyed: boolean[], choices: Choices): Observer {
    const { blocks, bits } = this.graph.nodes[node]!;
    const settled = this.bits.ofEvent(this.events[event]!);
    const start: StepStart = {
      active: new Set(blocks.flatMap((block) => this.blocks.all[block]!.states)),
      keyed: (state) => keyed[this.regionOf(state)]!,
      event: this.events[event]!,
      bits: bits | settled,
      settled,
    };
    return new Observer(this.shape, this.questions, this.bits, start, choices);
  }

  private ask(node: number, event: number, observer: Observer): KernelState | undefined {
    if (node === 0) return enterMachine(this.machine, observer);
    const state = this.blocks.kernelState(this.graph.nodes[node]!.blocks);
    return takeEvent(this.machine, state, this.events[event]!, observer);
  }

  private outcomeOf(
    node: number,
    event: number,
    keyed: boolean[],
    observer: Observer,
    state: KernelState,
    group: Group,
  ): Outcome {
    const before = this.graph.nodes[node]!.blocks;
    const moved = new Set(
      observer.seen.flatMap((seen) => ('state' in seen ? [this.regionOf(seen.state)] : [])),
    );
    const others = [...moved].filter((region) => !keyed[region]);
    const swept = others.filter((region) => this.isSwept(region, before[region]!, observer));
    for (const region of others) {
      const matters = !swept.includes(region) || this.blocks.remembers(region);
      if (matters) group.blocks.push({ region, block: before[region]! });
    }
    const changed = before.map((_block, region) => keyed[region]! || moved.has(region));
    const outcome: Outcome = {
      event: this.events[event]!,
      answers: observer.answers,
      stretches: observer.stretches,
      seen: observer.seen,
      blocks: this.blocks.of(state, observer.active, changed),
      swept,
      bitMask: observer.touched,
      bits: observer.bits & observer.touched,
      loose: observer.loose,
      done: state.done,
    };
    return outcome;
  }

  /** Answers that lead to the same and that no rule asks for make one outcome; the one that supposes nothing is kept. */
  private add(group: Group, outcome: Outcome): void {
    const { outcomes } = this.graph;
    const key = effectOf(outcome, this.questions);
    const same = group.effects.get(key);
    if (same === undefined) group.effects.set(key, outcomes.push(outcome) - 1);
    else if (isSupposed(outcomes[same]!) && !isSupposed(outcome)) outcomes[same] = outcome;
  }

  private regionOf(state: number): number {
    return this.shape.states[state]!.region;
  }

  /** All that was active in the region is left before anything of it is entered: it does not matter what that was. */
  private isSwept(region: number, block: number, { seen }: Observer): boolean {
    const own = seen.filter((one) => 'state' in one && this.regionOf(one.state) === region);
    const { length } = this.blocks.all[block]!.states;
    return own.length >= length && own.slice(0, length).every(({ kind }) => kind === 'leave');
  }
}

/** What was counted most often. */
const mostOf = (counts: ReadonlyMap<number, number>): number | undefined =>
  [...counts].sort(([, one], [, other]) => other - one)[0]?.[0];

function unique(dependencies: Dependency[]): Dependency[] {
  return [...new Map(dependencies.map((one) => [JSON.stringify(one), one])).values()];
}

const effectOf = (
  { blocks, bits, bitMask, done, seen, stretches }: Outcome,
  questions: Questions,
): string => {
  const wanted = stretches.map((answers) => [...answers].filter(([text]) => questions.isWanted(text)));
  return JSON.stringify([blocks, bits, bitMask, done, seen, wanted]);
};
