import { danishCalendar } from '../../../src/machines/holidays.js';
import { createCalendar, type Definition } from '../../../src/machines/index.js';
import { plainEvents, Walk } from '../../support/definition.js';

/** An answer within four office hours of the call, and an alarm half an hour after it. */
function example(deadline: object = {}): Partial<Definition> {
  return {
    facts: {
      type: 'object',
      properties: { calledAt: { type: 'string', format: 'date-time' } },
    },
    events: {
      ...plainEvents('ANSWERED', 'PAUSE', 'RESUME', 'AGAIN'),
      CORRECTED: { title: { da: 'Rettet' }, roles: ['caseworker'], form: ['calledAt'] },
    },
    deadlines: {
      answer: {
        title: { da: 'Svar', en: 'Answer' },
        kind: 'internal',
        anchor: 'has(facts.calledAt) ? facts.calledAt : now',
        length: 'PT4H',
        counting: 'officeHours',
        pausable: true,
        ...deadline,
      },
    },
    delays: { halfAnHour: { anchor: 'now', length: 'PT30M' } },
    machine: {
      initial: 'called',
      states: {
        called: {
          meta: { deadlines: ['answer'] },
          initial: 'quiet',
          on: {
            ANSWERED: 'answered',
            AGAIN: { target: 'called', reenter: true },
            CORRECTED: {},
            PAUSE: { actions: [{ type: 'pauseDeadline', deadline: 'answer', reason: '"Venter"' }] },
            RESUME: { actions: [{ type: 'resumeDeadline', deadline: 'answer' }] },
          },
          states: { quiet: { after: { halfAnHour: 'alarm' } }, alarm: {} },
        },
        answered: {},
      },
    },
  };
}

/** Tuesday 3 March 2026, 14:30 in Copenhagen: an hour and a half before the office closes. */
const TUESDAY = '2026-03-03T13:30:00.000Z';
const opened = (deadline: object = {}, now = TUESDAY) => Walk.open(example(deadline), {}, now);
const answer = (walk: Walk) => walk.snapshot.deadlines['answer']!;
const ladder = (...at: string[]) => ({ reminders: at.map((one) => ({ at: one, to: ['caseworker'] })) });
const reminded = (walk: Walk) => walk.effectsOf('sendMessage').map(({ rung }) => rung);

describe('a delay of half an hour', () => {
  it('comes at its instant', () => {
    const walk = opened();
    const [id] = Object.keys(walk.snapshot.timers).filter((timer) => timer.includes('halfAnHour'));
    expect(walk.snapshot.timers[id!]!.dueAt).toBe('2026-03-03T14:00:00.000Z');
    walk.fire(id!);
    expect(walk.now).toBe('2026-03-03T14:00:00.000Z');
    expect(walk.snapshot.value).toEqual({ called: 'alarm' });
  });
});

describe('a deadline of hours', () => {
  it('keeps the instant from which it counts, and is due at an instant', () => {
    expect(answer(opened())).toEqual({
      startedAt: TUESDAY,
      anchorOn: '2026-03-03',
      anchorAt: TUESDAY,
      dueOn: '2026-03-04',
      dueAt: '2026-03-04T09:30:00.000Z',
      targetOn: '2026-03-04',
    });
  });

  it('is breached at its instant, and not with the day', () => {
    const walk = opened().fire('deadline.answer');
    expect(walk.now).toBe('2026-03-04T09:30:00.000Z');
    expect(answer(walk).breachedAt).toBe('2026-03-04T09:30:00.000Z');
  });

  it.each([
    ['2026-03-04T09:29:59.999Z', 'met'],
    ['2026-03-04T09:30:00.000Z', 'late'],
  ])('that is answered at %s is %s', (at, outcome) => {
    expect(opened().at(at).send('ANSWERED').effectsOf('stopDeadline')).toMatchObject([{ outcome }]);
  });

  it('moves with the instant that it is counted from, also within a day', () => {
    const walk = opened()
      .at('2026-03-03T14:00:00.000Z')
      .send('CORRECTED', { calledAt: '2026-03-03T12:30:00.000Z' });
    expect(walk.effectsOf('moveDeadline')).toMatchObject([
      { from: { dueAt: '2026-03-04T09:30:00.000Z' }, deadline: { dueAt: '2026-03-04T08:30:00.000Z' } },
    ]);
  });

  it('moves when a calendar with other office hours counts', () => {
    const walk = opened();
    const officeHours = {
      tuesday: { from: '08:00', to: '18:00' },
      wednesday: { from: '11:00', to: '12:00' },
    };
    walk.calendar = createCalendar(danishCalendar({ version: 2, officeHours }));
    walk.at('2026-03-03T13:40:00.000Z').send({ type: 'case.calendarChanged' });
    expect(walk.effectsOf('moveDeadline')).toMatchObject([
      {
        deadline: { dueOn: '2026-03-04', dueAt: '2026-03-04T10:30:00.000Z' },
      },
    ]);
  });

  it('gives back the office minutes of a pause', () => {
    const walk = opened();
    walk.at('2026-03-03T14:30:00.000Z').send('PAUSE');
    expect(answer(walk)).toMatchObject({ pausedOn: '2026-03-03', pausedAt: '2026-03-03T14:30:00.000Z' });
    expect(Object.keys(walk.snapshot.timers)).not.toContain('deadline.answer');
    walk.at('2026-03-04T08:00:00.000Z').send('PAUSE').send('RESUME');
    expect(answer(walk).dueAt).toBe('2026-03-04T11:00:00.000Z');
    const [move] = walk.effectsOf('moveDeadline');
    expect(move!.reason.da).toBe('2026-03-03 15:30 – 2026-03-04 09:00');
    expect(answer(walk)).not.toHaveProperty('pausedAt');
    expect(walk.snapshot.timers['deadline.answer']!.dueAt).toBe('2026-03-04T11:00:00.000Z');
  });
});

describe('the reminders of a deadline of hours', () => {
  it('come at their own instant when they are of hours, counted as the deadline is', () => {
    const walk = opened(ladder('-PT3H', '-PT1H'));
    expect(walk.snapshot.timers['deadline.answer']!.dueAt).toBe('2026-03-03T14:30:00.000Z');
    expect(reminded(walk.fire('deadline.answer'))).toEqual(['-PT3H']);
    expect(reminded(walk.fire('deadline.answer'))).toEqual(['-PT1H']);
    expect(walk.now).toBe('2026-03-04T08:30:00.000Z');
  });

  it('come at night, too, where the clock is counted', () => {
    const walk = opened({ counting: 'calendar', length: 'PT12H', ...ladder('-PT1H', 'breach') });
    expect(reminded(walk.fire('deadline.answer'))).toEqual(['-PT1H']);
    expect(walk.now).toBe('2026-03-04T00:30:00.000Z');
    // What has been missed is told when the office opens: nobody can mend it at night.
    expect(reminded(walk.fire('deadline.answer'))).toEqual([]);
    expect(answer(walk).breachedAt).toBe('2026-03-04T01:30:00.000Z');
    expect(reminded(walk.fire('deadline.answer'))).toEqual(['breach']);
    expect(walk.now).toBe('2026-03-04T07:00:00.000Z');
  });

  it('tell of a breach at its instant, and repeat from the next working day', () => {
    const every = { every: 'P1D', after: 'breach', to: ['teamLeader'] };
    const walk = opened({ reminders: [...ladder('breach').reminders, every] });
    expect(reminded(walk.fire('deadline.answer'))).toEqual(['breach']);
    expect(walk.now).toBe('2026-03-04T09:30:00.000Z');
    expect(reminded(walk.fire('deadline.answer'))).toEqual(['every:1']);
    expect(walk.now).toBe('2026-03-05T07:00:00.000Z');
  });

  it('come at the reminder clock when they are of days', () => {
    const walk = opened({ length: 'PT20H', ...ladder('-P1D') });
    expect(answer(walk).dueAt).toBe('2026-03-06T09:30:00.000Z');
    expect(reminded(walk.fire('deadline.answer'))).toEqual(['-P1D']);
    expect(walk.now).toBe('2026-03-05T07:00:00.000Z');
  });

  it('may say the time of day, which follows the deadline', () => {
    const title = { da: 'Svar senest {dueAt("answer")}', en: 'Answer by {dueAt("answer")}' };
    const walk = opened({ reminders: [{ at: '-PT1H', to: ['caseworker'], title }] });
    walk.at('2026-03-03T14:00:00.000Z').send('CORRECTED', { calledAt: '2026-03-03T12:30:00.000Z' });
    expect(walk.fire('deadline.answer').effectsOf('sendMessage')[0]!.title).toEqual({
      da: 'Svar senest onsdag 4. marts 2026 kl. 09.30',
      en: 'Answer by Wednesday 4 March 2026 at 09:30',
    });
  });

  it('begin again with a deadline that begins again on the same day', () => {
    const walk = opened(ladder('-PT3H'), '2026-03-03T08:00:00.000Z');
    expect(reminded(walk.fire('deadline.answer'))).toEqual(['-PT3H']);
    walk.at('2026-03-03T10:00:00.000Z').send('AGAIN');
    expect(reminded(walk.fire('deadline.answer'))).toEqual(['-PT3H']);
    expect(walk.now).toBe('2026-03-03T11:00:00.000Z');
  });

  it('come at once, whatever the hour, when their time has passed as the deadline begins', () => {
    const walk = opened(
      { counting: 'calendar', length: 'PT1H', ...ladder('-PT2H') },
      '2026-03-03T22:00:00.000Z',
    );
    expect(reminded(walk.fire('deadline.answer'))).toEqual(['-PT2H']);
    expect(walk.now).toBe('2026-03-03T22:00:00.000Z');
  });

  it('may be of hours where the deadline is due at an instant that is given', () => {
    const due = { anchor: undefined, length: undefined, counting: undefined, due: 'lastAt(AGAIN)' };
    const given = { ...due, due: 'has(facts.calledAt) ? facts.calledAt : now' };
    const walk = opened({ ...given, ...ladder('-PT2H') });
    walk.send('CORRECTED', { calledAt: '2026-03-03T20:00:00.000Z' });
    expect(reminded(walk.fire('deadline.answer'))).toEqual(['-PT2H']);
    expect(walk.now).toBe('2026-03-03T18:00:00.000Z');
    walk.send('CORRECTED', { calledAt: '2026-03-03T22:30:00.000Z' });
    expect(reminded(walk.fire('deadline.answer'))).toEqual(['-PT2H']);
    expect(walk.now).toBe('2026-03-03T20:30:00.000Z');
  });
});
