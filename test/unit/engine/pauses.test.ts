import { DANISH_CLOSED_DAYS, danishCalendar } from '../../../src/machines/holidays.js';
import { createCalendar, type Definition } from '../../../src/machines/index.js';
import { plainEvents, Walk } from '../../support/definition.js';

/** Ten working days from the day of receipt; what `deadline` says differs. */
function example(deadline: object = {}): Partial<Definition> {
  return {
    facts: {
      type: 'object',
      required: ['receivedOn'],
      properties: {
        receivedOn: { type: 'string', format: 'date' },
        until: { type: 'string', format: 'date' },
      },
    },
    events: {
      ...plainEvents('PAUSE', 'RESUME', 'DECIDED'),
      CORRECTED: { title: { da: 'Rettet' }, roles: ['caseworker'], form: ['receivedOn'] },
      EXTEND: { title: { da: 'Forlæng' }, roles: ['caseworker'], form: ['until'], required: ['until'] },
    },
    deadlines: {
      answer: {
        title: { da: 'Svar' },
        kind: 'internal',
        anchor: 'facts.receivedOn',
        length: 'P10D',
        counting: 'workingDays',
        pausable: true,
        extendable: true,
        ...deadline,
      },
    },
    machine: {
      initial: 'waiting',
      states: {
        waiting: {
          meta: { deadlines: ['answer'] },
          on: {
            CORRECTED: {},
            DECIDED: 'decided',
            PAUSE: { actions: [{ type: 'pauseDeadline', deadline: 'answer', reason: '"Høring"' }] },
            RESUME: { actions: [{ type: 'resumeDeadline', deadline: 'answer' }] },
            EXTEND: {
              actions: [
                { type: 'extendDeadline', deadline: 'answer', until: 'facts.until', reason: '"Mere tid"' },
              ],
            },
          },
        },
        decided: {},
      },
    },
  };
}

const received = (on: string, deadline: object = {}): Walk =>
  Walk.open(example(deadline), { receivedOn: on }, `${on}T09:00:00Z`);

/** Each step on its day at noon: `['PAUSE', '2026-04-01']`. */
function after(walk: Walk, ...steps: [event: string, on: string, facts?: Record<string, string>][]): Walk {
  for (const [event, on, facts] of steps) walk.at(`${on}T10:00:00Z`).send(event, facts);
  return walk;
}
const answer = (walk: Walk) => walk.snapshot.deadlines['answer']!;

describe('a pause of a deadline that counts working days', () => {
  test('gives back the working days that it took: over Easter one', () => {
    const walk = received('2026-03-27');
    expect(answer(walk).dueOn).toBe('2026-04-15');
    after(walk, ['PAUSE', '2026-04-01'], ['RESUME', '2026-04-07']);
    expect(answer(walk)).toMatchObject({
      dueOn: '2026-04-16',
      pauses: [{ from: '2026-04-01', to: '2026-04-07' }],
    });
    expect(walk.effectsOf('moveDeadline')[0]?.certificate.steps.at(-1)).toEqual({
      kind: 'pause',
      on: '2026-04-16',
      detail: 'P1D',
      from: '2026-04-01',
      to: '2026-04-07',
    });
  });

  test('that lasts a weekend takes nothing, and one that ends on its day neither', () => {
    expect(
      answer(after(received('2026-03-02'), ['PAUSE', '2026-03-07'], ['RESUME', '2026-03-09'])).dueOn,
    ).toBe('2026-03-16');
    expect(
      answer(after(received('2026-03-02'), ['PAUSE', '2026-03-05'], ['RESUME', '2026-03-05'])).dueOn,
    ).toBe('2026-03-16');
  });

  test('over the end of the year counts neither Christmas nor New Year', () => {
    const walk = received('2026-12-10');
    expect(answer(walk).dueOn).toBe('2026-12-28');
    // 22 and 23 December, and 28 to 30: 24 to 27 and 31 December are closed, and so is 1 January.
    after(walk, ['PAUSE', '2026-12-22'], ['RESUME', '2027-01-04']);
    expect(answer(walk).dueOn).toBe('2027-01-06');
  });

  test('is counted anew when a day of it is closed later', () => {
    const walk = after(received('2026-03-02'), ['PAUSE', '2026-03-04'], ['RESUME', '2026-03-09']);
    expect(answer(walk).dueOn).toBe('2026-03-19');
    walk.calendar = createCalendar(
      danishCalendar({ version: 2, closedDays: { ...DANISH_CLOSED_DAYS, '2026-03-05': 'Lukket' } }),
    );
    walk.send({ type: 'case.calendarChanged' });
    expect(answer(walk).dueOn).toBe('2026-03-19');
    // The day is lost to the count once, and no longer to the pause.
    expect(walk.snapshot.deadlines['answer']!.pauses).toEqual([{ from: '2026-03-04', to: '2026-03-09' }]);
  });
});

describe('a pause', () => {
  const calendarDays = { counting: 'calendar' as const };

  test('that is begun twice began the first time, and says so in the log', () => {
    const walk = after(
      received('2026-03-02', calendarDays),
      ['PAUSE', '2026-03-04'],
      ['PAUSE', '2026-03-06'],
    );
    expect(answer(walk).pausedOn).toBe('2026-03-04');
    expect(walk.effectsOf('moveDeadline')).toMatchObject([
      { reason: { da: 'Høring' }, deadline: { pausedOn: '2026-03-04' } },
    ]);
    expect(answer(after(walk, ['RESUME', '2026-03-10'])).dueOn).toBe('2026-03-18');
  });

  test('on the due day leaves one day', () => {
    const walk = after(
      received('2026-03-02', calendarDays),
      ['PAUSE', '2026-03-12'],
      ['RESUME', '2026-03-20'],
    );
    expect(answer(walk).dueOn).toBe('2026-03-20');
  });

  test('after the time has run out gives nothing back, and the breach stays', () => {
    const walk = received('2026-03-02', calendarDays).fire('deadline.answer');
    after(walk, ['PAUSE', '2026-03-16'], ['RESUME', '2026-03-20']);
    expect(answer(walk)).toMatchObject({ dueOn: '2026-03-12', breachedAt: '2026-03-12T23:00:00.000Z' });
  });

  test('on a day to which the due day has rolled gives back from there', () => {
    const rolling = { counting: 'calendar' as const, roll: 'forward', length: 'P12D' };
    const walk = received('2026-03-02', rolling);
    expect(answer(walk).dueOn).toBe('2026-03-16');
    after(walk, ['PAUSE', '2026-03-15'], ['RESUME', '2026-03-17']);
    expect(answer(walk).dueOn).toBe('2026-03-18');
  });

  test('twice gives back both times', () => {
    const walk = received('2026-03-02', calendarDays);
    after(
      walk,
      ['PAUSE', '2026-03-03'],
      ['RESUME', '2026-03-05'],
      ['PAUSE', '2026-03-05'],
      ['RESUME', '2026-03-06'],
    );
    expect(answer(walk).dueOn).toBe('2026-03-15');
  });

  test('before a new anchor is none of the new count', () => {
    const walk = after(
      received('2026-03-02', calendarDays),
      ['PAUSE', '2026-03-03'],
      ['RESUME', '2026-03-09'],
    );
    after(walk, ['CORRECTED', '2026-03-10', { receivedOn: '2026-03-05' }]);
    expect(answer(walk).dueOn).toBe('2026-03-19');
    after(walk, ['CORRECTED', '2026-03-11', { receivedOn: '2026-03-10' }]);
    expect(answer(walk).dueOn).toBe('2026-03-20');
  });

  test('is included in an extension as far as it has come', () => {
    const before = after(
      received('2026-03-02', calendarDays),
      ['PAUSE', '2026-03-03'],
      ['RESUME', '2026-03-05'],
    );
    after(before, ['EXTEND', '2026-03-06', { until: '2026-03-31' }]);
    expect(answer(before).dueOn).toBe('2026-03-31');
    const during = after(received('2026-03-02', calendarDays), ['PAUSE', '2026-03-03']);
    after(during, ['EXTEND', '2026-03-06', { until: '2026-03-31' }], ['RESUME', '2026-03-10']);
    expect(answer(during)).toMatchObject({
      dueOn: '2026-04-04',
      pauses: [{ from: '2026-03-03', to: '2026-03-10' }],
    });
  });

  test('never ends with the time run out: an extension to a Saturday, paused over the weekend', () => {
    const walk = after(received('2026-03-02'), ['EXTEND', '2026-03-03', { until: '2026-03-07' }]);
    after(walk, ['PAUSE', '2026-03-07'], ['RESUME', '2026-03-09']);
    expect(answer(walk).dueOn).toBe('2026-03-09');
  });
});
