import type { StateNode, TransitionDefinition, Transitions } from './definition.js';

/** The transitions in the order in which XState tries them; a bare target becomes a transition object. */
export function transitionsOf(transitions: Transitions | undefined): TransitionDefinition[] {
  if (transitions === undefined) return [];
  if (typeof transitions === 'string') return [{ target: transitions }];
  return Array.isArray(transitions) ? transitions : [transitions];
}

/** Calls `visit` with every state node in document order, parents first; the root has the path `[]`. */
export function walkStates(machine: StateNode, visit: (node: StateNode, path: string[]) => void): void {
  const walk = (node: StateNode, path: string[]): void => {
    visit(node, path);
    for (const [name, child] of Object.entries(node.states ?? {})) walk(child, [...path, name]);
  };
  walk(machine, []);
}

/** The state with this dotted path (`open.calling`; the empty path is the root), if there is one. */
export function stateAt(machine: StateNode, path: string): StateNode | undefined {
  let node: StateNode | undefined = machine;
  for (const name of path === '' ? [] : path.split('.')) {
    const states: Record<string, StateNode> = node.states ?? {};
    node = Object.hasOwn(states, name) ? states[name] : undefined;
    // A draft may hold anything.
    if (!node) return undefined;
  }
  return node;
}

/** Dotted paths of all states below the root, in document order. History states are among them. */
export function statePaths(machine: StateNode): string[] {
  const paths: string[] = [];
  walkStates(machine, (_node, path) => {
    if (path.length > 0) paths.push(path.join('.'));
  });
  return paths;
}
