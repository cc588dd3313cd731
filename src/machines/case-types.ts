import childInvolvement from './case-types/fragments/childInvolvement.json' with { type: 'json' };
import deadlineExtension from './case-types/fragments/deadlineExtension.json' with { type: 'json' };
import letterDispatch from './case-types/fragments/letterDispatch.json' with { type: 'json' };
import oralNotice from './case-types/fragments/oralNotice.json' with { type: 'json' };
import personEvents from './case-types/fragments/personEvents.json' with { type: 'json' };
import newApplication from './case-types/newApplication.json' with { type: 'json' };
import refusal from './case-types/refusal.json' with { type: 'json' };
import remandedCase from './case-types/remandedCase.json' with { type: 'json' };
import transitionToAdult from './case-types/transitionToAdult.json' with { type: 'json' };

/**
 * The definitions that come with the product, by case type, as their authors wrote them: `parseDefinition` checks and expands
 * them. A fresh object each time; the documents in it are shared and must not be changed.
 */
export function shippedDefinitions(): Record<string, unknown> {
  return { newApplication, refusal, remandedCase, transitionToAdult };
}

/** The fragments that the shipped definitions include, by name. Of use to definitions that a municipality writes itself, too. */
export function shippedFragments(): Record<string, unknown> {
  return { childInvolvement, deadlineExtension, letterDispatch, oralNotice, personEvents };
}
