import type { EventDefinition, FactSchema, FactsSchema, Instant } from './definition.js';
import type { Draft } from './draft.js';
import type { PlainText } from './effects.js';
import { plainReason, requiredFact, wrongRole, type Reason } from './reasons.js';
import { mayBeSentBy, sendersOf } from './senders.js';
import type { Facts, Json } from './snapshot.js';

/** Whether the event may come at all: known, from the right role, complete, not in the future. Events of the engine always may. */
export function admit({ compiled, event, env, before }: Draft): Reason[] {
  const { definition } = compiled;
  if (env.now > env.recordedAt) return [plainReason('happenedInFuture')];
  if (event.type.startsWith('xstate.')) return [];
  if (!Object.hasOwn(definition.events, event.type)) return [plainReason('unknownEvent')];
  const declared = definition.events[event.type]!;
  const senders = sendersOf(compiled, event.type, before);
  if (event.by && !mayBeSentBy(senders, event.by.roles)) return [wrongRole(senders, definition.roles)];
  return (declared.required ?? [])
    .filter((fact) => !isPresent(event.facts?.[fact]))
    .map((fact) => requiredFact(fact, titleOf(formSchema(definition.facts, declared)[fact], fact)));
}

/** Spaces alone are no answer: a call note of blanks is no note. */
const isPresent = (value: Json | undefined): boolean =>
  typeof value === 'string' ? value.trim() !== '' : value !== undefined && value !== null;

/** Schemas of what an event's form brings: facts of the case, or of one item of the list that it appends to. */
export function formSchema(facts: FactsSchema, event: EventDefinition): Record<string, FactSchema> {
  const source = event.append ? (facts.properties[event.append]?.items?.properties ?? {}) : facts.properties;
  const names = (event.form ?? []).filter((name) => Object.hasOwn(source, name));
  return Object.fromEntries(names.map((name) => [name, source[name]!]));
}

export function titleOf(schema: FactSchema | undefined, name: string): PlainText {
  const { da = name, en = da } = schema?.title ?? {};
  return { da, en };
}

/** The values that the schema gives to facts nobody has stated. */
export function defaultFacts(schema: FactsSchema): Facts {
  return Object.fromEntries(
    Object.entries(schema.properties).flatMap(([name, { default: value }]) =>
      value === undefined ? [] : [[name, structuredClone(value) as Json]],
    ),
  );
}

/** Merges what the event brings into the facts, before any guard runs; a list fact gets one more item, with who and when. A later value stands. */
export function writeForm(draft: Draft): void {
  const { event, compiled, env, next } = draft;
  if (event.output) draft.tellFacts(received(draft));
  const declared = compiled.definition.events[event.type];
  if (!declared) return;
  const form = ofForm(declared, event.facts ?? {});
  if (!declared.append) return draft.tellFacts(form);
  const list = next.facts[declared.append];
  const item = { ...form, at: env.now, by: event.by?.userId ?? '' };
  draft.addFact(declared.append, inOrder(Array.isArray(list) ? list : [], item));
}

/** The list stays in the order in which things happened. */
function inOrder(list: Json[], item: { at: Instant; [name: string]: Json }): Json[] {
  const isLater = (other: Json): boolean => (other as { at: Instant }).at > item.at;
  const place = list.findIndex(isLater);
  return place < 0 ? [...list, item] : list.toSpliced(place, 0, item);
}

/** Events of the engine and of other cases bring what the sender chose; people only what the form asks for. */
function ofForm({ form = [] }: EventDefinition, facts: Facts): Facts {
  return Object.fromEntries(Object.entries(facts).filter(([name]) => form.includes(name)));
}

/** Of a child's end, the facts that the invocation names. */
function received({ compiled, event }: Draft): Facts {
  const id = event.type.slice('xstate.done.actor.'.length);
  const invoke = [...compiled.states.values()].find((state) => state.invoke?.definition.id === id)?.invoke;
  const names = invoke?.definition.receives ?? [];
  return Object.fromEntries(Object.entries(event.output!.facts).filter(([name]) => names.includes(name)));
}
