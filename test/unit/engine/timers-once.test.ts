import type { Definition, StateNode } from '../../../src/machines/definition.js';
import { compileDefinition } from '../../../src/machines/compile.js';
import { migrateSnapshot } from '../../../src/machines/migrate.js';
import { definitionOf, envAt, plainEvents, Walk } from '../../support/definition.js';
import { codesOf, eventsOf, only, verified } from '../verify/machines.js';

const write = { type: 'sendMessage' as const, letter: 'reminder', to: ['citizen' as const] };
const SOON = 'xstate.after.soon.example.a';

/** A state that writes to the citizen when a week has passed, and stays. */
const writing = (after: StateNode['after'], more: Partial<Definition> = {}): Partial<Definition> => ({
  facts: { type: 'object', properties: { from: { type: 'string', format: 'date', default: '2026-02-02' } } },
  events: {
    ...plainEvents('LEAVE', 'AGAIN', 'NUDGE'),
    MOVED: { title: { da: 'Flyttet' }, roles: ['caseworker'], form: ['from'], required: ['from'] },
  },
  delays: {
    soon: { anchor: 'today', length: 'P1W' },
    later: { anchor: 'facts.from', length: 'P1W' },
  },
  deadlines: {
    answer: { title: { da: 'Svar' }, kind: 'internal', anchor: 'today', length: 'P1W', extendable: true },
  },
  letters: { reminder: { title: { da: 'Påmindelse' }, template: 'r' } },
  ends: { end: [] },
  machine: {
    initial: 'a',
    states: {
      a: {
        meta: { deadlines: ['answer'] },
        after: after!,
        on: { LEAVE: 'b', AGAIN: { target: 'a', reenter: true }, NUDGE: {}, MOVED: {} },
      },
      b: { on: { AGAIN: 'a', LEAVE: 'end' } },
      end: { type: 'final' },
    },
  },
  ...more,
});
const letters = (walk: Walk): number =>
  walk.effectsOf('sendMessage').filter(({ kind }) => kind === 'letter').length;

describe('a timer fires once for each time that its state is entered', () => {
  const once = () => Walk.open(writing({ soon: { actions: [write] } }));

  test('and is not set again, whatever comes after it', () => {
    const walk = once().fire(SOON);
    expect(letters(walk)).toBe(1);
    for (const event of ['NUDGE', 'NUDGE']) {
      expect(walk.at('2026-03-20T09:00:00Z').send(event).snapshot.timers[SOON]).toBeUndefined();
    }
    expect(walk.snapshot.fired).toEqual({
      [SOON]: { at: '2026-02-09T07:00:00.000Z', armedAt: '2026-02-02T08:10:00.000Z' },
    });
  });

  test.each([
    ['is left and entered', ['LEAVE', 'AGAIN']],
    ['begins anew', ['AGAIN']],
  ])('so again after the state %s', (_how, events) => {
    const walk = once().fire(SOON);
    for (const event of events) walk.send(event);
    expect(walk.snapshot.fired).toBeUndefined();
    expect(letters(walk.fire(SOON))).toBe(1);
  });

  test('and is forgotten with the case', () => {
    expect(once().fire(SOON).send('LEAVE').send('LEAVE').snapshot).not.toHaveProperty('fired');
  });

  test('so again when a history state leads back to where the case is', () => {
    const definition = writing({ soon: { actions: [write], target: 'back' } });
    definition.machine!.states!['back'] = { type: 'history', target: 'a' };
    const walk = Walk.open(definition).fire(SOON);
    expect(letters(walk.fire(SOON))).toBe(1);
  });

  test('as often as an author wants who lets the state begin anew', () => {
    const walk = Walk.open(writing({ soon: { target: 'a', reenter: true, actions: [write] } }));
    const written = Array.from({ length: 4 }, () => letters(walk.fire(SOON)));
    expect(written).toEqual([1, 1, 1, 1]);
  });

  test('and no more by a moment that has passed before: the case goes on', () => {
    const delays = { soon: { due: 'date("2026-01-05")' } };
    const walk = Walk.open(writing({ soon: { actions: [write] } }, { delays })).fire(SOON);
    expect(letters(walk)).toBe(1);
    expect(walk.snapshot.timers[SOON]).toBeUndefined();
  });
});

describe('a timer that has fired waits again when its moment comes to lie later', () => {
  const LATER = 'xstate.after.later.example.a';
  const ANSWER = 'xstate.after.answer.example.a';

  test('because the facts that it is counted from have changed, and not when it lies earlier', () => {
    const walk = Walk.open(writing({ later: { actions: [write] } })).fire(LATER);
    expect(walk.send('MOVED', { from: '2026-01-20' }).snapshot.timers[LATER]).toBeUndefined();
    walk.send('MOVED', { from: '2026-03-02' });
    expect(walk.snapshot.timers[LATER]?.dueAt).toBe('2026-03-09T07:00:00.000Z');
    expect(letters(walk.fire(LATER))).toBe(1);
  });

  test('because the deadline that it follows was extended', () => {
    const extend = {
      type: 'extendDeadline' as const,
      deadline: 'answer',
      until: 'plus(today, "P2W")',
      reason: '"x"',
    };
    const definition = writing({ answer: { actions: [write] } });
    definition.machine!.states!['a']!.on!['NUDGE'] = { actions: [extend] };
    const walk = Walk.open(definition).fire(ANSWER);
    expect(walk.snapshot.timers[ANSWER]).toBeUndefined();
    expect(letters(walk.send('NUDGE').fire(ANSWER))).toBe(1);
  });
});

describe('that a timer has fired goes with the case to a new version', () => {
  test('also when its state has another name there', () => {
    const [from, to] = [writing({ soon: {} }), writing({ soon: {} })];
    const { a, ...others } = to.machine!.states!;
    to.machine = { initial: 'renamed', states: { renamed: a!, ...others } };
    a!.on = { LEAVE: 'b' };
    others['b']!.on = { LEAVE: 'end' };
    const walk = Walk.open(from).fire(SOON);
    const migrated = migrateSnapshot(
      compileDefinition(definitionOf(from)),
      compileDefinition(definitionOf(to)),
      walk.snapshot,
      { type: 'case.migrated', migration: { from: 1, to: 2, stateMap: { a: 'renamed' } } },
      envAt('2026-02-20T09:00:00Z'),
    );
    expect(migrated).toMatchObject({ snapshot: { fired: { 'xstate.after.soon.example.renamed': {} } } });
  });
});

describe('a proof knows that a timer comes once', () => {
  const soon = { soon: { due: 'plus(today, "P1D")' } };
  const machine = (a: StateNode): StateNode => ({
    initial: 'a',
    states: { a: { on: { GO: 'end' }, ...a }, end: { type: 'final' } },
  });

  test('and that nobody is called on after it, where nothing else calls', () => {
    const problem = only(verified({ delays: soon, machine: machine({ after: { soon: {} } }) }), 'dormant');
    expect(eventsOf(problem)).toEqual(['case.opened', SOON]);
  });

  test('nor after the last of several', () => {
    const delays = { ...soon, next: { due: 'plus(today, "P2D")' } };
    const problem = only(
      verified({ delays, machine: machine({ after: { soon: {}, next: {} } }) }),
      'dormant',
    );
    expect(eventsOf(problem)).toHaveLength(3);
  });

  test.each<[string, StateNode]>([
    ['which leads on', { after: { soon: 'end' } }],
    ['which begins anew', { after: { soon: { target: 'a', reenter: true } } }],
    [
      'which sets itself again',
      { after: { soon: { actions: [{ type: 'setFacts', facts: { on: 'plus(today, "P1D")' } }] } } },
    ],
  ])('but not of one %s', (_what, a) => {
    const facts: Definition['facts'] = {
      type: 'object',
      required: ['on'],
      properties: { on: { type: 'string', format: 'date' } },
    };
    const delays = 'which sets itself again' === _what ? { soon: { due: 'facts.on' } } : soon;
    expect(codesOf(verified({ delays, facts, machine: machine(a) }))).toEqual([]);
  });
});
