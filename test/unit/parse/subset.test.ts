import { createMachine, initialTransition, transition } from 'xstate';
import { foundInMachine, libraryCard, problemsOf } from './sources.js';

const done = { type: 'final' };

/** What is found when a state `a` beside `done` is this one. */
const inState = (a: unknown, more: Record<string, unknown> = {}): string[] =>
  foundInMachine({ initial: 'a', states: { a, done, ...more } });

describe('the XState subset', () => {
  it.each<[string, unknown, string[]]>([
    ['a wildcard', { on: { '*': 'done' } }, ['wildcardEvent /machine/states/a/on/*']],
    ['a partial wildcard', { on: { 'foo.*': 'done' } }, ['wildcardEvent /machine/states/a/on/foo.*']],
    [
      'an event of XState',
      { on: { 'xstate.done.actor.x': 'done' } },
      ['reservedEvent /machine/states/a/on/xstate.done.actor.x'],
    ],
    [
      'an event of the engine',
      { on: { 'case.opened': 'done' } },
      ['reservedEvent /machine/states/a/on/case.opened'],
    ],
    ['a timer', { on: { 'timer.deadline': 'done' } }, ['reservedEvent /machine/states/a/on/timer.deadline']],
    [
      'an event with a bad name',
      { on: { 'hello there': 'done' } },
      ['badName /machine/states/a/on/hello there'],
    ],
    ['an id that no state has', { on: { A: '#done' } }, ['idTarget /machine/states/a/on/A']],
    ['an id without a name', { always: '#' }, ['idTarget /machine/states/a/always']],
    ['the machine itself as a target', { on: { A: '#libraryCard' } }, ['idTarget /machine/states/a/on/A']],
    ['a path of another machine', { on: { A: '#other.done' } }, ['idTarget /machine/states/a/on/A']],
    [
      'a path with an empty part',
      { on: { A: { target: '#libraryCard.done.' } } },
      ['idTarget /machine/states/a/on/A/target'],
    ],
    [
      'a target that is not there',
      { on: { A: { target: 'x' } } },
      ['unknownTarget /machine/states/a/on/A/target'],
    ],
    [
      'one of several targets',
      { on: { A: [{ target: 'done' }, { target: '.x' }] } },
      ['unknownTarget /machine/states/a/on/A/1/target'],
    ],
    ['a target with an empty part', { on: { A: 'done.' } }, ['unknownTarget /machine/states/a/on/A']],
    [
      'a target that is inherited by all objects',
      { always: 'constructor' },
      ['unknownTarget /machine/states/a/always'],
    ],
    ['a delay in milliseconds', { after: { 1000: 'done' } }, ['numericDelay /machine/states/a/after/1000']],
    ['a delay in ISO 8601', { after: { PT1H: 'done' } }, ['numericDelay /machine/states/a/after/PT1H']],
    [
      'a delay of no name',
      { after: { 'after a while': 'done' } },
      ['badName /machine/states/a/after/after a while'],
    ],
    [
      'a delay nobody described',
      { after: { later: 'done' } },
      ['unknownDelay /machine/states/a/after/later'],
    ],
    ['states without an initial one', { states: { b: {} } }, ['initialMissing /machine/states/a']],
    [
      'an initial state that is not there',
      { initial: 'c', states: { b: {} } },
      ['initialUnknown /machine/states/a/initial'],
    ],
    [
      'an initial history state',
      { initial: 'h', states: { h: { type: 'history' } } },
      ['initialUnknown /machine/states/a/initial'],
    ],
    [
      'an initial state deeper down',
      { initial: 'b.c', states: { b: { initial: 'c', states: { c: {} } } } },
      ['initialUnknown /machine/states/a/initial'],
    ],
    ['an initial state of nothing', { initial: 'b' }, ['initialNotUsed /machine/states/a/initial']],
    [
      'an initial state of regions',
      { type: 'parallel', initial: 'b', states: { b: {} } },
      ['initialNotUsed /machine/states/a/initial'],
    ],
    ['regions that are not there', { type: 'parallel' }, ['typeMismatch /machine/states/a/type']],
    ['a compound state of nothing', { type: 'compound' }, ['typeMismatch /machine/states/a/type']],
    [
      'an atomic state with states',
      { type: 'atomic', states: { b: {} } },
      ['typeMismatch /machine/states/a/type'],
    ],
    ['output of a state that is not final', { output: {} }, ['outputNotFinal /machine/states/a/output']],
    [
      'history where there is none',
      { type: 'atomic', history: 'deep' },
      ['historyKey /machine/states/a/history'],
    ],
    ['onDone of a state without states', { onDone: 'done' }, ['onDoneNeverHappens /machine/states/a/onDone']],
    [
      'onDone of a state without an end',
      { initial: 'b', states: { b: {} }, onDone: 'done' },
      ['onDoneNeverHappens /machine/states/a/onDone'],
    ],
    [
      'onDone of regions of which one has no end',
      { type: 'parallel', onDone: 'done', states: { b: { initial: 'c', states: { c: done } }, d: {} } },
      ['onDoneNeverHappens /machine/states/a/onDone'],
    ],
  ])('refuses %s', (_what, state, expected) => {
    expect(inState(state)).toEqual(expected);
  });

  it.each<[string, unknown]>([
    ['a transition to a state beside', { on: { A: 'done' } }],
    ['a transition into the state', { initial: 'b', on: { A: '.c' }, states: { b: {}, c: {} } }],
    [
      'a dotted path',
      { on: { A: 'a.b.c' }, initial: 'b', states: { b: { initial: 'c', states: { c: {} } } } },
    ],
    ['an event that stays', { on: { A: {} } }],
    [
      'onDone of regions that all end',
      { type: 'parallel', onDone: 'done', states: { b: { initial: 'c', states: { c: done } }, d: done } },
    ],
    [
      'a history state with a default',
      { initial: 'b', states: { b: {}, h: { type: 'history', target: 'b' } }, on: { A: '.h' } },
    ],
    ['an id, which is dropped', { id: 'anything' }],
    [
      'a way out from inside, for whatever makes it happen',
      {
        initial: 'b',
        states: {
          b: {
            initial: 'c',
            on: { A: '#libraryCard.done' },
            after: { soon: { target: '#libraryCard.done' } },
            always: [{ guard: 'false', target: '#libraryCard.done' }],
            onDone: '#libraryCard.done',
            invoke: { src: 'x', id: 'x', onDone: '#libraryCard.a.d' },
            states: { c: { type: 'final' } },
          },
          d: { on: { B: '#libraryCard.a' } },
        },
      },
    ],
  ])('accepts %s', (_what, state) => {
    expect(inState(state)).toEqual([]);
  });

  it('shows how a state is named from anywhere', () => {
    const source = libraryCard();
    source.machine.states.open.on.WITHDRAWN = '#withdrawn';
    source.machine.states.open.states.work.on = { WITHDRAWN: '#libraryCard.withdrawen' };
    expect(problemsOf(source).map(({ message }) => message.en)).toEqual([
      'The target “#withdrawn” does not exist. After “#” comes the name of the case type and the whole path of the state, for example #libraryCard.withdrawn.',
      expect.stringContaining('Did you mean #libraryCard.withdrawn?'),
    ]);
  });

  it('refuses what a final state cannot do', () => {
    const end = { type: 'final', on: { A: 'a' }, states: {}, output: { ok: true }, target: 'a' };
    expect(inState({}, { done: end })).toEqual([
      'finalNotEmpty /machine/states/done/on',
      'finalNotEmpty /machine/states/done/states',
      'historyKey /machine/states/done/target',
    ]);
  });

  it('refuses what a history state cannot do, also when only its key tells that it is one', () => {
    const h = { history: 'deep', on: { A: 'a' }, output: {} };
    expect(inState({}, { h })).toEqual([
      'outputNotFinal /machine/states/h/output',
      'historyNotEmpty /machine/states/h/on',
    ]);
  });

  it.each(['nowhere', 'h', '.a'])('refuses a history state that leads to %s', (target) => {
    expect(inState({}, { h: { type: 'history', target } })).toEqual([
      'historyTarget /machine/states/h/target',
    ]);
  });

  it('refuses what only a state can have, on the machine itself', () => {
    const machine = { initial: 'a', states: { a: {}, done }, after: { soon: '.a' }, onDone: '.a' };
    expect(foundInMachine(machine)).toEqual(['rootAfter /machine/after', 'rootOnDone /machine/onDone']);
  });

  it.each(['final', 'history', 'parallel', 'atomic', 'compound'])(
    'refuses a machine that is %s and nothing else',
    (type) => {
      expect(foundInMachine({ type }, { ends: {} })).toEqual(['rootType /machine']);
    },
  );

  it('resolves targets of the machine itself from inside only', () => {
    const machine = { initial: 'a', states: { a: {}, done }, on: { A: '.done', B: 'done' } };
    expect(foundInMachine(machine)).toEqual(['unknownTarget /machine/on/B']);
  });

  it('refuses two child cases of one id that may be open together, and no others', () => {
    const invoke = { src: 'other', id: 'child', onDone: 'done' };
    const child = { invoke, on: { A: 'done' } };
    const region = { initial: 'b', states: { b: { invoke: { ...invoke, onDone: 'end' } }, end: done } };
    expect(inState(child, { b: child })).toEqual([]);
    expect(inState({ type: 'parallel', states: { r: region, s: region } })).toEqual([
      'duplicateInvoke /machine/states/a/states/s/states/b/invoke/id',
    ]);
    expect(inState({ ...region, ...child })).toEqual([
      'duplicateInvoke /machine/states/a/states/b/invoke/id',
    ]);
  });

  it('finds targets exactly where XState finds them', () => {
    const b = { initial: 'c', states: { c: {}, d: { on: { A: 'c' } } }, on: { A: 'b.d', B: '.d' } };
    const machine = { initial: 'b', states: { b, done } };
    expect(foundInMachine(machine)).toEqual([]);
    const xstate = createMachine(machine as never);
    const [start] = initialTransition(xstate);
    const [inside] = transition(xstate, start, { type: 'B' } as never);
    expect(inside.value).toEqual({ b: 'd' });
    expect(transition(xstate, inside, { type: 'A' } as never)[0].value).toEqual({ b: 'c' });
    const broken = { initial: 'b', states: { b: { on: { A: '.nowhere' } }, done } };
    expect(foundInMachine(broken)).toEqual(['unknownTarget /machine/states/b/on/A']);
    expect(() => createMachine(broken as never)).toThrow('nowhere');
  });
});

describe('what is said of a state names it and the way out', () => {
  const machine = (states: object) => ({
    initial: 'open',
    states: { open: { initial: 'in', states }, done: { type: 'final' } },
  });
  const said = (states: object) =>
    problemsOf({ ...libraryCard(), machine: machine(states) }).map(
      ({ code, message }) => `${code}: ${message.en}`,
    );

  it.each([
    [
      'no beginning',
      { in: { states: { one: {}, two: {} } } },
      'initialMissing: “open.in” has states inside and must say with “initial” where it begins. Choose one of: one, two.',
    ],
    [
      'an end that is not one',
      { in: { type: 'final', on: { GO: '.in' } } },
      'finalNotEmpty: “open.in” is a final state and cannot have “on”: the case has ended there. If it can be reopened, leave out “type”: “final” and write “publicPhase”: “closed”.',
    ],
    [
      'an event without a name',
      { in: { on: { '': 'in' } } },
      'nullEvent: An event must have a name. A transition that happens by itself is written under “always”.',
    ],
  ])('%s', (_name, states, sentence) => {
    expect(said(states)).toContain(sentence);
  });

  it('a state whose name cannot be used is not said to be missing', () => {
    const problems = said({ in: { on: { GO: 'in-2' } }, 'in-2': {} });
    expect(problems.filter((one) => one.startsWith('unknownTarget'))).toEqual([]);
    expect(problems.filter((one) => one.startsWith('badName'))).not.toEqual([]);
  });
});
