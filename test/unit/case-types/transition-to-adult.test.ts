import { calendar, Journey } from './journey.js';

const young = (birthDate: string, at: string, facts = {}) =>
  Journey.open('transitionToAdult', { birthDate, ...facts }, at);
const onDays = (journey: Journey, task: string) =>
  journey.openedTask(task).map((at) => calendar.legalDate(at));
const INVITED = { informationLetterAttached: true, recipientsChecked: true };

const leapChild = () => young('2012-02-29', '2027-03-01 09:00');

const moved = () => young('2010-05-10', '2026-02-02 08:00', { actingSince: '2026-02-01' });

describe('a young person born on 29 February (F07)', () => {
  it('gets each prompt on its day', () => {
    const later = leapChild().at('2030-03-04 09:00');
    expect(later.openedTask('DECIDE_GOOD_TRANSITION')).toEqual(['2027-08-30T06:00:00.000Z']);
    expect(onDays(later, 'CONTACT_YOUNG_PERSON_AND_PARENTS')).toEqual(['2028-02-29']);
    expect(onDays(later, 'SUMMON_UNITS')).toEqual(['2029-01-17']);
    expect(onDays(later, 'TRANSITION_OVERDUE')).toEqual(['2030-02-28']);
  });

  it('is invited by 19 January 2028 to the café meeting of 16 February', () => {
    const inviting = leapChild().at('2028-01-06 09:00');
    expect(inviting.due('cafeInvitation').dueOn).toBe('2028-01-19');
    inviting.must('CAFE_INVITATION_SENT', INVITED);
    const letters = inviting.effects('sendMessage').filter(({ effect }) => effect.kind === 'letter');
    expect(
      letters.map(({ effect }) => [effect.subject, effect.to, calendar.legalDate(effect.notBefore!)]),
    ).toEqual([
      ['informationLetter', ['youngPerson', 'custodyHolders'], '2028-01-19'],
      ['cafeInvitation', ['youngPerson', 'custodyHolders'], '2028-01-19'],
    ]);
    expect(inviting.at('2028-02-16 20:00').tasks).not.toContain('RECORD_CAFE_ATTENDANCE');
    expect(inviting.at('2028-02-17 09:00').tasks).toContain('RECORD_CAFE_ATTENDANCE');
  });

  it('loses no right before 1 March 2030', () => {
    const late = leapChild().at('2029-12-01 09:00');
    expect(late.due('transitionComplete').dueOn).toBe('2030-02-28');
    expect(late.due('cessationOfRights').dueOn).toBe('2030-03-01');
  });
});

describe('a young person who moves in after 15½ (F09)', () => {
  it('gets one fast-track task, due a week later, and no old prompt', () => {
    const journey = moved();
    expect(journey.tasks).toEqual(['DECIDE_GOOD_TRANSITION']);
    expect(journey.isIn('open.track.fastTrackIntake')).toBe(true);
    expect(journey.due('position').targetOn).toBe('2026-02-09');
    journey.must('POSITION_TAKEN', { criteriaMet: true, positionReason: 'Aflastning og § 87' });
    expect(journey.isIn('open.track.fastTrack')).toBe(true);
    expect(journey.tasks).toEqual([]);
    expect(onDays(journey.at('2026-03-30 09:00'), 'DECIDE_GOOD_TRANSITION')).toEqual(['2026-02-02']);
  });

  it('is invited, contacted and summoned on the ordinary days', () => {
    const journey = moved().must('POSITION_TAKEN', { criteriaMet: true, positionReason: 'x' });
    expect(journey.at('2026-04-10 09:00').due('cafeInvitation').dueOn).toBe('2026-04-22');
    expect(onDays(journey.at('2026-05-12 09:00'), 'CONTACT_YOUNG_PERSON_AND_PARENTS')).toEqual([
      '2026-05-11',
    ]);
    journey.at('2027-03-25 09:00');
    expect(onDays(journey, 'SUMMON_UNITS')).toEqual(['2027-03-24']);
    expect(journey.due('collaborationSummons')).toMatchObject({
      dueOn: '2027-03-29',
      targetOn: '2027-03-24',
    });
  });

  it('may also be told of the move after the case was opened', () => {
    const journey = young('2010-05-10', '2026-02-02 08:00').at('2026-02-02 09:00');
    expect(journey.isIn('open.track.positionNeeded')).toBe(true);
    journey.must('BECAME_ACTING_MUNICIPALITY', { actingSince: '2026-02-01' });
    expect(journey.isIn('open.track.fastTrackIntake')).toBe(true);
  });

  it('gets one combined task instead of five when most steps have passed', () => {
    const journey = young('2008-09-15', '2026-06-01 08:00', { actingSince: '2026-06-01' }).at(
      '2026-06-01 12:00',
    );
    expect(journey.tasks).toEqual(['DECIDE_GOOD_TRANSITION']);
    journey.must('POSITION_TAKEN', { criteriaMet: true, positionReason: 'x' });
    expect(journey.tasks).toEqual(['CATCH_UP_MISSED_STEPS']);
    journey.must('MISSED_STEPS_CAUGHT_UP', { caughtUpSteps: ['individualInformation', 'benefits'] });
    expect(journey.tasks).toEqual(['ASSIGN_NEW_CASEWORKER', 'CONSIDER_SIX_MATTERS']);
  });
});

describe('the death of a child (F26)', () => {
  it('cancels the queued invitation, ends all age timers and leaves one task', () => {
    const journey = young('2010-08-05', '2026-02-02 09:00')
      .at('2026-07-10 09:00')
      .must('CAFE_INVITATION_SENT', INVITED);
    const [letter] = journey
      .effects('sendMessage')
      .filter(({ effect }) => effect.subject === 'cafeInvitation');
    expect(calendar.legalDate(letter!.effect.notBefore!)).toBe('2026-07-22');
    journey.at('2026-07-20 09:00').must('CHILD_DIED', { diedOn: '2026-07-19' });
    expect(journey.effects('cancelMessages')).toHaveLength(1);
    expect(journey.snapshot).toMatchObject({ timers: {}, deadlines: {} });
    expect(journey.tasks).toEqual(['FOLLOW_UP_DEATH']);
    const { seq: _, history: __, ...before } = journey.snapshot;
    const effects = journey.log.length;
    journey.send('CHILD_DIED', { diedOn: '2026-07-19' });
    expect(journey.snapshot).toMatchObject(before);
    expect(journey.log).toHaveLength(effects);
  });
});

describe('the ordinary course', () => {
  it('does not invite without the information letter', () => {
    const journey = young('2010-08-05', '2026-02-02 09:00').at('2026-07-10 09:00');
    expect(
      journey.send('CAFE_INVITATION_SENT', { ...INVITED, informationLetterAttached: false }).reasons,
    ).toContain('ikke uden informationsbrevet');
  });

  it('reaches its end when everything is in place at 18', () => {
    const journey = young('2010-08-05', '2026-02-02 09:00').at('2026-02-06 09:00');
    journey.must('POSITION_TAKEN', { criteriaMet: true, positionReason: 'x' }).at('2026-07-10 09:00');
    journey.must('CAFE_INVITATION_SENT', INVITED).at('2026-08-20 09:00').must('CAFE_NOT_ATTENDED');
    journey.must('INDIVIDUAL_INFORMATION_GIVEN').must('YOUNG_PERSON_CONTACTED');
    expect(journey.send('SIX_MATTERS_CONSIDERED', { consideredMatters: ['education'] }).reasons).toContain(
      'seks forhold',
    );
    const consideredMatters = [
      'supportNeeds',
      'education',
      'employmentAndIncome',
      'housing',
      'socialConditions',
      'otherRelevant',
    ];
    journey
      .must('SIX_MATTERS_CONSIDERED', { consideredMatters })
      .must('TRANSITION_SUMMARY_WRITTEN', { summaryReference: 'DUBU' });
    expect(journey.send('PREPARATION_COMPLETED', { futureSupportDecisionPlanned: true }).reasons).toContain(
      'mødt den nye rådgiver',
    );
    journey
      .at('2027-06-25 09:00')
      .must('UNITS_SUMMONED', { summonedUnits: ['ungeenheden'], collaborationMeetingOn: '2027-08-04' });
    journey
      .must('COLLABORATION_MEETING_HELD')
      .must('NEW_CASEWORKER_ASSIGNED', { newCaseworkerName: 'Ny Rådgiver' });
    journey
      .must('NEW_CASEWORKER_MET_FAMILY')
      .must('PREPARATION_COMPLETED', { futureSupportDecisionPlanned: true });
    journey
      .at('2028-04-01 09:00')
      .must('CESSATION_CHECKED', { warningApplies: true })
      .must('ADULT_DECISION_MADE');
    expect(journey.at('2028-08-04 09:00').snapshot.status).toBe('active');
    expect(journey.at('2028-08-07 09:00').snapshot.end).toBe('transitioned');
  });

  it('counts unfired prompts anew when the birth date is corrected, and fires none twice', () => {
    const journey = young('2010-08-05', '2026-02-01 09:00').at('2026-02-06 09:00');
    journey.must('BIRTH_DATE_CORRECTED', { birthDate: '2010-09-05' }).at('2026-04-01 09:00');
    expect(journey.openedTask('DECIDE_GOOD_TRANSITION')).toHaveLength(1);
    expect(onDays(journey.at('2026-09-08 09:00'), 'CONTACT_YOUNG_PERSON_AND_PARENTS')).toEqual([
      '2026-09-07',
    ]);
  });
});
