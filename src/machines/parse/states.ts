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
  actions: unknown[];
  /** JSON Pointers of the target and of the actions. */
  targetPath: string;
  actionsPath: string;
}

/** The tree of states under this node, as XState would build it. */
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
  if (typeof value === 'string') return [{ target: value, actions: [], targetPath: path, actionsPath: path }];
  if (Array.isArray(value))
    return value.flatMap((item, index) => readTransitions(item, pointer(path, index)));
  if (!isObject(value)) return [];
  return [
    {
      target: textOf(value['target']),
      actions: listOf(value['actions']),
      targetPath: pointer(path, 'target'),
      actionsPath: pointer(path, 'actions'),
    },
  ];
}

/**
 * Where a target leads, as XState finds it: `.child` starts inside the state, anything else beside it; dots lead inwards. Stricter than
 * XState in that every part must be a name: XState stops at an empty part and takes what it has.
 */
export function resolveTarget(from: State, target: string): State | undefined {
  const inside = target.startsWith('.');
  const start = inside ? from : from.parent;
  return start && descend(start, inside ? target.slice(1) : target);
}

/** The state that the dotted path leads to. */
export function descend(from: State, path: string): State | undefined {
  return path
    .split('.')
    .reduce<State | undefined>((state, name) => (isName(name) ? state?.children.get(name) : undefined), from);
}
