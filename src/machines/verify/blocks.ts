import type { KernelState } from '../kernel.js';
import type { StateValue } from '../snapshot.js';
import { isWithin, type Shape, type State } from './shape.js';
import type { Block } from './graph.js';
import type { Slice } from './slices.js';

/** Numbers every block that occurs, and turns configurations of blocks into state values of XState and back. */
export class Blocks {
  readonly all: Block[] = [];
  private readonly numbers = new Map<string, number>();

  constructor(
    private readonly shape: Shape,
    private readonly slice: Slice,
    private readonly eventNumbers: ReadonlyMap<string, number>,
  ) {}

  /** The blocks of no case at all. */
  none(): number[] {
    return this.shape.regions.map(() => this.number([], {}));
  }

  of(state: KernelState, active: ReadonlySet<number>): number[] {
    const states = this.shape.regions.map((): number[] => []);
    for (const index of [...active].sort((a, b) => a - b))
      states[this.shape.states[index]!.region]!.push(index);
    const histories = this.shape.regions.map((): Record<string, string[]> => ({}));
    for (const [id, ids] of Object.entries(state.historyValue ?? {})) {
      histories[this.regionOf(id)]![id] = [...ids].sort();
    }
    return states.map((own, region) => this.number(own, histories[region]!));
  }

  private number(states: number[], history: Record<string, string[]>): number {
    const key = `${states.join()} ${JSON.stringify(Object.entries(history).sort())}`;
    let number = this.numbers.get(key);
    if (number === undefined) {
      const moves = states.flatMap((state) => this.shape.states[state]!.moves);
      const events = new Set(
        moves.flatMap(({ event }) => (event === '' ? [] : [this.eventNumbers.get(event)!])),
      );
      const restless = moves.some(({ kind }) => kind === 'always');
      number = this.all.push({ states, history, events: [...events].sort((a, b) => a - b), restless }) - 1;
      this.numbers.set(key, number);
    }
    return number;
  }

  private regionOf(id: string): number {
    const path = id.slice(this.shape.definition.caseType.length + 1);
    const state = this.shape.byPath.get(path) ?? this.shape.byPath.get(path.slice(0, path.lastIndexOf('.')));
    return state?.region ?? 0;
  }

  kernelState(blocks: number[]): Omit<KernelState, 'done'> {
    const active = new Set(blocks.flatMap((block) => this.all[block]!.states));
    const history = Object.assign({}, ...blocks.map((block) => this.all[block]!.history)) as Record<
      string,
      string[]
    >;
    return {
      value: this.valueOf(this.shape.states[0]!, active),
      ...(Object.keys(history).length > 0 && { historyValue: history }),
    };
  }

  /** Regions that are not looked at stand in their initial state. */
  private valueOf(state: State, active: ReadonlySet<number>): StateValue {
    const name = ({ path }: State): string => path.slice(path.lastIndexOf('.') + 1);
    if (state.node.type === 'parallel') {
      return Object.fromEntries(state.children.map((child) => [name(child), this.valueOf(child, active)]));
    }
    if (state.children.length === 0) return {};
    const chosen =
      state.children.find(({ index }) => active.has(index)) ??
      state.children.find((child) => name(child) === state.node.initial)!;
    return chosen.children.length === 0 ? name(chosen) : { [name(chosen)]: this.valueOf(chosen, active) };
  }

  /** Leaving the region is remembered by a history state in it or around it. */
  remembers(region: number): boolean {
    const top = this.shape.regions[region]!;
    return this.shape.states.some(
      (state) => state.remembered && (isWithin(state, top) || isWithin(top, state)),
    );
  }

  isLookedAt(region: number): boolean {
    return this.slice.has(region);
  }
}
