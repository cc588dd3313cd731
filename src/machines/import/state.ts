import { get, isObject, listOf, objectOf, pointer, textOf, type JsonObject } from '../parse/json.js';
import { sameJson } from '../parse/json.js';
import { convertEvents } from './events.js';
import { convertInvoke } from './services.js';
import { titleFrom } from './sections.js';
import {
  canBeLeft,
  canComplete,
  doneExpression,
  isDoneByOrdinary,
  isFinal,
  isHistory,
  type SourceState,
} from './source-tree.js';
import { actionsOf, convertTransitions } from './transitions.js';
import type { Workshop } from './workshop.js';

type Handler = (shop: Workshop, state: SourceState, made: JsonObject, path: string) => void;

const KINDS: readonly unknown[] = ['atomic', 'compound', 'parallel', 'final', 'history'];
const HAPPENING = ['on', 'after', 'always', 'onDone', 'invoke', 'entry', 'exit', 'onEntry', 'onExit'];

/** A state and all below it, as this format has them. */
export function convertState(shop: Workshop, state: SourceState): JsonObject {
  const made: JsonObject = {};
  if (!shop.luggage && state.parent) made['meta'] = { title: titleFrom(state.key) };
  const over = isFinal(state) && state.parent === shop.root;
  for (const key of Object.keys(state.node)) {
    const path = pointer(state.path, key);
    if (over && HAPPENING.includes(key)) shop.ledger.left(path, 'afterEnd');
    else if (Object.hasOwn(HANDLERS, key)) HANDLERS[key]!(shop, state, made, path);
  }
  return made;
}

const tool: Handler = (shop, _state, _made, path) => shop.ledger.left(path, 'tool');
const described: Handler = (shop, _state, _made, path) => shop.ledger.left(path, 'described');

const happenings: Record<string, Handler> = {
  on: (shop, state, made) => convertEvents(shop, state, made),
  after: (shop, state, made, path) => convertAfter(shop, state, made, path),
  always(shop, state, made, path) {
    const own = convertTransitions(shop, state, state.node['always'], path, { words: 'always' });
    made['always'] = made['always'] === undefined ? own : [own, made['always']].flat();
  },
  onDone(shop, state, made, path) {
    if (!state.parent || !canComplete(state)) return shop.ledger.left(path, 'neverDone');
    if (isDoneByOrdinary(state)) return convertDone(shop, state, made, path);
    made['onDone'] = convertTransitions(shop, state, state.node['onDone'], path, { words: 'onDone' });
  },
  invoke: convertInvoke,
  entry: onTheWay,
  exit: onTheWay,
  onEntry: onTheWay,
  onExit: onTheWay,
  activities: onTheWay,
};

/** The states that make this one done are ordinary here: being in all of them is what `onDone` waits for. */
function convertDone(shop: Workshop, state: SourceState, made: JsonObject, path: string): void {
  shop.ledger.changed(path, 'doneBy');
  const done = doneExpression(state, (inside) => `active(${JSON.stringify(shop.dotted(inside))})`);
  const own = [convertTransitions(shop, state, state.node['onDone'], path, { words: 'onDone' })].flat();
  const asked = own.map((one) => {
    const transition: JsonObject = typeof one === 'string' ? { target: one } : objectOf(one);
    const guard = textOf(transition['guard']);
    return { ...transition, guard: guard === undefined ? done : `(${done}) && (${guard})` };
  });
  made['always'] = [made['always'] ?? [], asked].flat();
}

/** What is done on entering and leaving belongs to transitions here. */
function onTheWay(shop: Workshop, state: SourceState, _made: JsonObject, path: string): void {
  actionsOf(shop, state.node[path.slice(path.lastIndexOf('/') + 1)], path, 'entryExit');
}

const HANDLERS: Record<string, Handler> = {
  ...happenings,
  type(shop, state, made, path) {
    const { type } = state.node;
    if (!KINDS.includes(type)) return shop.ledger.left(path, 'notUsable');
    if (canBeLeft(state)) return shop.ledger.changed(path, 'leftAgain');
    shop.ledger.taken(path);
    made['type'] = type;
  },
  initial: convertInitial,
  states(shop, state, made, path) {
    if (!isObject(state.node['states'])) return shop.ledger.left(path, 'notUsable');
    shop.ledger.taken(path);
    for (const child of state.children) {
      if (!isObject(objectOf(state.node['states'])[child.key])) shop.ledger.left(child.path, 'notUsable');
      else if (child.name === child.key) shop.ledger.taken(child.path);
      else shop.ledger.changed(child.path, 'renamed', { name: child.name });
    }
    made['states'] = Object.fromEntries(
      state.children.map((child) => [child.name, convertState(shop, child)]),
    );
  },
  history(shop, state, made, path) {
    const { history } = state.node;
    if (!isHistory(state)) return shop.ledger.left(path, 'notUsable');
    made['type'] = 'history';
    const kind = history === 'deep' ? 'deep' : 'shallow';
    if (history === kind) shop.ledger.taken(path);
    else shop.ledger.changed(path, 'historyKind', { history: kind });
    made['history'] = kind;
  },
  target: convertHistoryTarget,
  output: convertOutput,
  data: (shop, _state, _made, path) => shop.ledger.left(path, 'output'),
  meta: convertMeta,
  description: convertDescription,
  id: (shop, state, _made, path) =>
    state.parent || state.node['id'] !== shop.caseType
      ? shop.ledger.changed(path, 'renamed', { name: state.parent ? shop.dotted(state) : shop.caseType })
      : shop.ledger.taken(path),
  context: convertContext,
  tags: described,
  ...Object.fromEntries(
    ['version', 'strict', 'key', 'order', 'delimiter', 'schema', 'schemas', 'tsTypes', 'types'].map((key) => [
      key,
      tool,
    ]),
  ),
  predictableActionArguments: tool,
  preserveActionOrder: tool,
};

function convertInitial(shop: Workshop, state: SourceState, made: JsonObject, path: string): void {
  const { initial } = state.node;
  const text = textOf(initial) ?? textOf(get(initial, 'target')) ?? textOf(listOf(initial)[0]);
  if (text === undefined) return shop.ledger.left(path, 'notUsable');
  const child = state.children.find(({ key }) => key === text.replace(/^\./, ''));
  made['initial'] = child?.name ?? text;
  if (made['initial'] === initial) return shop.ledger.taken(path);
  shop.ledger.changed(path, 'renamed', { name: String(made['initial']) });
  if (!isObject(initial)) return;
  shop.ledger.taken(pointer(path, 'target'));
  actionsOf(shop, initial['actions'], pointer(path, 'actions'), 'entryExit');
}

function convertHistoryTarget(shop: Workshop, state: SourceState, made: JsonObject, path: string): void {
  const text = textOf(state.node['target']);
  const found = text === undefined ? null : shop.places.find(state, text);
  if (!isHistory(state) || text === undefined) return shop.ledger.left(path, 'notUsable');
  made['target'] = found?.parent && found.parent === state.parent ? found.name : text;
  if (made['target'] === text) shop.ledger.taken(path);
  else shop.ledger.changed(path, 'targetNamed', { target: String(made['target']) });
}

function convertOutput(shop: Workshop, state: SourceState, made: JsonObject, path: string): void {
  const { output } = state.node;
  if (!isFinal(state) || !isObject(output)) return shop.ledger.left(path, 'output');
  shop.ledger.taken(path, true);
  made['output'] = output;
}

function convertMeta(shop: Workshop, state: SourceState, made: JsonObject, path: string): void {
  const { meta } = state.node;
  const { sagsgang, ...rest } = objectOf(meta);
  if (shop.luggage) {
    shop.ledger.taken(path, true);
    if (state.parent || sagsgang === undefined || Object.keys(rest).length > 0)
      made['meta'] = state.parent || !isObject(meta) ? meta : rest;
    return;
  }
  shop.ledger.left(path, 'foreignMeta');
}

function convertDescription(shop: Workshop, state: SourceState, _made: JsonObject, path: string): void {
  const title = get(get(state.node['meta'], 'title'), 'da');
  if (shop.luggage && sameJson(title, state.node['description'])) shop.ledger.taken(path);
  else shop.ledger.left(path, 'described');
}

function convertContext(shop: Workshop, state: SourceState, _made: JsonObject, path: string): void {
  if (state.parent || !isObject(state.node['context'])) return shop.ledger.left(path, 'contextLeft');
  shop.ledger.taken(path);
  for (const [key, value] of Object.entries(state.node['context'])) {
    const fact = shop.sections.fact(key, value);
    if (fact === null) shop.ledger.left(pointer(path, key), 'contextLeft');
    else shop.ledger.changed(pointer(path, key), 'contextFact', { fact });
  }
}

/** `after` by delay, or the list that XState 4 allowed. */
function convertAfter(shop: Workshop, state: SourceState, made: JsonObject, path: string): void {
  const { after } = state.node;
  const entries: [string, unknown, string][] = Array.isArray(after)
    ? after.map((one: unknown, index) => [String(get(one, 'delay')), one, pointer(path, index)])
    : Object.entries(objectOf(after)).map(([key, one]) => [key, one, pointer(path, key)]);
  shop.ledger.taken(path);
  const groups: JsonObject = {};
  for (const [delay, one, at] of entries) {
    const { name, length } = shop.sections.delay(delay);
    const place = Array.isArray(after) ? pointer(at, 'delay') : at;
    if (length === '') shop.ledger.taken(place);
    else if (length === null) shop.ledger.changed(place, 'delayStub', { name });
    else shop.ledger.changed(place, 'delayExact', { name, length });
    const moved = convertTransitions(shop, state, one, at, { words: `after ${delay}` });
    groups[name] = groups[name] === undefined ? moved : [groups[name], moved].flat();
  }
  made['after'] = groups;
}
