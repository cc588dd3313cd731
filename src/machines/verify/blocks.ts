import type { KernelState } from '../kernel.js';
import type { StateValue } from '../snapshot.js';
import { nameOf } from './machine.js';
import { urgentMoves } from './joins.js';
import { isFinal, isWithin, type Move, type Shape, type State } from './shape.js';
import type { Questions } from './atoms.js';
import type { Block } from './graph.js';
import type { Slice } from './slices.js';

/** Numbers every block that occurs, and turns configurations of blocks into state values of XState and back. */
export class Blocks {
  readonly all: Block[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly urges = new Map<string, number>();

  constructor(
    private readonly shape: Shape,
    private readonly slice: Slice,
    private readonly questions: Questions,
    private readonly eventNumbers: ReadonlyMap<string, number>,
  ) {}

  /** The blocks of no case at all. */
  none(): number[] {
    return this.shape.regions.map(() => this.number([], {}));
  }

  /** Numbers of the blocks of these regions; the others are left out. */
  of(state: KernelState, active: ReadonlySet<number>, regions: boolean[]): (number | undefined)[] {
    const states = this.shape.regions.map((): number[] => []);
    for (const index of [...active].sort((a, b) => a - b))
      states[this.shape.states[index]!.region]!.push(index);
    const histories = this.shape.regions.map((): Record<string, string[]> => ({}));
    for (const [id, ids] of Object.entries(state.historyValue ?? {})) {
      histories[this.regionOf(id)]![id] = [...ids].sort();
    }
    return states.map((own, region) => (regions[region] ? this.number(own, histories[region]!) : undefined));
  }

  private number(states: number[], history: Record<string, string[]>): number {
    const remembered = Object.entries(history).sort();
    const key = `${states.join()} ${remembered.length > 0 ? JSON.stringify(remembered) : ''}`;
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.all.push(this.describe(states, history)) - 1;
      this.numbers.set(key, number);
    }
    return number;
  }

  private describe(states: number[], history: Record<string, string[]>): Block {
    const moves = states.flatMap((state) => this.shape.states[state]!.moves);
    const events = new Set(
      moves.flatMap(({ event }) => (event === '' ? [] : [this.eventNumbers.get(event)!])),
    );
    const urges = states
      .flatMap((state) => urgentMoves(this.shape.states[state]!, this.slice).always)
      .filter((move) => this.mayBeTaken(move));
    const urge = this.urgeNumber(urges.map(urgeOf).join('\n'), urges.length);
    const final = isFinal(this.shape.states[states[0] ?? 0]!, (state) => states.includes(state));
    return { states, history, events: [...events].sort((a, b) => a - b), urge, final };
  }

  private urgeNumber(text: string, length: number): number {
    if (length === 0) return 0;
    const number = this.urges.get(text) ?? this.urges.size + 1;
    this.urges.set(text, number);
    return number;
  }

  private mayBeTaken({ guard }: Move): boolean {
    if (!guard) return true;
    const condition = this.questions.of(guard);
    return !(condition.op === 'ask' && condition.question.kind === 'constant' && !condition.question.value);
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

  private valueOf(state: State, active: ReadonlySet<number>): StateValue {
    if (state.node.type === 'parallel') {
      const regions = state.children.filter(({ region }) => this.slice.has(region));
      return Object.fromEntries(regions.map((region) => [nameOf(region), this.valueOf(region, active)]));
    }
    const child = state.children.find(({ index }) => active.has(index));
    if (!child) return {};
    return isBare(child, this.slice) ? nameOf(child) : { [nameOf(child)]: this.valueOf(child, active) };
  }

  /** Leaving the region is remembered by a history state in it or around it. */
  remembers(region: number): boolean {
    const top = this.shape.regions[region]!;
    return this.shape.states.some(
      (state) => state.remembered && (isWithin(state, top) || isWithin(top, state)),
    );
  }
}

/** Where an `always` leads shows when it is taken; what it does where it stays does not. */
const urgeOf = ({ guard, pointer, definition }: Move): string =>
  JSON.stringify([guard?.canonical, definition.target === undefined && pointer]);

const isBare = ({ children }: State, slice: Slice): boolean =>
  !children.some(({ region }) => slice.has(region));
