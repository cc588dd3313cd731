import type { StateNode } from '../../../src/machines/index.js';
import type { Definition, Text } from '../api-types.js';

/** A place in a machine that a case can be at. */
export interface Place {
  path: string;
  title: Text | undefined;
}

/** A state of an older version that the new one does not have. */
export interface GoneState extends Place {
  /** The versions that have it. */
  versions: number[];
}

/** All states below the root in which a case can be, parents first. Where it ends and history states are none. */
export function placesOf(machine: StateNode): Place[] {
  const walk = (node: StateNode, path: string[]): Place[] =>
    Object.entries(node.states ?? {}).flatMap(([name, child]) => {
      if (child.type === 'history' || (child.type === 'final' && path.length === 0)) return [];
      const own = [...path, name];
      return [{ path: own.join('.'), title: child.meta?.title }, ...walk(child, own)];
    });
  return walk(machine, []);
}

/** What open cases may be at and the new version does not have. What lies below such a state goes with it, so it is not listed. */
export function goneStates(
  older: { version: number; definition: Definition }[],
  newer: Definition,
): GoneState[] {
  const known = new Set(placesOf(newer.machine).map(({ path }) => path));
  const gone = new Map<string, GoneState>();
  for (const { version, definition } of older) {
    const missing = placesOf(definition.machine).filter(({ path }) => !known.has(path));
    for (const { path, title } of missing) {
      if (missing.some((other) => path.startsWith(`${other.path}.`))) continue;
      const found = gone.get(path) ?? { path, title, versions: [] };
      gone.set(path, { ...found, versions: [...found.versions, version] });
    }
  }
  return [...gone.values()];
}

interface Renamed {
  kind: string;
  path: string;
  before?: unknown;
  after?: unknown;
}

/** Old state → new state, for states that are the same but for their name. */
export function renamedStates(changes: readonly Renamed[]): Record<string, string> {
  const renames = changes.filter(({ kind, path }) => kind === 'renamed' && path.startsWith('/machine'));
  return Object.fromEntries(renames.map(({ before, after }) => [String(before), String(after)]));
}
