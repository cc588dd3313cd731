import { Journey, local } from './journey.js';

const remanded = (at = '2026-06-01 09:00', facts = {}) =>
  Journey.open(
    'remandedCase',
    {
      astDecisionReceivedAt: local(at),
      astDecisionOn: '2026-05-28',
      annulledDecisionStoppedHelp: true,
      ...facts,
    },
    at,
  );
const REVIEW = {
  remandReasons: ['NOT_SUFFICIENTLY_INFORMED'],
  reviewInstructions: 'Indhent lægelig udtalelse.',
};
const reviewed = () => remanded().at('2026-06-08 09:00').must('TEAM_LEADER_REVIEW_COMPLETED', REVIEW);

function decided(): Journey {
  const journey = reviewed()
    .must('REPROCESSING_STARTED')
    .must('INTERIM_POSITION_DECIDED', { interimPosition: 'helpReestablished' });
  journey
    .must('HELP_REESTABLISHED')
    .must('INFORMATION_REQUESTED')
    .must('INFORMATION_RECEIVED', { allNeedsMet: true });
  journey.must('CHILD_INVOLVEMENT_NOT_RELEVANT', { childExemptionReason: 'Rent økonomisk' });
  journey.must('ASSESSMENT_COMPLETED', {
    sufficientlyInformed: true,
    hearingStatus: 'nothingAdverse',
    allInstructionsAnswered: true,
  });
  return journey.must('FULL_GRANT').must('SEND_DECISION_LETTER', { channel: 'digitalPost' });
}

const standing = (journey: Journey) =>
  journey.effects('putOnAgenda').filter(({ effect }) => effect.title.da.startsWith('Hjemvist sag')).length;

describe('a remanded case with the team leader’s gate (F19)', () => {
  it('counts from receipt, not from the date of the appeals board', () => {
    const journey = remanded();
    expect(journey.due('remandDecision')).toMatchObject({ dueOn: '2026-08-24', latestSendOn: '2026-08-24' });
    expect(journey.tasks).toEqual(
      expect.arrayContaining(['AST_LEARNING', 'CHECK_INTERIM_LEGAL_POSITION', 'REVIEW_REMAND']),
    );
    expect(journey.due('astLearning').dueOn).toBe('2026-06-02');
  });

  it('does not let the reprocessing begin before the review', () => {
    const journey = remanded().at('2026-06-03 09:00').send('REPROCESSING_STARTED');
    expect(journey.reasons).toContain('Teamlederen skal gennemgå den hjemviste sag');
    expect(journey.send('TEAM_LEADER_REVIEW_COMPLETED', REVIEW, 'caseworker').result.accepted).toBe(false);
    expect(reviewed().must('REPROCESSING_STARTED').isIn('open.main.reprocessing')).toBe(true);
  });

  it('asks for contact with the citizen, which outlives the start of the reprocessing', () => {
    const journey = reviewed().must('REPROCESSING_STARTED');
    expect(journey.tasks).toContain('CONTACT_CITIZEN_ABOUT_REMAND');
    expect(journey.due('citizenContact').dueOn).toBe('2026-06-15');
  });

  it('reminds caseworker and team leader at every rung', () => {
    expect(reviewed().at('2026-08-18 09:00').reminders('remandDecision')).toEqual([
      '2026-07-27 -P4W caseworker+teamLeader',
      '2026-08-10 -P2W caseworker+teamLeader',
      '2026-08-17 -P1W caseworker+teamLeader',
    ]);
  });

  it('is on the agenda of every Tuesday until it is decided', () => {
    expect(standing(remanded())).toBe(1);
    expect(standing(remanded().at('2026-06-02 23:00'))).toBe(1);
    expect(standing(remanded().at('2026-06-22 09:00'))).toBe(4);
    expect(standing(decided().at('2026-06-30 09:00'))).toBe(2);
  });

  it('puts the learning back on the next agenda when the meeting did not come to it', () => {
    const journey = remanded().at('2026-06-04 09:00');
    expect(journey.due('astLearning').dueOn).toBe('2026-06-09');
    expect(journey.effects('putOnAgenda').some(({ effect }) => effect.title.da.startsWith('Udsat'))).toBe(
      true,
    );
    expect(
      journey.must('AST_DECISION_REVIEWED_IN_TEAM', { learningNote: 'Husk lægen.' }).tasks,
    ).not.toContain('AST_LEARNING');
  });
});

describe('the interim position', () => {
  it('cannot be “not affected” when the annulled decision stopped help', () => {
    const journey = remanded();
    expect(
      journey.send('INTERIM_POSITION_DECIDED', { interimPosition: 'noHelpAffected' }).result.accepted,
    ).toBe(false);
    expect(
      journey.must('INTERIM_POSITION_DECIDED', { interimPosition: 'helpReestablished' }).tasks,
    ).toContain('REESTABLISH_HELP');
  });

  it('must be settled before the assessment is complete', () => {
    const journey = reviewed()
      .must('REPROCESSING_STARTED')
      .must('INFORMATION_REQUESTED')
      .must('INFORMATION_RECEIVED', { allNeedsMet: true });
    journey.must('CHILD_INVOLVEMENT_NOT_RELEVANT', { childExemptionReason: 'x' });
    const facts = {
      sufficientlyInformed: true,
      hearingStatus: 'nothingAdverse',
      allInstructionsAnswered: true,
    };
    expect(journey.send('ASSESSMENT_COMPLETED', facts).reasons).toContain('retsstilling');
  });
});

describe('the course of the reprocessing', () => {
  it('resumes after the allocation board where it left', () => {
    const journey = reviewed()
      .must('REPROCESSING_STARTED')
      .must('INFORMATION_REQUESTED')
      .must('SENT_TO_VISITATION');
    expect(journey.isIn('open.main.atVisitation')).toBe(true);
    expect(journey.must('VISITATION_ANSWERED').isIn('open.main.reprocessing.waitingForInformation')).toBe(
      true,
    );
  });

  it('ends only when the team has learnt from the decision', () => {
    const journey = decided().must('EFFECTUATED').at('2026-07-10 09:00');
    expect(journey.tasks).toContain('AST_LEARNING');
    expect(journey.must('AST_DECISION_REVIEWED_IN_TEAM', { learningNote: 'x' }).snapshot.end).toBe(
      'decidedFinal',
    );
  });

  it('begins anew, with a new deadline and a new gate, when the matter is remanded again', () => {
    const journey = decided()
      .at('2026-06-20 09:00')
      .must('COMPLAINT_RECEIVED', { complaintReceivedOn: '2026-06-20' });
    journey
      .at('2026-11-02 09:00')
      .must('REMANDED_AGAIN', { astDecisionReceivedAt: local('2026-11-02 09:00') });
    expect(journey.snapshot.facts.remandCount).toBe(2);
    expect(journey.due('remandDecision').dueOn).toBe('2027-01-25');
    expect(journey.send('REPROCESSING_STARTED').reasons).toContain('Teamlederen skal gennemgå');
  });

  it('refuses through the same call as a new application, and extends its own deadline', () => {
    const journey = reviewed().must('EXTEND_DEADLINE', {
      newDate: '2026-09-21',
      extensionReason: 'VISITATION_REQUIRED',
    });
    journey.must('EXTENSION_APPROVED').must('EXTENSION_NOTICE_SENT');
    expect(journey.due('remandDecision').dueOn).toBe('2026-09-21');
  });
});
