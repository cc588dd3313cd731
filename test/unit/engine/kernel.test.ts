import * as fc from 'fast-check';
import { createMachine, initialTransition, transition } from 'xstate';
import type { CompiledExpression } from '../../../src/machines/expressions/environment.js';
import {
  actActions,
  createKernelMachine,
  enterActions,
  enterMachine,
  guardOf,
  leaveAction,
  takeEvent,
  type KernelState,
  type Run,
} from '../../../src/machines/kernel.js';

class Recorder implements Run {
  readonly log: string[] = [];
  failure?: unknown;
  constructor(readonly open = true) {}
  guard(): boolean {
    return this.open;
  }
  enter(path: string): void {
    this.log.push(`+${path}`);
  }
  leave(path: string): void {
    this.log.push(`-${path}`);
  }
  reenter(): void {
    this.log.push('reenter');
  }
  act(): void {
    this.log.push('act');
  }
}

const expression = {} as CompiledExpression;
const marked = (path: string, config: object = {}) => ({
  entry: enterActions(path),
  exit: leaveAction(path),
  ...config,
});

/** Two parallel regions with a history state, an `always`, a guard and a timer: as XState reads it, and as the kernel does. */
const regions = {
  main: {
    initial: 'a',
    states: {
      a: { on: { NEXT: 'b', LEAP: 'done' } },
      b: { always: { guard: 'never', target: 'a' }, on: { NEXT: 'c', BACK: 'a' } },
      c: {
        initial: 'x',
        states: { x: { on: { NEXT: 'y' } }, y: {}, hist: { type: 'history' } },
        on: { BACK: 'b', AWAY: 'd' },
      },
      d: { on: { RETURN: 'c.hist', NEXT: 'done' } },
      done: { type: 'final' },
    },
  },
  clock: {
    initial: 'runs',
    states: {
      runs: { after: { late: 'breached' } },
      breached: { on: { NEXT: 'noted' } },
      noted: { type: 'final' },
    },
  },
};
const EVENTS = ['NEXT', 'BACK', 'AWAY', 'RETURN', 'LEAP', 'UNKNOWN', 'xstate.after.late.m.clock.runs'];

const xstate = createMachine(
  { id: 'm', type: 'parallel', states: regions } as never,
  { guards: { never: () => false }, delays: { late: 1000 } } as never,
);
const kernel = createKernelMachine(withKernelForm({ id: 'm', type: 'parallel', states: regions }));

function withKernelForm(config: object): object {
  const text = JSON.stringify(config)
    .replaceAll('"after":{"late":', '"on":{"xstate.after.late.m.clock.runs":')
    .replaceAll('"guard":"never",', '"guard":"never",');
  return JSON.parse(text, (key, value: unknown) => (key === 'guard' ? guardOf(expression) : value)) as object;
}

test('the kernel goes where the transition function of the package goes, for any order of events', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...EVENTS), { maxLength: 30 }), (events) => {
      let [theirs] = initialTransition(xstate);
      let ours: KernelState = enterMachine(kernel, new Recorder());
      for (const type of events) {
        [theirs] = transition(xstate, theirs, { type });
        // Through JSON, as between two events of a stored case.
        const stored = JSON.parse(JSON.stringify(ours)) as KernelState;
        ours = (stored.done ? undefined : takeEvent(kernel, stored, type, new Recorder(false))) ?? stored;
        expect(ours.value).toEqual(theirs.value);
        expect(ours.done).toBe(theirs.status === 'done');
      }
    }),
    { numRuns: 300 },
  );
});

test('an event that no state takes has no next state', () => {
  const state = enterMachine(kernel, new Recorder());
  expect(takeEvent(kernel, state, 'UNKNOWN', new Recorder())).toBeUndefined();
});

test('states are told in the order in which they are left and entered, actions between', () => {
  const machine = createKernelMachine({
    id: 'm',
    initial: 'a',
    states: {
      a: marked('a', {
        on: {
          GO: { target: 'b', actions: actActions({ action: { type: 'cancelMessages' }, expressions: {} }) },
        },
      }),
      b: marked('b', { initial: 'c', states: { c: marked('b.c') } }),
    },
  });
  const run = new Recorder();
  takeEvent(machine, enterMachine(machine, new Recorder()), 'GO', run);
  expect(run.log).toEqual(['-a', 'act', '+b', '+b.c']);
});

test('a guard that throws stops the transition with what it threw', () => {
  const failure = new Error('no fact');
  const machine = createKernelMachine({
    id: 'm',
    initial: 'a',
    states: { a: { on: { GO: { target: 'b', guard: guardOf(expression) } } }, b: {} },
  });
  const state = enterMachine(machine, new Recorder());
  const failing = new Recorder();
  failing.guard = () => {
    throw failure;
  };
  expect(() => takeEvent(machine, state, 'GO', failing)).toThrow(failure);
});

test('a guard that throws while the case is opened stops the opening', () => {
  const machine = createKernelMachine({
    id: 'm',
    initial: 'a',
    states: { a: { always: { target: 'b', guard: guardOf(expression) } }, b: {} },
  });
  const failing = new Recorder();
  failing.guard = () => {
    throw new Error('no fact');
  };
  expect(() => enterMachine(machine, failing)).toThrow('no fact');
});

test('an always loop ends as endlessLoop instead of hanging', () => {
  const machine = createKernelMachine({
    id: 'm',
    initial: 'a',
    states: { a: { on: { GO: 'b' } }, b: { always: 'c' }, c: { always: 'b' } },
  });
  const state = enterMachine(machine, new Recorder());
  expect(() => takeEvent(machine, state, 'GO', new Recorder())).toThrow(
    expect.objectContaining({ code: 'endlessLoop' }),
  );
});

test('a stored state that the machine does not have is brokenSnapshot, not another state', () => {
  expect(() => takeEvent(kernel, { value: { main: 'gone', clock: 'runs' } }, 'NEXT', new Recorder())).toThrow(
    expect.objectContaining({ code: 'brokenSnapshot' }),
  );
});
