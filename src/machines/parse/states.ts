import { get, isName, isObject, listOf, objectOf, pointer, textOf, type JsonObject } from './json.js';

export type StateKind = 'atomic' | 'compound' | 'parallel' | 'final' | 'history';
const KINDS: readonly unknown[] = ['atomic', 'compound', 'parallel', 'final', 'history'];

/** A state with its surroundings, read from a document that may be misshapen. */
export interface State {
  name: string;
  node: JsonObject;
  /** JSON Pointer of the node. */
  path: string;
  kind: StateKind;
  parent?: State;
  children: Map<string, State>;
}

export interface Transition {
  target?: string;
  reenter: boolean;
  actions: unknown[];
  /** JSON Pointers of the target and of the actions. */
  targetPath: string;
  actionsPath: string;
}

/** The tree of states under this node, as XState would build it. The machine itself has the name of the case type: ids begin with it. */
export function readStates(node: unknown, path: string, name = '', parent?: State): State {
  const own = objectOf(node);
  const children = new Map<string, State>();
  const state: State = { name, node: own, path, kind: kindOf(own), parent, children };
  for (const [key, child] of Object.entries(objectOf(own['states']))) {
    children.set(key, readStates(child, pointer(path, 'states', key), key, state));
  }
  return state;
}

function kindOf(node: JsonObject): StateKind {
  if (KINDS.includes(node['type'])) return node['type'] as StateKind;
  if (Object.keys(objectOf(node['states'])).length > 0) return 'compound';
  return Object.hasOwn(node, 'history') ? 'history' : 'atomic';
}

/** The state and all below it, parents first. */
export function withDescendants(state: State): State[] {
  return [state, ...[...state.children.values()].flatMap(withDescendants)];
}

/** The state's own transitions, of whatever makes them happen. */
export function transitionsFrom({ node, path }: State): Transition[] {
  const keyed = ['on', 'after'].flatMap((key) =>
    Object.entries(objectOf(node[key])).flatMap(([name, value]) =>
      readTransitions(value, pointer(path, key, name)),
    ),
  );
  const single = ['always', 'onDone'].flatMap((key) => readTransitions(node[key], pointer(path, key)));
  const invoked = readTransitions(get(node['invoke'], 'onDone'), pointer(path, 'invoke', 'onDone'));
  return [...keyed, ...single, ...invoked];
}

function readTransitions(value: unknown, path: string): Transition[] {
  if (typeof value === 'string')
    return [{ target: value, reenter: false, actions: [], targetPath: path, actionsPath: path }];
  if (Array.isArray(value))
    return value.flatMap((item, index) => readTransitions(item, pointer(path, index)));
  if (!isObject(value)) return [];
  return [
    {
      target: textOf(value['target']),
      reenter: value['reenter'] === true,
      actions: listOf(value['actions']),
      targetPath: pointer(path, 'target'),
      actionsPath: pointer(path, 'actions'),
    },
  ];
}

/** A transition as it may be written, in any document: a target alone, an object, or a list of these. */
const withTarget = (transitions: unknown, map: (target: string) => string): unknown => {
  if (typeof transitions === 'string') return map(transitions);
  if (Array.isArray(transitions)) return transitions.map((one) => withTarget(one, map));
  if (!isObject(transitions) || typeof transitions['target'] !== 'string') return transitions;
  return { ...transitions, target: map(transitions['target']) };
};

/** The state with all targets of its own transitions changed; the states inside it are as they were. */
export function mapTargets<T extends object>(state: T, map: (target: string) => string): T {
  const mapped = { ...state } as JsonObject;
  for (const key of ['on', 'after']) {
    if (!isObject(mapped[key])) continue;
    const named = Object.entries(mapped[key]).map(([name, group]) => [name, withTarget(group, map)]);
    mapped[key] = Object.fromEntries(named);
  }
  for (const key of ['always', 'onDone']) {
    if (Object.hasOwn(mapped, key)) mapped[key] = withTarget(mapped[key], map);
  }
  const { invoke } = mapped;
  if (isObject(invoke)) mapped['invoke'] = { ...invoke, onDone: withTarget(invoke['onDone'], map) };
  return mapped as object as T;
}

/**
 * Where a target leads, as XState finds it: `#caseType.path` starts at the machine, `.child` inside the state, anything else beside it;
 * dots lead inwards. Stricter than XState in that every part must be a name, where XState stops at an empty part and takes what it has,
 * and in that nothing leads to the machine itself.
 */
export function resolveTarget(from: State, target: string): State | undefined {
  if (target.startsWith('#')) {
    const machine = machineOf(from);
    const id = `#${machine.name}.`;
    return target.startsWith(id) ? descend(machine, target.slice(id.length)) : undefined;
  }
  const inside = target.startsWith('.');
  const start = inside ? from : from.parent;
  return start && descend(start, inside ? target.slice(1) : target);
}

export function machineOf(state: State): State {
  return state.parent === undefined ? state : machineOf(state.parent);
}

/** The dotted path of a state by its JSON Pointer; the machine has none. */
export const dottedPath = (path: string): string => path.split('/states/').slice(1).join('.');

/** The state that the dotted path leads to. */
export function descend(from: State, path: string): State | undefined {
  return path
    .split('.')
    .reduce<State | undefined>((state, name) => (isName(name) ? state?.children.get(name) : undefined), from);
}
