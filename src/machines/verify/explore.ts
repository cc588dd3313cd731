import type { AnyStateMachine } from 'xstate';
import { AppError } from '../../errors.js';
import { enterMachine, takeEvent, type KernelState } from '../kernel.js';
import type { Questions } from './atoms.js';
import type { Bits } from './bits.js';
import { Blocks } from './blocks.js';
import { Choices } from './choices.js';
import { Groups, type Group } from './groups.js';
import { isSupposed, type Graph, type Outcome } from './graph.js';
import { buildMachine, ELSEWHERE } from './machine.js';
import { Observer, type Seen, type StepStart } from './observer.js';
import type { Shape } from './shape.js';
import type { Slice } from './slices.js';
import type { Work } from './work.js';

export const OPENED = 'case.opened';

export interface ExploreOptions {
  maxConfigurations: number;
  /** Ways of answering the guards of one event after which the rest of them is not looked at. */
  maxAnswers: number;
  /** The same where regions that are not looked at are asked about: it is better to look at them, too (`Graph.tangledWith`). */
  maxSuppositions: number;
  /** What may be done in all, here and in other parts. */
  work: Work;
  onProgress?: (configurations: number) => void;
}

const PROGRESS_EVERY = 1000;
/** A step that comes to no rest and has asked more than this asks anew on every round: its other answers are not looked through. */
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
  /** Per event: the bit that says that it cannot come. */
  private readonly spent: number[];
  private readonly nodeNumbers = new Map<string, number>();
  private readonly groups: Groups;
  private readonly partial: boolean;

  constructor(
    private readonly shape: Shape,
    slice: Slice,
    private readonly questions: Questions,
    private readonly bits: Bits,
    private readonly options: ExploreOptions,
  ) {
    const named = shape.states.flatMap(({ region, moves }) =>
      slice.has(region) ? moves.map(({ event }) => event) : [],
    );
    this.events = [...new Set([OPENED, ELSEWHERE, ...named])].filter((event) => event !== '');
    this.spent = this.events.map((event) => bits.spentMask(event));
    this.blocks = new Blocks(
      shape,
      slice,
      questions,
      new Map(this.events.map((event, number) => [event, number])),
    );
    this.groups = new Groups(shape, slice, this.blocks);
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
      if (graph.nodes.length > this.options.maxConfigurations || this.options.work.isSpent) {
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
    const { blocks, bits, done } = this.graph.nodes[node]!;
    if (node === 0) return [0];
    if (done) return [];
    const active = blocks.map((block) => this.blocks.all[block]!);
    const waking = this.partial && active.some(({ urge }) => urge !== 0) ? [1] : [];
    const coming = [...new Set([...waking, ...active.flatMap(({ events }) => events)])].sort((a, b) => a - b);
    return this.bits.remembersEvents ? coming.filter((event) => (bits & this.spent[event]!) === 0) : coming;
  }

  private take(node: number, event: number): void {
    const { blocks, bits } = this.graph.nodes[node]!;
    const { group, isNew } = this.groups.of(event, blocks, bits);
    if (isNew) this.enumerate(node, event, group);
    for (const outcome of group.effects.values()) this.addStep(node, outcome);
  }

  private addStep(node: number, number: number): void {
    const { graph } = this;
    const outcome = graph.outcomes[number]!;
    const before = graph.nodes[node]!;
    const blocks = outcome.blocks.map((block, region) => block ?? before.blocks[region]!);
    const bits = (before.bits & ~outcome.bitMask) | outcome.bits;
    this.options.work.found();
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

  private enumerate(node: number, event: number, group: Group): void {
    const choices = new Choices();
    const supposed = new Map<number, number>();
    let runs = 0;
    do {
      const observer = this.observer(node, event, group.keyed, choices);
      runs += 1;
      this.graph.runs += 1;
      const state = this.ask(node, event, observer);
      this.options.work.asked(observer.seen.length + observer.answers.length);
      this.add(node, event, observer, state, group);
      if (state === 'endless' && choices.asked > MOST_IN_ROUND) {
        this.graph.complete = false;
        break;
      }
      for (const { regions } of observer.loose) {
        for (const region of regions) supposed.set(region, (supposed.get(region) ?? 0) + 1);
      }
      const { work, maxAnswers, maxSuppositions } = this.options;
      const isTangled = runs >= (supposed.size > 0 ? maxSuppositions : maxAnswers);
      if (isTangled) this.graph.tangledWith = mostOf(supposed);
      if (isTangled || work.isSpent) {
        this.graph.complete = false;
        break;
      }
    } while (choices.advance());
  }

  private observer(node: number, event: number, keyed: boolean[], choices: Choices): Observer {
    const { blocks, bits } = this.graph.nodes[node]!;
    const start: StepStart = {
      active: new Set(blocks.flatMap((block) => this.blocks.all[block]!.states)),
      keyed: (state) => keyed[this.regionOf(state)]!,
      event: this.events[event]!,
      bits,
    };
    return new Observer(this.shape, this.questions, this.bits, start, choices);
  }

  /** Where one way of the step leads; nothing when the event is not accepted. */
  private ask(node: number, event: number, observer: Observer): KernelState | 'endless' | undefined {
    try {
      if (node === 0) return enterMachine(this.machine, observer);
      const state = this.blocks.kernelState(this.graph.nodes[node]!.blocks);
      return takeEvent(this.machine, state, this.events[event]!, observer);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'endlessLoop') throw error;
      return 'endless';
    }
  }

  private add(
    node: number,
    event: number,
    observer: Observer,
    state: KernelState | 'endless' | undefined,
    group: Group,
  ): void {
    if (state !== undefined && state !== 'endless' && state.done) observer.stayAtEnd();
    const before = this.graph.nodes[node]!.blocks;
    const { moved, swept } = this.groups.note(group, observer, before);
    observer.sweep(swept);
    if (state === undefined) return;
    if (state === 'endless') {
      const { answers, seen, facts, loose } = observer;
      this.graph.loops.push({
        node,
        event: this.events[event]!,
        answers,
        round: roundOf(seen),
        free: [...facts.chosen],
        asFound: facts.asFound,
        loose,
      });
      return;
    }
    const changed = before.map((_block, region) => group.keyed[region]! || moved.has(region));
    this.keep(group, {
      event: this.events[event]!,
      answers: observer.answers,
      stretches: observer.facts.stretches,
      asFound: observer.facts.asFound,
      written: observer.facts.written,
      seen: observer.seen,
      blocks: this.blocks.of(state, observer.active, changed),
      swept,
      bitMask: observer.touched,
      bits: observer.bits & observer.touched,
      loose: observer.loose,
      done: state.done,
    });
  }

  /** Answers that lead to the same and that no rule asks for make one outcome; the one that supposes nothing is kept. */
  private keep(group: Group, outcome: Outcome): void {
    const { outcomes } = this.graph;
    const key = effectOf(outcome, this.questions);
    const same = group.effects.get(key);
    if (same === undefined) group.effects.set(key, outcomes.push(outcome) - 1);
    else if (isSupposed(outcomes[same]!) && !isSupposed(outcome)) outcomes[same] = outcome;
  }

  private regionOf(state: number): number {
    return this.shape.states[state]!.region;
  }
}

/** What was counted most often. */
const mostOf = (counts: ReadonlyMap<number, number>): number | undefined =>
  [...counts].sort(([, one], [, other]) => other - one)[0]?.[0];

const effectOf = (
  { blocks, bits, bitMask, done, seen, stretches }: Outcome,
  questions: Questions,
): string => {
  const wanted = stretches.map((answers) => [...answers].filter(([text]) => questions.isWanted(text)));
  return JSON.stringify([blocks, bits, bitMask, done, seen, wanted]);
};

/** The states that are entered again and again: those of the last half, when what led there is over. */
function roundOf(seen: readonly Seen[]): number[] {
  const entered = seen.flatMap((one) => (one.kind === 'enter' ? [one.state] : []));
  return [...new Set(entered.slice(Math.floor(entered.length / 2)))].sort((a, b) => a - b);
}
