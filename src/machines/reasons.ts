import { ERRORS } from '../error-table.js';
import type { AppError, ErrorCode } from '../errors.js';
import type { LocalDate, Role } from './definition.js';
import type { PlainText } from './effects.js';
import { phrase, recipientsInWords, type OwnRoles } from './wording.js';

/** Said to have happened before the case was there, or before what it answers. */
type TooEarly = 'happenedBeforeOpening' | 'happenedTooEarly';

/** Why an event is not possible now, for the person who wanted it. */
export interface Reason {
  code:
    | 'guard'
    | 'wrongRole'
    | 'notInThisState'
    | 'requiredFact'
    | 'stale'
    | 'noTransition'
    | TooEarly
    | ErrorCode;
  text: PlainText;
  /** The part of the guard that says no. */
  expression?: string;
  fact?: string;
  /** First day on which that part will say yes. */
  opensOn?: LocalDate;
}

const TEXTS = {
  caseClosed: { da: 'Sagen er afsluttet.', en: 'The case has ended.' },
  stale: {
    da: 'Det, som tiden løb for, gælder ikke længere.',
    en: 'What the timer ran for no longer applies.',
  },
  noTransition: { da: 'Ingen vej ud af tilstanden er åben.', en: 'No way out of the state is open.' },
  notInThisState: {
    da: 'Det kan ikke ske, som sagen står nu.',
    en: 'That cannot happen in the present state of the case.',
  },
  unknownEvent: { da: 'Sagstypen kender ikke hændelsen.', en: 'The case type does not know the event.' },
  happenedInFuture: { da: 'Tidspunktet ligger i fremtiden.', en: 'The moment lies in the future.' },
  happenedBeforeOpening: {
    da: 'Tidspunktet ligger før, sagen blev modtaget.',
    en: 'The moment lies before the case was received.',
  },
  happenedTooEarly: {
    da: 'På det tidspunkt var sagen endnu ikke nået hertil. Vælg et senere tidspunkt.',
    en: 'At that moment the case had not come this far. Choose a later one.',
  },
} as const;

export function plainReason(code: keyof typeof TEXTS): Reason {
  return { code, text: { ...TEXTS[code] } };
}

/** Who may send the event, in words: `roles` are those of whom it is, `own` the definition's. */
export function wrongRole(roles: readonly Role[], own: OwnRoles): Reason {
  if (roles.length === 0) {
    return {
      code: 'wrongRole',
      text: { da: 'Det sender systemet selv.', en: 'Only the engine itself sends that.' },
    };
  }
  const who = recipientsInWords(roles, own, 'or');
  const text = phrase('Det kan kun {who} gøre.', 'Only {who} can do that.', { who });
  return { code: 'wrongRole', text };
}

export function requiredFact(fact: string, title: PlainText): Reason {
  return {
    code: 'requiredFact',
    fact,
    text: { da: `Oplysningen “${title.da}” skal være udfyldt.`, en: `The fact “${title.en}” must be given.` },
  };
}

/** An error in a guard or due moment as a reason: it is never taken for yes or no. */
export function reasonOfError({ code, details }: AppError): Reason {
  const { da, en } = ERRORS[code];
  const { fact, title } = details as { fact?: string; title?: PlainText };
  const named = title && { da: `${da} (${title.da})`, en: `${en} (${title.en})` };
  return { code, text: named ?? { da, en }, ...(fact !== undefined && { fact }) };
}
