import { readFileSync } from 'node:fs';
import { definitionSchema } from '../../../src/machines/parse/schema/definition.js';
import { checkShape } from '../../../src/machines/parse/shape.js';
import {
  found,
  foundAfter,
  foundInMachine,
  libraryCard,
  parsed,
  problemsOf,
  type Source,
} from './sources.js';

describe('the shape of a definition', () => {
  it('is right for the complete small definition, which comes back unchanged', () => {
    expect(parsed(libraryCard())).toEqual(libraryCard());
  });

  it('is published as definition.schema.json', () => {
    const file = new URL('../../../src/machines/definition.schema.json', import.meta.url);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(definitionSchema);
  });

  it('lets every section that may be empty be left out, and gives it back empty', () => {
    const { machine: _machine, tasks: _tasks, ...source } = libraryCard();
    for (const section of ['parameters', 'events', 'deadlines', 'delays', 'letters', 'reasons', 'rules']) {
      delete source[section];
    }
    const machine = { initial: 'sent', states: { sent: { type: 'final' }, withdrawn: { type: 'final' } } };
    const empty = {
      parameters: {},
      events: {},
      deadlines: {},
      delays: {},
      tasks: {},
      letters: {},
      reasons: {},
    };
    expect(parsed({ ...source, machine })).toEqual({ ...source, machine, ...empty, rules: [] });
  });

  it.each([null, 7, 'text', true, [], [[]]])('says that %j is not a definition', (source) => {
    expect(found(source)).toEqual(['wrongType ']);
  });

  it('names every key that an empty document lacks', () => {
    const keys = problemsOf({}).map(({ code, details }) => `${code} ${String(details?.['key'])}`);
    const required = ['caseType', 'title', 'owner', 'reviewEvery', 'legalBasis', 'facts', 'ends', 'machine'];
    expect(keys).toEqual(required.map((key) => `missingKey ${key}`));
  });

  it('says in both languages what is wrong', () => {
    const [problem] = problemsOf({ ...libraryCard(), owner: 5 });
    expect(problem).toEqual({
      code: 'wrongType',
      path: '/owner',
      message: {
        da: 'Forkert slags værdi: her skal stå en tekst.',
        en: 'Wrong kind of value: this must be a text.',
      },
      details: { expected: ['string'], da: 'en tekst', en: 'a text' },
    });
  });

  it.each<[string, (source: Source) => void, string]>([
    ['a key that is not known', (s) => (s.colour = 'red'), 'unknownKey /colour'],
    ['a key that is not known below', (s) => (s.tasks.RESUME.colour = 1), 'unknownKey /tasks/RESUME/colour'],
    ['an empty title', (s) => (s.title.da = ''), 'emptyText /title/da'],
    ['a title in English only', (s) => delete s.title.da, 'missingKey /title'],
    ['an unknown role', (s) => (s.tasks.RESUME.role = 'boss'), 'unknownRole /tasks/RESUME/role'],
    [
      'an unknown party',
      (s) => (s.deadlines.decideBy.reminders[0].to = ['mayor']),
      'unknownRecipient /deadlines/decideBy/reminders/0/to/0',
    ],
    [
      'an unknown phase',
      (s) => (s.machine.states.open.meta.publicPhase = 'x'),
      'notAllowedValue /machine/states/open/meta/publicPhase',
    ],
    ['facts that are no object', (s) => (s.facts.type = 'array'), 'notAllowedValue /facts/type'],
    ['a name with a letter outside a–z', (s) => (s.caseType = 'lånerkort'), 'badName /caseType'],
    ['a name with a Cyrillic look-alike', (s) => (s.caseType = 'libr\u0430ryCard'), 'badName /caseType'],
    ['a key that is no name', (s) => (s.delays['two weeks'] = { due: 'today' }), 'badName /delays/two weeks'],
    [
      'a key with signs of a pointer',
      (s) => (s.delays['a/b~c %#'] = { due: 'today' }),
      'badName /delays/a~1b~0c %#',
    ],
    [
      'a length with seconds',
      (s) => (s.delays.proofReview.length = 'PT2S'),
      'badLength /delays/proofReview/length',
    ],
    ['a review period that is negative', (s) => (s.reviewEvery = '-P1Y'), 'badLength /reviewEvery'],
    [
      'a reminder at no length',
      (s) => (s.deadlines.decideBy.reminders[0].at = 'soon'),
      'badLength /deadlines/decideBy/reminders/0/at',
    ],
    [
      'a reminder without a moment',
      (s) => delete s.deadlines.decideBy.reminders[0].at,
      'missingKey /deadlines/decideBy/reminders/0',
    ],
    [
      'a repetition after nothing',
      (s) => delete s.deadlines.decideBy.reminders[2].after,
      'missingKey /deadlines/decideBy/reminders/2',
    ],
    [
      'a parameter that is an object',
      (s) => (s.parameters.decisionLength.value = {}),
      'wrongType /parameters/decisionLength/value',
    ],
  ])('finds %s', (_what, change, expected) => {
    expect(foundAfter(change)).toContain(expected);
  });

  it('finds everything at once, in the sections and in the machine', () => {
    const problems = foundAfter((source) => {
      source.owner = 5;
      source.tasks.RESUME.events = ['NEVER'];
      source.machine.states.open.initial = 'work';
      source.machine.states.open.on.WITHDRAWN = 'nowhere';
    });
    expect(problems).toEqual([
      'wrongType /owner',
      'initialNotUsed /machine/states/open/initial',
      'unknownTarget /machine/states/open/on/WITHDRAWN',
      'unknownEvent /tasks/RESUME/events/0',
    ]);
  });

  it('has codes of its own for what authors bring along from XState', () => {
    const problems = foundInMachine({
      initial: 'a',
      context: { count: 0 },
      states: {
        a: {
          entry: 'log',
          exit: ['log'],
          on: {
            A: { target: 'done', guard: { type: 'isReady' } },
            B: { actions: ['log', { type: 'raise' }, { type: 'xstate.spawnChild' }, { type: 'assign' }, 5] },
          },
        },
        done: { type: 'final' },
      },
    });
    expect(problems.sort()).toEqual([
      'contextRefused /machine/context',
      'entryExit /machine/states/a/entry',
      'entryExit /machine/states/a/exit',
      'guardObject /machine/states/a/on/A/guard',
      'raiseOrSpawn /machine/states/a/on/B/actions/1/type',
      'raiseOrSpawn /machine/states/a/on/B/actions/2/type',
      'unknownAction /machine/states/a/on/B/actions/0',
      'unknownAction /machine/states/a/on/B/actions/3/type',
      'unknownAction /machine/states/a/on/B/actions/4',
    ]);
  });

  it('lets a state be called guard, actions, entry or context', () => {
    const states = {
      guard: { on: { A: 'done' } },
      actions: {},
      entry: {},
      context: {},
      done: { type: 'final' },
    };
    expect(foundInMachine({ initial: 'guard', states })).toEqual([]);
    expect(
      foundInMachine({ initial: 'done', states: { guard: 5, actions: 'x', done: { type: 'final' } } }),
    ).toEqual(['wrongType /machine/states/guard', 'wrongType /machine/states/actions']);
  });

  it('stops at a flood of faults instead of overflowing', () => {
    expect(found({ ...libraryCard(), rules: Array.from({ length: 49_000 }, () => 5) })).toContain(
      'tooLarge ',
    );
  });

  it('passes a fault of the validator itself on', () => {
    expect(() => checkShape(undefined, 'definition')).toThrow('not supported');
  });
});
