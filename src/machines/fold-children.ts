import type { CompiledState } from './compiled.js';
import type { Draft } from './draft.js';
import type { Facts, Json } from './snapshot.js';

/** Opens the child cases of the states that were entered, and cancels those of the states that were left before they ended. */
export function foldChildren(draft: Draft, states: CompiledState[]): void {
  const invoking = new Map(
    states.flatMap((state) => (state.invoke ? [[state.invoke.definition.id, state] as const] : [])),
  );
  for (const [id, opening] of Object.entries(draft.next.children)) {
    const state = invoking.get(id);
    if (state && !draft.left.has(state.path)) continue;
    delete draft.next.children[id];
    draft.effects.push({ type: 'cancelChild', id, opening });
  }
  for (const [id, state] of invoking) {
    if (draft.before.has(state.path) && !draft.left.has(state.path)) continue;
    openChild(draft, id, state);
  }
}

export function openChild(draft: Draft, id: string, { invoke }: CompiledState): void {
  const facts: Facts = Object.fromEntries(
    Object.entries(invoke!.input).map(([fact, expression]) => [fact, draft.evaluate(expression) as Json]),
  );
  draft.next.children[id] = draft.next.seq;
  draft.effects.push({
    type: 'openChild',
    id,
    opening: draft.next.seq,
    caseType: invoke!.definition.src,
    facts,
  });
}
