import type { CompiledDefinition, CompiledState } from './compiled.js';
import type { StateValue } from './snapshot.js';

/** Dotted paths of all active states, the root (``) first. A value that names unknown states gives only the known ones. */
export function activePaths(compiled: CompiledDefinition, value: StateValue): Set<string> {
  const paths = new Set(['']);
  collect(value, '', paths);
  return new Set([...paths].filter((path) => compiled.states.has(path)));
}

function collect(value: StateValue, prefix: string, paths: Set<string>): void {
  if (typeof value === 'string') {
    paths.add(prefix + value);
    return;
  }
  for (const [name, child] of Object.entries(value)) {
    paths.add(prefix + name);
    collect(child, `${prefix}${name}.`, paths);
  }
}

/** The compiled states of the paths, in document order. */
export function statesOf(compiled: CompiledDefinition, paths: ReadonlySet<string>): CompiledState[] {
  return [...compiled.states.values()].filter((state) => paths.has(state.path));
}

/** Active states that have no active child: what a person calls "where the case is". */
export function leafPaths(paths: ReadonlySet<string>): string[] {
  const all = [...paths].filter((path) => path !== '');
  const parents = new Set(all.map((path) => path.slice(0, Math.max(0, path.lastIndexOf('.')))));
  return all.filter((path) => !parents.has(path));
}
