import type {
  InvokeDefinition,
  StateNode,
  TransitionDefinition,
  Transitions,
} from '../../../src/machines/definition.js';
import { Walk } from '../../support/definition.js';
import { codesOf, eventsOf, example, only, regions, verified } from './machines.js';

const ended = { type: 'final' } as const;
const DONE = 'xstate.done.actor.question';
const asking = (onDone: Transitions): InvokeDefinition => ({ src: 'question', id: 'question', onDone });
const note: Transitions = { actions: [{ type: 'journal', text: { da: 'Der er svaret.' } }] };
const tasks = { WORK: { title: { da: 'Opgave' }, role: 'caseworker' as const, events: ['GO', 'END'] } };
const work = { meta: { tasks: ['WORK'] } };

/** `a` has a child case, and nothing else that calls on anybody. */
const waiting = (onDone: Transitions, more: StateNode = {}): StateNode => ({
  initial: 'a',
  states: { a: { invoke: asking(onDone), on: { GO: 'end' }, ...more }, end: ended },
});

/** How much is open in a real case once its child has ended. */
function openAfter(machine: StateNode): number {
  const walk = Walk.open(example({ machine, tasks }));
  const output = { end: 'no', facts: {} };
  const { tasks: open, timers, children } = walk.send({ type: DONE, opening: 1, output }).accepted.snapshot;
  return [open, timers, children].flatMap((table) => Object.keys(table)).length;
}

describe('a case that waits for a child case', () => {
  it.each<[how: string, onDone: Transitions]>([
    ['without a target', note],
    ['by way of itself', 'a'],
    ['in one of the ways that it can go', [{ guard: 'event.output.end == "yes"', target: 'end' }, note]],
  ])('lies still when that has ended and it stays, %s', (_how, onDone) => {
    const machine = waiting(onDone);
    const problem = only(verified({ machine }), 'dormant');
    expect(problem.path).toBe('/machine/states/a');
    expect(eventsOf(problem)).toEqual(['case.opened', DONE]);
    expect(openAfter(machine)).toBe(0);
  });

  it('lies still where it comes to later without leaving that state', () => {
    const inner = (later: StateNode): StateNode => ({
      ...waiting('.answered', {
        initial: 'asked',
        states: { asked: {}, answered: { ...work, on: { LATER: 'later' } }, later },
      }),
    });
    const problem = only(verified({ machine: inner({}), tasks }), 'dormant');
    expect(problem.path).toBe('/machine/states/a/states/later');
    expect(eventsOf(problem)).toEqual(['case.opened', DONE, 'LATER']);
    expect(codesOf(verified({ machine: inner({ always: 'answered' }), tasks }))).toEqual([]);
  });

  it.each<[how: string, machine: StateNode]>([
    ['opens another one', waiting({ target: 'a', reenter: true })],
    ['has work of its own', waiting(note, work)],
    ['goes on to some', waiting('.b', { initial: 'c', states: { b: work, c: {} } })],
    ['is at its end', waiting([{ guard: 'event.output.end == "yes"', target: 'end' }, { target: 'end' }])],
  ])('does not when it then %s', (_how, machine) => {
    expect(codesOf(verified({ machine, tasks }))).not.toContainEqual(expect.stringContaining('dormant'));
  });

  it('does not when another region has work', () => {
    const left = waiting(note).states!['a']!;
    const right = (then: StateNode): StateNode => ({
      initial: 'c',
      states: { c: { ...work, on: { STOP: 'd' } }, d: then },
    });
    const machine = (then: StateNode) =>
      regions({ initial: 'a', states: { a: { invoke: left.invoke! } } }, right(then));
    expect(codesOf(verified({ machine: machine({ always: 'c' }), tasks }))).not.toContainEqual(
      expect.stringContaining('dormant'),
    );
    const problem = only(verified({ machine: machine({}), tasks }), 'dormant');
    expect(eventsOf(problem).sort()).toEqual(['STOP', 'case.opened', DONE]);
  });
});

describe('a timer that fires once and leaves the case where it is', () => {
  const once = (then: TransitionDefinition): string[] => {
    const waits: StateNode = { after: { soon: then }, on: { CLOSE: 'end' } };
    const machine: StateNode = { initial: 'a', states: { a: waits, end: { type: 'final' } } };
    const facts = {
      type: 'object' as const,
      properties: { seen: { type: 'boolean' as const, default: false } },
    };
    return codesOf(verified({ machine, facts }));
  };

  it.each<[how: string, then: TransitionDefinition]>([
    ['does nothing', {}],
    ['would begin anew what it does not name', { reenter: true }],
    [
      'writes what its moment is not counted from',
      { actions: [{ type: 'setFacts', facts: { seen: 'true' } }] },
    ],
  ])('lets it lie still where it %s', (_how, then) => {
    expect(once(then)).toEqual(['dormant /machine/states/a']);
  });

  it('is set again where it begins its state anew', () => {
    expect(once({ target: 'a', reenter: true })).toEqual([]);
  });
});
