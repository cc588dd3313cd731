/* oxlint-disable unicorn/no-thenable -- `then` is a key of rules */
import type { Rule, StateNode, Transitions } from '../../../src/machines/definition.js';
import { awake, codesOf, eventsOf, only, soon, verified, type Part } from './machines.js';

const ended = { type: 'final' } as const;

/** A part that is done when the event comes. */
const part = (event: string, more: StateNode = {}): StateNode => ({
  initial: 'doing',
  states: { doing: { ...awake, on: { [event]: 'done' } }, done: ended },
  ...more,
});

/** Two parts, and what happens when both are done. */
const join = (onDone: Transitions, more: StateNode = {}): StateNode => ({
  type: 'parallel',
  onDone,
  states: { a: part('A'), b: part('B') },
  ...more,
});

const machine = (both: StateNode, more: Record<string, StateNode> = {}): StateNode => ({
  initial: 'both',
  states: { both, ...more, end: ended },
});

const letter = { type: 'sendMessage' as const, letter: 'refusal', to: ['citizen' as const] };
const letters = { refusal: { title: { da: 'Afslag' }, template: 'r-1' } };
const call: Partial<Rule> = { template: 'precedence', first: ['event(CALL)'], then: 'letter(refusal)' };

/** The events that break the rule; fails when it is not broken. */
const breaking = (of: Part, rule: Partial<Rule> = call): string[] =>
  eventsOf(only(verified({ letters, ...of, rules: [rule] }), 'brokenRule')).slice(1);

describe('a parallel state that goes on when all its regions are done', () => {
  it('leads on, whichever of them is done last', () => {
    const result = verified({ machine: machine(join('end')), rules: [{ first: ['enter(end)'] }] });
    expect(codesOf(result)).toEqual(['brokenRule /rules/0']);
    expect(eventsOf(result.problems[0])).toEqual(['case.opened', 'A', 'B']);
  });

  it.each(['A', 'B'])('is proved to go on only after %s', (event) => {
    const rule: Partial<Rule> = { template: 'precedence', first: [`event(${event})`], then: 'enter(end)' };
    const { proofs, problems } = verified({ machine: machine(join('end')), rules: [rule] });
    expect(problems).toEqual([]);
    expect(proofs[0]).toMatchObject({ verdict: 'holds', applied: true });
  });

  it('sends its letter without the call that a rule asks for first', () => {
    const both = join({ target: 'end', actions: [letter] }, { on: { CALL: 'end' } });
    expect(breaking({ machine: machine(both) })).toEqual(['A', 'B']);
  });

  it('does so also by way of a state that is left at once', () => {
    const on = { on: { CALL: 'end' } };
    const passed = { always: { target: 'end', actions: [letter] } };
    expect(breaking({ machine: machine(join('passed', on), { passed }) })).toEqual(['A', 'B']);
  });

  it('does so also when a region is a parallel state itself', () => {
    const inner: StateNode = { type: 'parallel', states: { c: part('C'), d: part('D') } };
    const both = join({ target: 'end', actions: [letter] }, { on: { CALL: 'end' } });
    both.states!['b'] = inner;
    expect(breaking({ machine: machine(both) })).toEqual(['A', 'C', 'D']);
  });

  it('does so also when it stays where it is', () => {
    const both = join({ actions: [letter] }, { on: { CALL: 'end' } });
    expect(breaking({ machine: machine(both) })).toEqual(['A', 'B']);
  });

  it('does so also when a region comes back to its end by what it remembers', () => {
    const back: StateNode = { type: 'history' };
    const outer: StateNode = { ...part('A'), on: { PAUSE: 'paused' } };
    outer.states!['back'] = back;
    const left: StateNode = {
      initial: 'work',
      states: { work: outer, paused: { ...awake, on: { RESUME: 'work.back' } }, done: ended },
    };
    outer.onDone = 'done';
    const both = join({ target: 'end', actions: [letter] }, { on: { CALL: 'end' } });
    both.states!['a'] = left;
    expect(breaking({ machine: machine(both) })).toEqual(['A', 'B']);
  });

  it('may ask what one of its regions has done', () => {
    const given = { heard: { type: 'boolean' as const, default: false } };
    const hear = { target: 'done', actions: [{ type: 'setFacts' as const, facts: { heard: 'true' } }] };
    const both = join([{ guard: 'facts.heard', target: 'end', actions: [letter] }, { target: 'again' }]);
    both.states!['a']!.states!['doing']!.on!['HEARD'] = hear;
    const again = { ...awake, on: { CALL: 'end' } };
    const of = { machine: machine(both, { again }), facts: { type: 'object' as const, properties: given } };
    expect(breaking(of)).toEqual(['HEARD', 'B']);
  });
});

describe('what a step does', () => {
  it('is not taken from a state that only asks the same, and writes something else', () => {
    const write = (fact: string): StateNode => ({
      ...awake,
      always: {
        guard: `happened(GO) && !facts.${fact}`,
        actions: [{ type: 'setFacts', facts: { [fact]: 'true' } }],
      },
    });
    const flag = { type: 'boolean' as const, default: false };
    const left: StateNode = {
      initial: 'x',
      states: { x: { ...write('one'), on: { NEXT: 'y' } }, y: write('two') },
    };
    const right: StateNode = { initial: 'w', states: { w: { ...awake, on: { GO: 'v' } }, v: awake } };
    const open: StateNode = {
      type: 'parallel',
      on: { CALL: { guard: 'facts.two && !facts.one', target: 'end' }, END: 'end' },
      states: { left, right },
    };
    const facts = { type: 'object' as const, properties: { one: flag, two: flag } };
    const rule: Partial<Rule> = { first: ['event(CALL)'] };
    expect(
      breaking({ machine: { initial: 'open', states: { open, end: ended } }, facts, delays: soon }, rule),
    ).toEqual(['NEXT', 'GO', 'CALL']);
  });

  it('is looked at where another region lets it come to rest, also when it goes round for ever from elsewhere', () => {
    const left: StateNode = {
      initial: 'x',
      states: {
        x: { ...awake, on: { NEXT: 'y' }, always: { guard: 'happened(GO)', target: 'z' } },
        y: { ...awake, always: { guard: 'happened(GO)', target: 'v' } },
        z: { always: 'x' },
        v: awake,
      },
    };
    const right: StateNode = { initial: 'w', states: { w: { ...awake, on: { GO: 'u' } }, u: awake } };
    const open: StateNode = { type: 'parallel', on: { END: 'end' }, states: { left, right } };
    const rule: Partial<Rule> = { first: ['enter(left.v)'] };
    expect(breaking({ machine: { initial: 'open', states: { open, end: ended } } }, rule)).toEqual([
      'NEXT',
      'GO',
    ]);
  });
});
