import type { Definition } from '../definition.js';
import { Compiler } from '../compiler.js';
import { laterFacts, type LaterFacts } from '../later-facts.js';
import { questionsIn, Questions, type Question } from './atoms.js';
import { Bits, type BitQuestion } from './bits.js';
import { explore, type ExploreOptions } from './explore.js';
import { doubtfulFacts } from './given-facts.js';
import type { Graph, Walk } from './graph.js';
import { pathIn, Replay, type Replayed } from './replay.js';
import { readShape, type Shape } from './shape.js';
import { dependenciesOf, type Dependencies, type Slice } from './slices.js';
import { SureJoins } from './sure-joins.js';
import { Work } from './work.js';

/** What a search has found in a graph: a walk that the whole machine can take, too. */
export interface Found<T> {
  graph: Graph;
  found: T;
  replayed: Extract<Replayed, { possible: true }>;
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
  private readonly probes = new Map<string, Graph>();
  private wholeReplay?: Replay;
  private sureJoins?: SureJoins;
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
  graphOf(slice: Slice, probe = false): Graph {
    const key = [...slice].sort((a, b) => a - b).join();
    const known = this.graphs.get(key) ?? (probe ? this.probes.get(key) : undefined);
    if (known) return known;
    const graph = this.explore(slice, probe);
    if (graph.tangledWith !== undefined && !probe) {
      const larger = this.graphOf(this.dependencies.close([...slice, graph.tangledWith]));
      this.graphs.set(key, larger);
      return larger;
    }
    (probe && !graph.complete ? this.probes : this.graphs).set(key, graph);
    return graph;
  }

  private explore(slice: Slice, probe: boolean): Graph {
    const { maxConfigurations, onProgress } = this.options;
    const bounds = probe
      ? { ...PROBE, work: this.probing }
      : { maxConfigurations, ...BOUNDS, work: this.work };
    const options = { ...bounds, ...(onProgress && { onProgress }) };
    return explore(this.shape, slice, this.questions, this.bitsFor(slice), options);
  }

  /**
   * Looks for something in the graph of these regions. What is found is tried on the whole machine; if it is possible only because
   * some region was not looked at, that region is looked at, too; likewise what `needs` names. Nothing found in fewer regions is
   * nothing found in all.
   */
  search<T extends { walk: Walk }>(
    regions: Iterable<number>,
    look: (graph: Graph) => T | undefined,
    { suspects = () => [], needs = () => [], probe = false }: SearchOptions = {},
  ): { graph: Graph; found?: undefined } | Found<T> {
    let slice = this.dependencies.close(regions);
    for (;;) {
      const graph = this.graphOf(slice, probe);
      const found = look(graph);
      if (found === undefined) return { graph };
      const first = this.dependencies.close([...slice, ...suspects(graph, found.walk)]);
      if (first.size > slice.size) {
        slice = first;
        continue;
      }
      const replayed = this.replay.run(graph, found.walk);
      const needed = replayed.possible ? needs(replayed) : replayed.regions;
      const larger = this.dependencies.close([...slice, ...needed]);
      if (larger.size === slice.size) {
        return { graph, found, replayed: replayed.possible ? replayed : pathIn(graph, found.walk) };
      }
      slice = larger;
    }
  }

  get joins(): SureJoins {
    return (this.sureJoins ??= new SureJoins(this));
  }

  get replay(): Replay {
    const { whole } = this.dependencies;
    return (this.wholeReplay ??= new Replay(this.shape, this.questions, this.bitsFor(whole), whole));
  }

  private bitsFor(slice: Slice): Bits {
    const guards = this.shape.states.flatMap(({ region, moves }) =>
      slice.has(region) ? moves.flatMap(({ guard }) => (guard ? [this.questions.of(guard)] : [])) : [],
    );
    const asked = [...guards, ...this.questions.wantedConditions].flatMap(questionsIn).filter(isRemembered);
    return new Bits(this.shape, slice, asked, this.dependencies, this.facts.flags);
  }
}

const isRemembered = (question: Question): question is BitQuestion =>
  question.kind === 'happened' || question.kind === 'given' || question.kind === 'flag';
