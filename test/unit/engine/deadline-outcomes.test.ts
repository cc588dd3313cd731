import type { Definition, EffectOf } from '../../../src/machines/index.js';
import { compileDefinition } from '../../../src/machines/index.js';
import { migrateSnapshot, migrationEvent } from '../../../src/machines/migrate.js';
import { definitionOf, envAt, plainEvents, Walk } from '../../support/definition.js';
import { Journey } from '../case-types/journey.js';

type Outcome = EffectOf<'stopDeadline'>['outcome'];

const outcomesOf = (walk: Walk): Record<string, Outcome> =>
  Object.fromEntries(walk.effectsOf('stopDeadline').map(({ key, outcome }) => [key, outcome]));

/** A decision that waits twelve weeks, may be paused, and may be taken away from inside and from outside. */
function example(change: Partial<Definition> = {}, deadline: object = {}): Partial<Definition> {
  return {
    facts: { type: 'object', properties: {} },
    ends: { withdrawn: [], closed: [] },
    events: plainEvents('DECIDED', 'WITHDRAWN', 'DROPPED', 'PAUSE', 'RESUME', 'AGAIN'),
    letters: { decisionLetter: { title: { da: 'Afgørelse' }, template: 'a@1' } },
    deadlines: {
      decision: {
        title: { da: 'Afgørelse' },
        kind: 'published',
        anchor: 'today',
        length: 'P12W',
        pausable: true,
        ...deadline,
      },
    },
    machine: {
      initial: 'open',
      states: {
        open: {
          initial: 'assessing',
          on: { WITHDRAWN: 'withdrawn' },
          states: {
            assessing: {
              meta: { deadlines: ['decision'], tasks: change.tasks ? ['DECIDE'] : [] },
              on: {
                DECIDED: {
                  target: 'decided',
                  actions: [{ type: 'sendMessage', letter: 'decisionLetter', to: ['citizen'] }],
                },
                DROPPED: 'dropped',
                AGAIN: { target: 'assessing', reenter: true },
                PAUSE: { actions: [{ type: 'pauseDeadline', deadline: 'decision', reason: '"Høring"' }] },
                RESUME: { actions: [{ type: 'resumeDeadline', deadline: 'decision' }] },
              },
              after: { soon: 'dropped' },
            },
            decided: {},
            dropped: {},
          },
        },
        withdrawn: { type: 'final' },
        closed: { type: 'final' },
      },
    },
    delays: { soon: { anchor: 'today', length: 'P1W' } },
    ...change,
  };
}

const tasks: Definition['tasks'] = {
  DECIDE: { title: { da: 'Afgør' }, role: 'caseworker', deadline: 'decision', events: ['DECIDED'] },
};

describe('a deadline that stops in time', () => {
  const stopped = (event: string, change: Partial<Definition> = {}, deadline: object = {}) =>
    outcomesOf(Walk.open(example(change, deadline)).at('2026-02-03T09:00:00Z').send(event))['decision'];

  test('is met by the event that completes its task, and by no other', () => {
    expect(['DECIDED', 'DROPPED', 'AGAIN', 'WITHDRAWN'].map((event) => stopped(event, { tasks }))).toEqual([
      'met',
      'fellAway',
      'fellAway',
      'fellAway',
    ]);
  });

  test('is no concern of tasks on the way: they only must be done before it', () => {
    const { machine } = example();
    const open = machine!.states!.open!;
    open.meta = { deadlines: ['decision'] };
    open.on!.DECIDED = 'closed';
    open.states!.assessing!.meta = { tasks: ['DECIDE'] };
    delete open.states!.assessing!.on!.DECIDED;
    expect(stopped('DROPPED', { tasks, machine })).toBeUndefined();
    expect(
      stopped('DECIDED', { tasks: { DECIDE: { ...tasks.DECIDE!, events: ['DROPPED'] } }, machine }),
    ).toBe('met');
  });

  test('without a task is met when the case goes on from its state, and falls away when it is taken out of it', () => {
    expect(['DECIDED', 'DROPPED', 'WITHDRAWN'].map((event) => stopped(event))).toEqual([
      'met',
      'met',
      'fellAway',
    ]);
  });

  test.each(['event(DECIDED)', 'enter(decided)', 'enter(open.decided)', 'letter(decisionLetter)'])(
    'is met by what its definition says: %s',
    (text) => {
      const events = ['DECIDED', 'DROPPED', 'WITHDRAWN'];
      expect(events.map((event) => stopped(event, { tasks }, { metBy: [text] }))).toEqual([
        'met',
        'fellAway',
        'fellAway',
      ]);
    },
  );

  test('is never met when its definition says that nothing does', () => {
    expect(stopped('DECIDED', {}, { metBy: [] })).toBe('fellAway');
  });

  test('is not met by time that passes', () => {
    const walk = Walk.open(example());
    const after = Object.keys(walk.snapshot.timers).find((id) => id.includes('after.soon'))!;
    expect(outcomesOf(walk.fire(after))).toEqual({ decision: 'fellAway' });
  });

  test('falls away with the case: when its parent has cancelled it', () => {
    expect(outcomesOf(Walk.open(example()).send({ type: 'case.cancelled' }))).toEqual({
      decision: 'fellAway',
    });
  });

  test('falls away when a new version has no place for it', () => {
    const walk = Walk.open(example());
    const without = example({ deadlines: {} });
    delete without.machine!.states!.open!.states!.assessing!.meta!.deadlines;
    const to = compileDefinition(definitionOf(without));
    const event = migrationEvent({ from: 1, to: 2 });
    const result = migrateSnapshot(walk.compiled, to, walk.snapshot, event, envAt('2026-02-03T09:00:00Z'));
    expect(result).toMatchObject({ accepted: true });
    expect(result.accepted && result.effects.filter(({ type }) => type === 'stopDeadline')).toMatchObject([
      { key: 'decision', outcome: 'fellAway' },
    ]);
  });

  test('of the whole case is met when the case comes to its end', () => {
    const machine: Definition['machine'] = {
      initial: 'open',
      meta: { deadlines: ['decision'] },
      states: {
        open: { on: { DECIDED: 'closed' } },
        closed: { type: 'final' },
        withdrawn: { type: 'final' },
      },
    };
    const walk = () => Walk.open(example({ machine }));
    expect(outcomesOf(walk().send('DECIDED'))).toEqual({ decision: 'met' });
    expect(outcomesOf(walk().send({ type: 'case.cancelled' }))).toEqual({ decision: 'fellAway' });
  });

  test('is met from inside a state that names it, and by the join of its regions', () => {
    const final = { type: 'final' as const };
    const machine: Definition['machine'] = {
      initial: 'both',
      states: {
        both: {
          type: 'parallel',
          meta: { deadlines: ['decision'] },
          on: { WITHDRAWN: 'withdrawn' },
          onDone: 'closed',
          states: {
            a: { initial: 'on', states: { on: { on: { DECIDED: 'off' } }, off: final } },
            b: { initial: 'on', states: { on: { on: { DROPPED: 'off' } }, off: final } },
          },
        },
        closed: final,
        withdrawn: final,
      },
    };
    const walk = Walk.open(example({ machine })).send('DROPPED');
    expect(outcomesOf(walk)).toEqual({});
    expect(outcomesOf(walk.send('DECIDED'))).toEqual({ decision: 'met' });
  });
});

describe('a deadline whose due day has passed', () => {
  test('is late whatever stops it: a breach stays one', () => {
    const walk = () =>
      Walk.open(example({ tasks, delays: {}, machine: withoutAfter() })).at('2026-04-28T09:00:00Z');
    expect(outcomesOf(walk().send('WITHDRAWN'))).toEqual({ decision: 'late' });
    expect(outcomesOf(walk().send('DECIDED'))).toEqual({ decision: 'late' });
  });

  test('has not passed while it is paused, and has when it was breached before', () => {
    const open = () => Walk.open(example({ tasks, delays: {}, machine: withoutAfter() }));
    const paused = open().at('2026-04-20T09:00:00Z').send('PAUSE').at('2026-06-01T09:00:00Z');
    expect(outcomesOf(paused.send('DECIDED'))).toEqual({ decision: 'met' });
    const breached = open().fire('deadline.decision');
    expect(breached.effectsOf('breachDeadline')).toHaveLength(1);
    expect(outcomesOf(breached.at('2026-04-29T09:00:00Z').send('PAUSE').send('DECIDED'))).toEqual({
      decision: 'late',
    });
  });

  test('by the clock of its own, not by the day: a moment at the start of the day has passed on it', () => {
    const change = { tasks, delays: {}, machine: withoutAfter() };
    const walk = Walk.open(example(change, { at: 'startOfDay' })).at('2026-04-27T09:00:00Z');
    expect(outcomesOf(walk.send('DECIDED'))).toEqual({ decision: 'late' });
  });

  function withoutAfter(): Definition['machine'] {
    const { machine } = example({ tasks });
    delete machine!.states!.open!.states!.assessing!.after;
    return machine!;
  }
});

describe('a new application', () => {
  const opened = () =>
    Journey.open(
      'newApplication',
      { applicationReceivedAt: '2026-03-27T08:00:00.000Z', newFamily: false },
      '2026-03-27 10:00',
    );
  const stops = (journey: Journey) =>
    Object.fromEntries(
      journey.log.flatMap(({ effect }) =>
        effect.type === 'stopDeadline' ? [[effect.key, effect.outcome]] : [],
      ),
    );

  test('that is withdrawn leaves nothing green behind: nothing was sent or decided', () => {
    const journey = opened().at('2026-03-30 10:00');
    journey.send('APPLICATION_WITHDRAWN');
    expect(stops(journey)).toEqual({
      acknowledgement: 'fellAway',
      screening: 'fellAway',
      decision: 'fellAway',
    });
  });
});
