import type { CompiledDefinition } from './compiled.js';
import type { Definition, Role, StateNode } from './definition.js';
import { walkStates } from './state-tree.js';

/** A state that gives an event to roles of its own choice. */
export interface Given {
  /** Dotted path of the state. */
  path: string;
  roles: Role[];
}

/** Event → the states that give it to other roles than it names itself, inner ones first. */
export function givenRoles(machine: StateNode): Map<string, Given[]> {
  const given = new Map<string, Given[]>();
  walkStates(machine, ({ meta }, path) => {
    for (const [event, roles] of Object.entries(meta?.senders ?? {})) {
      // Ancestors are walked first, so that what lies further in comes to stand before them.
      given.set(event, [{ path: path.join('.'), roles }, ...(given.get(event) ?? [])]);
    }
  });
  return given;
}

/**
 * The roles that may send the event while these states are active: what the innermost of them says that says anything, or else what the
 * event says itself. Empty: only the engine or another case.
 */
export function sendersOf(
  { definition, given }: Pick<CompiledDefinition, 'definition' | 'given'>,
  event: string,
  active: ReadonlySet<string>,
): readonly Role[] {
  const stated = given.get(event)?.find(({ path }) => active.has(path));
  return stated?.roles ?? rolesOf(definition, event);
}

/** All who may send the event in some state. */
export function everySender(
  { definition, given }: Pick<CompiledDefinition, 'definition' | 'given'>,
  event: string,
): Role[] {
  return [...rolesOf(definition, event), ...(given.get(event) ?? []).flatMap(({ roles }) => roles)];
}

/** As `sendersOf`, for a case whose innermost active states have these paths, where nothing further in is looked at. */
export function sendersAt(definition: Definition, event: string, leaves: readonly string[]): readonly Role[] {
  const around = leaves.flatMap((leaf) => {
    const names = leaf.split('.');
    return names.map((_name, index) => names.slice(0, index + 1).join('.'));
  });
  const given = givenRoles(definition.machine);
  return sendersOf({ definition, given }, event, new Set(['', ...around]));
}

function rolesOf({ events }: Definition, event: string): readonly Role[] {
  return Object.hasOwn(events, event) ? events[event]!.roles : [];
}

/** Whether one who has the roles `present` is among those who may send. */
export function mayBeSentBy(senders: readonly Role[], present: readonly Role[]): boolean {
  return senders.some((role) => present.includes(role));
}
