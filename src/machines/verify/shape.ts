import type { Definition, StateMeta, StateNode, TransitionDefinition, Transitions } from '../definition.js';
import { afterEvent, doneEvent, stateId } from '../compile.js';
import type { Compiler } from '../compiler.js';
import type { CompiledExpression } from '../expressions/environment.js';
import { targetPath } from '../labels.js';
import { transitionsOf } from '../state-tree.js';

/** One transition of the definition, with its guard compiled. */
export interface Move {
  /** Event type; `` for `always` and for `onDone` of a state. */
  event: string;
  kind: 'on' | 'after' | 'always' | 'onDone' | 'childDone';
  /** JSON Pointer of the transition. */
  pointer: string;
  guard?: CompiledExpression;
  definition: TransitionDefinition;
}

/** A state of the machine with its surroundings. `index` is the document order; history states have none of their own. */
export interface State {
  index: number;
  path: string;
  pointer: string;
  node: StateNode;
  meta: StateMeta;
  parent?: State;
  children: State[];
  /** 0: common to all; otherwise the number of the region it lies in. */
  region: number;
  moves: Move[];
  /** There is a history state directly in it. */
  remembered: boolean;
}

/** The machine as a table. Regions are the children of the outermost parallel states: they move independently of each other. */
export interface Shape {
  definition: Definition;
  states: State[];
  byPath: Map<string, State>;
  /** The top state of each region; the first entry stands for what is common. */
  regions: (State | undefined)[];
}

/** Reads the machine of a definition that compiles. */
export function readShape(definition: Definition, compiler: Compiler): Shape {
  const shape: Shape = { definition, states: [], byPath: new Map(), regions: [undefined] };
  new ShapeReader(shape, compiler).read(definition.machine, '', '/machine', undefined);
  return shape;
}

class ShapeReader {
  constructor(
    private readonly shape: Shape,
    private readonly compiler: Compiler,
  ) {}

  read(node: StateNode, path: string, pointer: string, parent: State | undefined): State {
    const { shape } = this;
    const region = parent?.region ?? 0;
    const state: State = {
      index: shape.states.length,
      path,
      pointer,
      node,
      meta: node.meta ?? {},
      ...(parent && { parent }),
      children: [],
      region,
      moves: [],
      remembered: false,
    };
    if (parent?.node.type === 'parallel' && region === 0) state.region = shape.regions.push(state) - 1;
    shape.states.push(state);
    shape.byPath.set(path, state);
    state.moves = this.moves(state);
    for (const [name, child] of Object.entries(node.states ?? {})) {
      if (child.type === 'history') state.remembered = true;
      else {
        const inner = path === '' ? name : `${path}.${name}`;
        state.children.push(this.read(child, inner, `${pointer}/states/${name}`, state));
      }
    }
    return state;
  }

  private moves({ node, path, pointer }: State): Move[] {
    const id = stateId(this.shape.definition, path);
    const list = (kind: Move['kind'], event: string, at: string, transitions: Transitions | undefined) =>
      transitionsOf(transitions).map((definition, index): Move => {
        const place = Array.isArray(transitions) ? `${at}/${index}` : at;
        return { event, kind, pointer: place, ...this.guard(definition, place, event), definition };
      });
    const keyed = (kind: 'on' | 'after', named: Record<string, Transitions> | undefined) =>
      Object.entries(named ?? {}).flatMap(([name, transitions]) =>
        list(kind, kind === 'on' ? name : afterEvent(name, id), `${pointer}/${kind}/${name}`, transitions),
      );
    return [
      ...keyed('on', node.on),
      ...keyed('after', node.after),
      ...(node.invoke
        ? list('childDone', doneEvent(node.invoke.id), `${pointer}/invoke/onDone`, node.invoke.onDone)
        : []),
      ...list('always', '', `${pointer}/always`, node.always),
      ...list('onDone', '', `${pointer}/onDone`, node.onDone),
    ];
  }

  private guard({ guard }: TransitionDefinition, path: string, event: string): Pick<Move, 'guard'> {
    if (guard === undefined) return {};
    return { guard: this.compiler.expression(guard, 'bool', this.compiler.place(`${path}/guard`, event)) };
  }
}

/** Where the transition leads. A history state leads to its parent. */
export function targetOf({ byPath }: Shape, state: State, target: string): State {
  const path = targetPath(state.path, target);
  return byPath.get(path) ?? byPath.get(path.slice(0, Math.max(0, path.lastIndexOf('.'))))!;
}

/** As XState takes it: a final state directly inside, or in each of the regions. */
export function isFinal({ node, children }: State, isActive: (state: number) => boolean): boolean {
  if (node.type === 'parallel') return children.every((child) => isFinal(child, isActive));
  if (children.length === 0) return node.type === 'final';
  return children.some((child) => child.node.type === 'final' && isActive(child.index));
}

/** JSON Pointer of a state that is there. */
export const pointerTo = ({ byPath }: Shape, path: string): string => byPath.get(path)!.pointer;

export function isWithin(inner: State, outer: State): boolean {
  return inner === outer || (inner.parent !== undefined && isWithin(inner.parent, outer));
}

/** The state and all around it, inner first. */
export function lineOf(state: State): State[] {
  return state.parent ? [state, ...lineOf(state.parent)] : [state];
}
