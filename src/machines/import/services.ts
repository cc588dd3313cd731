import { get, isName, isObject, listOf, objectOf, pointer, textOf, type JsonObject } from '../parse/json.js';
import type { SourceState } from './source-tree.js';
import { convertTransitions } from './transitions.js';
import type { Workshop } from './workshop.js';

/** A child case of our own stays one; what a foreign machine has done by a service is a task here, with events that say how it went. */
export function convertInvoke(shop: Workshop, state: SourceState, made: JsonObject, path: string): void {
  const { invoke } = state.node;
  const several = Array.isArray(invoke);
  const all = several ? (invoke as unknown[]) : [invoke];
  shop.ledger.taken(path);
  all.forEach((one, index) => {
    const at = several ? pointer(path, index) : path;
    if (!several && isOwn(shop, one)) made['invoke'] = childCase(shop, state, one, at);
    else service(shop, state, made, objectOf(one), at);
  });
}

function isOwn(shop: Workshop, one: unknown): one is JsonObject {
  if (!shop.luggage || !isObject(one)) return false;
  const named = ['src', 'id'].every((key) => isName(textOf(one[key]) ?? ''));
  const known = Object.keys(one).every((key) => ['src', 'id', 'input', 'onDone'].includes(key));
  return named && known && one['onDone'] !== undefined;
}

function childCase(shop: Workshop, state: SourceState, one: JsonObject, path: string): JsonObject {
  for (const key of ['src', 'id', 'input']) shop.ledger.taken(pointer(path, key), true);
  const receives = get(shop.luggage!.takenOver, shop.dotted(state));
  const onDone = convertTransitions(shop, state, one['onDone'], pointer(path, 'onDone'), { words: 'onDone' });
  return { ...one, ...(receives !== undefined && { receives }), onDone };
}

const OUTCOMES = { onDone: 'done', onError: 'failed' } as const;

function service(shop: Workshop, state: SourceState, made: JsonObject, one: JsonObject, path: string): void {
  const src = textOf(one['src']) ?? textOf(get(one['src'], 'type')) ?? textOf(one['id']) ?? 'service';
  const on = objectOf(made['on']);
  const events: string[] = [];
  const told = Object.keys(OUTCOMES).filter((key) => key === 'onDone' || one[key] !== undefined);
  for (const key of told as (keyof typeof OUTCOMES)[]) {
    const event = shop.sections.event(`${src} – ${OUTCOMES[key]}`);
    events.push(event);
    const at = pointer(path, key);
    shop.ledger.changed(at, 'serviceEvent', { event });
    const moved =
      one[key] === undefined
        ? {}
        : convertTransitions(shop, state, one[key], at, { event, words: `${src} ${key}` });
    on[event] = on[event] === undefined ? moved : [on[event], moved].flat();
  }
  const task = shop.sections.task(src, events);
  shop.ledger.changed(pointer(path, 'src'), 'service', { task, events: events.join(', ') }, true);
  for (const key of Object.keys(one)) shop.ledger.left(pointer(path, key), 'params');
  made['on'] = on;
  const meta = objectOf(made['meta']);
  made['meta'] = { ...meta, tasks: [...new Set([...listOf(meta['tasks']), task])] };
}
