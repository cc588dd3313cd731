import type { Blocks } from './blocks.js';
import type { Dependency, Observer } from './observer.js';
import type { Shape } from './shape.js';
import type { Slice } from './slices.js';

/** All ways in which one step can go, and what they depend on besides the key that they are kept under. */
export interface Group {
  /** Regions that the key names the whole block of. */
  keyed: boolean[];
  dependencies: Map<string, Dependency>;
  /** Numbers of the outcomes, by what they do. */
  effects: Map<string, number>;
}

/**
 * Keeps what each step can lead to, for all configurations that agree in what it depends on: the regions that have a transition for the
 * event, what is common, and what every other region would do by itself at once; and whatever showed when the step was taken.
 */
export class Groups {
  private readonly known = new Map<string, Group[]>();

  constructor(
    private readonly shape: Shape,
    private readonly slice: Slice,
    private readonly blocks: Blocks,
  ) {}

  /** The group of a step that has been taken from a configuration like this one; otherwise a new one, still without outcomes. */
  of(event: number, blocks: number[], bits: number): { group: Group; isNew: boolean } {
    const key = this.keyOf(event, blocks);
    const groups = this.known.get(key) ?? [];
    const known = groups.find((group) => this.agrees(group, blocks, bits));
    if (known) return { group: known, isNew: false };
    const keyed = blocks.map((_block, region) => this.isKeyed(region, blocks, event));
    const group: Group = { keyed, dependencies: new Map(), effects: new Map() };
    this.known.set(key, [...groups, group]);
    return { group, isNew: true };
  }

  private keyOf(event: number, blocks: number[]): string {
    let key = `${event}`;
    for (const region of this.slice) {
      if (this.isKeyed(region, blocks, event)) key += ` ${blocks[region]}`;
      else key += ` u${this.blocks.all[blocks[region]!]!.urge}`;
    }
    return key;
  }

  private isKeyed(region: number, blocks: number[], event: number): boolean {
    return region === 0 || this.blocks.all[blocks[region]!]!.events.includes(event);
  }

  private agrees({ dependencies }: Group, blocks: number[], bits: number): boolean {
    for (const dependency of dependencies.values()) {
      if (!this.holds(dependency, blocks, bits)) return false;
    }
    return true;
  }

  private holds(dependency: Dependency, blocks: number[], bits: number): boolean {
    switch (dependency.kind) {
      case 'bit':
        return ((bits & (1 << dependency.bit)) !== 0) === dependency.value;
      case 'active': {
        const { region } = this.shape.states[dependency.state]!;
        const { states } = this.blocks.all[blocks[region]!]!;
        return states.includes(dependency.state) === dependency.value;
      }
      case 'final':
        return this.blocks.all[blocks[dependency.region]!]!.final === dependency.value;
      case 'block':
        return blocks[dependency.region] === dependency.block;
    }
  }

  /** Notes what one way of the step has depended on, whether it came to rest or not; gives the regions that it swept (`Outcome.swept`). */
  note(group: Group, observer: Observer, before: number[]): { moved: ReadonlySet<number>; swept: number[] } {
    const moved = new Set(observer.seen.flatMap((one) => ('state' in one ? [this.regionOf(one.state)] : [])));
    const others = [...moved].filter((region) => !group.keyed[region]);
    const swept = others.filter((region) => this.isSwept(region, before[region]!, observer));
    const lasting = others.filter((region) => !swept.includes(region) || this.blocks.remembers(region));
    for (const dependency of [
      ...observer.dependencies,
      ...lasting.map((region): Dependency => ({ kind: 'block', region, block: before[region]! })),
      ...this.beside(observer)
        .filter((region) => !group.keyed[region])
        .map((region): Dependency => this.completionOf(region, before)),
    ]) {
      group.dependencies.set(JSON.stringify(dependency), dependency);
    }
    return { moved, swept };
  }

  /** Whether a parallel state is done is asked when a final state is entered in one of its regions: then all of them matter. */
  private beside({ seen }: Observer): number[] {
    const { states, regions } = this.shape;
    const entered = seen.flatMap((one) => (one.kind === 'enter' ? [states[one.state]!] : []));
    const ended = entered.filter(({ node, region }) => node.type === 'final' && region !== 0);
    return ended.flatMap(({ region }) => regions[region]!.parent!.children.map((beside) => beside.region));
  }

  private completionOf(region: number, before: number[]): Dependency {
    return { kind: 'final', region, value: this.blocks.all[before[region]!]!.final };
  }

  /** All that was active in the region is left before anything of it is entered: it does not matter what that was. */
  private isSwept(region: number, block: number, { seen }: Observer): boolean {
    const own = seen.filter((one) => 'state' in one && this.regionOf(one.state) === region);
    const { length } = this.blocks.all[block]!.states;
    return own.length >= length && own.slice(0, length).every(({ kind }) => kind === 'leave');
  }

  private regionOf(state: number): number {
    return this.shape.states[state]!.region;
  }
}
