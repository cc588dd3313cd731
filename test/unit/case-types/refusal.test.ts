import { DANISH_CLOSED_DAYS, danishCalendar } from '../../../src/machines/holidays.js';
import { createCalendar } from '../../../src/machines/index.js';
import { calendar, Journey } from './journey.js';

const CALLED = { reached: true, callNote: 'Talt med far: resultat, begrundelse og klageadgang forklaret.' };
const LETTER = { channel: 'digitalPost', reasoningIncluded: true, complaintGuidanceIncluded: true };

const refusal = (at: string, decisionDueOn: string) =>
  Journey.open('refusal', { outcome: 'refusal', decisionDueOn }, at);
const called = (journey: Journey) => journey.must('LETTER_DRAFTED').must('CALL_ATTEMPT_LOGGED', CALLED);

const atEaster = () => called(refusal('2026-03-31 09:00', '2026-04-14').at('2026-04-01 10:00'));

const thursday = () => called(refusal('2026-10-01 09:00', '2026-10-16').at('2026-10-15 16:30'));

const drafted = () => refusal('2026-02-02 09:00', '2026-04-27').must('LETTER_DRAFTED');

describe('a refusal in the Easter week (F03)', () => {
  it('is held on the eve of a holiday, with words that say why and until when', () => {
    const journey = atEaster();
    expect(journey.isIn('open.main.noticeGiven.waitingForSendDay')).toBe(true);
    journey.send('SEND_DECISION_LETTER', LETTER);
    expect(journey.reasons).toContain('Brevet kan sendes');
    expect(journey.reasons).toContain('2026-04-07');
  });

  it('leaves on the first possible day, which wakes the task by itself', () => {
    const journey = atEaster();
    for (const day of ['02', '03', '04', '05', '06']) {
      expect(journey.at(`2026-04-${day} 10:00`).send('SEND_DECISION_LETTER', LETTER).result.accepted).toBe(
        false,
      );
      expect(journey.tasks).toEqual([]);
    }
    journey.at('2026-04-07 08:00');
    expect(journey.tasks).toEqual(['SEND_DECISION']);
    journey.at('2026-04-07 10:00').must('SEND_DECISION_LETTER', LETTER);
    expect(journey.snapshot).toMatchObject({
      end: 'sent',
      facts: { decisionSentOn: '2026-04-07', deemedReceivedOn: '2026-04-07' },
    });
  });

  it.each([
    ['2026-04-07', 'physicalMail', '2026-04-15'],
    ['2026-04-08', 'physicalMail', '2026-04-16'],
    ['2026-04-07', 'quickLetter', '2026-04-09'],
  ])('sent %s by %s counts as received %s', (day, channel, received) => {
    const journey = atEaster()
      .at(`${day} 10:00`)
      .must('SEND_DECISION_LETTER', { ...LETTER, channel });
    expect(journey.snapshot.facts.deemedReceivedOn).toBe(received);
  });
});

describe('a letter by post while the office is closed', () => {
  const closed = createCalendar(
    danishCalendar({
      version: 2,
      closedDays: {
        ...DANISH_CLOSED_DAYS,
        '2026-12-28': 'julelukket',
        '2026-12-29': 'julelukket',
        '2026-12-30': 'julelukket',
      },
    }),
  );

  it.each([
    ['physicalMail', '2027-01-05'],
    ['quickLetter', '2026-12-28'],
    ['digitalPost', '2026-12-22'],
  ])('by %s counts as received %s: the post does not know of closed days', (channel, received) => {
    const journey = Journey.open(
      'refusal',
      { outcome: 'refusal', decisionDueOn: '2027-02-01' },
      '2026-12-21 09:00',
      closed,
    );
    called(journey)
      .at('2026-12-22 09:00')
      .must('SEND_DECISION_LETTER', { ...LETTER, channel });
    expect(journey.snapshot.facts.deemedReceivedOn).toBe(received);
  });
});

describe('a deadline on a holiday (F04)', () => {
  it('counts backwards to the last day to send and the last day to call, and tells the team leader', () => {
    const journey = refusal('2026-03-20 09:00', '2026-04-02');
    expect(journey.due('latestSend').dueOn).toBe('2026-03-31');
    expect(journey.due('callBy').dueOn).toBe('2026-03-30');
    journey.at('2026-03-31 23:00');
    expect(journey.tasks).not.toContain('DEADLINE_CANNOT_BE_KEPT');
    journey.at('2026-04-01 08:00');
    expect(journey.tasks).toContain('DEADLINE_CANNOT_BE_KEPT');
    expect(journey.reminders('callBy')).toContain('2026-03-30 P0D caseworker+teamLeader');
  });

  it('forgets the alarm when the deadline has been moved', () => {
    const journey = refusal('2026-03-20 09:00', '2026-04-02').at('2026-04-01 09:00');
    journey.deliver({ type: 'DECISION_DEADLINE_MOVED', facts: { decisionDueOn: '2026-04-30' } });
    expect(journey.tasks).not.toContain('DEADLINE_CANNOT_BE_KEPT');
    expect(journey.due('latestSend').dueOn).toBe('2026-04-30');
  });
});

describe('the Friday trap (F17)', () => {
  it('may leave on Thursday until the cut-off, not after it and not on Friday', () => {
    const journey = thursday();
    expect(journey.due('latestSend').dueOn).toBe('2026-10-15');
    expect(journey.tasks).toEqual(['SEND_DECISION']);
    expect(journey.at('2026-10-15 20:00').send('SEND_DECISION_LETTER', LETTER).reasons).toContain(
      'post er gået',
    );
    journey.at('2026-10-16 08:00');
    expect(journey.tasks).toEqual(['DEADLINE_CANNOT_BE_KEPT']);
    expect(journey.send('SEND_DECISION_LETTER', LETTER).result.accepted).toBe(false);
    expect(journey.snapshot.status).toBe('active');
  });

  it('goes on Friday when the team leader makes an exception for that day, on the record', () => {
    const journey = thursday().at('2026-10-16 09:00');
    expect(
      journey.send('OVERRIDE_SEND_DAY', { overrideReason: 'URGENT_NEED' }, 'caseworker').result.accepted,
    ).toBe(false);
    journey.must('OVERRIDE_SEND_DAY', { overrideReason: 'PUBLISHED_DEADLINE_EXPIRES' });
    expect(journey.tasks).toEqual(['SEND_DECISION']);
    expect(journey.snapshot.facts.sendDayOverrides).toMatchObject([
      { overrideReason: 'PUBLISHED_DEADLINE_EXPIRES', by: 'mette', at: expect.any(String) },
    ]);
    journey.must('SEND_DECISION_LETTER', LETTER);
    expect(journey.snapshot.end).toBe('sent');
  });

  it('does not let Friday’s exception serve on Saturday', () => {
    const journey = thursday()
      .at('2026-10-16 09:00')
      .must('OVERRIDE_SEND_DAY', { overrideReason: 'URGENT_NEED' });
    expect(journey.at('2026-10-17 09:00').send('SEND_DECISION_LETTER', LETTER).result.accepted).toBe(false);
    expect(journey.isIn('open.main.noticeGiven.waitingForSendDay')).toBe(true);
  });

  it('goes on Monday by itself otherwise', () => {
    const journey = thursday().at('2026-10-19 08:00');
    expect(journey.tasks).toContain('SEND_DECISION');
  });

  it('wants words when the reason of the exception is “other”', () => {
    const journey = thursday().at('2026-10-16 09:00');
    expect(journey.send('OVERRIDE_SEND_DAY', { overrideReason: 'OTHER' }).result.accepted).toBe(false);
    journey.must('OVERRIDE_SEND_DAY', { overrideReason: 'OTHER', overrideNote: 'Aftalt med borgeren' });
  });
});

describe('the call', () => {
  it('counts only with a note', () => {
    const journey = drafted().send('CALL_ATTEMPT_LOGGED', { reached: true });
    expect(journey.reasons).toContain('Skriv et notat om samtalen');
    expect(journey.snapshot.facts.attempts).toEqual([]);
  });

  it('can be waived only after enough attempts on different days, by the team leader', () => {
    const journey = drafted();
    const waive = { waiverReason: 'Telefonen er lukket' };
    expect(journey.send('REQUEST_WAIVER', waive).reasons).toContain('mindst 3 noterede opkaldsforsøg');
    for (let attempt = 0; attempt < 3; attempt += 1) journey.must('CALL_ATTEMPT_LOGGED', { reached: false });
    expect(journey.send('REQUEST_WAIVER', waive).reasons).toContain('forskellige dage');
    journey
      .at('2026-02-03 09:00')
      .must('CALL_ATTEMPT_LOGGED', { reached: false })
      .must('REQUEST_WAIVER', waive);
    expect(journey.tasks).toEqual(['APPROVE_NO_CALL']);
    const decision = { waiverDecisionNote: 'Fire forsøg på to dage' };
    expect(journey.send('WAIVER_APPROVED', decision, 'caseworker').result.accepted).toBe(false);
    journey.must('WAIVER_APPROVED', decision).at('2026-03-16 09:00');
    expect(journey.tasks).toEqual(['SEND_DECISION']);
    expect(journey.must('SEND_DECISION_LETTER', LETTER).snapshot.end).toBe('sent');
  });

  it('is not needed when the citizen wants the letter only', () => {
    const journey = drafted().must('CITIZEN_DECLINED_CALL', {
      declinedBy: 'citizen',
      declineNote: 'Mail 2. februar',
    });
    expect(journey.tasks).toEqual(['SEND_DECISION']);
    expect(journey.at('2026-02-24 09:00').tasks).toEqual(['SEND_DECISION']);
  });

  it('grows stale after five working days, and the citizen is called again', () => {
    const journey = drafted().must('CALL_ATTEMPT_LOGGED', CALLED).at('2026-02-09 20:00');
    expect(journey.tasks).toEqual(['SEND_DECISION']);
    journey.at('2026-02-10 09:00');
    expect(journey.tasks).toEqual(['CALL_CITIZEN']);
    expect(journey.send('SEND_DECISION_LETTER', LETTER).reasons).toContain('først meddeles mundtligt');
    journey.must('CALL_ATTEMPT_LOGGED', CALLED).must('SEND_DECISION_LETTER', LETTER);
  });

  it('leads back to the assessment when it brings new essential facts', () => {
    const journey = drafted().must('CALL_ATTEMPT_LOGGED', { ...CALLED, newFacts: true });
    expect(journey.snapshot.end).toBe('backToAssessment');
  });
});

describe('the letter', () => {
  it.each([
    ['reasoningIncluded', 'begrundelse'],
    ['complaintGuidanceIncluded', 'klagevejledning'],
  ])('does not leave without %s', (fact, word) => {
    const journey = called(refusal('2026-02-02 09:00', '2026-04-27'));
    expect(journey.send('SEND_DECISION_LETTER', { ...LETTER, [fact]: false }).reasons).toContain(word);
  });

  it('can be sent in time for every deadline, and never on a day that is blocked', () => {
    for (let day = Date.parse('2026-01-12'); day < Date.parse('2027-01-12'); day += 86_400_000) {
      const decisionDueOn = new Date(day).toISOString().slice(0, 10);
      const { dueOn } = refusal('2025-11-03 09:00', decisionDueOn).due('latestSend');
      expect(calendar.isSendableDay(dueOn)).toBe(true);
      expect(dueOn <= decisionDueOn).toBe(true);
    }
  });
});
