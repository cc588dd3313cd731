import type { AnyStateMachine } from 'xstate';
import type { ActionDefinition, StateNode } from '../definition.js';
import {
  actActions,
  createKernelMachine,
  enterActions,
  guardOf,
  leaveAction,
  reenterAction,
} from '../kernel.js';
import { urgentMoves } from './joins.js';
import type { Move, Shape, State } from './shape.js';
import type { Slice } from './slices.js';

/** Stands for a step somewhere in the regions that are not looked at: it moves nothing, but wakes every `always`. */
export const ELSEWHERE = 'elsewhere';

/** The real XState machine of the definition, as `compileDefinition` makes it, without the regions outside the slice. */
export function buildMachine(shape: Shape, slice: Slice): AnyStateMachine {
  const root = configOf(shape, shape.states[0]!, slice);
  const on = { ...(root['on'] as object), [ELSEWHERE]: { actions: [] } };
  return createKernelMachine({ id: shape.definition.caseType, ...root, on });
}

function configOf(shape: Shape, state: State, slice: Slice): Record<string, unknown> {
  const { node, path } = state;
  const states = childrenOf(shape, state, slice);
  const bare = Object.keys(states).length === 0;
  return {
    ...(node.type && !(bare && node.type === 'parallel') && { type: node.type }),
    ...(node.initial !== undefined && { initial: node.initial }),
    ...(!bare && { states }),
    entry: enterActions(path, node.invoke !== undefined),
    exit: leaveAction(path),
    ...transitionsOf(state, slice),
  };
}

function childrenOf(shape: Shape, state: State, slice: Slice): Record<string, unknown> {
  const byName = new Map(state.children.map((child) => [nameOf(child), child]));
  return Object.fromEntries(
    Object.entries(state.node.states ?? {}).flatMap(([name, node]) => {
      const child = byName.get(name);
      if (!child) return [[name, historyConfig(node)]];
      return slice.has(child.region) ? [[name, configOf(shape, child, slice)]] : [];
    }),
  );
}

/** Last part of the path. */
export const nameOf = ({ path }: State): string => path.slice(path.lastIndexOf('.') + 1);

function historyConfig({ history, target }: StateNode): Record<string, unknown> {
  return { type: 'history', ...(history && { history }), ...(target !== undefined && { target }) };
}

function transitionsOf(state: State, slice: Slice): Record<string, unknown> {
  // Without a prototype: an event may be called `toString`.
  const on = Object.create(null) as Record<string, object[]>;
  for (const move of state.moves) if (move.event !== '') (on[move.event] ??= []).push(transitionOf(move));
  const { always, onDone } = urgentMoves(state, slice);
  return {
    on,
    ...(always.length > 0 && { always: always.map(transitionOf) }),
    ...(onDone.length > 0 && { onDone: onDone.map(transitionOf) }),
  };
}

function transitionOf({ guard, definition }: Move): object {
  const { target, actions = [], reenter } = definition;
  const effects = actions.filter(isWatched).flatMap((action) => actActions({ action, expressions: {} }));
  return {
    ...(target !== undefined && { target }),
    ...(guard && { guard: guardOf(guard) }),
    ...(reenter && { reenter }),
    actions: reenter ? [reenterAction(), ...effects] : effects,
  };
}

/** Letters are observed, written facts are asked again; nothing else that a transition does can be seen by guard or rule. */
const isWatched = ({ type }: ActionDefinition): boolean => type === 'sendMessage' || type === 'setFacts';
