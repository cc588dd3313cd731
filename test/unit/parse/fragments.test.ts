import { found, foundInMachine, libraryCard, parsed, problemsOf, type Source } from './sources.js';

const title = { da: 'Opkald' };

/** The citizen is called before a letter leaves. */
const call = (): Source => ({
  fragment: 'call',
  title,
  parameters: { minAttempts: { value: 3, source: 'S', title } },
  facts: { reached: { type: 'boolean' } },
  events: { CALLED: { title, roles: ['caseworker'], form: ['reached'], required: ['reached'] } },
  deadlines: { callBy: { title, kind: 'internal', due: 'today' } },
  delays: { tomorrow: { due: 'today' } },
  tasks: { CALL: { title, role: 'caseworker', deadline: 'callBy', events: ['CALLED'] } },
  letters: { callLetter: { title, template: 't' } },
  reasons: { 'event.facts.reached': { text: title } },
  rules: [{ id: 'call-first', title, source: 'S', template: 'existence', first: ['event(CALLED)'] }],
  state: {
    id: 'call',
    meta: { title, tasks: ['CALL'], deadlines: ['callBy'] },
    initial: 'trying',
    on: { WITHDRAWN: {} },
    after: { tomorrow: '.trying' },
    states: {
      trying: { on: { CALLED: { guard: 'event.facts.reached', target: 'reached' } } },
      reached: { type: 'final', output: { how: 'call' } },
    },
  },
});

/** The library card, with `host` as a state before the card is sent. */
const withState = (host: Source): Source => {
  const source = libraryCard();
  source.machine.initial = 'calling';
  source.machine.states.calling = host;
  return source;
};
const including = (more: Source = {}): Source => withState({ include: 'call', onDone: 'open', ...more });

/** A fragment that includes the next one twice. */
const half = (name: string, next: string): [string, unknown] => [
  name,
  { fragment: name, state: { initial: 'x', states: { x: { include: next }, y: { include: next } } } },
];

describe('a fragment', () => {
  it('puts its state in the place of the include, without ids', () => {
    const { machine } = parsed(including(), { call: call() });
    const { id: _id, ...state } = call().state;
    expect(machine.states?.['calling']).toEqual({ ...state, onDone: 'open' });
  });

  it('brings what it needs', () => {
    const definition = parsed(including(), { call: call() });
    const card = libraryCard();
    const { state: _state, fragment: _fragment, title: _title, facts, rules, ...sections } = call();
    for (const [section, entries] of Object.entries(sections)) {
      expect(definition[section as 'tasks']).toEqual({ ...card[section], ...(entries as object) });
    }
    expect(definition.facts.properties).toEqual({ ...card.facts.properties, ...facts });
    expect(definition.rules).toEqual([...card.rules, ...rules]);
  });

  it('gives way to what the host writes in the state', () => {
    const host = {
      meta: { title: { da: 'Ring op' } },
      on: { WITHDRAWN: 'withdrawn' },
      after: { proofReview: 'open' },
      states: { trying: { meta: { title }, on: { PAUSED: {} } }, later: { type: 'final' } },
    };
    const state = parsed(including(host), { call: call() }).machine.states?.['calling'];
    expect(state).toMatchObject({
      initial: 'trying',
      meta: { title: { da: 'Ring op' }, tasks: ['CALL'], deadlines: ['callBy'] },
      on: { WITHDRAWN: 'withdrawn' },
      after: { tomorrow: '.trying', proofReview: 'open' },
    });
    expect(state?.states).toEqual({
      trying: { meta: { title }, on: { ...call().state.states.trying.on, PAUSED: {} } },
      reached: { type: 'final', output: { how: 'call' } },
      later: { type: 'final' },
    });
  });

  it('gives way to what the host describes in its sections', () => {
    const source = including();
    const task = { title: { da: 'Ring' }, role: 'teamLeader', events: ['CALLED'] };
    source.tasks.CALL = task;
    source.facts.properties.reached = { type: 'boolean', default: false };
    source.rules.push({ ...call().rules[0], title: { da: 'Ring først' } });
    const definition = parsed(source, { call: call() });
    expect(definition.tasks['CALL']).toEqual(task);
    expect(definition.facts.properties['reached']).toEqual({ type: 'boolean', default: false });
    expect(definition.rules.map((rule) => rule.title.da)).toEqual([
      libraryCard().rules[0].title.da,
      'Ring først',
    ]);
  });

  it('may be included twice, and the two share nothing', () => {
    const source = including();
    source.machine.states.again = { include: 'call', onDone: 'open' };
    const { machine } = parsed(source, { call: call() });
    const { calling, again } = machine.states ?? {};
    expect(again).toEqual(calling);
    expect(again?.states?.['trying']).not.toBe(calling?.states?.['trying']);
  });

  it('may include another fragment', () => {
    const outer = {
      fragment: 'outer',
      state: { initial: 'a', states: { a: { include: 'call', onDone: 'b' }, b: { type: 'final' } } },
    };
    const source = withState({ include: 'outer', onDone: 'open' });
    const definition = parsed(source, { outer, call: call() });
    expect(definition.machine.states?.['calling']?.states?.['a']?.initial).toBe('trying');
    expect(definition.tasks['CALL']).toEqual(call().tasks.CALL);
  });

  it('is not changed, nor is the source', () => {
    const source = including();
    const fragments = { call: call() };
    const definition = parsed(source, fragments);
    Object.assign(definition.tasks['CALL'] ?? {}, { role: 'admin' });
    expect(source).toEqual(including());
    expect(fragments).toEqual({ call: call() });
  });

  it('may name its own states from anywhere inside it, wherever it is put', () => {
    const fragment = call();
    fragment.state.id = 'phone';
    fragment.state.states.trying.initial = 'first';
    fragment.state.states.trying.states = {
      first: { on: { CALLED: '#call.reached', WITHDRAWN: { target: '#phone.trying' } } },
    };
    const source = including({ states: { trying: { on: { WITHDRAWN: '#libraryCard.withdrawn' } } } });
    source.machine.states.outer = {
      initial: 'calling',
      states: { calling: { include: 'call', onDone: '#libraryCard.open' } },
    };
    const { states } = parsed(source, { call: fragment }).machine;
    expect(states?.['calling']?.states?.['trying']).toMatchObject({
      on: { WITHDRAWN: '#libraryCard.withdrawn' },
      states: {
        first: {
          on: {
            CALLED: '#libraryCard.calling.reached',
            WITHDRAWN: { target: '#libraryCard.calling.trying' },
          },
        },
      },
    });
    expect(states?.['outer']?.states?.['calling']?.states?.['trying']?.states?.['first']?.on).toEqual({
      CALLED: '#libraryCard.outer.calling.reached',
      WITHDRAWN: { target: '#libraryCard.outer.calling.trying' },
    });
  });

  it('has ids of its own, which the definition around it does not know', () => {
    const fragment = call();
    fragment.state.states.trying.id = 'attempt';
    const source = including({ on: { WITHDRAWN: '#attempt' } });
    expect(found(source, { call: fragment })).toContain('idTarget /machine/states/calling/on/WITHDRAWN');
  });

  it('that differs from another in what both bring is a conflict, unless the host decides', () => {
    const other = {
      fragment: 'other',
      tasks: { CALL: { title, role: 'admin', events: ['WITHDRAWN'] } },
      state: {},
    };
    const source = including();
    source.machine.states.more = { include: 'other' };
    const fragments = { call: call(), other };
    expect(problemsOf(source, fragments)).toMatchObject([
      { code: 'fragmentConflict', path: '/tasks', details: { section: 'tasks', name: 'CALL' } },
    ]);
    source.tasks.CALL = other.tasks.CALL;
    expect(found(source, fragments)).toEqual([]);
  });

  it('that differs only in the order of keys is no conflict', () => {
    const { rules } = call();
    const other = {
      fragment: 'other',
      rules: [Object.fromEntries(Object.entries(rules[0]).reverse())],
      state: {},
    };
    const source = including();
    source.machine.states.more = { include: 'other' };
    expect(found(source, { call: call(), other })).toEqual([]);
  });

  it.each([
    ['itself', { a: 'a' }, 'a, a'],
    ['itself through another', { a: 'b', b: 'a' }, 'a, b, a'],
  ])('that includes %s is refused', (_what, includes, names) => {
    const fragments = Object.entries(includes).map(([fragment, include]) => [
      fragment,
      { fragment, state: { include } },
    ]);
    const [problem] = problemsOf(withState({ include: 'a' }), Object.fromEntries(fragments));
    expect(problem).toMatchObject({ code: 'fragmentCycle', path: '/machine/states/calling/include' });
    expect(problem?.message.en).toContain(names);
  });

  it.each(['nothing', 'constructor', '__proto__'])('that does not exist is refused: %s', (include) => {
    expect(found(withState({ include }), { call: call() })).toContain(
      'unknownFragment /machine/states/calling/include',
    );
  });

  it.each([null, undefined, 5])('is not looked for in %s', (fragments) => {
    expect(found(including(), fragments as never)).toContain(
      'unknownFragment /machine/states/calling/include',
    );
  });

  it('under another name is refused', () => {
    expect(found(including(), { call: { ...call(), fragment: 'ring' } })).toEqual([
      'fragmentNameMismatch /machine/states/calling/include',
    ]);
  });

  it.each<[string, (fragment: Source) => unknown, string, string]>([
    ['its shape', (f) => ({ ...f, colour: 1 }), '/colour', 'unknownKey'],
    ['a part that is not JSON', (f) => ({ ...f, colour: 1n }), '/colour', 'notJson'],
    ['an entry action', (f) => ({ ...f, state: { ...f.state, entry: 'x' } }), '/state/entry', 'entryExit'],
    ['everything', () => null, '', 'wrongType'],
  ])('that is wrong in %s is reported where it is included', (_what, change, at, code) => {
    const problems = problemsOf(including(), { call: change(call()) });
    expect(problems[0]).toMatchObject({
      code: 'invalidFragment',
      path: '/machine/states/calling/include',
      details: { at, code },
    });
    expect(problems[0]?.message.da).toContain('Fragmentet “call” har selv en fejl');
  });

  it('with a wrong target is reported where it is included, with the expanded path', () => {
    const fragment = call();
    fragment.state.states.trying.on.CALLED = 'nowhere';
    fragment.tasks.CALL.events = ['NEVER'];
    expect(problemsOf(including(), { call: fragment })).toMatchObject([
      {
        code: 'unknownTarget',
        path: '/machine/states/calling/include',
        details: { target: 'nowhere', expandedPath: '/machine/states/calling/states/trying/on/CALLED' },
      },
      { code: 'unknownEvent', path: '/tasks', details: { expandedPath: '/tasks/CALL/events/0' } },
    ]);
  });

  it('cannot make a definition grow without end', () => {
    const fragments = Object.fromEntries(
      [...'abcdefgh'].map((name, index) => half(name, 'abcdefghi'.charAt(index + 1))),
    );
    expect(found(withState({ include: 'a' }), { ...fragments, i: { fragment: 'i', state: {} } })).toContain(
      'tooLarge /machine/states/calling/include',
    );
  });

  it('cannot make a definition larger than one may be', () => {
    const facts = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`f${index}`, {}]));
    const states = Object.fromEntries(
      Array.from({ length: 9 }, (_, index) => [`s${index}`, { include: 'big' }]),
    );
    const meta = { legalBasis: Array.from({ length: 6_000 }, () => ({ ref: 'x' })) };
    const machine = { initial: 'done', states: { ...states, done: { type: 'final' } } };
    expect(foundInMachine(machine)).toContain('unknownFragment /machine/states/s0/include');
    const big = { fragment: 'big', facts, state: { meta } };
    expect(found({ ...libraryCard(), machine }, { big })).toEqual(['tooLarge ']);
  });
});
