import type { CompiledDefinition, CompiledState } from './compiled.js';
import type { StateValue } from './snapshot.js';

/** Dotted paths of all active states, the root (``) first. A value that names unknown states gives only the known ones. */
export function activePaths({ states }: CompiledDefinition, value: StateValue): Set<string> {
  const paths = new Set(['']);
  const add = (path: string) => states.has(path) && paths.add(path);
  const collect = (inner: StateValue, prefix: string) => {
    if (typeof inner === 'string') add(prefix + inner);
    else
      for (const [name, child] of Object.entries(inner))
        if (add(prefix + name)) collect(child, `${prefix}${name}.`);
  };
  collect(value, '');
  return paths;
}

/** The compiled states of the paths, in document order. */
export function statesOf(compiled: CompiledDefinition, paths: ReadonlySet<string>): CompiledState[] {
  return [...compiled.states.values()].filter((state) => paths.has(state.path));
}

/** The path and those around it, the root (``) first. */
export function pathsTo(path: string): string[] {
  const parts = path === '' ? [] : path.split('.');
  return ['', ...parts.map((_part, index) => parts.slice(0, index + 1).join('.'))];
}

/** Active states that have no active child: what a person calls "where the case is". */
export function leafPaths(paths: ReadonlySet<string>): string[] {
  const parents = new Set(['']);
  for (const path of paths) parents.add(path.slice(0, Math.max(0, path.lastIndexOf('.'))));
  return [...paths].filter((path) => !parents.has(path));
}
