/* oxlint-disable unicorn/no-thenable -- `then` is a key of rules */
import type { FactSchema, StateNode, TransitionDefinition } from '../../../src/machines/definition.js';
import { awake, codesOf, eventsOf, only, soon, verified, type Part } from './machines.js';

const title = { title: { da: 'Oplysning' } };
const properties: Record<string, FactSchema> = {
  on: { type: 'boolean', ...title },
  kind: { type: 'string', ...title },
  size: { type: 'string', enum: ['s', 'm', 'l'], ...title },
  n: { type: 'integer', ...title },
  one: { type: 'string', ...title },
  other: { type: 'string', ...title },
  note: { type: 'string', ...title },
  day: { type: 'string', format: 'date', ...title },
};
const needed = ['on', 'kind', 'size', 'n', 'one', 'other', 'day'];
const facts = { type: 'object' as const, required: needed, properties };

const ended: StateNode = { type: 'final' };
const bad = [{ template: 'absence' as const, first: ['enter(bad)'] }];

/** `a`, `b` and `c` one after the other, each with a guard; the last leads to `bad`. */
function through(guards: [string, string, string?], more: Partial<TransitionDefinition> = {}): StateNode {
  const [first, second, third = 'true'] = guards;
  return {
    initial: 'a',
    states: {
      a: { ...awake, on: { ONE: { guard: first, target: 'b' }, STOP: 'end' } },
      b: { ...awake, on: { TWO: { guard: second, target: 'c', ...more }, STOP: 'end' } },
      c: { ...awake, on: { THREE: { guard: third, target: 'bad' }, STOP: 'end' } },
      bad: ended,
      end: ended,
    },
  };
}

const verdict = (part: Omit<Part, 'facts'> & Partial<Part>) =>
  verified({ facts, rules: bad, ...part }).proofs[0]!.verdict;

describe('answers that no facts can give one after the other', () => {
  it.each<[string, [string, string, string?]]>([
    ['yes and no', ['facts.on', '!facts.on']],
    ['two texts at once', ['facts.kind == "x"', 'facts.kind == "y"']],
    ['none of all values', ['facts.size != "s"', 'facts.size != "m"', 'facts.size != "l"']],
    ['a number below what it is above', ['facts.n > 5', 'facts.n < 3']],
    [
      'a number that is neither here nor there',
      ['facts.n >= 3', 'facts.n <= 4', 'facts.n != 3 && facts.n != 4'],
    ],
    ['two facts that are alike and are not', ['facts.one == facts.other', 'facts.one != facts.other']],
    ['a fact that is there and is not', ['has(facts.note)', '!has(facts.note)']],
    ['the same with another step in between', ['facts.on', 'true', '!facts.on']],
  ])('break no rule: %s', (_what, guards) => {
    expect(verdict({ machine: through(guards) })).toBe('holds');
  });

  it.each<[string, [string, string, string?]]>([
    ['the same yes twice', ['facts.on', 'facts.on']],
    ['a text that is not another', ['facts.kind == "x"', 'facts.kind != "y"']],
    ['the value that is left', ['facts.size != "s"', 'facts.size != "m"', 'facts.size == "l"']],
    ['a number between others', ['facts.n > 3', 'facts.n < 5', 'facts.n == 4']],
    ['what time changes', ['facts.day > today', 'facts.day <= today']],
    ['what the calendar may change', ['isWorkingDay(facts.day)', '!isWorkingDay(facts.day)']],
  ])('are not seen where facts may answer so: %s', (_what, guards) => {
    expect(verdict({ machine: through(guards) })).toBe('broken');
  });

  it('lead to no end, no standstill and no loop either', () => {
    const machine: StateNode = {
      initial: 'a',
      states: {
        a: { ...awake, on: { ONE: { guard: 'facts.on', target: 'b' }, STOP: 'end' } },
        b: {
          ...awake,
          on: {
            STUCK: { guard: '!facts.on', target: 'stuck' },
            STILL: { guard: '!facts.on', target: 'still' },
            ROUND: { guard: '!facts.on', target: 'round' },
            STOP: 'end',
          },
        },
        stuck: awake,
        still: { on: { STOP: 'end' } },
        round: { always: { guard: 'facts.n > 3', target: 'again' }, on: { STOP: 'end' } },
        again: { always: { guard: 'facts.n > 3', target: 'round' }, on: { STOP: 'end' } },
        end: ended,
      },
    };
    expect(codesOf(verified({ machine, facts })).filter((code) => !code.startsWith('unreach'))).toEqual([]);
    machine.states!['a']!.on!['ONE'] = 'b';
    expect(codesOf(verified({ machine, facts }))).toEqual(['alwaysMayCycle /machine/states/b']);
  });

  it('keep a case out of a loop that it would have to begin otherwise', () => {
    const guard = 'facts.n > 3';
    const machine = through(['facts.n <= 3', 'true']);
    machine.states!['c'] = { ...awake, always: { guard, target: 'd' }, on: { STOP: 'end' } };
    machine.states!['d'] = { ...awake, always: { guard, target: 'c' }, on: { THREE: 'bad', STOP: 'end' } };
    expect(codesOf(verified({ machine, facts }))).not.toContain('alwaysMayCycle /machine/states/b');
    machine.states!['a']!.on!['ONE'] = 'b';
    expect(codesOf(verified({ machine, facts }))).toContain('alwaysMayCycle /machine/states/b');
  });
});

describe('a fact that may change on the way', () => {
  const change = { guard: '!facts.on', target: 'bad' };
  const machine = (states: Record<string, StateNode>): StateNode => ({
    initial: 'a',
    states: {
      a: { ...awake, on: { ONE: { guard: 'facts.on', target: 'b' }, STOP: 'end' } },
      ...states,
      bad: ended,
      end: ended,
    },
  });
  const path = (part: Part) => eventsOf(only(verified({ facts, rules: bad, ...part }), 'brokenRule'));

  it('is answered otherwise after an event that brings it', () => {
    const b: StateNode = { ...awake, on: { TOLD: change, SAID: change, STOP: 'end' } };
    const events = { TOLD: { title: { da: 'Fortalt' }, roles: [], form: ['on'] } };
    expect(path({ machine: machine({ b }), events })).toEqual(['case.opened', 'ONE', 'TOLD']);
  });

  it('is answered otherwise after an action that writes it, and not as the action has not', () => {
    const writes = (source: string): Partial<TransitionDefinition> => ({
      actions: [{ type: 'setFacts', facts: { on: source } }],
    });
    expect(verdict({ machine: through(['facts.on', 'true', '!facts.on'], writes('facts.n > 3')) })).toBe(
      'broken',
    );
    expect(verdict({ machine: through(['facts.on', 'true', '!facts.on'], writes('false')) })).toBe('broken');
    expect(verdict({ machine: through(['facts.on', 'true', '!facts.on'], writes('true')) })).toBe('holds');
  });

  it('is known as the text that an action has written', () => {
    const kind: Partial<TransitionDefinition> = { actions: [{ type: 'setFacts', facts: { kind: '"x"' } }] };
    expect(verdict({ machine: through(['true', 'true', 'facts.kind == "y"'], kind) })).toBe('holds');
    expect(verdict({ machine: through(['true', 'true', 'facts.kind == "x"'], kind) })).toBe('broken');
  });

  it('is answered otherwise when a child case has brought it', () => {
    const invoke = { src: 'child', id: 'child', receives: ['on'], onDone: change };
    const b: StateNode = { ...awake, invoke, on: { STOP: 'end' } };
    expect(path({ machine: machine({ b }) })).toEqual(['case.opened', 'ONE', 'xstate.done.actor.child']);
  });

  it('is followed into the regions that may change it', () => {
    const left: StateNode = {
      initial: 'a',
      states: machine({ b: { ...awake, on: { TWO: change } } }).states!,
    };
    const right: StateNode = {
      initial: 'r',
      states: {
        r: {
          ...awake,
          on: { WRITE: { target: 's', actions: [{ type: 'setFacts', facts: { on: 'facts.n > 3' } }] } },
        },
        s: { ...awake },
      },
    };
    const open: StateNode = { type: 'parallel', on: { END: 'ended' }, states: { left, right } };
    const rules = [{ template: 'absence' as const, first: ['enter(open.left.bad)'] }];
    const whole: StateNode = { initial: 'open', states: { open, ended } };
    const { proofs, problems } = verified({ machine: whole, facts, rules });
    expect(proofs[0]!.regions).toEqual(['open.left', 'open.right']);
    expect(eventsOf(problems.find(({ code }) => code === 'brokenRule'))).toEqual([
      'case.opened',
      'ONE',
      'WRITE',
      'TWO',
    ]);
  });
});

describe('what comes once for each time that its state is entered', () => {
  const letter = { type: 'sendMessage' as const, letter: 'answer', to: ['citizen' as const] };
  const letters = { answer: { title: { da: 'Svar' }, template: 'answer-1' } };
  const rules = [{ template: 'chainResponse' as const, first: ['letter(answer)'], then: ['enter(end)'] }];
  const after = (moment: string, more: Partial<TransitionDefinition> = {}): StateNode => ({
    initial: 'a',
    states: {
      a: {
        meta: { tasks: ['STOP'] },
        on: { STOP: 'end' },
        after: { [moment]: { actions: [letter], ...more } },
      },
      end: ended,
    },
  });
  const tasks = { STOP: { title: { da: 'Stop' }, role: 'caseworker' as const, events: ['STOP'] } };
  const said = (part: Part) => verified({ letters, tasks, rules, ...part });

  it('breaks no rule by coming again: a timer by the clock', () => {
    const delays = { half: { anchor: 'now', length: 'PT30M' } };
    expect(codesOf(said({ machine: after('half'), delays }))).toEqual([]);
  });

  it('breaks no rule by coming again: a child case', () => {
    const machine = after('soon');
    delete machine.states!['a']!.after;
    machine.states!['a']!.invoke = { src: 'child', id: 'child', onDone: { actions: [letter] } };
    expect(codesOf(said({ machine }))).toEqual([]);
  });

  it('is not said to come again, and not proved not to, where another calendar may move it', () => {
    const result = said({ machine: after('soon'), delays: soon });
    expect(codesOf(result)).toEqual(['notProved /rules/0', 'notProved /machine']);
    expect(result.problems[0]!.message.en).toContain('perhaps no case can go');
  });

  it.each<[string, Part]>([
    ['its state begins anew', { machine: after('soon', { target: 'a', reenter: true }) }],
    [
      'what it is counted from may be written',
      {
        machine: after('told'),
        facts,
        delays: { told: { due: 'facts.day' } },
        events: { STOP: { title: { da: 'Stop' }, roles: ['caseworker'], form: ['day'] } },
      },
    ],
  ])('comes again where %s', (_why, part) => {
    expect(said(part).proofs[0]!.verdict).toBe('broken');
  });
});

describe('more than can be remembered', () => {
  it('is not proved, and no rule is said to be broken', () => {
    const names = Array.from({ length: 16 }, (_, at) => `f${at}`);
    const flags = Object.fromEntries(names.map((name) => [name, { type: 'boolean' as const, ...title }]));
    const yes = names.map((name) => `facts.${name}`).join(' && ');
    const no = (name: string) => `!facts.${name}`;
    const chain = names.map((name, at): [string, StateNode] => [
      `s${at}`,
      { ...awake, on: { [`NO${at}`]: { guard: no(name), target: 'bad' }, STOP: 'end' } },
    ]);
    const machine: StateNode = {
      initial: 'a',
      states: {
        a: {
          ...awake,
          on: {
            ...Object.fromEntries(names.map((_name, at) => [`TO${at}`, { guard: yes, target: `s${at}` }])),
            STOP: 'end',
          },
        },
        ...Object.fromEntries(chain),
        bad: ended,
        end: ended,
      },
    };
    const all = { type: 'object' as const, required: names, properties: flags };
    const result = verified({ machine, facts: all, rules: bad }, { only: 'rules' });
    expect(codesOf(result)).toEqual(['notProved /rules/0', 'notProved /machine']);
  });
});
