import type { PlacedState } from '../../../src/machines/index.js';
import { useTexts } from '../ui/language.js';
import type { StateMark } from './marks.js';
import { statechartTexts } from './statechart-texts.js';

/** Everything the drawing shows of a state, in one line for screen readers. */
export function useStateWords(): (state: PlacedState, mark: StateMark | undefined) => string {
  const texts = useTexts(statechartTexts);
  return (state, mark = {}) =>
    [
      state.title,
      state.kind === 'final' && texts.final,
      state.kind === 'parallel' && texts.parallel,
      state.region && texts.track,
      mark.active && texts.here,
      !mark.active && mark.visited && texts.been,
      mark.cases !== undefined && mark.cases > 0 && texts.cases(mark.cases),
      mark.overdue !== undefined && mark.overdue > 0 && texts.overdue(mark.overdue),
    ]
      .filter(Boolean)
      .join(', ');
}
