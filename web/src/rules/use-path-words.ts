import { useMemo } from 'react';
import { conditionWords, type Definition, type PathStep } from '../../../src/machines/index.js';
import { useEventTitle } from '../case/history-words.js';
import { useTitles } from '../definitions/use-titles.js';
import { useLanguage, useTexts } from '../ui/language.js';
import { rulesTexts } from './rules-texts.js';

export interface PathWords {
  event: (step: PathStep) => string;
  /** Where the case is after the step, in a sentence. */
  place: (step: PathStep) => string;
  /** What a guard asks; null where only its expression says it. */
  question: (atom: string) => string | null;
}

/** A path in the words of its definition. */
export function usePathWords(definition: Definition): PathWords {
  const texts = useTexts(rulesTexts).path;
  const eventTitle = useEventTitle(definition);
  const titles = useTitles([definition]);
  const { language } = useLanguage();
  const words = useMemo(() => conditionWords(definition), [definition]);
  return {
    event: ({ event }) =>
      event === 'elsewhere' ? texts.elsewhere : eventTitle({ type: event, event: {}, effects: [] }),
    place: ({ to }) =>
      to.length === 0 ? texts.nowhere : texts.here(to.map((path) => titles.state(path)).join(' · ')),
    question: (atom) => words(atom)?.asks[language] ?? null,
  };
}
