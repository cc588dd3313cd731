import type { Definition } from '../../../src/machines/index.js';
import { plainEvents, Walk } from '../../support/definition.js';

const waiting: Partial<Definition> = {
  facts: {
    type: 'object',
    required: ['birthDate'],
    properties: { birthDate: { type: 'string', format: 'date' } },
  },
  events: {
    ...plainEvents('LEAVE', 'RETURN', 'AGAIN', 'NUDGE'),
    CORRECTED: {
      title: { da: 'Rettet' },
      roles: ['caseworker'],
      form: ['birthDate'],
      required: ['birthDate'],
    },
  },
  delays: {
    sixteen: { due: 'plus(facts.birthDate, "P16Y")' },
    soon: { anchor: 'today', length: 'P2W', at: 'startOfDay' },
  },
  machine: {
    type: 'parallel',
    states: {
      age: {
        initial: 'young',
        states: { young: { after: { sixteen: 'grown' } }, grown: {} },
        on: { CORRECTED: {} },
      },
      work: {
        initial: 'waiting',
        states: {
          waiting: {
            after: { soon: 'waited' },
            on: { LEAVE: 'away', NUDGE: {}, AGAIN: { target: 'waiting', reenter: true } },
          },
          waited: {},
          away: { on: { RETURN: 'waiting' } },
        },
      },
    },
  },
};
const SOON = 'xstate.after.soon.example.work.waiting';
const SIXTEEN = 'xstate.after.sixteen.example.age.young';

const open = (birthDate = '2010-05-10') => Walk.open(waiting, { birthDate }, '2026-02-02T08:10:00Z');

describe('a timer', () => {
  test('is armed when its state is entered and moves the case when it fires', () => {
    const walk = open();
    expect(walk.snapshot.timers[SOON]).toMatchObject({ dueAt: '2026-02-15T23:00:00.000Z' });
    expect(walk.fire(SOON).snapshot.value).toEqual({ age: 'young', work: 'waited' });
    expect(walk.snapshot.timers[SOON]).toBeUndefined();
  });

  test('comes at eight on the next working day when its day is a Sunday', () => {
    expect(open().snapshot.timers[SIXTEEN]?.dueAt).toBe('2026-05-11T06:00:00.000Z');
  });

  test('is due at once when its moment has passed before the state was entered', () => {
    const walk = open('2008-01-01');
    expect(walk.snapshot.timers[SIXTEEN]?.dueAt).toBe('2026-02-02T08:10:00.000Z');
    expect(walk.fire(SIXTEEN).snapshot.value).toMatchObject({ age: 'grown' });
  });

  test('is cancelled when its state is left', () => {
    expect(open().send('LEAVE').effectsOf('cancelTimer')).toMatchObject([{ id: SOON }]);
  });

  test('follows a corrected birth date, and no other event', () => {
    const walk = open().send('CORRECTED', { birthDate: '2010-05-12' });
    expect(walk.effectsOf('cancelTimer')).toMatchObject([{ id: SIXTEEN }]);
    expect(walk.snapshot.timers[SIXTEEN]?.dueAt).toBe('2026-05-12T06:00:00.000Z');
    expect(walk.send('NUDGE').effects).toEqual([]);
  });

  test('keeps the day it was armed on: nudging a case does not put off its timer', () => {
    const walk = open().at('2026-02-10T09:00:00Z').send('NUDGE').send({ type: 'case.calendarChanged' });
    expect(walk.snapshot.timers[SOON]?.dueAt).toBe('2026-02-15T23:00:00.000Z');
  });

  test('is armed anew when its state is entered anew', () => {
    const walk = open().at('2026-02-10T09:00:00Z').send('AGAIN');
    expect(walk.snapshot.timers[SOON]).toMatchObject({ dueAt: '2026-02-23T23:00:00.000Z' });
  });

  test('does nothing when it was cancelled before it fired', () => {
    const walk = open();
    const stale = walk.snapshot.timers[SOON]!;
    walk.send('LEAVE').send('RETURN');
    walk.send({ type: SOON, timer: { id: SOON, ...stale } });
    expect(walk.reasonCodes).toEqual(['stale']);
    walk.send({ type: 'timer.deadline', key: 'gone', timer: { id: 'deadline.gone', ...stale } });
    expect(walk.reasonCodes).toEqual(['stale']);
  });
});

describe('a timer that leads back to its own state', () => {
  const loop = (due: string): Partial<Definition> => ({
    delays: { again: { due } },
    machine: { initial: 'a', states: { a: { after: { again: { target: 'a', reenter: true } } } } },
  });
  const AGAIN = 'xstate.after.again.example.a';

  test('is armed for a later moment', () => {
    const walk = Walk.open(loop('plus(today, "P1D")'), {}, '2026-02-02T08:10:00Z').fire(AGAIN);
    expect(walk.snapshot.timers[AGAIN]?.dueAt).toBe('2026-02-04T07:00:00.000Z');
  });

  test('fails instead of running for ever when its moment does not move on', () => {
    const walk = Walk.open(loop('date("2026-01-05")'), {}, '2026-02-02T08:10:00Z');
    expect(() => walk.fire(AGAIN)).toThrow(expect.objectContaining({ code: 'endlessLoop' }));
  });
});

test('a timer whose guards all say no is reported, not swallowed', () => {
  const walk = Walk.open({
    delays: { soon: { anchor: 'today', length: 'P1W' } },
    machine: {
      initial: 'a',
      states: { a: { after: { soon: { guard: 'today < date("2026-01-01")', target: 'b' } } }, b: {} },
    },
  });
  walk.fire('xstate.after.soon.example.a');
  expect(walk.result).toMatchObject({ accepted: false, reasons: [{ code: 'guard' }] });
});

describe('a timer named after a deadline', () => {
  const clock: Partial<Definition> = {
    events: plainEvents('PAUSE', 'STOP'),
    deadlines: {
      decision: { title: { da: 'Afgørelse' }, kind: 'internal', anchor: 'today', length: 'P1W' },
      other: { title: { da: 'Anden' }, kind: 'internal', anchor: 'today', length: 'P2W' },
    },
    machine: {
      type: 'parallel',
      states: {
        main: {
          meta: { deadlines: ['decision'] },
          on: { PAUSE: { actions: [{ type: 'pauseDeadline', deadline: 'decision', reason: '"x"' }] } },
        },
        clock: { initial: 'runs', states: { runs: { after: { decision: 'breached' } }, breached: {} } },
        second: { initial: 'runs', states: { runs: { after: { other: 'breached' } }, breached: {} } },
      },
    },
  };
  const BREACH = 'xstate.after.decision.example.clock.runs';

  test('fires when the deadline is exceeded', () => {
    const walk = Walk.open(clock).fire(BREACH);
    expect(walk.now).toBe('2026-02-09T23:00:00.000Z');
    expect(walk.snapshot.value).toMatchObject({ clock: 'breached' });
  });

  test('waits while the deadline is paused', () => {
    expect(Walk.open(clock).send('PAUSE').snapshot.timers[BREACH]).toBeUndefined();
  });

  test('is counted by itself when the deadline does not run', () => {
    const walk = Walk.open(clock);
    expect(walk.snapshot.timers['xstate.after.other.example.second.runs']?.dueAt).toBe(
      '2026-02-16T23:00:00.000Z',
    );
  });
});
