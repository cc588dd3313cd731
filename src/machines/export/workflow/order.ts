import type { StateNode } from '../../definition.js';
import { targetPath, transitionGroups } from '../../labels.js';
import { transitionsOf } from '../../state-tree.js';

export interface Step {
  path: string;
  node: StateNode;
  /** `2.1`: the first step within the second. */
  number: string;
}

/**
 * The states in the order in which a case comes to them: the first state, then what is reached from it, breadth first, then what is reached only
 * from above; a state before those within it. Regions keep the order of the document. History states are no steps.
 */
export function stepsOf(machine: StateNode): Step[] {
  const visit = (node: StateNode, path: string, number: string): Step[] =>
    childrenInOrder(node, path).flatMap(([name, child], index) => {
      const own: Step = {
        path: path === '' ? name : `${path}.${name}`,
        node: child,
        number: number === '' ? `${index + 1}` : `${number}.${index + 1}`,
      };
      return [own, ...visit(child, own.path, own.number)];
    });
  return visit(machine, '', '');
}

function childrenInOrder(node: StateNode, path: string): [string, StateNode][] {
  const states = node.states ?? {};
  const names = Object.keys(states).filter((name) => states[name]!.type !== 'history');
  if (node.type === 'parallel' || node.initial === undefined)
    return names.map((name) => [name, states[name]!]);
  const depth = path === '' ? 0 : path.split('.').length;
  const order = new Set<string>();
  const ends = names.filter((name) => states[name]!.type === 'final');
  for (const start of [node.initial, ...names.filter((name) => !ends.includes(name)), ...ends]) {
    const queue = [start];
    // The queue grows while it is walked.
    for (const name of queue) {
      if (order.has(name) || !names.includes(name)) continue;
      order.add(name);
      queue.push(...targetsWithin(states[name]!, path === '' ? name : `${path}.${name}`, path, depth));
    }
  }
  return [...order].map((name) => [name, states[name]!]);
}

/** Names of the siblings to which the state, or anything in it, has a transition. */
function targetsWithin(node: StateNode, path: string, parent: string, depth: number): string[] {
  const own = transitionGroups(node)
    .flatMap(({ transitions }) => transitionsOf(transitions))
    .flatMap(({ target }) => (target === undefined ? [] : [targetPath(path, target)]))
    .filter((full) => parent === '' || full.startsWith(`${parent}.`))
    .map((full) => full.split('.')[depth]!);
  const inner = Object.entries(node.states ?? {}).flatMap(([name, child]) =>
    targetsWithin(child, `${path}.${name}`, parent, depth),
  );
  return [...own, ...inner];
}
