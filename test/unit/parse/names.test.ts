import { foundAfter, foundInMachine, problemsOf, libraryCard, type Source } from './sources.js';

const DECIDE_BY = '/deadlines/decideBy';
const CHECKING = '/machine/states/open/states/work/states/going/states/checking';
const checkingOf = (source: Source): Source =>
  source.machine.states.open.states.work.states.going.states.checking;

const wrongNamesAt = (path: string): string[] => [
  `unknownLetter ${path}/0/letter`,
  `unknownDeadline ${path}/1/deadline`,
  `unknownFact ${path}/2/facts/x`,
  `unknownChild ${path}/3/to`,
];

const wrongObservationsOf = (index: number): string[] => [
  `unknownEvent /rules/${index}/first/0`,
  `unknownState /rules/${index}/first/4`,
  `unknownTask /rules/${index}/then/0`,
  `unknownLetter /rules/${index}/then/1`,
  `badObservation /rules/${index}/then/3`,
  `unknownState /rules/${index}/unless/0`,
];

const machineWith = (a: Source): Source => ({ initial: 'a', states: { a, done: { type: 'final' } } });

describe('the names of a definition', () => {
  it.each<[string, (source: Source) => void, string[]]>([
    ['a fact that is required', (s) => s.facts.required.push('x'), ['unknownFact /facts/required/1']],
    ['a fact of the opening', (s) => (s.facts.opening = ['x']), ['unknownFact /facts/opening/0']],
    ['a fact handed to the parent', (s) => s.ends.sent.push('x'), ['unknownFact /ends/sent/1']],
    ['a fact of a form', (s) => (s.events.PAUSED.form = ['x']), ['unknownFact /events/PAUSED/form/0']],
    [
      'a fact of a form that is appended',
      (s) => s.events.PROOF_RECEIVED.form.push('x'),
      ['unknownFact /events/PROOF_RECEIVED/form/1'],
    ],
    [
      'the list that is appended to',
      (s) => (s.events.PROOF_RECEIVED.append = 'x'),
      ['unknownFact /events/PROOF_RECEIVED/append', 'unknownFact /events/PROOF_RECEIVED/form/0'],
    ],
    [
      'the deadline of a task',
      (s) => (s.tasks.RESUME.deadline = 'x'),
      ['unknownDeadline /tasks/RESUME/deadline'],
    ],
    ['an event of a task', (s) => s.tasks.RESUME.events.push('X'), ['unknownEvent /tasks/RESUME/events/1']],
    [
      'a task of a state',
      (s) => checkingOf(s).meta.tasks.push('X'),
      [`unknownTask ${CHECKING}/meta/tasks/1`],
    ],
    [
      'a deadline of a state',
      (s) => (checkingOf(s).meta.deadlines = ['x']),
      [`unknownDeadline ${CHECKING}/meta/deadlines/0`],
    ],
    ['an event of a state', (s) => (checkingOf(s).on.X = 'decided'), [`unknownEvent ${CHECKING}/on/X`]],
    [
      'the review of a wait',
      (s) => (checkingOf(s).meta.wait = { reason: { da: 'x' }, review: 'x' }),
      [`unknownDelay ${CHECKING}/meta/wait/review`],
    ],
    [
      'the parameter of a length',
      (s) => (s.deadlines.decideBy.length = 'parameters.x'),
      [`unknownParameter ${DECIDE_BY}/length`],
    ],
    [
      'a name that all objects inherit',
      (s) => s.tasks.RESUME.events.push('constructor', 'toString'),
      ['unknownEvent /tasks/RESUME/events/1', 'unknownEvent /tasks/RESUME/events/2'],
    ],
  ])('must exist: %s', (_what, change, expected) => {
    expect(foundAfter(change)).toEqual(expected);
  });

  it('are checked in actions, wherever a transition has them', () => {
    const actions = [
      { type: 'sendMessage', letter: 'x', to: ['citizen'] },
      { type: 'resumeDeadline', deadline: 'x' },
      { type: 'setFacts', facts: { x: '1' } },
      { type: 'sendEvent', to: 'x', event: 'TOLD' },
      { type: 'sendEvent', to: 'parent', event: 'TOLD', facts: { x: '1' } },
      { type: 'openCase', caseType: 'other', facts: { x: '1' } },
      { type: 'journal', text: { da: 'Notat' } },
    ];
    expect(foundInMachine(machineWith({ on: { A: { actions } } }))).toEqual(
      wrongNamesAt('/machine/states/a/on/A/actions'),
    );
    expect(foundInMachine(machineWith({ always: [{ actions }] }))).toEqual(
      wrongNamesAt('/machine/states/a/always/0/actions'),
    );
    expect(foundInMachine(machineWith({ after: { soon: { actions } } }))).toEqual(
      wrongNamesAt('/machine/states/a/after/soon/actions'),
    );
    const invoke = { src: 'other', id: 'x', receives: ['x'], onDone: { actions: actions.slice(3) } };
    expect(foundInMachine(machineWith({ invoke }))).toEqual([
      'unknownFact /machine/states/a/invoke/receives/0',
    ]);
  });

  it('of deadlines that an action pauses, resumes or extends are of deadlines that allow it', () => {
    const deadline = 'decideBy';
    const actions = [
      { type: 'pauseDeadline', deadline, reason: '"x"' },
      { type: 'resumeDeadline', deadline },
      { type: 'extendDeadline', deadline, until: 'today', reason: '"x"' },
    ];
    const foundWith = (allowed: object): string[] =>
      foundAfter((source) => {
        Object.assign(source.deadlines.decideBy, allowed);
        checkingOf(source).on.PAUSED = { actions };
      });
    const at = (index: number): string => `${CHECKING}/on/PAUSED/actions/${index}/deadline`;
    expect(foundWith({})).toEqual([`notPausable ${at(0)}`, `notPausable ${at(1)}`, `notExtendable ${at(2)}`]);
    expect(foundWith({ pausable: true })).toEqual([`notExtendable ${at(2)}`]);
    expect(foundWith({ pausable: true, extendable: true })).toEqual([]);
  });

  it('match between the ends and the outermost final states', () => {
    expect(foundAfter((source) => (source.ends.closed = []))).toEqual(['unknownEnd /ends/closed']);
    expect(foundAfter((source) => (source.ends.open = []))).toEqual(['unknownEnd /ends/open']);
    expect(foundAfter((source) => delete source.ends.sent)).toEqual(['undeclaredEnd /machine/states/sent']);
  });

  it('of events are free of wildcards and of the engine', () => {
    const event = { title: { da: 'x' }, roles: [] };
    const events = { A: event, B: event, '*': event, 'timer.x': event, 'no name': event };
    const machine = { initial: 'done', states: { done: { type: 'final' } } };
    expect(foundInMachine(machine, { events })).toEqual([
      'wildcardEvent /events/*',
      'reservedEvent /events/timer.x',
      'badName /events/no name',
    ]);
  });

  it('of required facts are in the form', () => {
    expect(foundAfter((source) => source.events.PROOF_RECEIVED.required.push('cardNumber'))).toEqual([
      'requiredNotInForm /events/PROOF_RECEIVED/required/1',
    ]);
    expect(foundAfter((source) => delete source.events.CARD_SENT.form)).toEqual([
      'requiredNotInForm /events/CARD_SENT/required/0',
    ]);
  });

  it('of what is appended to is a list', () => {
    expect(foundAfter((source) => (source.events.CARD_SENT.append = 'cardNumber'))).toEqual([
      'appendNotList /events/CARD_SENT/append',
    ]);
  });

  it.each([
    [{ type: 'string' }, ['appendNotObjects /events/CARD_SENT/append']],
    [{ format: 'date' }, ['appendNotObjects /events/CARD_SENT/append']],
    [{ type: 'object', properties: { cardNumber: { type: 'string' } } }, []],
    [{ properties: { cardNumber: { type: 'string' } } }, []],
    [{}, []],
  ])('of what is appended to is a list whose items can be forms: %j', (items, found) => {
    const append = (source: Source) => {
      source.facts.properties.sent = { title: { da: 'Sendt' }, type: 'array', items };
      source.events.CARD_SENT.append = 'sent';
    };
    expect(foundAfter(append)).toEqual(found);
  });

  it.each<[string, (moment: Source) => void]>([
    ['neither due nor anchor', (moment) => ['anchor', 'length'].forEach((key) => delete moment[key])],
    ['an anchor without a length', (moment) => delete moment.length],
    ['a length without an anchor', (moment) => delete moment.anchor],
    ['both due and anchor', (moment) => (moment.due = 'today')],
  ])('are of one kind of moment only: a deadline or delay with %s is refused', (_what, change) => {
    expect(foundAfter((source) => change(source.deadlines.decideBy))).toEqual([`dueOrAnchor ${DECIDE_BY}`]);
    expect(foundAfter((source) => change(source.delays.proofReview))).toEqual([
      'dueOrAnchor /delays/proofReview',
    ]);
  });

  it('of a parameter used as a length hold a length', () => {
    expect(foundAfter((source) => (source.parameters.decisionLength.value = 28))).toEqual([
      `badLength ${DECIDE_BY}/length`,
    ]);
    expect(foundAfter((source) => (source.parameters.decisionLength.value = 'PT2S'))).toEqual([
      `badLength ${DECIDE_BY}/length`,
    ]);
    expect(foundAfter((source) => (source.parameters.decisionLength.value = 'PT2H'))).toEqual([
      `notWithHours ${DECIDE_BY}/latestSendDay`,
    ]);
    expect(foundAfter((source) => (source.parameters.decisionLength.value = '-P2W'))).toEqual([]);
  });

  it.each(['P0D', '-P1W', 'P0Y0M0D'])('repeat a reminder only forward: not every %s', (every) => {
    const path = `${DECIDE_BY}/reminders/2/every`;
    expect(foundAfter((source) => (source.deadlines.decideBy.reminders[2].every = every))).toEqual([
      `badLength ${path}`,
    ]);
    const throughParameter = foundAfter((source) => {
      source.parameters.often = { ...source.parameters.decisionLength, value: every };
      source.deadlines.decideBy.reminders[2].every = 'parameters.often';
    });
    expect(throughParameter).toEqual([`badLength ${path}`]);
  });

  it('of deadlines and delays differ, since “after” takes either', () => {
    expect(foundAfter((source) => (source.delays.decideBy = { due: 'today' }))).toEqual([
      'ambiguousMoment /delays/decideBy',
    ]);
  });

  it('put a reminder at one moment or repeat it, not both', () => {
    expect(foundAfter((source) => (source.deadlines.decideBy.reminders[2].at = 'P0D'))).toEqual([
      `rungAtOrEvery ${DECIDE_BY}/reminders/2`,
    ]);
  });

  it('in rules are of events, states, tasks and letters that exist', () => {
    const problems = foundAfter((source) => {
      const [rule] = source.rules;
      rule.first = [
        'event(X)',
        'enter(decided)',
        'leave(going.checking)',
        'enter(open.clock)',
        'enter(decide)',
      ];
      // oxlint-disable-next-line unicorn/no-thenable -- the key of a rule
      rule.then = ['task(X)', 'letter(x)', 'when(facts.identityProven)', 'whenever'];
      rule.unless = ['leave(x.checking)'];
      source.rules.push(rule);
    });
    expect(problems).toEqual([
      ...wrongObservationsOf(0),
      'duplicateRule /rules/1/id',
      ...wrongObservationsOf(1),
    ]);
  });

  it('are told to the reader', () => {
    const source = libraryCard();
    source.tasks.RESUME.events = ['LATER'];
    expect(problemsOf(source)[0]?.message).toEqual({
      da: 'Hændelsen “LATER” er ikke beskrevet under “events”.',
      en: 'The event “LATER” is not described under “events”.',
    });
  });
});
