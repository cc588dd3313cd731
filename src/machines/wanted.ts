import type { CompiledDefinition, CompiledState } from './compiled.js';
import type { Draft } from './draft.js';

/** Names of the tasks or deadlines that any of the states wants open. */
export function wantedKeys(states: CompiledState[], kind: 'tasks' | 'deadlines'): Set<string> {
  return new Set(states.flatMap(({ meta }) => meta[kind] ?? []));
}

/** The states that name the deadline, whether they are active or not. */
export function statesNaming({ states }: CompiledDefinition, key: string): CompiledState[] {
  return [...states.values()].filter(({ meta }) => meta.deadlines?.includes(key));
}

/** True when a `reenter` transition has left and entered every state that wants the task or deadline: it starts anew. */
export function reopened(
  draft: Draft,
  states: CompiledState[],
  kind: 'tasks' | 'deadlines',
  key: string,
): boolean {
  if (!draft.reentered) return false;
  const naming = states.filter(({ meta }) => meta[kind]?.includes(key));
  return naming.length > 0 && naming.every(({ path }) => draft.left.has(path));
}
