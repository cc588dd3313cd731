import { recipientInWords, type Effect, type SimulationEntry } from '../../../src/machines/index.js';
import type { Definition } from '../api-types.js';
import { useEffectWords, useEventTitle } from '../case/history-words.js';
import { useNeighbours } from '../editor/use-neighbours.js';
import { inspectorTexts } from '../inspector/inspector-texts.js';
import { useTexts, useWords } from '../ui/language.js';
import { simulatorTexts } from './simulator-texts.js';

export interface CourseWords {
  event: (entry: Pick<SimulationEntry, 'event' | 'effects'>) => string;
  /** Null for what nobody notices. */
  effect: (effect: Effect) => string | null;
}

/** What happened in a simulation, in words: the event, and each thing that people notice of it. */
export function useCourseWords(definition: Definition): CourseWords {
  const eventTitle = useEventTitle(definition);
  const effect = useNoticed(definition);
  return {
    event: ({ event: type, effects }) => {
      const key = deadlineOf(effects);
      return eventTitle({ type, effects, event: { ...(key !== undefined && { key }) } });
    },
    effect,
  };
}

/** The deadline that a reminder or breach is about. */
function deadlineOf(effects: Effect[]): string | undefined {
  for (const effect of effects) {
    if (effect.type === 'breachDeadline') return effect.key;
    if (effect.type === 'sendMessage' && effect.kind === 'reminder') return effect.subject;
  }
  return undefined;
}

function useNoticed(definition: Definition): (effect: Effect) => string | null {
  const course = useTexts(simulatorTexts).course;
  const inspector = useTexts(inspectorTexts);
  const words = useWords();
  const { data: neighbours } = useNeighbours(definition.caseType);
  const caseTypeTitle = (caseType: string) => words(neighbours?.current[caseType]?.title) || caseType;
  const said = useEffectWords(definition, caseTypeTitle);
  const deadline = (key: string) => words(definition.deadlines[key]?.title) || key;
  return (effect) => {
    switch (effect.type) {
      case 'breachDeadline':
        return inspector.breachWill(deadline(effect.key));
      case 'stopDeadline':
        return course[effect.outcome](deadline(effect.key));
      case 'cancelMessages':
        return course.withdrawn;
      case 'sendMessage': {
        const what = effect.kind === 'letter' ? said(effect) : inspector.reminderWill(words(effect.title));
        const to = effect.to.map((one) => words(recipientInWords(one, definition.roles))).join(', ');
        return `${what}, ${course.to} ${to}`;
      }
      default:
        return said(effect);
    }
  };
}
