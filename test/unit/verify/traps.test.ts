import { parseDefinition } from '../../../src/machines/parse.js';
import type { Problem } from '../../../src/machines/problems.js';
import { verify } from '../../../src/machines/verify.js';
import { libraryCard, type Source } from '../parse/sources.js';

/** Everything that is said of the library card after a change, from reading to proving. */
function said(change: (source: Source) => void): Problem[] {
  const source = libraryCard();
  change(source);
  const parsed = parseDefinition(source, {});
  return parsed.ok ? verify(parsed.definition).problems : parsed.problems;
}

const going = (source: Source) => source.machine.states.open.states.work.states.going;
const checking = (source: Source) => going(source).states.checking;
const CHECKING = '/machine/states/open/states/work/states/going/states/checking';

/** What XState takes without a word, or only trips over when a case is under way. */
const TRAPS: [string, (source: Source) => void, code: string, path: string][] = [
  [
    'a delay that is a number',
    (s) => (checking(s).after = { 1000: 'decided' }),
    'numericDelay',
    `${CHECKING}/after/1000`,
  ],
  [
    'a delay that is a length',
    (s) => (checking(s).after = { PT1H: 'decided' }),
    'numericDelay',
    `${CHECKING}/after/PT1H`,
  ],
  [
    'a delay that nobody describes',
    (s) => (checking(s).after = { later: 'decided' }),
    'unknownDelay',
    `${CHECKING}/after/later`,
  ],
  [
    'a guard that is no expression',
    (s) => (checking(s).on.IDENTITY_CHECKED = { guard: 'isKnown', target: 'decided' }),
    'unknownName',
    `${CHECKING}/on/IDENTITY_CHECKED/guard`,
  ],
  [
    'an action that nobody knows',
    (s) => (checking(s).on.IDENTITY_CHECKED = { actions: [{ type: 'shout' }] }),
    'unknownAction',
    `${CHECKING}/on/IDENTITY_CHECKED/actions/0/type`,
  ],
  [
    'a target that is not there',
    (s) => (checking(s).on.IDENTITY_CHECKED = 'nowhere'),
    'unknownTarget',
    `${CHECKING}/on/IDENTITY_CHECKED`,
  ],
  [
    'an initial state that is not there',
    (s) => (s.machine.initial = 'nowhere'),
    'initialUnknown',
    '/machine/initial',
  ],
  [
    'a forged timer',
    (s) => (checking(s).on['xstate.after.proofReview.x'] = 'decided'),
    'reservedEvent',
    `${CHECKING}/on/xstate.after.proofReview.x`,
  ],
  ['a wildcard', (s) => (checking(s).on['*'] = 'decided'), 'wildcardEvent', `${CHECKING}/on/*`],
  [
    'an always that runs for ever',
    (s) => (checking(s).always = { target: 'checking', reenter: true }),
    'alwaysCycle',
    `${CHECKING}/always`,
  ],
  [
    'two states whose always lead to each other',
    (s) => {
      checking(s).always = 'swinging';
      going(s).states.swinging = { ...checking(s), always: 'checking', on: {}, after: {} };
    },
    'alwaysCycle',
    `${CHECKING}/always`,
  ],
  [
    'a timer that a guard may eat',
    (s) => (checking(s).after = { proofReview: { guard: 'facts.identityProven', target: 'decided' } }),
    'timerMayBeLost',
    `${CHECKING}/after/proofReview`,
  ],
  [
    'a timer that is set again at once',
    (s) => {
      s.delays.received = { due: 'facts.receivedOn' };
      checking(s).after = { received: { target: 'checking', reenter: true } };
    },
    'timerComesAgain',
    `${CHECKING}/after/received`,
  ],
  [
    'an always that waits for a day, with nobody to wake it',
    (s) => {
      checking(s).after = {};
      checking(s).always = { guard: 'isWorkingDay(today)', target: 'decided' };
    },
    'nobodyWakes',
    `${CHECKING}/always`,
  ],
  [
    'a guard with the name of what every object has, which XState takes for true',
    (s) => (checking(s).on.IDENTITY_CHECKED = { guard: 'constructor', target: 'decided' }),
    'unknownName',
    `${CHECKING}/on/IDENTITY_CHECKED/guard`,
  ],
  [
    'a guard as an object',
    (s) => (checking(s).on.IDENTITY_CHECKED = { guard: { type: 'isKnown' }, target: 'decided' }),
    'guardObject',
    `${CHECKING}/on/IDENTITY_CHECKED/guard`,
  ],
  [
    'an action that raises an event',
    (s) => (checking(s).on.IDENTITY_CHECKED = { actions: [{ type: 'xstate.raise' }] }),
    'raiseOrSpawn',
    `${CHECKING}/on/IDENTITY_CHECKED/actions/0/type`,
  ],
  [
    'an action that starts an actor',
    (s) => (checking(s).on.IDENTITY_CHECKED = { actions: [{ type: 'spawnChild' }] }),
    'raiseOrSpawn',
    `${CHECKING}/on/IDENTITY_CHECKED/actions/0/type`,
  ],
  [
    'an action on entry',
    (s) => (checking(s).entry = [{ type: 'journal' }]),
    'entryExit',
    `${CHECKING}/entry`,
  ],
  ['an action on exit', (s) => (checking(s).exit = [{ type: 'journal' }]), 'entryExit', `${CHECKING}/exit`],
  ['a context of its own', (s) => (s.machine.context = { count: 0 }), 'contextRefused', '/machine/context'],
  [
    'a target by id',
    (s) => (checking(s).on.IDENTITY_CHECKED = '#decided'),
    'idTarget',
    `${CHECKING}/on/IDENTITY_CHECKED`,
  ],
  [
    'a target with an empty part, at which XState stops',
    (s) => (checking(s).on.IDENTITY_CHECKED = 'decided.'),
    'unknownTarget',
    `${CHECKING}/on/IDENTITY_CHECKED`,
  ],
  [
    'a timer of the whole machine',
    (s) => (s.machine.after = { proofReview: '.open' }),
    'rootAfter',
    '/machine/after',
  ],
  [
    'a machine of regions, which is done only when all are',
    (s) => (s.machine.type = 'parallel'),
    'rootType',
    '/machine',
  ],
  ['no initial state', (s) => delete s.machine.initial, 'initialMissing', '/machine'],
  [
    'the end of a child, forged by an event',
    (s) => (s.events['xstate.done.actor.x'] = s.events.PAUSED),
    'reservedEvent',
    '/events/xstate.done.actor.x',
  ],
  [
    'an event of the engine',
    (s) => (checking(s).on['case.opened'] = 'decided'),
    'reservedEvent',
    `${CHECKING}/on/case.opened`,
  ],
  [
    'an event that nobody describes',
    (s) => (checking(s).on.GUESSED = 'decided'),
    'unknownEvent',
    `${CHECKING}/on/GUESSED`,
  ],
  [
    'a final state that goes on',
    (s) => (s.machine.states.sent.on = { PAUSED: 'open' }),
    'finalNotEmpty',
    '/machine/states/sent/on',
  ],
  [
    'a state that no case comes to',
    (s) =>
      (going(s).states.forgotten = { ...checking(s), after: {}, meta: { ...checking(s).meta, tasks: [] } }),
    'unreachableState',
    `${CHECKING.replace('checking', 'forgotten')}`,
  ],
  [
    'a fact that may be absent',
    (s) => (checking(s).always = { guard: 'facts.cardNumber == "1"', target: 'decided' }),
    'factMayBeAbsent',
    `${CHECKING}/always/guard`,
  ],
  [
    'a deadline with a length and no anchor',
    (s) => delete s.deadlines.decideBy.anchor,
    'dueOrAnchor',
    '/deadlines/decideBy',
  ],
  [
    'a deadline whose anchor may be absent',
    (s) => (s.facts.required = []),
    'factMayBeAbsent',
    '/deadlines/decideBy/anchor',
  ],
];

describe('the traps of XState', () => {
  it.each(TRAPS)('%s is refused', (_trap, change, code, path) => {
    const problems = said(change);
    const problem = problems.find((one) => one.code === code);
    expect(problems.map((one) => `${one.code} ${one.path}`)).toContain(`${code} ${path}`);
    expect(problem!.message.da).toMatch(/[.?]$/);
    expect(problem!.message.en).toMatch(/[.?]$/);
  });

  it('none of them is in the card itself', () => {
    expect(said(() => undefined)).toEqual([]);
  });
});
