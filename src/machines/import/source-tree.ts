import { get, objectOf, pointer, textOf, type JsonObject } from '../parse/json.js';
import { Naming } from './naming.js';

/** A state of a foreign machine, and what it is called here. */
export interface SourceState {
  key: string;
  name: string;
  node: JsonObject;
  /** JSON Pointer into the source. */
  path: string;
  parent?: SourceState;
  children: SourceState[];
}

export function readTree(
  node: JsonObject,
  path = '',
  key = '',
  name = '',
  parent?: SourceState,
): SourceState {
  const state: SourceState = { key, name, node, path, parent, children: [] };
  const states = objectOf(node['states']);
  const naming = new Naming('state', Object.keys(states));
  for (const [child, own] of Object.entries(states)) {
    const at = pointer(path, 'states', child);
    state.children.push(readTree(objectOf(own), at, child, naming.nameOf(child), state));
  }
  return state;
}

export const withAllBelow = (state: SourceState): SourceState[] => [
  state,
  ...state.children.flatMap(withAllBelow),
];

export const isWithin = (state: SourceState | undefined, ancestor: SourceState): boolean =>
  state !== undefined && (state === ancestor || isWithin(state.parent, ancestor));

export const isFinal = ({ node }: SourceState): boolean => node['type'] === 'final';
export const isHistory = ({ node }: SourceState): boolean =>
  node['type'] === 'history' || (node['type'] === undefined && node['history'] !== undefined);

/** A final state below the machine that can be left again, which XState allows: here it is an ordinary one. */
export const canBeLeft = (state: SourceState): boolean =>
  isFinal(state) &&
  state.parent?.parent !== undefined &&
  ['on', 'after', 'always'].some((key) => Object.hasOwn(state.node, key));

/** Whether the state is done while states are active that are ordinary ones here. */
export const isDoneByOrdinary = (state: SourceState): boolean =>
  state.children.some(
    (child) => canBeLeft(child) || (state.node['type'] === 'parallel' && isDoneByOrdinary(child)),
  );

/** CEL: the state is done. */
export function doneExpression(state: SourceState, active: (state: SourceState) => string): string {
  const inside = state.children.filter((child) => !isHistory(child));
  if (state.node['type'] !== 'parallel') return inside.filter(isFinal).map(active).join(' || ');
  return inside
    .map((region) => (isFinal(region) ? active(region) : `(${doneExpression(region, active)})`))
    .join(' && ');
}

/** Whether the states inside can come to an end, so that the state is done. */
export function canComplete(state: SourceState): boolean {
  const inside = state.children.filter((child) => !isHistory(child));
  if (state.node['type'] !== 'parallel') return inside.some(isFinal);
  return inside.length > 0 && inside.every((region) => isFinal(region) || canComplete(region));
}

/** The states of a machine by the ids that targets may use, and by their paths. */
export class Whereabouts {
  private readonly byId = new Map<string, SourceState>();
  private readonly delimiter: string;

  constructor(readonly root: SourceState) {
    this.delimiter = textOf(root.node['delimiter']) || '.';
    const machine = textOf(root.node['id']) ?? '(machine)';
    const visit = (state: SourceState, path: string[]): void => {
      const id = textOf(state.node['id']) ?? path.join(this.delimiter);
      if (!this.byId.has(id)) this.byId.set(id, state);
      for (const child of state.children) visit(child, [...path, child.key]);
    };
    visit(root, [machine]);
  }

  /** Where a target of the state leads, as XState finds it; null when nowhere. */
  find(from: SourceState, target: string): SourceState | null {
    if (target.startsWith('#')) return this.byHash(target.slice(1));
    if (target.startsWith(this.delimiter)) return this.descend(from, target.slice(this.delimiter.length));
    return this.descend(from.parent ?? from, target);
  }

  private byHash(id: string): SourceState | null {
    const whole = this.byId.get(id);
    if (whole) return whole;
    const [first = '', ...rest] = id.split(this.delimiter);
    const start = this.byId.get(first);
    return start && rest.length > 0 ? this.descend(start, rest.join(this.delimiter)) : null;
  }

  private descend(from: SourceState, path: string): SourceState | null {
    const direct = from.children.find(({ key }) => key === path);
    if (direct) return direct;
    let state: SourceState | undefined = from;
    for (const key of path.split(this.delimiter)) state = state?.children.find((child) => child.key === key);
    return state ?? null;
  }
}

const happeningsOf = ({ on, after, onDone }: JsonObject): unknown[] =>
  [objectOf(on), objectOf(after)].flatMap((group) => Object.values(group)).concat([onDone]);

/** XState 4 said some things by other keys, and lets a state start over where XState 5 does not. */
export function isVersion4(root: SourceState): boolean {
  return withAllBelow(root).some(
    ({ node }) =>
      ['activities', 'data'].some((key) => Object.hasOwn(node, key)) ||
      get(node['on'], '') !== undefined ||
      happeningsOf(node)
        .flat()
        .some((one) => ['cond', 'in', 'internal'].some((key) => get(one, key) !== undefined)),
  );
}
