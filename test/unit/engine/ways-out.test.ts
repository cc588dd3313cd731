/* oxlint-disable unicorn/no-thenable -- `then` is a key of rules */
import { createMachine, initialTransition, transition } from 'xstate';
import type { StateNode } from '../../../src/machines/definition.js';
import { toXStateConfig } from '../../../src/machines/export/xstate-config.js';
import { definitionOf, plainEvents, Walk } from '../../support/definition.js';
import { awake, codesOf, soon, verified } from '../verify/machines.js';

const EVENTS = plainEvents('GO', 'OUT', 'BACK');

/** A case inside `open.phase`, in the first of its steps. */
const phase = (first: StateNode, more: StateNode = {}): StateNode => ({
  initial: 'open',
  states: {
    open: {
      initial: 'phase',
      states: {
        phase: { initial: 'first', ...more, states: { first, second: {}, over: { type: 'final' } } },
        after: {},
        memory: { type: 'history', history: 'deep' },
      },
    },
    aside: { on: { BACK: '#example.open.memory' } },
    end: { type: 'final' },
  },
});
const opened = (machine: StateNode): Walk =>
  Walk.open({ events: EVENTS, delays: soon, ends: { end: [] }, machine });

describe('a way out of the states around', () => {
  test('is taken for an event, and ends the case where it leads to an end', () => {
    expect(opened(phase({ on: { GO: '#example.open.after' } })).send('GO').snapshot.value).toEqual({
      open: 'after',
    });
    expect(opened(phase({ on: { GO: '#example.end' } })).send('GO').snapshot).toMatchObject({
      status: 'done',
      end: 'end',
    });
  });

  test('is taken at a moment', () => {
    const walk = opened(phase({ after: { soon: '#example.aside' } }));
    expect(walk.fire('xstate.after.soon.example.open.phase.first').snapshot.value).toBe('aside');
  });

  test('is taken by itself, and when the states inside are done', () => {
    expect(opened(phase({ always: '#example.open.after' })).snapshot.value).toEqual({ open: 'after' });
    const walk = opened(phase({ on: { GO: 'over' } }, { onDone: '#example.aside' }));
    expect(walk.send('GO').snapshot.value).toBe('aside');
  });

  test('is taken when a child case ends', () => {
    const walk = opened(
      phase({ invoke: { src: 'other', id: 'child', onDone: { target: '#example.aside' } } }),
    );
    walk.send({ type: 'xstate.done.actor.child', opening: 1, output: { end: 'x', facts: {} } });
    expect(walk.snapshot.value).toBe('aside');
  });

  test('is remembered by a history state, as any leaving is', () => {
    const walk = opened(phase({ on: { GO: 'second' } }, { on: { OUT: '#example.aside' } }));
    expect(walk.send('GO').send('OUT').send('BACK').snapshot.value).toEqual({ open: { phase: 'second' } });
  });

  test('leads to a state around it, which then begins anew with its tasks and timers', () => {
    const machine = phase({ on: { GO: 'second' } }, { after: { soon: '.first' } });
    machine.states!['open']!.states!['phase']!.states!['second']!.on = { BACK: '#example.open.phase' };
    const walk = opened(machine).send('GO');
    const [armed] = Object.values(walk.snapshot.timers);
    expect(walk.send('BACK').snapshot.value).toEqual({ open: { phase: 'first' } });
    expect(Object.values(walk.snapshot.timers)[0]!.arming).toBeGreaterThan(armed!.arming);
  });
});

/** The steps of the raw machine and of ours from the opening by this event; both must be the same. */
function bothAfter(machine: StateNode, event: string): unknown {
  const definition = definitionOf({ events: EVENTS, machine });
  const xstate = createMachine(toXStateConfig(definition) as never);
  const [theirs] = transition(xstate, initialTransition(xstate)[0], { type: event });
  const ours = Walk.open(definition).send(event).snapshot.value;
  expect(ours).toEqual(theirs.value);
  return ours;
}

describe('among competing transitions XState decides, also where they lead out', () => {
  test('a state comes before those around it', () => {
    const machine = phase({ on: { GO: '#example.open.after' } }, { on: { GO: '#example.aside' } });
    expect(bothAfter(machine, 'GO')).toEqual({ open: 'after' });
  });

  test.each([
    ['out of the first region', { GO: '#example.aside' }, { GO: 'two' }, 'aside'],
    ['within the first region', { GO: 'two' }, { GO: '#example.aside' }, { open: { a: 'two', b: 'one' } }],
  ])('of regions the one first in the document wins: %s', (_where, a, b, expected) => {
    const region = (on: StateNode['on']): StateNode => ({
      initial: 'one',
      states: { one: { on: on! }, two: {} },
    });
    const open: StateNode = { type: 'parallel', states: { a: region(a), b: region(b) } };
    expect(bothAfter({ initial: 'open', states: { open, aside: {} } }, 'GO')).toEqual(expected);
  });
});

describe('a proof sees a way out of a region', () => {
  const region = (on: StateNode['on']): StateNode => ({
    initial: 'one',
    states: { one: { ...awake, on: on! }, two: { ...awake, on: { BACK: 'one' } } },
  });
  const machine = (out: StateNode['on']): StateNode => ({
    initial: 'open',
    states: {
      open: { type: 'parallel', states: { a: region({ GO: 'two' }), b: region(out) } },
      aside: { ...awake, on: { BACK: 'end' } },
      end: { type: 'final' },
    },
  });

  test('to a state that nothing else leads to, and to the end of the case', () => {
    expect(codesOf(verified({ machine: machine({ OUT: '#example.aside', NEXT: 'two' }) }))).toEqual([]);
    expect(codesOf(verified({ machine: machine({ OUT: 'two' }) }))).toContain(
      'unreachableState /machine/states/aside',
    );
  });

  test('that breaks a rule about what is outside, and one about the region beside', () => {
    const rules = [
      { first: ['enter(aside)'] },
      { template: 'notSuccession' as const, first: ['event(OUT)'], then: 'leave(open.a)' },
    ];
    const broken = verified({ machine: machine({ OUT: '#example.aside', NEXT: 'two' }), rules });
    expect(codesOf(broken)).toEqual(['brokenRule /rules/0', 'brokenRule /rules/1']);
  });
});
