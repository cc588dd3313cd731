import { AppError } from '../errors.js';
import type { CompiledDefinition } from './compiled.js';
import { addDays } from './dates.js';
import { PARTIES, RIGHTS, type LetterDefinition, type Recipient } from './definition.js';
import type { StepEnv } from './draft.js';
import type { PlainText } from './effects.js';
import { inventFacts } from './invent.js';
import { recipientsInWords, wordsOf, withoutExpressions } from './wording.js';

/** A letter as the letter system would be handed it, for a case that does not exist. */
export interface LetterPreview {
  name: string;
  letter: LetterDefinition;
  /** With invented facts put in; what cannot be found from them reads `…`. */
  title: PlainText;
  /** Everybody to whom some transition sends it, in the order of the roles and parties. */
  to: Recipient[];
  /** The same in words. */
  toInWords: PlainText;
  /** Some transition lets it wait for a moment. */
  waits: boolean;
}

/** Every deadline that a text names is due so many days after today. */
const INVENTED_DAYS = 28;

/** All letters of a definition, their texts rendered as a step renders them. `env` gives the day and the case's values. */
export function previewLetters(compiled: CompiledDefinition, env: StepEnv): LetterPreview[] {
  const sendings = sendingsOf(compiled.definition.machine);
  return Object.entries(compiled.definition.letters).map(([name, letter]) => {
    const own = sendings.filter((sending) => sending.letter === name);
    const receives = new Set(own.flatMap(({ to }) => to));
    const to = recipientsOf(compiled).filter((recipient) => receives.has(recipient));
    return {
      name,
      letter,
      title: titleOf(compiled, name, env),
      to,
      toInWords: recipientsInWords(to, compiled.definition.roles),
      waits: own.some(({ notBefore }) => notBefore !== undefined),
    };
  });
}

const recipientsOf = ({ definition }: CompiledDefinition): Recipient[] => [
  ...RIGHTS,
  ...Object.keys(definition.roles ?? {}),
  ...PARTIES,
];

function titleOf(compiled: CompiledDefinition, name: string, env: StepEnv): PlainText {
  const { now, calendar, caseValues } = env;
  const today = calendar.legalDate(now);
  const due = addDays(today, INVENTED_DAYS);
  try {
    return compiled.letters.get(name)!.evaluate({
      facts: inventFacts(compiled.definition.facts, { today, now, text: '…', optional: true }),
      today,
      now,
      caseValues,
      calendar,
      history: {},
      isActive: () => false,
      dueOn: () => due,
      dueAt: () => calendar.reminderAt(due),
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return withoutExpressions(wordsOf(compiled.definition.letters[name]!.title));
  }
}

interface Sending {
  letter: string;
  to: Recipient[];
  notBefore?: string;
}

/** Every action of the machine that sends a letter, wherever it stands. */
function sendingsOf(node: unknown): Sending[] {
  if (typeof node !== 'object' || node === null) return [];
  const { type } = node as { type?: unknown };
  return type === 'sendMessage' ? [node as Sending] : Object.values(node).flatMap(sendingsOf);
}
