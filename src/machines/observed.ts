import type { Draft } from './draft.js';

/** What may be looked for in a step, as it is written: `enter(a.b)` is `enter` of `a.b`. */
export const OBSERVATION = /^(event|enter|leave|task|letter|when)\((.+)\)$/s;

/** A state is named by its dotted path or by the end of it: `called` for `open.calling.called`. */
export const isStateNamed = (path: string, name: string): boolean =>
  path === name || path.endsWith(`.${name}`);

/** Whether `event(X)`, `enter(state)` or `letter(X)` has been seen in the step so far. */
export function isObserved(draft: Draft, text: string): boolean {
  const [, kind, name = ''] = OBSERVATION.exec(text) ?? [];
  switch (kind) {
    case 'event':
      return draft.event.type === name;
    case 'enter':
      return [...draft.entered].some((path) => isStateNamed(path, name));
    default:
      return draft.effects.some(
        (effect) => effect.type === 'sendMessage' && effect.kind === 'letter' && effect.subject === name,
      );
  }
}
