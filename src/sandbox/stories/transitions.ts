import { bornOn, type ChildKey } from '../citizens.js';
import { lars, mette, type Acts, type Scene, type Story, type Worker } from '../story.js';

interface Start {
  at: string;
  by: Worker;
  /** When we became the acting municipality, for one who has moved here. */
  actingSince?: string;
}

export function transition(child: ChildKey, { at, by, actingSince }: Start, scenes: Scene[]): Story {
  const facts = { birthDate: bornOn(child), ...(actingSince && { actingSince }) };
  const key = `transition-${child}`;
  return { key, child, caseType: 'transitionToAdult', at, by, facts, assignee: by, scenes };
}

function onTrack(who: Acts, at: string): Scene {
  const positionReason = 'Betydelig og varig funktionsnedsættelse med behov for hjælp også efter 18 år.';
  return who(at, 'POSITION_TAKEN', { criteriaMet: true, positionReason });
}

function caughtUp(who: Acts, at: string): Scene {
  return who(at, 'MISSED_STEPS_CAUGHT_UP', { caughtUpSteps: ['individualInformation', 'contact'] });
}

const ALL_SIX = [
  'supportNeeds',
  'education',
  'employmentAndIncome',
  'housing',
  'socialConditions',
  'otherRelevant',
];

function sixMatters(who: Acts, at: string): Scene {
  return who(at, 'SIX_MATTERS_CONSIDERED', { consideredMatters: ALL_SIX });
}

function invited(who: Acts, at: string): Scene {
  const facts = {
    informationLetterAttached: true,
    recipientsChecked: true,
    cafeVenue: 'Rådhusets kantine kl. 17',
  };
  return who(at, 'CAFE_INVITATION_SENT', facts);
}

/** Young people before and after 15½, 16, 17 and 18, and one who has moved here late. */
export const TRANSITIONS: Story[] = [
  // Turns 15½ today.
  transition('tobias', { at: '2025-12-02 10:00', by: 'mette' }, []),
  transition('maja', { at: '2025-12-02 10:30', by: 'lars' }, []),
  // Moved here after 15½: the fast track.
  transition('oliver', { at: '2026-03-23 11:00', by: 'mette', actingSince: '2026-03-23' }, []),
  // Turns 16 before the café meeting of the second quarter.
  transition('nanna', { at: '2025-12-03 09:00', by: 'mette' }, [onTrack(mette, '2025-12-10 10:00')]),
  // Twins of 16: one came to the café meeting, one did not.
  transition('asta', { at: '2025-12-03 13:00', by: 'lars' }, [
    onTrack(lars, '2025-12-11 09:30'),
    invited(lars, '2026-01-14 10:00'),
    lars('2026-02-19 09:00', 'CAFE_ATTENDED'),
    lars('2026-03-18 15:00', 'YOUNG_PERSON_CONTACTED', { contactNote: 'Møde hjemme hos familien.' }),
  ]),
  transition('aksel', { at: '2025-12-03 13:10', by: 'lars' }, [
    onTrack(lars, '2025-12-11 09:40'),
    invited(lars, '2026-01-14 10:10'),
    lars('2026-02-19 09:05', 'CAFE_NOT_ATTENDED'),
  ]),
  // Soon 17: the units are to meet.
  transition('jonas', { at: '2025-12-04 10:00', by: 'mette' }, [
    onTrack(mette, '2025-12-12 10:00'),
    caughtUp(mette, '2025-12-18 13:00'),
    mette('2026-03-11 10:30', 'UNITS_SUMMONED', {
      summonedUnits: ['velfaerdsraadgivningen', 'ungeenheden'],
      collaborationMeetingOn: '2026-04-14',
    }),
  ]),
  // Born on a leap day, 18 on 28 February: everything was ready in time.
  transition('signe', { at: '2025-11-24 13:00', by: 'lars' }, [
    onTrack(lars, '2025-12-01 10:00'),
    caughtUp(lars, '2025-12-08 10:00'),
    lars('2025-12-10 10:00', 'NEW_CASEWORKER_ASSIGNED', { newCaseworkerName: 'Tina Vraa' }),
    lars('2026-01-14 14:00', 'NEW_CASEWORKER_MET_FAMILY'),
    sixMatters(lars, '2026-01-16 10:00'),
    lars('2026-01-22 10:00', 'TRANSITION_SUMMARY_WRITTEN', { summaryReference: 'Resumé af 22. januar' }),
    lars('2026-02-02 10:00', 'PREPARATION_COMPLETED', { futureSupportDecisionPlanned: true }),
    lars('2026-02-20 11:00', 'ADULT_DECISION_MADE', { adultDecisionNote: 'Støtte i eget hjem, 8 timer.' }),
  ]),
  // 18 a week ago, and not ready.
  transition('rasmus', { at: '2025-12-05 09:00', by: 'lars' }, [
    onTrack(lars, '2025-12-15 10:00'),
    caughtUp(lars, '2026-01-07 10:00'),
    lars('2026-01-21 10:00', 'NEW_CASEWORKER_ASSIGNED', { newCaseworkerName: 'Per Ovesen' }),
  ]),
  // 18 in July: benefits that end are under review.
  transition('cecilie', { at: '2025-12-05 10:00', by: 'mette' }, [
    onTrack(mette, '2025-12-16 10:00'),
    caughtUp(mette, '2026-01-08 10:00'),
    mette('2026-01-15 10:00', 'NEW_CASEWORKER_ASSIGNED', { newCaseworkerName: 'Tina Vraa' }),
    sixMatters(mette, '2026-02-25 13:00'),
  ]),
];
