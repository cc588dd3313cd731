import type { Definition } from './definition.js';
import type { PlainText } from './effects.js';
import { speechOf } from './speech.js';
import { phrase } from './wording.js';

/** What a condition of the definition asks, as a question, and as a clause after _that_. */
export interface ConditionWords {
  asks: PlainText;
  clause: PlainText;
}

/**
 * Puts conditions of one definition into words made from its titles: the same as refusals and printed descriptions have. Gives nothing where
 * only the expression says it, or where it is none of this definition.
 */
export function conditionWords(definition: Definition): (source: string) => ConditionWords | undefined {
  const speech = speechOf(definition);
  return (source) => {
    const joined = /^done\("(.*)"\)$/.exec(source)?.[1];
    return joined === undefined ? speech.claim(source)?.yes : ended(speech.state(joined));
  };
}

/** What only proofs ask: whether the regions that were not looked at have ended. */
const ended = (state: PlainText): ConditionWords => ({
  asks: phrase('Er resten af {state} færdig?', 'Has the rest of {state} ended?', { state }),
  clause: phrase('resten af {state} er færdig', 'the rest of {state} has ended', { state }),
});
