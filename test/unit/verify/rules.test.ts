/* oxlint-disable unicorn/no-thenable, unicorn/consistent-function-scoping -- `then` is a key of rules; what builds a machine stands beside the test that reads it */
import type { FactsSchema, Rule, StateNode } from '../../../src/machines/definition.js';
import { createVerifyMemory, verify, type PathStep } from '../../../src/machines/verify.js';
import {
  awake,
  codesOf,
  eventsOf,
  example,
  line,
  only,
  regions,
  soon,
  verified,
  type Part,
} from './machines.js';

const ended = { type: 'final' } as const;
const machine = (): StateNode => line('a', 'b', 'c', 'end');

/** The events of the shortest path that breaks the rule; `holds` when none does. */
function breaking(rule: Partial<Rule>, part: Part = { machine: machine() }): string[] | 'holds' {
  const result = verified({ ...part, rules: [rule] });
  const verdict = result.proofs[0]!.verdict;
  if (verdict === 'holds') return verdict;
  return eventsOf(only(result, 'brokenRule')).slice(1);
}

describe('the templates', () => {
  const shortcut = (): Part => {
    const short = machine();
    short.states!['a']!.on!['SKIP'] = 'c';
    return { machine: short };
  };
  const dead = (): Part => {
    const trap = machine();
    trap.states!['b']!.on!['BACK'] = 'x';
    trap.states!['x'] = { ...awake, on: { OUT: 'end' } };
    return { machine: trap };
  };
  type Row = [Partial<Rule>, () => Part, string[]];
  const rows: Row[] = [
    [{ template: 'existence', first: ['enter(b)'] }, shortcut, ['SKIP', 'TO_end']],
    [{ template: 'absence', first: ['event(SKIP)'] }, shortcut, ['SKIP']],
    [{ template: 'init', first: ['event(TO_b)'] }, shortcut, ['SKIP']],
    [{ template: 'precedence', first: ['leave(b)'], then: 'enter(c)' }, shortcut, ['SKIP']],
    [{ template: 'response', first: ['enter(b)'], then: 'event(TO_c)' }, dead, ['TO_b', 'BACK']],
    [{ template: 'succession', first: ['event(TO_b)'], then: 'event(TO_c)' }, dead, ['TO_b', 'BACK']],
    [{ template: 'succession', first: ['event(TO_b)'], then: 'enter(c)' }, shortcut, ['SKIP']],
    [
      { template: 'chainPrecedence', first: ['event(TO_c)'], then: 'event(TO_end)' },
      shortcut,
      ['SKIP', 'TO_end'],
    ],
    [{ template: 'chainResponse', first: ['event(TO_b)'], then: 'event(TO_c)' }, dead, ['TO_b', 'BACK']],
    [{ template: 'notCoExistence', first: ['event(TO_b)'], then: 'enter(x)' }, dead, ['TO_b', 'BACK']],
    [
      { template: 'notSuccession', first: ['enter(b)'], then: ['enter(x)', 'event(OUT)'] },
      dead,
      ['TO_b', 'BACK'],
    ],
  ];

  it.each(rows)('%j is broken by the shortest path that there is', (rule, part, path) => {
    const result = breaking(rule, part());
    expect(result).toHaveLength(path.length);
    // What breaks a rule about the very next step may be any other step there: the timer of the state is just as short.
    const [last, ...before] = [...result].reverse();
    const next =
      rule.template === 'chainResponse' ? /^(BACK|xstate\.after\..*\.b)$/ : new RegExp(`^${path.at(-1)}$`);
    expect(last).toMatch(next);
    expect(before.reverse()).toEqual(path.slice(0, -1));
  });

  const holding: { rule: Partial<Rule>; other?: StateNode }[] = [
    { rule: { template: 'existence', first: ['enter(b)'] } },
    { rule: { template: 'absence', first: ['event(TO_end)'], unless: ['enter(c)'] } },
    { rule: { template: 'init', first: ['enter(a)'] } },
    { rule: { template: 'init', first: ['event(TO_b)'] } },
    { rule: { template: 'precedence', first: ['enter(b)'], then: 'enter(c)' } },
    { rule: { template: 'precedence', first: ['event(TO_b)'], then: 'enter(b)' } },
    { rule: { template: 'response', first: ['enter(b)'], then: 'event(TO_c)' } },
    { rule: { template: 'succession', first: ['event(TO_b)'], then: ['event(TO_c)', 'event(TO_end)'] } },
    { rule: { template: 'chainPrecedence', first: ['leave(b)'], then: 'enter(c)' } },
    { rule: { template: 'chainResponse', first: ['event(TO_end)'], then: 'enter(end)' } },
    {
      rule: { template: 'notCoExistence', first: ['event(TO_b)'], then: 'event(ELSE)' },
      other: regionsWithElse(),
    },
    { rule: { template: 'notSuccession', first: ['enter(c)'], then: 'enter(b)' } },
  ];

  it.each(holding)('$rule holds where no path breaks it', ({ rule, other }) => {
    expect(breaking(rule, { machine: other ?? machine() })).toBe('holds');
  });

  it('response is broken where what is owed can never come, although no case ends there', () => {
    const machine = line('a', 'b', 'end');
    machine.states!['b']!.on!['FALL'] = 'trap';
    machine.states!['trap'] = awake;
    const rule = { template: 'response' as const, first: ['enter(b)'], then: 'event(TO_end)' };
    expect(breaking(rule, { machine })).toEqual(['TO_b', 'FALL']);
  });

  it('chainPrecedence sees what another region does in between', () => {
    const left = {
      initial: 'a',
      states: { a: { ...awake, on: { ONE: 'b' } }, b: { ...awake, on: { TWO: 'c' } }, c: awake },
    };
    const right = { initial: 'x', states: { x: { ...awake, on: { BETWEEN: {} } } } };
    const rule = { template: 'chainPrecedence' as const, first: ['event(ONE)'], then: 'event(TWO)' };
    expect(breaking(rule, { machine: regions(left, right) })).toHaveLength(3);
  });

  function regionsWithElse(): StateNode {
    return {
      initial: 'a',
      states: {
        a: { ...awake, on: { TO_b: 'b', ELSE: 'end' } },
        b: { ...awake, on: { ON: 'end' } },
        end: ended,
      },
    };
  }
});

describe('what rules observe', () => {
  const task = (event: string) => ({ title: { da: 'Arbejd' }, role: 'caseworker' as const, events: [event] });
  const letters = { reply: { title: { da: 'Svar' }, template: 'reply-1' } };
  const yesNo = (...names: string[]): FactsSchema => ({
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name, { type: 'boolean', default: false }])),
  });

  it('a task, when it opens and not while it stays open', () => {
    const work = machine();
    for (const name of ['b', 'c']) work.states![name]!.meta = { tasks: ['WORK'] };
    const part = { machine: work, tasks: { WORK: task('TO_end') } };
    const staysOpen = { template: 'notSuccession' as const, first: ['event(TO_c)'], then: 'task(WORK)' };
    expect(breaking(staysOpen, part)).toBe('holds');
    expect(breaking({ template: 'absence', first: ['task(WORK)'], unless: ['event(TO_b)'] }, part)).toBe(
      'holds',
    );
    expect(breaking({ template: 'absence', first: ['task(WORK)'] }, part)).toEqual(['TO_b']);
    work.states!['b']!.on!['AGAIN'] = { target: 'b', reenter: true };
    const again = { template: 'chainResponse' as const, first: ['event(AGAIN)'], then: 'task(WORK)' };
    expect(breaking(again, part)).toBe('holds');
  });

  it('a letter, where an action sends it', () => {
    const work = machine();
    work.states!['b']!.on!['TO_c'] = {
      target: 'c',
      actions: [{ type: 'sendMessage', letter: 'reply', to: ['citizen'] }],
    };
    const rule = { template: 'precedence' as const, first: ['enter(b)'], then: 'letter(reply)' };
    expect(breaking(rule, { machine: work, letters })).toBe('holds');
    expect(breaking({ template: 'absence', first: ['letter(reply)'] }, { machine: work, letters })).toEqual([
      'TO_b',
      'TO_c',
    ]);
  });

  it('a condition, where a guard has found it true', () => {
    const work = machine();
    work.states!['b']!.on!['TO_c'] = { target: 'c', guard: 'facts.paid || facts.free' };
    const part = { machine: work, facts: { ...yesNo('paid', 'free'), required: ['paid', 'free'] } };
    const rule = (...first: string[]) => ({ template: 'precedence' as const, first, then: 'enter(c)' });
    expect(breaking(rule('when(facts.paid)', 'when(facts.free)'), part)).toBe('holds');
    expect(breaking(rule('when(facts.free || facts.paid)'), part)).toBe('holds');
    expect(breaking(rule('when(facts.paid)'), part)).toEqual(['TO_b', 'TO_c']);
    expect(breaking(rule('when(!(facts.paid && facts.free))'), part)).toEqual(['TO_b', 'TO_c']);
    expect(breaking({ template: 'absence', first: ['when(facts.free)'] }, part)).toEqual(['TO_b', 'TO_c']);
  });

  it('a condition on states, events and parameters, as it is in the step', () => {
    const parameters = { strict: { value: true, source: 'x', title: { da: 'Streng' } } };
    const part = { machine: machine(), parameters };
    const rule = (when: string) => ({
      template: 'precedence' as const,
      first: [`when(${when})`],
      then: 'event(TO_c)',
    });
    expect(breaking(rule('active("b")'), part)).toBe('holds');
    expect(breaking(rule('active("c")'), part)).toEqual(['TO_b', 'TO_c']);
    expect(breaking(rule('happened(TO_c)'), part)).toBe('holds');
    expect(breaking(rule('parameters.strict'), part)).toBe('holds');
    expect(breaking(rule('!parameters.strict'), part)).toEqual(['TO_b', 'TO_c']);
  });

  it('a fact that nobody has given is absent, and a flag is what was written last', () => {
    const work = machine();
    work.states!['b']!.on!['TO_c'] = { target: 'c', guard: 'has(facts.proof) && facts.checked' };
    work.states!['a']!.on!['PROOF'] = {};
    work.states!['a']!.on!['CHECK'] = { actions: [{ type: 'setFacts', facts: { checked: 'true' } }] };
    work.states!['a']!.on!['UNCHECK'] = { actions: [{ type: 'setFacts', facts: { checked: 'false' } }] };
    const facts = yesNo('checked');
    facts.properties['proof'] = { type: 'string' };
    const events = { PROOF: { title: { da: 'Bevis' }, roles: [], form: ['proof'] } };
    const part = { machine: work, facts, events };
    const rule = (first: string) => ({ template: 'precedence' as const, first: [first], then: 'enter(c)' });
    expect(breaking(rule('event(PROOF)'), part)).toBe('holds');
    expect(breaking(rule('event(CHECK)'), part)).toBe('holds');
    expect(breaking(rule('event(UNCHECK)'), part)).toEqual(['PROOF', 'CHECK', 'TO_b', 'TO_c']);
    const assumed = verified({ ...part, rules: [rule('event(PROOF)')] }).proofs[0]!.assumptions;
    expect(assumed.map(({ en }) => en).join()).toContain('opened without proof, checked');
  });

  it('what an action has just written', () => {
    const facts: FactsSchema = {
      type: 'object',
      properties: {
        way: { type: 'string', enum: ['x', 'y'], default: 'x' },
        on: { type: 'boolean', default: false },
      },
    };
    const write = (values: Record<string, string>) => [{ type: 'setFacts' as const, facts: values }];
    const work = line('a', 'b', 'end');
    work.states!['a']!.on!['TO_b'] = {
      target: 'b',
      actions: write({ way: '"y"', on: 'facts.way == "x" ? true : false' }),
    };
    work.states!['a']!.on!['ON'] = { target: 'b', actions: write({ on: 'true' }) };
    delete work.states!['b']!.after;
    work.states!['b']!.always = [
      { guard: 'facts.way == "x"', target: 'x' },
      { guard: '!facts.on', target: 'off' },
    ];
    work.states!['x'] = { ...awake, on: { OUT: 'end' } };
    work.states!['off'] = { ...awake, on: { OUT: 'end' } };
    const notInto = (first: string, then: string) => ({
      template: 'chainResponse' as const,
      first: [first],
      then,
    });
    expect(
      breaking(
        { template: 'notCoExistence', first: ['event(TO_b)'], then: 'enter(x)' },
        { machine: work, facts },
      ),
    ).toBe('holds');
    expect(
      breaking(
        { template: 'notCoExistence', first: ['event(ON)'], then: 'enter(off)' },
        { machine: work, facts },
      ),
    ).toBe('holds');
    expect(breaking(notInto('event(TO_b)', 'enter(off)'), { machine: work, facts })).not.toBe('holds');
  });

  it('a condition of which one part is found only when the other is so no longer', () => {
    const facts: FactsSchema = {
      type: 'object',
      required: ['ready'],
      properties: {
        note: { type: 'string' },
        ready: { type: 'boolean' },
        on: { type: 'boolean', default: false },
      },
    };
    const work = line('a', 'b', 'end');
    const actions = [{ type: 'setFacts' as const, facts: { note: '"Ja"', on: 'true' } }];
    work.states!['a']!.on!['TO_b'] = { guard: '!has(facts.note) && !facts.on', target: 'b', actions };
    work.states!['b']!.always = { guard: 'facts.ready', target: 'c' };
    work.states!['c'] = { ...awake, on: { OUT: 'end' } };
    const part = { machine: work, facts };
    const rule = (...first: string[]) => ({ template: 'precedence' as const, first, then: 'enter(c)' });
    expect(breaking(rule('when(!has(facts.note) && !facts.on)'), part)).toBe('holds');
    expect(breaking(rule('when(!has(facts.note) && facts.ready)'), part)).toEqual(['TO_b']);
    expect(breaking(rule('when(!facts.on && facts.ready)'), part)).toEqual(['TO_b']);
  });

  it.each([
    ['facts.note', ['TO_b']],
    ['facts.note == "" ? "x" : facts.other', 'holds'],
    ['facts.other', 'holds'],
  ])('a fact that may have been made none of its values: %s', (way, expected) => {
    const choice = { type: 'string' as const, enum: ['x', 'y'], default: 'x' };
    const facts: FactsSchema = {
      type: 'object',
      properties: { way: choice, other: choice, note: { type: 'string', default: '' } },
    };
    const work = line('a', 'b', 'end');
    const actions = [{ type: 'setFacts' as const, facts: { way } }];
    work.states!['a']!.on!['TO_b'] = { target: 'b', actions };
    delete work.states!['b']!.after;
    work.states!['b']!.always = [
      { guard: 'facts.way == "x" || facts.way == "y"', target: 'end' },
      { target: 'c' },
    ];
    work.states!['c'] = { ...awake, on: { OUT: 'end' } };
    const part = { machine: work, facts };
    expect(breaking({ template: 'absence', first: ['enter(c)'] }, part)).toEqual(expected);
  });

  it.each([
    ['given', '!has(facts.note)', '"Ja"', 'has(facts.note)'],
    ['taken away', 'has(facts.note)', 'null', '!has(facts.note)'],
  ])('a fact that an action has just %s', (_how, before, note, after) => {
    const work = line('a', 'b', 'end');
    const actions = [{ type: 'setFacts' as const, facts: { note } }];
    work.states!['a']!.on!['TO_b'] = [{ guard: before, target: 'b', actions }, { target: 'end' }];
    delete work.states!['b']!.after;
    work.states!['b']!.always = [{ guard: after, target: 'c' }, { target: 'end' }];
    work.states!['c'] = { ...awake, on: { OUT: 'end' } };
    const facts: FactsSchema = { type: 'object', properties: { note: { type: 'string' } } };
    const part = {
      machine: work,
      facts,
      events: { TO_b: { title: { da: 'Videre' }, roles: [], form: ['note'] } },
    };
    expect(breaking({ template: 'absence', first: ['enter(c)'] }, part)).toEqual(['TO_b']);
  });
});

describe('no false alarm', () => {
  it('for a rule that is kept by a guard on a state', () => {
    const left = { initial: 'a', states: { a: { ...awake, on: { CHECK: 'b' } }, b: awake } };
    const right = {
      initial: 'c',
      states: { c: { ...awake, on: { DECIDE: { guard: 'active("open.left.b")', target: 'd' } } }, d: awake },
    };
    const rule = { template: 'precedence' as const, first: ['event(CHECK)'], then: 'event(DECIDE)' };
    expect(breaking(rule, { machine: regions(left, right) })).toBe('holds');
    const free = { ...right, states: { ...right.states, c: { ...awake, on: { DECIDE: 'd' } } } };
    expect(breaking(rule, { machine: regions(left, free) })).toEqual(['DECIDE']);
  });

  it('for a rule that is kept by a guard on an event', () => {
    const work = machine();
    work.states!['b']!.on!['TO_c'] = { target: 'c', guard: 'happened(HEARD)' };
    work.states!['a']!.on!['HEARD'] = {};
    work.states!['b']!.on!['HEARD'] = {};
    const rule = { template: 'precedence' as const, first: ['event(HEARD)'], then: 'enter(c)' };
    expect(breaking(rule, { machine: work })).toBe('holds');
  });

  it('for a way out that asks what only another region knows', () => {
    const left = { initial: 'a', states: { a: { ...awake, on: { DONE: 'b' } }, b: awake } };
    const right = { initial: 'c', states: { c: { ...awake, on: { PAID: 'd' } }, d: awake } };
    const open = { on: { END: { target: 'ended', guard: 'active("open.right.d") && happened(PAID)' } } };
    const rule = { template: 'precedence' as const, first: ['enter(open.right.d)'], then: 'enter(ended)' };
    expect(breaking(rule, { machine: regions(left, right, open) })).toBe('holds');
    const other = { template: 'precedence' as const, first: ['event(DONE)'], then: 'enter(ended)' };
    expect(breaking(other, { machine: regions(left, right, open) })).toEqual(['PAID', 'END']);
  });

  it('for what a history state brings back', () => {
    const inner: StateNode = { ...line('one', 'two', 'end'), on: { PAUSE: 'paused' } };
    inner.states!['back'] = { type: 'history' };
    const left = { initial: 'in', states: { in: inner, paused: { ...awake, on: { RESUME: 'in.back' } } } };
    const right = { initial: 'c', states: { c: { ...awake, on: { OTHER: 'd' } }, d: awake } };
    const rule = { template: 'precedence' as const, first: ['event(TO_two)'], then: 'enter(in.two)' };
    expect(breaking(rule, { machine: regions(left, right) })).toBe('holds');
  });
});

describe('a proof', () => {
  it('says what was looked at, and what is a must and what a may', () => {
    const left = line('a', 'b', 'end');
    left.states!['end'] = awake;
    const right = { initial: 'c', states: { c: { ...awake, on: { OTHER: 'd' } }, d: awake } };
    const { proofs } = verified({
      machine: regions(left, right),
      rules: [
        { template: 'precedence', first: ['enter(b)'], then: 'event(TO_end)' },
        { template: 'response', first: ['event(OTHER)'], then: 'event(END)' },
      ],
    });
    expect(proofs[0]).toMatchObject({
      verdict: 'holds',
      claims: ['must'],
      regions: ['open.left'],
      applied: true,
    });
    expect(proofs[1]).toMatchObject({ claims: ['must', 'may'] });
  });

  it('says when the rule never applies', () => {
    const work = machine();
    work.states!['lost'] = { ...awake, on: { LOST: 'end' } };
    const { proofs } = verified({ machine: work, rules: [{ template: 'absence', first: ['event(LOST)'] }] });
    expect(proofs[0]).toMatchObject({ verdict: 'holds', applied: false });
  });

  it('is refused to rules that say too little or look for what nobody asks', () => {
    const facts: FactsSchema = { type: 'object', properties: { paid: { type: 'boolean', default: false } } };
    const result = verified({
      machine: machine(),
      facts,
      rules: [
        { template: 'precedence', first: ['enter(b)'] },
        { template: 'absence' },
        { template: 'absence', first: ['when(facts.paid)'] },
        { template: 'absence', first: ['when(facts.unknown)'] },
      ],
    });
    expect(codesOf(result)).toEqual([
      'unknownName /rules/3/first/0',
      'incompleteRule /rules/0',
      'incompleteRule /rules/1',
      'neverAsked /rules/2',
    ]);
  });

  it('shows a broken rule by each step: the event, what the guards said, where the case was and came to', () => {
    const work = machine();
    work.states!['a']!.on!['TO_b'] = { target: 'b', guard: 'facts.ready' };
    const facts: FactsSchema = {
      type: 'object',
      required: ['ready'],
      properties: { ready: { type: 'boolean' } },
    };
    const result = verified({ machine: work, facts, rules: [{ template: 'absence', first: ['enter(b)'] }] });
    const problem = only(result, 'brokenRule');
    expect(problem.path).toBe('/rules/0');
    expect(problem.message.en).toContain('“A rule” can be broken');
    expect(problem.details!['path']).toEqual([
      { event: 'case.opened', guards: [], from: [], to: ['a'] },
      { event: 'TO_b', guards: [{ atom: 'facts.ready', value: true }], from: ['a'], to: ['b'] },
    ] satisfies PathStep[]);
  });

  it('is the same every time', () => {
    const definition = example({ machine: machine(), delays: soon, rules: [{ first: ['enter(b)'] }] });
    expect(verify(definition)).toEqual(verify(structuredClone(definition)));
  });

  it('comes from memory when only the rules have changed', () => {
    const memory = createVerifyMemory();
    const definition = example({ machine: machine(), delays: soon });
    const before = verify(definition, { memory, only: 'rules' });
    expect(before.proofs).toEqual([]);
    const ruled = example({ machine: machine(), delays: soon, rules: [{ first: ['enter(b)'] }] });
    const first = memory.laboratory;
    expect(verify(ruled, { memory, only: 'rules' })).toEqual(verify(ruled, { only: 'rules' }));
    expect(memory.laboratory).toBe(first);
    verify(example({ machine: line('a', 'end'), delays: soon }), { memory });
    expect(memory.laboratory).not.toBe(first);
  });
});

describe('tasks that open in one step', () => {
  const one = (key: string) => ({ title: { da: key }, role: 'caseworker' as const, events: ['TO_end'] });
  const machine = line('a', 'end');
  machine.states!['a']!.meta = { tasks: ['SECOND', 'FIRST'] };
  const tasks = { FIRST: one('FIRST'), SECOND: one('SECOND') };
  const verdict = (rule: Partial<Rule>) => verified({ machine, tasks, rules: [rule] }).proofs[0]!.verdict;

  it('open in the order of the definition, as the engine opens them', () => {
    expect(verdict({ template: 'precedence', first: ['task(FIRST)'], then: 'task(SECOND)' })).toBe('holds');
    expect(verdict({ template: 'precedence', first: ['task(SECOND)'], then: 'task(FIRST)' })).toBe('broken');
    expect(verdict({ template: 'notSuccession', first: ['task(FIRST)'], then: 'task(SECOND)' })).toBe(
      'broken',
    );
  });
});
