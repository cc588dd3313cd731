import { questionsIn } from './atoms.js';
import { canReach, type Graph, type Outcome } from './graph.js';
import { isJoin } from './joins.js';
import type { Laboratory } from './laboratory.js';
import { ELSEWHERE } from './machine.js';
import { isWithin, targetOf, type Shape, type State } from './shape.js';

/**
 * What is known of a join without looking at all of its regions at once. A region that nothing beside it can disturb may be brought to its end
 * from wherever it is, one after the other: then the last of them joins.
 */
export class SureJoins {
  /** Parallel states that are left as soon as all their regions have ended, whatever guards say. */
  readonly states: State[];
  private readonly known = new Map<State, boolean>();

  constructor(private readonly laboratory: Laboratory) {
    const { shape } = laboratory;
    this.states = shape.states.filter((state) => isJoin(state) && goesOn(shape, state));
  }

  /** From every situation in which the state is active it can come to its join, if guards that ask facts can be made to say yes. */
  canJoin(join: State): boolean {
    let value = this.known.get(join);
    if (value === undefined) {
      value = join.children.every((region) => this.canBeEnded(join, region));
      this.known.set(join, value);
    }
    return value;
  }

  /**
   * No case rests in the state where none of its regions calls on anybody: whatever has not ended is live, and when all have ended the case
   * goes on.
   */
  neverRests(join: State, isLive: ReadonlySet<number>): boolean {
    return join.children.every(({ region }) => {
      const graph = this.graphOf(region);
      const calls = graph.blocks.map(({ states, final }) => final || states.some((one) => isLive.has(one)));
      return graph.complete && within(graph, join).every((node) => calls[graph.nodes[node]!.blocks[region]!]);
    });
  }

  private graphOf(region: number): Graph {
    return this.laboratory.graphOf({ slice: this.laboratory.dependencies.close([region]) });
  }

  private canBeEnded(join: State, { region }: State): boolean {
    const graph = this.graphOf(region);
    if (!graph.complete || graph.loops.length > 0 || this.isDisturbed(graph, join)) return false;
    const active = within(graph, join);
    const regions = join.children.map((child) => child.region).filter((one) => graph.slice.has(one));
    const ended = active.filter((node) => regions.every((one) => blockOf(graph, node, one).final));
    const staysEnded = active.every((node) =>
      regions.every((one) => {
        const { final, events, urge } = blockOf(graph, node, one);
        return !final || (events.length === 0 && urge === 0);
      }),
    );
    if (!staysEnded) return false;
    const inside = new Set(active);
    const canEnd = canReach(graph, ended, (outcome, target) => inside.has(target) && isSure(outcome, join));
    return active.every((node) => canEnd[node]);
  }

  /** A region that is not looked at may write, in the very same step, what a guard asks that is. */
  private isDisturbed({ slice }: Graph, join: State): boolean {
    const { shape, questions } = this.laboratory;
    const isLookedAt = ({ region }: State): boolean => slice.has(region);
    const asked = new Set(
      shape.states
        .filter(isLookedAt)
        .flatMap(({ moves }) =>
          moves.flatMap(({ guard }) =>
            guard
              ? questionsIn(questions.of(guard)).flatMap((one) => (one.kind === 'free' ? one.facts : []))
              : [],
          ),
        ),
    );
    return shape.states
      .filter((state) => isWithin(state, join) && !isLookedAt(state))
      .flatMap(({ moves }) => moves.flatMap(({ definition }) => definition.actions ?? []))
      .some(
        (action) => action.type === 'setFacts' && Object.keys(action.facts).some((fact) => asked.has(fact)),
      );
  }
}

function goesOn(shape: Shape, join: State): boolean {
  const joining = join.moves.filter(({ kind }) => kind === 'onDone');
  const leaves = joining.every(
    ({ definition: { target } }) => target !== undefined && !isWithin(targetOf(shape, join, target), join),
  );
  return leaves && joining.some(({ guard }) => guard === undefined);
}

/** Nodes in which the state is active. */
export const within = ({ nodes, blocks }: Graph, { index }: State): number[] =>
  nodes.flatMap((node, number) => (blocks[node.blocks[0]!]!.states.includes(index) ? [number] : []));

const blockOf = ({ nodes, blocks }: Graph, node: number, region: number) =>
  blocks[nodes[node]!.blocks[region]!]!;

/** The step needs nothing of what is not looked at; at most that the join is still to come. */
const isSure = ({ event, loose }: Outcome, { path }: State): boolean =>
  event !== ELSEWHERE && loose.every(({ atom, value }) => !value && atom === `done("${path}")`);
