import { isObject, objectOf, pointer, type JsonObject } from '../parse/json.js';
import type { SourceState } from './source-tree.js';
import { convertTransitions } from './transitions.js';
import type { Workshop } from './workshop.js';

/** The transitions of a state by event: the event without a name becomes `always`, and wildcards the events that they catch. */
export function convertEvents(shop: Workshop, state: SourceState, made: JsonObject): void {
  const path = pointer(state.path, 'on');
  const { on } = state.node;
  if (!isObject(on)) return shop.ledger.left(path, 'notUsable');
  shop.ledger.taken(path);
  const groups: JsonObject = {};
  const wildcards = Object.keys(on).filter((key) => key === '*' || key.endsWith('.*'));
  for (const [event, transitions] of Object.entries(on)) {
    const at = pointer(path, event);
    if (event === '') {
      shop.ledger.changed(at, 'always');
      const own = convertTransitions(shop, state, transitions, at, { words: 'always' });
      made['always'] = made['always'] === undefined ? own : [own, made['always']].flat();
    } else if (!wildcards.includes(event)) {
      const name = shop.sections.event(event);
      if (name !== event) shop.ledger.changed(at, 'renamed', { name });
      groups[name] = convertTransitions(shop, state, transitions, at, { event: name, words: event });
    }
  }
  for (const wildcard of wildcards) tellOf(shop, wildcard, Object.keys(on), path);
  spread(shop, state, on, wildcards, groups);
  if (Object.keys(on).some((event) => event !== '')) made['on'] = { ...objectOf(made['on']), ...groups };
}

/** The most specific first, as XState asks them. In XState 5 an event that the state names itself is not for wildcards. */
function spread(
  shop: Workshop,
  state: SourceState,
  on: JsonObject,
  wildcards: string[],
  groups: JsonObject,
): void {
  const inOrder = wildcards.toSorted((one, other) => other.length - one.length);
  for (const event of shop.events) {
    const named = Object.hasOwn(on, event);
    if (named && !shop.version4) continue;
    for (const wildcard of inOrder.filter((each) => catches(each, event))) {
      shop.countCopy();
      const name = shop.sections.event(event);
      const at = pointer(state.path, 'on', wildcard);
      const caught = convertTransitions(shop, state, on[wildcard], at, { event: name, words: wildcard });
      groups[name] = groups[name] === undefined ? caught : asObjects([groups[name], caught].flat());
    }
  }
}

const asObjects = (list: unknown[]): unknown[] =>
  list.map((one) => (typeof one === 'string' ? { target: one } : one));

function tellOf(shop: Workshop, wildcard: string, own: string[], path: string): void {
  const caught = shop.events.filter(
    (event) => catches(wildcard, event) && (shop.version4 || !own.includes(event)),
  );
  const at = pointer(path, wildcard);
  if (caught.length === 0) return shop.ledger.left(at, 'wildcardNothing');
  shop.ledger.changed(at, 'wildcard', {
    events: caught.map((event) => shop.sections.event(event)).join(', '),
  });
}

/** `a.*` catches `a` and everything below it. */
function catches(wildcard: string, event: string): boolean {
  if (wildcard === '*') return true;
  const above = wildcard.slice(0, -2);
  return event === above || event.startsWith(`${above}.`);
}
