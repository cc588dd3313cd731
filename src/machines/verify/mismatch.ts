import type { Definition } from '../definition.js';
import type { Problem } from '../problems.js';
import { found, type VerifyProblemCode } from './texts.js';

/** What is said in the definition that opens or sends → what is said in that of the other case. */
const SEEN_THERE = {
  childFactMissing: 'openedWithoutFact',
  childFactUnknown: 'openedWithUnknownFact',
  childFactNotAtOpening: 'openedWithLaterFact',
  childFactMisfit: 'openedWithMisfit',
  childFactNotReturned: 'returnExpected',
  returnedFactMisfit: 'returnMisfit',
  uncoveredEnd: 'endNotMet',
  endNotNamed: 'endNotNamed',
  sentEventUnknown: 'eventExpected',
  sentFactMissing: 'eventWithoutFact',
  sentFactUnknown: 'eventWithUnknownFact',
  sentFactMisfit: 'eventWithMisfit',
} as const satisfies Partial<Record<VerifyProblemCode, VerifyProblemCode>>;

/** Something in which the definition of a case does not fit another one: that of a case that it opens, or sends an event to. */
export interface Mismatch {
  code: keyof typeof SEEN_THERE;
  /** JSON Pointer in the definition that opens or sends. */
  here: string;
  /** Where it shows in the other one; several when any of these may be the case that the event is sent to. */
  there: { definition: Definition; path: string }[];
  /** The fact, end or event in question. */
  about: string;
  /** It is right as it is, and wrong only for the other one to come with. */
  onlyThere?: true;
  details: Record<string, unknown>;
}

export const seenHere = ({ code, here, details }: Mismatch): Problem => found(code, here, details);

/** The mismatch as the other definition is told of it; nothing when it is about other definitions. */
export function seenThere(mismatch: Mismatch, sender: Definition, other: Definition): Problem[] {
  const place = mismatch.there.find(({ definition }) => definition === other);
  if (!place) return [];
  const names = { other: sender.title.da, other_en: sender.title.en ?? sender.title.da };
  return [found(SEEN_THERE[mismatch.code], place.path, { ...mismatch.details, ...names })];
}

/** They are about the same thing at the same place. */
export const isAlike = (one: Mismatch, other: Mismatch): boolean =>
  one.here === other.here && one.about === other.about;
