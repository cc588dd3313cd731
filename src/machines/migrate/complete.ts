import type { CompiledDefinition } from '../compiled.js';
import { stateId } from '../compile.js';
import type { StateNode } from '../definition.js';
import { stateAt } from '../state-tree.js';

/** Name of the event that says that a state is complete: XState's own. */
export const completeEvent = ({ definition }: CompiledDefinition, path: string): string =>
  `xstate.done.state.${stateId(definition, path)}`;

/** Active states with an `onDone` all of whose inside has come to its final states, innermost first. */
export function completeStates(
  { definition: { machine } }: CompiledDefinition,
  active: ReadonlySet<string>,
): string[] {
  return [...active]
    .filter((path) => path !== '' && stateAt(machine, path)!.onDone !== undefined)
    .filter((path) => isComplete(stateAt(machine, path)!, path, active))
    .sort((a, b) => b.split('.').length - a.split('.').length);
}

function isComplete({ type, states = {} }: StateNode, path: string, active: ReadonlySet<string>): boolean {
  if (type === 'final') return true;
  const inside = Object.entries(states).filter(([, child]) => child.type !== 'history');
  if (type === 'parallel')
    return inside.every(([name, child]) => isComplete(child, `${path}.${name}`, active));
  return inside.some(([name, child]) => child.type === 'final' && active.has(`${path}.${name}`));
}
