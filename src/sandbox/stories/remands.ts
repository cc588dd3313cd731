import { childHeard, granted, grantSent, received, requested } from '../acts.js';
import type { ChildKey } from '../citizens.js';
import { local } from '../municipality.js';
import { anne, lars, mette, type Scene, type Story, type Worker } from '../story.js';

interface Remand {
  at: string;
  by: Worker;
  assignee?: Worker | null;
  astDecisionOn: string;
  stoppedHelp: boolean;
}

function remand(child: ChildKey, { at, by, assignee = by, ...ast }: Remand, scenes: Scene[]): Story {
  const facts = {
    astDecisionReceivedAt: local(at),
    astDecisionOn: ast.astDecisionOn,
    annulledDecisionStoppedHelp: ast.stoppedHelp,
  };
  return { key: `remand-${child}`, child, caseType: 'remandedCase', at, by, facts, assignee, scenes };
}

function reviewed(day: string, reasons: string[], reviewInstructions: string): Scene {
  return anne(`${day} 09:30`, 'TEAM_LEADER_REVIEW_COMPLETED', { remandReasons: reasons, reviewInstructions });
}

const discussed = (day: string): Scene =>
  anne(`${day} 10:00`, 'AST_DECISION_REVIEWED_IN_TEAM', {
    learningNote: 'Vi skriver fremover den konkrete vurdering af barnets hverdag ind i begrundelsen.',
  });

/** Cases that the appeals board has sent back: before the team leader's review, after it, late, and done. */
export const REMANDS: Story[] = [
  remand(
    'frederik',
    { at: '2026-03-24 09:20', by: 'lars', assignee: null, astDecisionOn: '2026-03-20', stoppedHelp: true },
    [],
  ),
  remand('julie', { at: '2026-03-16 10:10', by: 'mette', astDecisionOn: '2026-03-12', stoppedHelp: false }, [
    reviewed('2026-03-20', ['INSUFFICIENT_REASONING'], 'Begrund, hvorfor timetallet er sat ned.'),
    anne('2026-03-20 09:50', 'INTERIM_POSITION_DECIDED', { interimPosition: 'noHelpAffected' }),
  ]),
  remand('sara', { at: '2026-02-09 11:30', by: 'mette', astDecisionOn: '2026-02-04', stoppedHelp: true }, [
    reviewed(
      '2026-02-12',
      ['NOT_SUFFICIENTLY_INFORMED', 'NO_INDIVIDUAL_ASSESSMENT'],
      'Indhent en ny udtalelse fra skolen, og vurder behovet konkret.',
    ),
    anne('2026-02-12 09:45', 'INTERIM_POSITION_DECIDED', { interimPosition: 'helpReestablished' }),
    mette('2026-02-13 10:00', 'HELP_REESTABLISHED'),
    mette('2026-02-13 13:00', 'CITIZEN_CONTACTED_ABOUT_REMAND'),
    mette('2026-02-16 09:15', 'REPROCESSING_STARTED'),
    discussed('2026-02-17'),
    requested(mette, '2026-02-18'),
    mette('2026-03-05 09:30', 'INFORMATION_REMINDED'),
  ]),
  remand('elias', { at: '2025-12-15 09:40', by: 'lars', astDecisionOn: '2025-12-11', stoppedHelp: false }, [
    reviewed('2025-12-19', ['NO_OVERALL_ASSESSMENT'], 'Se hjælpen i sammenhæng med skolens støtte.'),
    anne('2025-12-19 09:50', 'INTERIM_POSITION_DECIDED', { interimPosition: 'noHelpAffected' }),
    lars('2025-12-22 11:00', 'CITIZEN_CONTACTED_ABOUT_REMAND'),
    lars('2026-01-05 09:00', 'REPROCESSING_STARTED'),
    discussed('2026-01-06'),
    requested(lars, '2026-01-09'),
    received(lars, '2026-02-12', 'Skolens handleplan'),
    lars('2026-02-20 10:30', 'SENT_TO_VISITATION', {
      visitationQuestion: 'Kan aflastning og tabt arbejdsfortjeneste bevilges sammen?',
    }),
  ]),
  remand('alma', { at: '2025-12-01 10:00', by: 'mette', astDecisionOn: '2025-11-26', stoppedHelp: false }, [
    reviewed('2025-12-04', ['MISSING_PARTY_HEARING'], 'Hør familien, før der træffes ny afgørelse.'),
    anne('2025-12-04 09:50', 'INTERIM_POSITION_DECIDED', { interimPosition: 'noHelpAffected' }),
    mette('2025-12-05 13:00', 'CITIZEN_CONTACTED_ABOUT_REMAND'),
    mette('2025-12-08 09:00', 'REPROCESSING_STARTED'),
    discussed('2025-12-09'),
    requested(mette, '2025-12-10'),
    received(mette, '2026-01-08', 'Familiens bemærkninger'),
    ...childHeard(mette, '2026-01-14', 'Synes, det er rart, når mor er hjemme.'),
    mette('2026-01-20 13:10', 'ASSESSMENT_COMPLETED', {
      sufficientlyInformed: true,
      hearingStatus: 'nothingAdverse',
      allInstructionsAnswered: true,
    }),
    granted(mette, '2026-01-22', 'Tabt arbejdsfortjeneste, 10 timer om ugen'),
    grantSent(mette, '2026-01-22'),
    mette('2026-01-26 09:00', 'EFFECTUATED'),
    mette('2026-01-26 09:05', 'DELIVERY_CONFIRMED'),
  ]),
];
