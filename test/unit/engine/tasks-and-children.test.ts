import type { Definition } from '../../../src/machines/index.js';
import { plainEvents, Walk } from '../../support/definition.js';

describe('a task', () => {
  const calling: Partial<Definition> = {
    events: plainEvents('LOGGED', 'WRITE', 'BACK', 'AGAIN', 'ROUND'),
    tasks: {
      CALL: { title: { da: 'Ring' }, role: 'caseworker', events: ['LOGGED'] },
      WRITE: { title: { da: 'Skriv' }, role: 'caseworker', events: ['WRITE'] },
    },
    machine: {
      type: 'parallel',
      states: {
        main: {
          initial: 'calling',
          states: {
            calling: {
              meta: { tasks: ['CALL'] },
              on: {
                LOGGED: 'called',
                WRITE: 'skipped',
                ROUND: 'passing',
                AGAIN: { target: 'calling', reenter: true },
              },
            },
            passing: { always: 'calling' },
            called: { on: { BACK: 'calling' } },
            skipped: {},
          },
        },
        other: { initial: 'writing', states: { writing: { meta: { tasks: ['WRITE'] } } } },
      },
    },
  };

  test('opens with its state and says when it was opened', () => {
    const walk = Walk.open(calling);
    expect(walk.effectsOf('openTask').map(({ key }) => key)).toEqual(['CALL', 'WRITE']);
    expect(walk.snapshot.tasks).toEqual({ CALL: 1, WRITE: 1 });
  });

  test('is completed by its own event, cancelled by another', () => {
    expect(Walk.open(calling).send('LOGGED').effectsOf('closeTask')).toEqual([
      { type: 'closeTask', key: 'CALL', outcome: 'completed' },
    ]);
    expect(Walk.open(calling).send('WRITE').effectsOf('closeTask')).toEqual([
      { type: 'closeTask', key: 'CALL', outcome: 'cancelled' },
    ]);
  });

  test('stays open over a detour within one step', () => {
    const walk = Walk.open(calling).send('ROUND');
    expect(walk.effects).toEqual([]);
    expect(walk.snapshot.tasks.CALL).toBe(1);
  });

  test('opens anew when its state is entered anew, other regions are left alone', () => {
    const walk = Walk.open(calling).send('AGAIN');
    expect(walk.effects.map(({ type }) => type)).toEqual(['closeTask', 'openTask']);
    expect(walk.snapshot.tasks).toEqual({ CALL: 2, WRITE: 1 });
  });
});

describe('a child case', () => {
  const parent: Partial<Definition> = {
    caseType: 'parent',
    facts: {
      type: 'object',
      required: ['outcome'],
      properties: {
        outcome: { type: 'string' },
        sentOn: { type: 'string', format: 'date' },
        secret: { type: 'string' },
      },
    },
    events: plainEvents('REFUSE', 'WITHDRAW', 'RESTART', 'TELL'),
    ends: { withdrawn: [] },
    machine: {
      initial: 'open',
      states: {
        open: {
          initial: 'assessing',
          on: { WITHDRAW: 'withdrawn' },
          states: {
            assessing: { on: { REFUSE: 'noticeOfRefusal' } },
            noticeOfRefusal: {
              invoke: {
                src: 'refusal',
                id: 'refusal',
                input: { outcome: 'facts.outcome', openedOn: 'today' },
                receives: ['sentOn'],
                onDone: [
                  { guard: 'event.output.end == "backToAssessment"', target: 'assessing' },
                  { target: 'decided' },
                ],
              },
              on: {
                RESTART: { target: 'noticeOfRefusal', reenter: true },
                TELL: {
                  actions: [{ type: 'sendEvent', to: 'refusal', event: 'MOVED', facts: { on: 'today' } }],
                },
              },
            },
            decided: {},
          },
        },
        withdrawn: { type: 'final' },
      },
    },
  };
  const refused = () => Walk.open(parent, { outcome: 'refusal' }).send('REFUSE');
  const ended = (end: string, opening: number) => ({
    type: 'xstate.done.actor.refusal',
    opening,
    output: { end, facts: { sentOn: '2026-02-03', secret: 'x' } },
  });

  test('opens with its state, with the facts it is given', () => {
    expect(refused().effectsOf('openChild')).toEqual([
      {
        type: 'openChild',
        id: 'refusal',
        opening: 2,
        caseType: 'refusal',
        facts: { outcome: 'refusal', openedOn: '2026-02-02' },
      },
    ]);
  });

  test('hands over the facts that were asked for when it ends, and the parent goes on', () => {
    const walk = refused().send(ended('sent', 2));
    expect(walk.snapshot).toMatchObject({
      value: { open: 'decided' },
      children: {},
      facts: { sentOn: '2026-02-03' },
    });
    expect(walk.snapshot.facts).not.toHaveProperty('secret');
    expect(walk.effectsOf('cancelChild')).toEqual([]);
  });

  test('decides by its end which way the parent goes', () => {
    expect(refused().send(ended('backToAssessment', 2)).snapshot.value).toEqual({ open: 'assessing' });
  });

  test('of an earlier opening is not heard any more', () => {
    const walk = refused().send('RESTART');
    expect(walk.effects.map(({ type }) => type)).toEqual(['cancelChild', 'openChild']);
    expect(walk.send(ended('sent', 2)).reasonCodes).toEqual(['stale']);
    expect(walk.send(ended('sent', 3)).snapshot.value).toEqual({ open: 'decided' });
  });

  test('is cancelled when the parent ends before it', () => {
    const walk = refused().send('WITHDRAW');
    expect(walk.effectsOf('cancelChild')).toEqual([{ type: 'cancelChild', id: 'refusal', opening: 2 }]);
  });

  test('can be told what has happened', () => {
    expect(refused().send('TELL').effectsOf('sendEvent')).toEqual([
      { type: 'sendEvent', to: { child: 'refusal' }, event: { type: 'MOVED', facts: { on: '2026-02-02' } } },
    ]);
  });
});
