import type { Definition } from '../definition.js';
import { Compiler } from '../compiler.js';
import { laterFacts, type LaterFacts } from '../later-facts.js';
import { questionsIn, Questions, type Question } from './atoms.js';
import { Bits, type BitQuestion, type Recallable } from './bits.js';
import { contradictedOn } from './contradictions.js';
import { explore, type ExploreOptions } from './explore.js';
import { doubtfulFacts } from './given-facts.js';
import type { Graph, Loop, Walk } from './graph.js';
import { onceEvents, type OnceEvent } from './once.js';
import { pathIn, Replay, type Replayed } from './replay.js';
import { readShape, type Shape } from './shape.js';
import { dependenciesOf, type Dependencies, type Slice } from './slices.js';
import { SureJoins } from './sure-joins.js';
import { Work } from './work.js';

/** What a search has found in a graph: a walk that the whole machine can take, too. */
export interface Found<T> {
  graph: Graph;
  found: T;
  undecided: false;
  replayed: Extract<Replayed, { possible: true }>;
}

/** Nothing was found; or it was, but no case may be able to go there, and that could not be found out. */
export interface NotFound {
  graph: Graph;
  found?: undefined;
  undecided: boolean;
}

/** Part of a machine: the regions that are looked at, and what is remembered of the past besides what always is. */
export interface Part {
  slice: Slice;
  recalled?: readonly Recallable[];
}

/** Where a walk leads, and the loop that it ends in, if it does. */
export interface Goal {
  walk: Walk;
  loop?: Loop;
}

export interface SearchOptions {
  /** Regions to look at before the walk is tried on the whole machine. */
  suspects?: (graph: Graph, walk: Walk) => number[];
  /** Regions that what was found on the whole machine makes interesting. */
  needs?: (replayed: Extract<Replayed, { possible: true }>) => number[];
  /** Something found settles the matter, nothing found need not. */
  probe?: boolean;
}

/** Where a probe gives up. */
const PROBE = { maxConfigurations: 2000, maxAnswers: 64, maxSuppositions: 64 };
const BOUNDS = { maxAnswers: 5000, maxSuppositions: 256 };
/** Work of all probes: they are of use only while they are cheap. */
const MOST_PROBING = 6000;

export interface LaboratoryOptions extends Pick<ExploreOptions, 'maxConfigurations' | 'onProgress'> {
  /** Of all graphs together. */
  maxWork: number;
}

/** One definition under examination: its machine as a table, and the graphs that have been made of parts of it. */
export class Laboratory {
  readonly shape: Shape;
  readonly questions: Questions;
  readonly facts: LaterFacts;
  readonly dependencies: Dependencies;
  readonly compiler: Compiler;
  readonly graphs = new Map<string, Graph>();
  /** Where something was found to which no case may be able to come. */
  readonly undecided: Graph[] = [];
  private readonly probes = new Map<string, Graph>();
  private wholeReplay?: Replay;
  private sureJoins?: SureJoins;
  private comingOnce?: ReadonlyMap<string, OnceEvent>;
  private readonly work: Work;
  private readonly probing = new Work(MOST_PROBING);

  constructor(
    readonly definition: Definition,
    private readonly options: LaboratoryOptions,
  ) {
    this.work = new Work(options.maxWork);
    this.compiler = new Compiler(definition);
    this.shape = readShape(definition, this.compiler);
    this.facts = laterFacts(definition);
    this.questions = new Questions(definition, this.facts, doubtfulFacts(this));
    this.dependencies = dependenciesOf(this.shape, this.facts);
  }

  /**
   * The graph of these regions, or of more when what they ask of others makes that the smaller work. A probe is cut short, and says so
   * by `complete`: what it has not found may still be there.
   */
  graphOf({ slice, recalled = [] }: Part, probe = false): Graph {
    const key = JSON.stringify([[...slice].sort((a, b) => a - b), recalled.map(({ text }) => text).sort()]);
    const known = this.graphs.get(key) ?? (probe ? this.probes.get(key) : undefined);
    if (known) return known;
    const graph = this.explore({ slice, recalled }, probe);
    if (graph.tangledWith !== undefined && !probe) {
      const wider = this.dependencies.close([...slice, graph.tangledWith]);
      const larger = this.graphOf({ slice: wider, recalled });
      this.graphs.set(key, larger);
      return larger;
    }
    (probe && !graph.complete ? this.probes : this.graphs).set(key, graph);
    return graph;
  }

  private explore(part: Part, probe: boolean): Graph {
    const { maxConfigurations, onProgress } = this.options;
    const bounds = probe
      ? { ...PROBE, work: this.probing }
      : { maxConfigurations, ...BOUNDS, work: this.work };
    const options = { ...bounds, ...(onProgress && { onProgress }) };
    return explore(this.shape, part.slice, this.questions, this.bitsFor(part), options);
  }

  /**
   * Looks for something in the graph of these regions. What is found is tried on the whole machine; if it is possible only because
   * some region was not looked at, that region is looked at, too; likewise what `needs` names. If it contradicts itself, more is
   * remembered. Nothing found in fewer regions, or with less remembered, is nothing found in all.
   */
  search<T extends Goal>(
    regions: Iterable<number>,
    look: (graph: Graph) => T | undefined,
    { suspects = () => [], needs = () => [], probe = false }: SearchOptions = {},
  ): NotFound | Found<T> {
    let part: Part = { slice: this.dependencies.close(regions) };
    for (;;) {
      const graph = this.graphOf(part, probe);
      const found = look(graph);
      if (found === undefined) return this.notFound(graph, !isSure(part), probe);
      const first = this.larger(part, suspects(graph, found.walk));
      const replayed = first ? undefined : this.replay.run(graph, found.walk);
      const needed = replayed?.possible ? needs(replayed) : (replayed?.regions ?? []);
      const more = first ?? this.larger(part, needed) ?? this.recallMore(part, graph, [found]);
      if (more) {
        part = more;
        continue;
      }
      const real = this.real(graph, found);
      if (real) return { graph, found, replayed: real, undecided: false };
      return this.notFound(graph, true, probe);
    }
  }

  private notFound(graph: Graph, undecided: boolean, probe: boolean): NotFound {
    if (undecided && !probe) this.undecided.push(graph);
    return { graph, undecided };
  }

  /** How the whole machine goes there; nothing when no case may be able to. What comes to no rest on the way is a loop, which is told beside it. */
  real(graph: Graph, { walk, loop }: Goal): Found<Goal>['replayed'] | undefined {
    if (contradictedOn(this, graph, walk, loop).length > 0) return undefined;
    const replayed = this.replay.run(graph, walk);
    if (replayed.possible) return replayed;
    return replayed.endless ? pathIn(graph, walk) : undefined;
  }

  /** The part with these regions; nothing when they are in it. */
  private larger({ slice, recalled }: Part, regions: number[]): Part | undefined {
    const larger = this.dependencies.close([...slice, ...regions]);
    return larger.size > slice.size ? { slice: larger, recalled } : undefined;
  }

  /**
   * The part with more remembered, so that these ways do not contradict themselves; nothing when they do not, or when there is nothing more to
   * remember.
   */
  recallMore({ slice, recalled = [] }: Part, graph: Graph, goals: Goal[]): Part | undefined {
    const contradicted = goals.flatMap(({ walk, loop }) => contradictedOn(this, graph, walk, loop));
    const more = [...new Set([...recalled, ...contradicted])];
    const writers = contradicted.flatMap((one) =>
      one.kind === 'free' ? one.facts.flatMap(this.dependencies.writers) : [],
    );
    const isMore = more.length > recalled.length;
    return isMore ? { slice: this.dependencies.close([...slice, ...writers]), recalled: more } : undefined;
  }

  get once(): ReadonlyMap<string, OnceEvent> {
    const isWritten = (fact: string): boolean => this.dependencies.writers(fact).length > 0;
    return (this.comingOnce ??= onceEvents(this.shape, this.compiler, isWritten));
  }

  get joins(): SureJoins {
    return (this.sureJoins ??= new SureJoins(this));
  }

  get replay(): Replay {
    const { whole } = this.dependencies;
    const bits = () => this.bitsFor({ slice: whole });
    return (this.wholeReplay ??= new Replay(this.shape, this.questions, bits(), whole));
  }

  private bitsFor({ slice, recalled }: Part): Bits {
    const guards = this.shape.states.flatMap(({ region, moves }) =>
      slice.has(region) ? moves.flatMap(({ guard }) => (guard ? [this.questions.of(guard)] : [])) : [],
    );
    const asked = [...guards, ...this.questions.wantedConditions].flatMap(questionsIn).filter(isRemembered);
    return new Bits(this.shape, slice, asked, this.dependencies, this.facts.flags, recalled);
  }
}

/** What is remembered is so whatever happens: what is not found then cannot be. */
export const isSure = ({ recalled = [] }: Part): boolean =>
  recalled.every((one) => one.kind === 'free' || one.isSure);

const isRemembered = (question: Question): question is BitQuestion =>
  question.kind === 'happened' || question.kind === 'given' || question.kind === 'flag';
