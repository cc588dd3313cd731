import { Journey, local } from './journey.js';

const received = (at: string, facts = {}) =>
  Journey.open('newApplication', { applicationReceivedAt: local(at), ...facts }, at);

/** To `decisionPrepared`, with nothing missing and the child’s view found not relevant. */
function prepared(at: string, decidedAt: string): Journey {
  return received(at)
    .must('SCREENING_COMPLETED', { informationNeeds: [] })
    .must('ACKNOWLEDGEMENT_SENT')
    .must('CHILD_INVOLVEMENT_NOT_RELEVANT', { childExemptionReason: 'Rent økonomisk' })
    .at(decidedAt)
    .must('ASSESSMENT_COMPLETED', { sufficientlyInformed: true, hearingStatus: 'nothingAdverse' });
}

const CALLED = { reached: true, callNote: 'Talt med mor: resultat, begrundelse og klageadgang forklaret.' };
const LETTER = { channel: 'digitalPost', reasoningIncluded: true, complaintGuidanceIncluded: true };

const screened = () => received('2026-02-02 09:10').must('SCREENING_COMPLETED', { informationNeeds: [] });

const extended = () =>
  received('2026-01-05 09:00')
    .must('SCREENING_COMPLETED', { informationNeeds: [{ need: 'Hospitalet', purpose: 'Varighed' }] })
    .must('INFORMATION_REQUESTED')
    .at('2026-03-16 10:00')
    .must('EXTEND_DEADLINE', { newDate: '2026-04-27', extensionReason: 'MORE_DOCUMENTATION' });

describe('a straight new application (F01)', () => {
  const needs = [
    { need: 'Lægelig udtalelse', purpose: 'Funktionsnedsættelsens varighed' },
    { need: 'Kvitteringer', purpose: 'Udgiftens størrelse' },
  ];

  it('opens with acknowledgement, screening and the deadline of the decision', () => {
    const journey = received('2026-02-02 09:10');
    expect(journey.tasks).toEqual(expect.arrayContaining(['SCREEN', 'SEND_ACKNOWLEDGEMENT']));
    expect(journey.due('acknowledgement').dueOn).toBe('2026-02-09');
    expect(journey.due('screening').dueOn).toBe('2026-02-09');
    expect(journey.due('decision').dueOn).toBe('2026-04-27');
  });

  it('reminds on the ladder, and the full grant leaves on a Friday with effectuation at once', () => {
    const journey = received('2026-02-02 09:10').at('2026-02-05 10:00');
    journey.must('SCREENING_COMPLETED', { informationNeeds: needs });
    expect(journey.isIn('open.main.collectingInformation')).toBe(true);
    expect(journey.due('informationRequest').dueOn).toBe('2026-02-12');
    journey.at('2026-02-11 09:00').must('INFORMATION_REQUESTED').must('ACKNOWLEDGEMENT_SENT');
    journey.at('2026-03-02 09:00').must('INFORMATION_RECEIVED', { allNeedsMet: true });
    journey.must('CHILD_INVOLVEMENT_NOT_RELEVANT', { childExemptionReason: 'Rent økonomisk' });
    expect(journey.isIn('open.main.assessing')).toBe(true);
    journey.at('2026-04-10 10:00');
    journey.must('ASSESSMENT_COMPLETED', { sufficientlyInformed: true, hearingStatus: 'nothingAdverse' });
    journey.must('FULL_GRANT');
    expect(journey.tasks).toEqual(['EFFECTUATE', 'SEND_GRANT']);
    journey.must('SEND_DECISION_LETTER', { channel: 'digitalPost' });
    expect(journey.isIn('open.main.decided')).toBe(true);
    expect(journey.isIn('open.clock.stopped.settled')).toBe(true);
    expect(journey.reminders('decision')).toEqual(['2026-03-30 -P4W caseworker']);
  });

  it('reminds two weeks and one week before while nothing happens', () => {
    const journey = received('2026-02-02 09:10').at('2026-04-24 12:00');
    expect(journey.reminders('decision')).toEqual([
      '2026-03-30 -P4W caseworker',
      '2026-04-13 -P2W caseworker',
      '2026-04-20 -P1W caseworker',
      '2026-04-23 -P2D caseworker',
    ]);
  });

  it('ends when the complaint period is over and the help is running', () => {
    const journey = prepared('2026-02-02 09:10', '2026-03-02 10:00').must('FULL_GRANT');
    journey.must('SEND_DECISION_LETTER', { channel: 'digitalPost' }).must('DELIVERY_CONFIRMED');
    journey.at('2026-04-20 08:00');
    expect(journey.tasks).toEqual(['EFFECTUATE']);
    journey.must('EFFECTUATED');
    expect(journey.snapshot).toMatchObject({ status: 'done', end: 'decidedFinal' });
  });
});

describe('a missed screening (F02)', () => {
  it('prompts caseworker and team leader on the first working day after, and stays open', () => {
    const journey = received('2026-02-13 09:00').at('2026-02-23 09:00');
    expect(journey.reminders('screening')).toEqual([
      '2026-02-18 -P2D caseworker',
      '2026-02-20 P0D caseworker',
      '2026-02-23 breach caseworker+teamLeader',
    ]);
    expect(journey.tasks).toContain('SCREEN');
    journey
      .at('2026-02-24 09:00')
      .must('SCREENING_COMPLETED', { informationNeeds: [{ need: 'x', purpose: 'y' }] });
    expect(journey.due('informationRequest').dueOn).toBe('2026-03-03');
  });

  it('does not accept a screening that says nothing of the information needed', () => {
    expect(received('2026-02-13 09:00').send('SCREENING_COMPLETED').result.accepted).toBe(false);
  });
});

describe('the assessment', () => {
  it('is not complete before the child’s view has been considered', () => {
    const facts = { sufficientlyInformed: true, hearingStatus: 'nothingAdverse' };
    expect(screened().send('ASSESSMENT_COMPLETED', facts).reasons).toContain('Barnets syn skal være noteret');
  });

  it('cannot claim a hearing that was never sent', () => {
    const journey = screened().must('CHILD_INVOLVEMENT_NOT_RELEVANT', { childExemptionReason: 'x' });
    const facts = { sufficientlyInformed: true, hearingStatus: 'heard' };
    expect(journey.send('ASSESSMENT_COMPLETED', facts).reasons).toContain('ikke sendt partshøring');
    journey.must('HEARING_NEEDED', { hearingText: 'Skolens udtalelse' }).must('HEARING_ANSWERED');
    journey.must('ASSESSMENT_COMPLETED', facts);
    expect(journey.isIn('open.main.decisionPrepared')).toBe(true);
  });

  it('goes on by itself when the party has not answered in time', () => {
    const journey = screened()
      .must('HEARING_NEEDED', { hearingText: 'Skolens udtalelse' })
      .at('2026-02-17 08:00');
    expect(journey.isIn('open.main.assessing')).toBe(true);
  });
});

describe('a partial refusal (F12)', () => {
  it('effectuates the granted part, calls first, and leaves the same day', () => {
    const journey = prepared('2026-03-02 09:00', '2026-04-13 09:00');
    journey.must('PARTIAL_REFUSAL', { grantedParts: 'Medicin og tøj', refusedParts: 'Transport' });
    const refusal = journey.child('refusal');
    expect(journey.tasks).toContain('EFFECTUATE');
    expect(refusal.snapshot.facts).toMatchObject({ outcome: 'partialRefusal', refusedParts: 'Transport' });
    expect(refusal.tasks).toEqual(['PREPARE_CALL']);
    expect(refusal.send('SEND_DECISION_LETTER', LETTER).reasons).toContain('først meddeles mundtligt');
    refusal.must('LETTER_DRAFTED').must('CALL_ATTEMPT_LOGGED', CALLED).must('SEND_DECISION_LETTER', LETTER);
    expect(journey.isIn('open.main.decided')).toBe(true);
    expect(journey.due('complaint').dueOn).toBe('2026-05-11');
    expect(journey.tasks).toContain('EFFECTUATE');
  });

  it('is assessed again when new essential facts come up in the call', () => {
    const journey = prepared('2026-03-02 09:00', '2026-04-13 09:00').must('REFUSAL');
    const refusal = journey.child('refusal').must('LETTER_DRAFTED');
    refusal.must('CALL_ATTEMPT_LOGGED', { ...CALLED, newFacts: true });
    expect(refusal.snapshot.end).toBe('backToAssessment');
    expect(journey.isIn('open.main.assessing')).toBe(true);
  });
});

describe('a deadline that is extended with a reason (F11)', () => {
  it('keeps the old deadline until the notice has been sent', () => {
    const journey = extended();
    expect(journey.tasks).toContain('APPROVE_EXTENSION');
    journey.must('EXTENSION_APPROVED');
    expect(journey.due('decision').dueOn).toBe('2026-03-30');
    journey.at('2026-03-20 10:00').must('EXTENSION_NOTICE_SENT');
    expect(journey.due('decision').dueOn).toBe('2026-04-27');
    expect(journey.effects('moveDeadline').at(-1)?.effect.from.dueOn).toBe('2026-03-30');
  });

  it('records the breach when the notice comes too late, and only notes the expected date', () => {
    const journey = extended()
      .must('EXTENSION_APPROVED')
      .at('2026-03-31 10:00')
      .must('EXTENSION_NOTICE_SENT');
    expect(journey.due('decision')).toMatchObject({ dueOn: '2026-03-30', breachedAt: expect.any(String) });
    expect(journey.snapshot.facts.expectedDecisionOn).toBe('2026-04-27');
    expect(journey.tasks).toContain('STATE_BREACH_REASON');
  });

  it('cannot be done by a caseworker alone', () => {
    expect(extended().send('EXTENSION_APPROVED', {}, 'caseworker').result.accepted).toBe(false);
  });

  it('tells the running refusal of its new deadline', () => {
    const journey = prepared('2026-01-05 09:00', '2026-03-20 09:00').must('REFUSAL');
    expect(journey.child('refusal').due('callBy').dueOn).toBe('2026-03-27');
    journey.must('EXTEND_DEADLINE', { newDate: '2026-04-27', extensionReason: 'MORE_DOCUMENTATION' });
    journey.must('EXTENSION_APPROVED').must('EXTENSION_NOTICE_SENT');
    expect(journey.child('refusal').snapshot.facts.decisionDueOn).toBe('2026-04-27');
    expect(journey.child('refusal').due('latestSend').dueOn).toBe('2026-04-27');
  });
});

describe('a breach', () => {
  it('wants a coded reason from the team leader, also when the decision has been sent since', () => {
    const journey = prepared('2026-01-05 09:00', '2026-04-01 09:00');
    expect(journey.tasks).toContain('STATE_BREACH_REASON');
    journey.must('FULL_GRANT').must('SEND_DECISION_LETTER', { channel: 'digitalPost' }).must('EFFECTUATED');
    expect(journey.isIn('open.clock.stopped.reasonMissing')).toBe(true);
    journey.at('2026-05-15 09:00');
    expect(journey.snapshot.status).toBe('active');
    journey.must('BREACH_REASON_STATED', { breachReason: 'OVERLOOKED' });
    expect(journey.snapshot.end).toBe('decidedFinal');
  });
});

describe('a letter that cannot be delivered', () => {
  it('stops the complaint period until it has been sent by post, and counts it from then', () => {
    const journey = prepared('2026-01-20 09:00', '2026-04-07 09:00').must('FULL_GRANT');
    journey.must('SEND_DECISION_LETTER', { channel: 'digitalPost' }).must('EFFECTUATED');
    expect(journey.due('complaint').dueOn).toBe('2026-05-05');
    journey.at('2026-04-08 09:00').must('DELIVERY_FAILED', { deliveryFailure: 'Fritaget for Digital Post' });
    expect(journey.tasks).toEqual(['SEND_PHYSICAL_LETTER']);
    expect(journey.snapshot.deadlines).not.toHaveProperty('complaint');
    journey.must('PHYSICAL_LETTER_SENT', { channel: 'physicalMail' });
    expect(journey.due('complaint').dueOn).toBe('2026-05-15');
    expect(journey.at('2026-05-15 23:30').snapshot.status).toBe('active');
    expect(journey.at('2026-05-16 00:00').snapshot.end).toBe('decidedFinal');
  });

  it('is looked into when no receipt comes', () => {
    const journey = prepared('2026-01-20 09:00', '2026-04-07 09:00').must('FULL_GRANT');
    journey
      .must('SEND_DECISION_LETTER', { channel: 'digitalPost' })
      .must('EFFECTUATED')
      .at('2026-04-09 09:00');
    expect(journey.tasks).toEqual(['CHECK_DELIVERY']);
    expect(journey.must('DELIVERY_CONFIRMED').due('complaint').dueOn).toBe('2026-05-05');
  });
});

describe('a complaint', () => {
  it('keeps the case open with the reassessment clock, and a reopened case gets a new deadline', () => {
    const journey = prepared('2026-02-02 09:00', '2026-03-02 09:00').must('FULL_GRANT');
    journey
      .must('SEND_DECISION_LETTER', { channel: 'digitalPost' })
      .must('EFFECTUATED')
      .at('2026-03-20 09:00');
    journey.must('COMPLAINT_RECEIVED', { complaintReceivedOn: '2026-03-20' });
    expect(journey.due('reassessment').dueOn).toBe('2026-04-17');
    expect(journey.tasks).toEqual(['REGISTER_COMPLAINT_OUTCOME']);
    journey.at('2026-04-13 09:00').must('CASE_REOPENED', { reopenReason: 'Nye oplysninger' });
    expect(journey.isIn('open.main.assessing')).toBe(true);
    expect(journey.due('decision').dueOn).toBe('2026-07-06');
  });
});

describe('what happens to the family', () => {
  it('ends every prompt when the child dies, and a second notice changes nothing', () => {
    const journey = received('2026-02-02 09:00', { newFamily: true }).must('CHILD_DIED');
    expect(journey.tasks).toEqual(['FOLLOW_UP_DEATH']);
    expect(journey.snapshot).toMatchObject({ deadlines: {}, timers: {} });
    const before = journey.states;
    journey.send('CHILD_DIED');
    expect(journey.states).toEqual(before);
    expect(journey.effects('openTask').filter(({ effect }) => effect.key === 'FOLLOW_UP_DEATH')).toHaveLength(
      1,
    );
    expect(journey.must('DEATH_HANDLED').snapshot.end).toBe('endedByDeath');
  });

  it('ends when the case has been handed to the new municipality', () => {
    const journey = received('2026-02-02 09:00').must('MOVED_OUT', { movedOutOn: '2026-03-01' });
    expect(journey.must('CASE_HANDED_OVER', { newMunicipality: 'Horsens' }).snapshot.end).toBe('movedOut');
  });

  it('joins only a case whose deadline is not later', () => {
    const journey = received('2026-02-02 09:00');
    const facts = { joinedCaseNumber: '2026-000002', leadDecisionDueOn: '2026-04-28' };
    expect(journey.send('JOIN_APPLICATIONS', facts).reasons).toContain('tidligste frist');
    journey.must('JOIN_APPLICATIONS', { ...facts, leadDecisionDueOn: '2026-04-20' });
    expect(journey.snapshot.end).toBe('joined');
  });
});
