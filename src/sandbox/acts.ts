import type { LocalDate } from '../machines/definition.js';
import type { Acts, Scene } from './story.js';
import { inRefusal } from './story.js';

/** What a piece of information is needed for. */
type Need = [need: string, purpose: string];

/** The acknowledgement letter leaves. */
export function acknowledged(who: Acts, day: LocalDate): Scene {
  return who(`${day} 09:40`, 'ACKNOWLEDGEMENT_SENT');
}

/** The application is screened, with what is missing. */
export function screened(who: Acts, day: LocalDate, ...needs: Need[]): Scene {
  const informationNeeds = needs.map(([need, purpose]) => ({ need, purpose }));
  return who(`${day} 10:15`, 'SCREENING_COMPLETED', { informationNeeds });
}

export function requested(who: Acts, day: LocalDate): Scene {
  return who(`${day} 11:05`, 'INFORMATION_REQUESTED');
}

/** All that was missing has come. */
export function received(who: Acts, day: LocalDate, receivedInformation: string): Scene {
  return who(`${day} 09:20`, 'INFORMATION_RECEIVED', { receivedInformation, allNeedsMet: true });
}

/** The child has been spoken with. */
export function childHeard(who: Acts, day: LocalDate, childView: string): Scene[] {
  const plan = { childConversationOn: day, childConversationForm: 'conversation', layAssistantOffered: true };
  return [
    who(`${day} 08:45`, 'CHILD_CONVERSATION_PLANNED', plan),
    who(`${day} 14:00`, 'CHILD_CONVERSATION_HELD'),
    who(`${day} 14:30`, 'CHILD_VIEW_RECORDED', { childView }),
  ];
}

export function childNotAsked(who: Acts, day: LocalDate): Scene {
  const childExemptionReason =
    'Alene et økonomisk spørgsmål, som barnet er for ungt til at tage stilling til.';
  return who(`${day} 12:45`, 'CHILD_INVOLVEMENT_NOT_RELEVANT', { childExemptionReason });
}

/** The assessment is complete: a decision can be made. */
export function assessed(who: Acts, day: LocalDate): Scene {
  const facts = { sufficientlyInformed: true, hearingStatus: 'nothingAdverse' };
  return who(`${day} 13:10`, 'ASSESSMENT_COMPLETED', facts);
}

/** Screened without needs, and assessed at once. */
export function assessedStraight(who: Acts, screenedOn: LocalDate, assessedOn: LocalDate): Scene[] {
  return [screened(who, screenedOn), childNotAsked(who, assessedOn), assessed(who, assessedOn)];
}

export function granted(who: Acts, day: LocalDate, grantedParts: string): Scene {
  return who(`${day} 13:40`, 'FULL_GRANT', { grantedParts });
}

/** The grant leaves by Digital Post. */
export function grantSent(who: Acts, day: LocalDate): Scene {
  return who(`${day} 14:20`, 'SEND_DECISION_LETTER', { channel: 'digitalPost' });
}

export function refused(who: Acts, day: LocalDate, refusedParts: string): Scene {
  return who(`${day} 13:40`, 'REFUSAL', { refusedParts });
}

export function letterDrafted(who: Acts, at: string, letterReference: string): Scene[] {
  return inRefusal(who(at, 'LETTER_DRAFTED', { letterReference }));
}

/** The citizen has been reached by phone and told of the refusal. */
export function called(who: Acts, at: string, spokenWith: string, callNote: string): Scene[] {
  const call = { reached: true, callChannel: 'phone', spokenWith, callNote };
  return inRefusal(who(at, 'CALL_ATTEMPT_LOGGED', call));
}

export function calledInVain(who: Acts, ...moments: string[]): Scene[] {
  return inRefusal(
    ...moments.map((at) => who(at, 'CALL_ATTEMPT_LOGGED', { reached: false, callChannel: 'phone' })),
  );
}

export function refusalSent(who: Acts, at: string): Scene[] {
  const letter = { channel: 'digitalPost', reasoningIncluded: true, complaintGuidanceIncluded: true };
  return inRefusal(who(at, 'SEND_DECISION_LETTER', letter));
}

/** From the decision to refuse to the letter, told the day before it leaves. */
export function refusedAndSent(
  who: Acts,
  days: { decided: LocalDate; called: LocalDate; sent: LocalDate },
  text: { refusedParts: string; spokenWith: string; reference: string },
): Scene[] {
  const note = 'Hovedbegrundelse, klagemulighed og det videre forløb er gennemgået. Forstod afgørelsen.';
  return [
    refused(who, days.decided, text.refusedParts),
    ...letterDrafted(who, `${days.decided} 15:10`, text.reference),
    ...called(who, `${days.called} 10:30`, text.spokenWith, note),
    ...refusalSent(who, `${days.sent} 11:45`),
  ];
}
