import { BROKEN, type Automaton, type Mark, type StepView } from './automaton.js';
import { canReach, type Graph, type Walk } from './graph.js';
import { Sight, type Observation } from './observations.js';

/** What a rule looks for, and what each observation means to it. */
export interface Watch {
  observations: Observation[];
  marks: Mark[];
}

export interface Violation {
  walk: Walk;
  /** The last step is forbidden; the case ends without what is owed; what is owed can never come. */
  how: 'forbidden' | 'ended' | 'outOfReach';
}

/** Memory of an automaton is at most this. */
const MEMORIES = 10;

/** The shortest way to break the rule in this graph, if there is one. */
export function findViolation(graph: Graph, automaton: Automaton, watch: Watch): Violation | undefined {
  return new Search(graph, automaton, watch).run();
}

class Search {
  private readonly views = new Map<number, StepView>();
  private readonly sight: Sight;
  /** Product state → step by which it was first reached, and the product state before it. */
  private readonly by: Int32Array;
  private readonly from: Int32Array;
  private readonly queue: number[] = [];
  private payable?: Uint8Array;

  constructor(
    private readonly graph: Graph,
    private readonly automaton: Automaton,
    private readonly watch: Watch,
  ) {
    this.sight = new Sight(graph, watch.observations);
    this.by = new Int32Array(graph.nodes.length * MEMORIES).fill(-1);
    this.from = new Int32Array(graph.nodes.length * MEMORIES).fill(-1);
  }

  run(): Violation | undefined {
    this.queue.push(this.automaton.start);
    for (const at of this.queue) {
      const violation = this.expand(at);
      if (violation) return violation;
    }
    return undefined;
  }

  private expand(at: number): Violation | undefined {
    const { graph, automaton } = this;
    const node = Math.floor(at / MEMORIES);
    const memory = at % MEMORIES;
    if (graph.nodes[node]!.done) {
      return automaton.forbidsEnd(memory) ? { walk: this.walkTo(at), how: 'ended' } : undefined;
    }
    if (automaton.owes(memory) && !this.canPay(node)) return { walk: this.walkTo(at), how: 'outOfReach' };
    for (let step = graph.firstStep[node]!; step < graph.firstStep[node + 1]!; step += 1) {
      const next = automaton.next(memory, this.view(node, step));
      if (next === BROKEN) return { walk: [...this.walkTo(at), step], how: 'forbidden' };
      const target = graph.stepTarget[step]! * MEMORIES + next;
      if (this.by[target] !== -1) continue;
      this.by[target] = step;
      this.from[target] = at;
      this.queue.push(target);
    }
    return undefined;
  }

  private view(node: number, step: number): StepView {
    const key = this.sight.keyOf(node, step);
    const known = key === undefined ? undefined : this.views.get(key);
    if (known) return known;
    const { event } = this.graph.outcomes[this.graph.stepOutcome[step]!]!;
    const view: StepView = {
      marks: this.sight.order(node, step).map((index) => this.watch.marks[index]!),
      declaredEvent: Object.hasOwn(this.graph.shape.definition.events, event),
    };
    if (key !== undefined) this.views.set(key, view);
    return view;
  }

  private walkTo(at: number): Walk {
    const walk: Walk = [];
    for (let now = at; this.by[now] !== -1; now = this.from[now]!) walk.push(this.by[now]!);
    return walk.reverse();
  }

  /** Can what is owed still be seen, if guards that ask facts, and regions that are not looked at, can be made to say yes? */
  private canPay(node: number): boolean {
    this.payable ??= canReach(this.graph, this.payingNodes(), () => true);
    return this.payable[node] === 1;
  }

  private *payingNodes(): Generator<number> {
    const { firstStep } = this.graph;
    for (let node = 0; node < this.graph.nodes.length; node += 1) {
      for (let step = firstStep[node]!; step < firstStep[node + 1]!; step += 1) {
        const { marks } = this.view(node, step);
        if (!marks.includes('then') && !marks.includes('unless')) continue;
        yield node;
        break;
      }
    }
  }
}
