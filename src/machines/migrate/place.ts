import type { CompiledDefinition } from '../compiled.js';
import type { StateNode } from '../definition.js';
import type { CaseSnapshot, StateValue } from '../snapshot.js';
import { stateAt } from '../state-tree.js';
import { activePaths, leafPaths } from '../state-value.js';
import { reasonOf, type MigrationReason } from './reasons.js';

/** Which state of the old version is which of the new: dotted path → dotted path. What lies below a state goes with it. */
export type StateMap = Record<string, string>;

/** Where a case stands in the new version. */
export interface Placement {
  value: StateValue;
  /** Active states that continue one that was active before. */
  kept: Set<string>;
  /** Active states that continue none, parents first: they are entered now. */
  entered: string[];
}

/** The path that a state of the old version has in the new one: its own or its nearest parent's mapping, else unchanged. */
export function mappedPath(path: string, stateMap: StateMap): string {
  const parts = path.split('.');
  for (let length = parts.length; length > 0; length -= 1) {
    const prefix = parts.slice(0, length).join('.');
    if (Object.hasOwn(stateMap, prefix)) return [stateMap[prefix]!, ...parts.slice(length)].join('.');
  }
  return path;
}

/** The map with all that lies below a state that it leads to one without anything inside: it has no other place to go to. */
export function wholeMap(from: CompiledDefinition, to: CompiledDefinition, stateMap: StateMap): StateMap {
  const below = [...from.states.keys()].flatMap((path) => {
    const over = selfAndParents(path).findLast((parent) => Object.hasOwn(stateMap, parent));
    const target = over === undefined ? undefined : stateMap[over]!;
    const inside = target === undefined ? undefined : stateAt(to.definition.machine, target);
    return inside && over !== path && !inside.states ? [[path, target!] as const] : [];
  });
  return { ...stateMap, ...Object.fromEntries(below) };
}

/**
 * The configuration of the new version in which every active state has its counterpart. New regions and the inside of a state that was atomic are
 * entered at their initial states. A state without a counterpart is a reason, never a guess.
 */
export function place(
  from: CompiledDefinition,
  to: CompiledDefinition,
  snapshot: CaseSnapshot,
  stateMap: StateMap,
): { placement: Placement; reasons: MigrationReason[] } {
  const active = activePaths(from, snapshot.value);
  const leaves = leafPaths(active);
  const reasons = leaves.filter((path) => !to.states.has(mappedPath(path, stateMap)));
  const demanded = new Set(leaves.flatMap((path) => selfAndParents(mappedPath(path, stateMap))));
  const kept = new Set(
    [...active].map((path) => mappedPath(path, stateMap)).filter((path) => demanded.has(path)),
  );
  kept.add('');
  const builder = new ConfigurationBuilder(to, demanded, kept);
  const value = builder.valueOf(to.definition.machine, '');
  return {
    placement: { value, kept, entered: builder.entered },
    reasons: [...reasons.map((state) => reasonOf('stateRemoved', from, { state })), ...builder.reasons],
  };
}

/** The path and those of all states around it. */
export function selfAndParents(path: string): string[] {
  const parts = path.split('.');
  return parts.map((_part, index) => parts.slice(0, index + 1).join('.'));
}

/** Walks down the new machine along the demanded states, and along the initial states where nothing is demanded. */
export class ConfigurationBuilder {
  readonly entered: string[] = [];
  readonly reasons: MigrationReason[] = [];

  constructor(
    private readonly to: CompiledDefinition,
    private readonly demanded: ReadonlySet<string>,
    private readonly kept: ReadonlySet<string>,
  ) {}

  valueOf(node: StateNode, path: string): StateValue {
    if (!this.kept.has(path)) this.entered.push(path);
    const children = Object.entries(node.states ?? {}).filter(([, child]) => child.type !== 'history');
    if (children.length === 0) return {};
    if (node.type === 'parallel') {
      return Object.fromEntries(
        children.map(([name, child]) => [name, this.valueOf(child, below(path, name))]),
      );
    }
    const [name, child] = this.choose(node, path, children);
    if (path === '' && child.type === 'final')
      this.reasons.push(reasonOf('wouldEnd', this.to, { state: name }));
    const inner = this.valueOf(child, below(path, name));
    return typeof inner === 'object' && Object.keys(inner).length === 0 ? name : { [name]: inner };
  }

  private choose(node: StateNode, path: string, children: [string, StateNode][]): [string, StateNode] {
    const wanted = children.filter(([name]) => this.demanded.has(below(path, name)));
    if (wanted.length > 1) {
      const states = wanted.map(([name]) => below(path, name));
      this.reasons.push(reasonOf('stateConflict', this.to, { state: path, states }));
    }
    return wanted[0] ?? [node.initial!, node.states![node.initial!]!];
  }
}

const below = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);
