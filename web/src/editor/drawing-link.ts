import { targetPath, type PlacedArrow, type StatechartLayout } from '../../../src/machines/index.js';
import { findEntry, pathAt, valueOf, type JsonText } from './json-tree.js';
import { readValue } from './names.js';
import { stateOf } from './references.js';

type TriggerKind = PlacedArrow['triggers'][number]['kind'];

/** What of the drawing a place in the text is about. */
export interface Lit {
  /** Dotted path of a state. */
  state: string | null;
  /** Ids of arrows. */
  arrows: ReadonlySet<string>;
}

export const NOTHING_LIT: Lit = { state: null, arrows: new Set() };

/** The state around a place in the text, and the arrows of the transition that is written there. */
export function litAt(json: JsonText, position: number, layout: StatechartLayout): Lit {
  const path = pathAt(json, position);
  if (path[0] !== 'machine') return NOTHING_LIT;
  const state = stateOf(path);
  const rest = path.slice(keysOfState(state).length);
  const arrows = arrowsOf(json, layout, state, rest).map(({ id }) => id);
  return { state: state === '' ? null : state, arrows: new Set(arrows) };
}

function arrowsOf(json: JsonText, layout: StatechartLayout, state: string, rest: string[]): PlacedArrow[] {
  const trigger = triggerOf(rest);
  if (!trigger) return [];
  const { kind, name, keys } = trigger;
  const all = layout.arrows.filter(
    (arrow) =>
      arrow.from === state &&
      arrow.triggers.some((each) => each.kind === kind && (name === null || each.name === name)),
  );
  const index = rest[keys.length];
  const single = index !== undefined && /^\d+$/.test(index) ? [...keys, index] : keys;
  const targets = targetsAt(json, [...keysOfState(state), ...single]).map((target) =>
    targetPath(state, target),
  );
  return all.filter(({ to }) => targets.includes(to));
}

interface TriggerPlace {
  kind: TriggerKind;
  /** Null: any. */
  name: string | null;
  /** From the state to its transitions. */
  keys: string[];
}

function triggerOf([key, name]: string[]): TriggerPlace | null {
  if ((key === 'on' || key === 'after') && name !== undefined) return { kind: key, name, keys: [key, name] };
  if (key === 'always' || key === 'onDone') return { kind: key, name: null, keys: [key] };
  return key === 'invoke' && name === 'onDone' ? { kind: 'childDone', name: null, keys: [key, name] } : null;
}

export function keysOfState(path: string): string[] {
  return ['machine', ...path.split('.').flatMap((name) => (name === '' ? [] : ['states', name]))];
}

/** Where an arrow is written: the first transition that it stands for. */
export function keysOfArrow(json: JsonText, { from, to, triggers: [trigger] }: PlacedArrow): string[] {
  const state = keysOfState(from);
  if (!trigger) return state;
  const { kind, name } = trigger;
  const keys = kind === 'childDone' ? ['invoke', 'onDone'] : name === '' ? [kind] : [kind, name];
  const targets = targetsAt(json, [...state, ...keys]);
  const index = targets.findIndex((target) => targetPath(from, target) === to);
  const isList = Array.isArray(valueAt(json, [...state, ...keys]));
  return [...state, ...keys, ...(isList && index >= 0 ? [String(index)] : [])];
}

/** The targets of the transitions there, in their order; without one it is empty. */
function targetsAt(json: JsonText, keys: string[]): string[] {
  const value = valueAt(json, keys);
  return [value].flat().map((transition) => {
    if (typeof transition === 'string') return transition;
    const target = (transition as { target?: unknown } | null | undefined)?.target;
    return typeof target === 'string' ? target : '';
  });
}

function valueAt(json: JsonText, keys: string[]): unknown {
  const found = findEntry(json, keys);
  const value = found?.depth === keys.length ? valueOf(found.entry) : null;
  return value ? readValue(json, value) : undefined;
}
