import { DANISH_CLOSED_DAYS, danishCalendar } from '../../../src/machines/holidays.js';
import { createCalendar, type Definition } from '../../../src/machines/index.js';
import { calendar, plainEvents, Walk } from '../../support/definition.js';

/** A published deadline of twelve weeks with the default ladder, in a state of its own. */
const decision: Definition['deadlines'][string] = {
  title: { da: 'Afgørelse', en: 'Decision' },
  kind: 'published',
  anchor: 'facts.receivedOn',
  length: 'P12W',
  latestSendDay: true,
  reminders: [
    { at: '-P4W', to: ['caseworker'] },
    { at: '-P2W', to: ['caseworker'] },
    { at: '-P2D', to: ['caseworker'], title: { da: 'To dage til {dueOn("decision")}' } },
    { at: 'breach', to: ['caseworker', 'teamLeader'] },
    { every: 'P1W', after: 'breach', to: ['teamLeader'] },
  ],
};

const example: Partial<Definition> = {
  facts: {
    type: 'object',
    required: ['receivedOn'],
    properties: {
      receivedOn: { type: 'string', format: 'date' },
      newDate: { type: 'string', format: 'date' },
      why: { type: 'string' },
    },
  },
  events: {
    ...plainEvents('DECIDED', 'AGAIN', 'PAUSE', 'RESUME', 'BACK'),
    CORRECTED: {
      title: { da: 'Rettet' },
      roles: ['caseworker'],
      form: ['receivedOn'],
      required: ['receivedOn'],
    },
    EXTEND: {
      title: { da: 'Forlæng' },
      roles: ['caseworker'],
      form: ['newDate', 'why'],
      required: ['newDate', 'why'],
    },
  },
  deadlines: { decision },
  tasks: {
    DECIDE: {
      title: { da: 'Afgør senest {dueOn("decision")}' },
      role: 'caseworker',
      deadline: 'decision',
      events: ['DECIDED'],
    },
  },
  machine: {
    initial: 'assessing',
    states: {
      assessing: {
        meta: { deadlines: ['decision'], tasks: ['DECIDE'] },
        on: {
          CORRECTED: {},
          AGAIN: { target: 'assessing', reenter: true },
          DECIDED: 'decided',
          EXTEND: {
            actions: [
              {
                type: 'extendDeadline',
                deadline: 'decision',
                until: 'event.facts.newDate',
                reason: 'event.facts.why',
              },
            ],
          },
          PAUSE: { actions: [{ type: 'pauseDeadline', deadline: 'decision', reason: '"Høring"' }] },
          RESUME: { actions: [{ type: 'resumeDeadline', deadline: 'decision' }] },
        },
      },
      decided: {
        on: {
          BACK: 'assessing',
          PAUSE: { actions: [{ type: 'pauseDeadline', deadline: 'decision', reason: '""' }] },
        },
      },
    },
  },
};

const open = (receivedOn = '2026-02-02', now = `${receivedOn}T08:10:00Z`) =>
  Walk.open(example, { receivedOn }, now);

describe('a deadline', () => {
  test('starts with its state, with its days, its certificate and one timer', () => {
    const walk = open();
    expect(walk.snapshot.deadlines.decision).toEqual({
      startedAt: '2026-02-02T08:10:00.000Z',
      anchorOn: '2026-02-02',
      dueOn: '2026-04-27',
      dueAt: '2026-04-27T22:00:00.000Z',
      targetOn: '2026-04-27',
      latestSendOn: '2026-04-27',
    });
    expect(walk.effectsOf('startDeadline')[0]?.certificate).toMatchObject({
      anchor: { expression: 'facts.receivedOn', on: '2026-02-02' },
      rule: { length: 'P12W', counting: 'calendar' },
      calendarVersion: calendar.version,
    });
    expect(walk.snapshot.timers['deadline.decision']?.dueAt).toBe('2026-03-30T06:00:00.000Z');
    expect(walk.effectsOf('openTask')).toMatchObject([
      { key: 'DECIDE', title: { da: 'Afgør senest mandag 27. april 2026' }, dueOn: '2026-04-27' },
    ]);
  });

  test('reminds at each rung once, in the order of the ladder', () => {
    const walk = open();
    const reminders = [];
    for (let count = 0; count < 6; count += 1) {
      walk.fire('deadline.decision');
      reminders.push(...walk.effectsOf('sendMessage').map(({ rung, to }) => [rung, walk.now, to.length]));
    }
    expect(reminders).toEqual([
      ['-P4W', '2026-03-30T06:00:00.000Z', 1],
      ['-P2W', '2026-04-13T06:00:00.000Z', 1],
      ['-P2D', '2026-04-23T06:00:00.000Z', 1],
      ['breach', '2026-04-28T06:00:00.000Z', 2],
      ['every:1', '2026-05-05T06:00:00.000Z', 1],
    ]);
  });

  test('is breached at the end of its due day, and stays open', () => {
    const walk = open();
    for (let count = 0; count < 4; count += 1) walk.fire('deadline.decision');
    expect(walk.now).toBe('2026-04-27T22:00:00.000Z');
    expect(walk.effectsOf('breachDeadline')).toMatchObject([
      { key: 'decision', deadline: { breachedAt: '2026-04-27T22:00:00.000Z' } },
    ]);
    expect(walk.snapshot.tasks).toHaveProperty('DECIDE');
  });

  test('says in a reminder what its title says', () => {
    const walk = open().fire('deadline.decision').fire('deadline.decision');
    expect(walk.effectsOf('sendMessage')[0]?.title).toEqual({ da: 'Afgørelse', en: 'Decision' });
    walk.fire('deadline.decision');
    expect(walk.effectsOf('sendMessage')[0]?.title.da).toBe('To dage til mandag 27. april 2026');
  });

  test('sends only the newest rung when several were slept over', () => {
    const walk = open();
    const timer = walk.snapshot.timers['deadline.decision']!;
    walk
      .at('2026-04-24T10:00:00Z')
      .send({ type: 'timer.deadline', key: 'decision', timer: { id: 'deadline.decision', ...timer } });
    expect(walk.effectsOf('sendMessage').map(({ rung }) => rung)).toEqual(['-P2D']);
    expect(walk.snapshot.rungs.decision?.rungs).toEqual(['-P4W', '-P2W', '-P2D']);
  });

  test('does not make up for every week that was slept over', () => {
    const walk = open();
    const timer = walk.snapshot.timers['deadline.decision']!;
    walk
      .at('2026-06-30T10:00:00Z')
      .send({ type: 'timer.deadline', key: 'decision', timer: { id: 'deadline.decision', ...timer } });
    expect(walk.effectsOf('sendMessage').map(({ rung }) => rung)).toEqual(['every:9']);
    expect(walk.snapshot.timers['deadline.decision']?.dueAt).toBe('2026-07-07T06:00:00.000Z');
  });

  test('stops with its state, met on the last day and late on the next', () => {
    expect(open().at('2026-04-27T21:59:59Z').send('DECIDED').effectsOf('stopDeadline')).toMatchObject([
      { stoppedOn: '2026-04-27', outcome: 'met' },
    ]);
    expect(open().at('2026-04-27T22:00:00Z').send('DECIDED').effectsOf('stopDeadline')).toMatchObject([
      { stoppedOn: '2026-04-28', outcome: 'late' },
    ]);
  });

  test('of a citizen expires: it is no breach of ours', () => {
    const citizens = { decision: { ...decision, kind: 'citizen' as const } };
    const walk = Walk.open({ ...example, deadlines: citizens }, { receivedOn: '2026-02-02' });
    walk.at('2026-04-28T09:00:00Z').send('DECIDED');
    expect(walk.effectsOf('stopDeadline')).toMatchObject([{ outcome: 'expired' }]);
  });

  test('is met by what happened in time, also when it is recorded later', () => {
    const walk = open().at('2026-04-29T09:00:00Z');
    walk.send({ type: 'DECIDED', happenedAt: '2026-04-27T12:00:00.000Z' });
    expect(walk.effectsOf('stopDeadline')).toMatchObject([{ outcome: 'met' }]);
    expect(walk.effectsOf('closeTask')).toEqual([{ type: 'closeTask', key: 'DECIDE', outcome: 'completed' }]);
    expect(walk.snapshot.timers).toEqual({});
  });

  test('does not remind of the same again when its state is entered again', () => {
    const walk = open().fire('deadline.decision').send('DECIDED').send('BACK');
    expect(walk.snapshot.timers['deadline.decision']?.dueAt).toBe('2026-04-13T06:00:00.000Z');
  });

  test('starts anew with a transition that re-enters', () => {
    const walk = open().at('2026-03-02T09:00:00Z').send('AGAIN');
    expect(walk.effects.map(({ type }) => type)).toEqual(
      ['stopDeadline', 'cancelTimer', 'startDeadline', 'armTimer', 'closeTask', 'openTask'].sort(
        (a, b) =>
          walk.effects.findIndex(({ type }) => type === a) - walk.effects.findIndex(({ type }) => type === b),
      ),
    );
    expect(walk.snapshot.deadlines.decision?.startedAt).toBe('2026-03-02T09:00:00.000Z');
  });
});

describe('a deadline moves', () => {
  test('when the fact it counts from is corrected, with the old and the new day', () => {
    const walk = open().send('CORRECTED', { receivedOn: '2026-01-30' });
    expect(walk.effectsOf('moveDeadline')).toMatchObject([
      {
        from: { dueOn: '2026-04-27' },
        deadline: { dueOn: '2026-04-24' },
        reason: { da: 'De oplysninger, som fristen regnes fra, er ændret.' },
      },
    ]);
    expect(walk.effectsOf('updateTask')).toMatchObject([
      { key: 'DECIDE', dueOn: '2026-04-24', title: { da: 'Afgør senest fredag 24. april 2026' } },
    ]);
  });

  test('not when the correction says the same', () => {
    expect(open().send('CORRECTED', { receivedOn: '2026-02-02' }).effectsOf('moveDeadline')).toEqual([]);
  });

  test('out of its breach when the corrected day is not over yet', () => {
    const walk = open();
    for (let count = 0; count < 4; count += 1) walk.fire('deadline.decision');
    walk.send('CORRECTED', { receivedOn: '2026-03-02' });
    expect(walk.snapshot.deadlines.decision).not.toHaveProperty('breachedAt');
  });

  test('by an extension, with the reason given, and reminds anew', () => {
    const walk = open()
      .fire('deadline.decision')
      .send('EXTEND', { newDate: '2026-05-25', why: 'Mangler lægeerklæring' });
    expect(walk.effectsOf('moveDeadline')).toMatchObject([
      {
        reason: { da: 'Mangler lægeerklæring' },
        deadline: { dueOn: '2026-05-25', extendedTo: '2026-05-25' },
      },
    ]);
    // 25 May is 2. pinsedag: the ladder hangs on the Friday before.
    expect(walk.snapshot.timers['deadline.decision']?.dueAt).toBe('2026-04-24T06:00:00.000Z');
  });

  test('by as many days as it was paused', () => {
    const walk = open().at('2026-03-02T09:00:00Z').send('PAUSE');
    expect(walk.snapshot.deadlines.decision?.pausedOn).toBe('2026-03-02');
    expect(walk.snapshot.timers).toEqual({});
    walk.send('PAUSE').at('2026-03-12T09:00:00Z').send('RESUME');
    expect(walk.snapshot.deadlines.decision).toMatchObject({
      dueOn: '2026-05-07',
      pauses: [{ from: '2026-03-02', to: '2026-03-12' }],
    });
    expect(walk.snapshot.timers['deadline.decision']?.dueAt).toBe('2026-04-09T06:00:00.000Z');
    expect(walk.send('RESUME').effects).toEqual([]);
  });

  test('not at all when it does not run', () => {
    const walk = open().send('DECIDED');
    expect(() => walk.send('PAUSE')).toThrow(expect.objectContaining({ code: 'dueMomentNotFound' }));
  });
});

const closed = (...days: string[]) =>
  createCalendar(
    danishCalendar({
      version: 2,
      closedDays: { ...DANISH_CLOSED_DAYS, ...Object.fromEntries(days.map((day) => [day, 'Lukket'])) },
    }),
  );

describe('reminders', () => {
  const sent = (walk: Walk, until: string) => {
    const told: [string | undefined, string][] = [];
    for (let next = walk.snapshot.timers['deadline.decision']!; next.dueAt < until;) {
      walk.fire('deadline.decision');
      told.push(
        ...walk.effectsOf('sendMessage').map(({ rung }): [string | undefined, string] => [rung, walk.now]),
      );
      next = walk.snapshot.timers['deadline.decision']!;
    }
    return told;
  };

  test('of every week keep their distance when the office has been closed', () => {
    // Due on Monday 14 December, exceeded on Tuesday: the repetition of Tuesday 29 December falls on closed days.
    const walk = open('2026-09-21', '2026-12-14T10:00:00Z');
    walk.calendar = closed('2026-12-28', '2026-12-29', '2026-12-30');
    expect(sent(walk, '2027-02-01T00:00:00.000Z').filter(([rung]) => rung !== '-P2D')).toEqual([
      ['breach', '2026-12-15T07:00:00.000Z'],
      ['every:1', '2026-12-22T07:00:00.000Z'],
      ['every:2', '2027-01-04T07:00:00.000Z'],
      // That of Tuesday 5 January would come the day after.
      ['every:4', '2027-01-12T07:00:00.000Z'],
      ['every:5', '2027-01-19T07:00:00.000Z'],
      ['every:6', '2027-01-26T07:00:00.000Z'],
    ]);
  });

  test('that repeat come exactly when they are due, and the next a week later', () => {
    const walk = open();
    for (let count = 0; count < 5; count += 1) walk.fire('deadline.decision');
    const timer = walk.snapshot.timers['deadline.decision']!;
    const fire = { type: 'timer.deadline', key: 'decision', timer: { id: 'deadline.decision', ...timer } };
    walk.at('2026-05-05T06:00:00.000Z').send(fire);
    expect(walk.effectsOf('sendMessage').map(({ rung }) => rung)).toEqual(['every:1']);
    expect(walk.snapshot.timers['deadline.decision']?.dueAt).toBe('2026-05-12T06:00:00.000Z');
    // Slept over to the very minute of the next: that one counts.
    const late = open();
    for (let count = 0; count < 5; count += 1) late.fire('deadline.decision');
    late.at('2026-05-12T06:00:00.000Z').send(fire);
    expect(late.effectsOf('sendMessage').map(({ rung }) => rung)).toEqual(['every:2']);
  });

  test('whose time has passed after an extension come in office time, the newest only', () => {
    // The reminders of 30 March and 13 April have been sent before.
    const extended = (at: string) =>
      open()
        .fire('deadline.decision')
        .fire('deadline.decision')
        .at(at)
        .send('EXTEND', { newDate: '2026-05-11', why: 'Mangler svar' });
    const dueAt = (walk: Walk) => walk.snapshot.timers['deadline.decision']?.dueAt;
    // 13 April is four weeks before the new day, 27 April two.
    expect(dueAt(extended('2026-04-15T21:59:00Z'))).toBe('2026-04-16T06:00:00.000Z');
    expect(dueAt(extended('2026-04-16T03:00:00Z'))).toBe('2026-04-16T06:00:00.000Z');
    expect(dueAt(extended('2026-04-15T12:00:00Z'))).toBe('2026-04-15T12:00:00.000Z');
    expect(dueAt(extended('2026-04-17T21:59:00Z'))).toBe('2026-04-20T06:00:00.000Z');
    const walk = extended('2026-04-17T21:59:00Z').fire('deadline.decision');
    expect(walk.effectsOf('sendMessage').map(({ rung }) => rung)).toEqual(['-P4W']);
    expect(dueAt(walk)).toBe('2026-04-27T06:00:00.000Z');
  });

  test('are not sent with the breach at midnight', () => {
    const walk = open('2026-02-02', '2026-04-27T20:30:00Z');
    walk.fire('deadline.decision');
    expect(walk.now).toBe('2026-04-27T22:00:00.000Z');
    expect(walk.effectsOf('breachDeadline')).toHaveLength(1);
    expect(walk.effectsOf('sendMessage')).toEqual([]);
    walk.fire('deadline.decision');
    expect([walk.now, ...walk.effectsOf('sendMessage').map(({ rung }) => rung)]).toEqual([
      '2026-04-28T06:00:00.000Z',
      'breach',
    ]);
  });
});

describe('a calendar change', () => {
  test('that closes the target day moves it, with a line in the log, and reminds of nothing again', () => {
    const walk = open('2026-01-08').fire('deadline.decision');
    expect(walk.snapshot.deadlines.decision).toMatchObject({
      dueOn: '2026-04-02',
      targetOn: '2026-04-01',
      latestSendOn: '2026-03-31',
    });
    walk.calendar = closed('2026-04-01');
    walk.send({ type: 'case.calendarChanged' });
    expect(walk.effectsOf('moveDeadline')).toMatchObject([
      {
        from: { targetOn: '2026-04-01' },
        deadline: { dueOn: '2026-04-02', targetOn: '2026-03-31', latestSendOn: '2026-03-30' },
        reason: { da: 'Kalenderen er ændret.' },
        certificate: { calendarVersion: 2 },
      },
    ]);
    expect(walk.snapshot.rungs.decision?.rungs).toEqual(['-P4W']);
  });

  test('that closes another day moves nothing', () => {
    const walk = open('2026-01-08').fire('deadline.decision');
    walk.calendar = closed('2026-05-15');
    walk.send({ type: 'case.calendarChanged' });
    expect(walk.effectsOf('moveDeadline')).toEqual([]);
  });

  test('before the first reminder leaves the ladder as it was', () => {
    const walk = open('2026-01-08');
    walk.calendar = closed('2026-04-01');
    walk.send({ type: 'case.calendarChanged' });
    expect(walk.snapshot.rungs).toEqual({});
  });
});
