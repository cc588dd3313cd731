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

const checking = (source: Source) => source.machine.states.open.states.work.states.going.states.checking;
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
    expect(problem!.message.da).toMatch(/\.$/);
    expect(problem!.message.en).toMatch(/\.$/);
  });

  it('none of them is in the card itself', () => {
    expect(said(() => undefined)).toEqual([]);
  });
});
