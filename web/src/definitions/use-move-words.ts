import { useTexts } from '../ui/language.js';
import type { ForecastGroup } from './definition-queries.js';
import { runTexts } from './run-texts.js';
import type { Titles } from './use-titles.js';

type Move = NonNullable<ForecastGroup['deadlines']>[number];

/** Says of a deadline by how many days it moves, or that it begins or stops to run. */
export function useMoveWords(titles: Titles): (move: Move) => string {
  const texts = useTexts(runTexts).rehearsal;
  return (move) => {
    const title = titles.of('deadlines', move.deadline);
    return 'days' in move ? texts.days(title, move.days) : texts[move.change](title);
  };
}
