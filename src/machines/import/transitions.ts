import { isObject, pointer, textOf, type JsonObject } from '../parse/json.js';
import { FUNCTIONS } from '../expressions/functions.js';
import { ACTION_TYPES } from '../parse/schema/machine.js';
import { isWithin, type SourceState } from './source-tree.js';
import type { Workshop } from './workshop.js';

/** Where a transition stands: what makes it happen decides who can answer its guard. */
export interface Trigger {
  event?: string;
  words: string;
}

const OURS = new RegExp(`\\b(?:facts|parameters|event)\\.|\\b(?:${[...FUNCTIONS].join('|')})\\(`);
/** Names that tools make up for what has none: two of them that look the same need not be. */
const NAMELESS = /^inline[:@]/;
const IGNORED = new Set(['description', 'meta']);

/** The transitions as they are written here; undefined when there are none. */
export function convertTransitions(
  shop: Workshop,
  from: SourceState,
  value: unknown,
  path: string,
  trigger: Trigger,
): unknown {
  shop.ledger.taken(path);
  if (Array.isArray(value))
    return value.map((one, index) => convertOne(shop, from, one, pointer(path, index), trigger));
  return convertOne(shop, from, value, path, trigger);
}

function convertOne(
  shop: Workshop,
  from: SourceState,
  value: unknown,
  path: string,
  trigger: Trigger,
): unknown {
  if (typeof value === 'string') {
    const { target, reenter } = targetOf(shop, from, { target: value }, value, path);
    return reenter ? { target, reenter } : target;
  }
  if (!isObject(value)) {
    shop.ledger.left(path, 'notUsable');
    return {};
  }
  shop.ledger.taken(path);
  return convertObject(shop, from, value, path, trigger);
}

function convertObject(
  shop: Workshop,
  from: SourceState,
  node: JsonObject,
  path: string,
  trigger: Trigger,
): JsonObject {
  const made: JsonObject = {};
  const target = targetTextOf(shop, node, pointer(path, 'target'));
  if (target !== undefined) Object.assign(made, targetOf(shop, from, node, target, pointer(path, 'target')));
  const guards = guardsOf(shop, from, node, path, trigger);
  if (guards.length > 0)
    made['guard'] = guards.length === 1 ? guards[0] : guards.map((one) => `(${one})`).join(' && ');
  if (typeof node['reenter'] === 'boolean') {
    shop.ledger.taken(pointer(path, 'reenter'));
    made['reenter'] = node['reenter'];
  }
  const actions = actionsOf(shop, node['actions'], pointer(path, 'actions'), 'action');
  if (actions) made['actions'] = actions;
  if (Object.hasOwn(node, 'internal'))
    shop.ledger.changed(pointer(path, 'internal'), made['reenter'] ? 'reenters' : 'stays');
  for (const key of Object.keys(node))
    if (IGNORED.has(key)) shop.ledger.left(pointer(path, key), 'described');
  return made;
}

function targetTextOf(shop: Workshop, node: JsonObject, path: string): string | undefined {
  const { target } = node;
  if (Array.isArray(target) && target.length !== 1) {
    shop.ledger.left(path, 'targetsMany');
    return target.length === 0 ? undefined : target.join(', ');
  }
  return textOf(Array.isArray(target) ? target[0] : target);
}

function targetOf(
  shop: Workshop,
  from: SourceState,
  node: JsonObject,
  text: string,
  path: string,
): { target: string; reenter?: true } {
  const found = shop.places.find(from, text);
  if (!found) {
    shop.ledger.left(path, text.includes(', ') ? 'targetsMany' : 'targetUnknown');
    return { target: text };
  }
  if (found === shop.root && !shop.wrapped) return toMachine(shop, path);
  const target = shop.targetText(from, found, text);
  const starts = shop.version4 && startsOver(from, found, node, text);
  if (starts) shop.ledger.changed(path, 'reenters');
  else if (target === text) shop.ledger.taken(path);
  else shop.ledger.changed(path, 'targetNamed', { target });
  return starts ? { target, reenter: true } : { target };
}

function toMachine(shop: Workshop, path: string): { target: string; reenter: true } {
  const initial = shop.root.children.find(({ key }) => key === shop.root.node['initial']);
  shop.ledger.changed(path, 'targetMachine');
  return { target: `#${shop.caseType}.${initial?.name ?? ''}`, reenter: true };
}

/** XState 4 leaves and enters the state of a transition that leads to it or into it, unless told not to. */
function startsOver(
  from: SourceState,
  to: SourceState,
  { internal, reenter }: JsonObject,
  text: string,
): boolean {
  if (reenter !== undefined || from.parent === undefined || !isWithin(to, from)) return false;
  return typeof internal === 'boolean' ? !internal : !text.startsWith('.');
}

function guardsOf(
  shop: Workshop,
  from: SourceState,
  node: JsonObject,
  path: string,
  trigger: Trigger,
): string[] {
  const guards: string[] = [];
  const inside = textOf(node['in']);
  if (inside !== undefined) {
    const at = pointer(path, 'in');
    const found = shop.places.find(shop.root, inside.startsWith('#') ? inside : inside.replace(/^\.?/, '.'));
    if (found) {
      const state = shop.dotted(found);
      shop.ledger.changed(at, 'inState', { state });
      guards.push(`active(${JSON.stringify(state)})`);
    } else guards.push(stub(shop, from, `in ${inside}`, at, trigger));
  }
  for (const key of ['guard', 'cond']) {
    const guard = node[key];
    if (guard === undefined || guard === null) continue;
    const at = pointer(path, key);
    const text = textOf(guard) ?? textOf(isObject(guard) ? guard['type'] : undefined) ?? 'guard';
    if (typeof guard === 'string' && shop.isOurs(guard, OURS)) {
      shop.ledger.taken(at);
      guards.push(guard);
    } else guards.push(stub(shop, from, text, at, trigger));
  }
  return guards;
}

function stub(shop: Workshop, from: SourceState, text: string, path: string, trigger: Trigger): string {
  const nameless = NAMELESS.test(text);
  const words = nameless
    ? `${from.key} ${trigger.words} ${shop.nextNumber(`${from.path} ${trigger.words}`)}`
    : text;
  const { fact, guard } = shop.sections.guard(words, words, trigger.event);
  shop.ledger.changed(path, 'guardStub', { fact }, true);
  return guard;
}

/** The actions that the engine knows; the others are told of. Undefined when none of them can stay. */
export function actionsOf(
  shop: Workshop,
  value: unknown,
  path: string,
  code: 'action' | 'entryExit',
): JsonObject[] | undefined {
  if (value === undefined) return undefined;
  const single = !Array.isArray(value);
  const actions = (single ? [value] : value) as unknown[];
  const kept: JsonObject[] = [];
  const lost: string[] = [];
  actions.forEach((action, index) => {
    const at = single ? path : pointer(path, index);
    const own = code === 'action' ? ownAction(action) : null;
    const name = textOf(action) ?? textOf(isObject(action) ? action['type'] : undefined) ?? '?';
    if (own) kept.push(own);
    else lost.push(name);
    if (single) return;
    if (own) shop.ledger.taken(at, true);
    else shop.ledger.left(at, code, { name });
  });
  if (lost.length === 0) shop.ledger.taken(path, single);
  else shop.ledger.left(path, code, { name: lost.join(', ') });
  return kept.length > 0 || actions.length === 0 ? kept : undefined;
}

function ownAction(action: unknown): JsonObject | null {
  if (!isObject(action) || !ACTION_TYPES.includes(String(action['type']))) return null;
  const { type, params, ...others } = action;
  if (Object.keys(others).length > 0 || (params !== undefined && !isObject(params))) return null;
  return { type, ...params };
}
