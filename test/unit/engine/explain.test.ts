import { explain, whatIf, type Definition, type Role } from '../../../src/machines/index.js';
import { envAt, plainEvents, Walk } from '../../support/definition.js';

const sending: Partial<Definition> = {
  facts: {
    type: 'object',
    required: [],
    properties: {
      called: { type: 'boolean', default: false },
      reasoning: { type: 'boolean' },
      log: {
        type: 'array',
        default: [],
        items: { type: 'object', properties: { text: { type: 'string' } } },
      },
      waiver: { type: 'boolean', title: { da: 'Fritagelse', en: 'Waiver' } },
    },
  },
  events: {
    ...plainEvents('CALLED', 'LATER', 'NEVER', 'CUT', 'ELSEWHERE', 'ONCE'),
    SEND: { title: { da: 'Send' }, roles: ['caseworker'], form: ['reasoning'] },
    OVERRIDE: { title: { da: 'Undtagelse' }, roles: ['teamLeader'] },
    LOG: { title: { da: 'Log' }, roles: ['caseworker'], form: ['text'], append: 'log' },
    SET_CALLED: { title: { da: 'Ringet' }, roles: ['caseworker'], form: ['called'] },
  },
  reasons: {
    'facts.called': {
      text: {
        da: 'Afslaget skal først meddeles mundtligt. Brevet kan tidligst sendes {nextSendDay(today)}.',
        en: 'The refusal must be told by phone first. The letter can leave on {nextSendDay(today)}.',
      },
      opens: 'nextSendDay(today)',
    },
  },
  machine: {
    initial: 'a',
    states: {
      a: {
        on: {
          SET_CALLED: { guard: 'facts.called', target: 'b' },
          LOG: { guard: 'size(facts.log) > 0', target: 'b' },
          CALLED: { guard: 'facts.called && isSendableDay(today)', target: 'b' },
          SEND: { guard: 'has(event.facts.reasoning) && event.facts.reasoning', target: 'b' },
          OVERRIDE: 'b',
          LATER: { guard: 'beforeCutOff(now) && isSendableDay(today)', target: 'b' },
          NEVER: { guard: 'has(facts.waiver) && facts.waiver', target: 'b' },
          ONCE: { guard: 'active("b") || !active("a") || happened(OVERRIDE)', target: 'b' },
          CUT: [
            { guard: 'facts.called', target: 'b' },
            { guard: '!isWorkingDay(today)', target: 'b' },
          ],
        },
      },
      b: {
        meta: { title: { da: 'Brevet er sendt', en: 'The letter has been sent' } },
        on: { ELSEWHERE: 'a' },
      },
    },
  },
};

const FRIDAY = '2026-02-06T09:00:00Z';
const explained = (type: string, now = FRIDAY, roles?: Role[]) => {
  const walk = Walk.open(sending, {}, now);
  const found = explain(walk.compiled, walk.snapshot, envAt(now), roles).find((one) => one.type === type);
  if (!found) throw new Error(`${type} is not explained`);
  return found;
};

describe('each event of the present states', () => {
  test('is listed, and no other', () => {
    const walk = Walk.open(sending, {}, FRIDAY);
    const types = explain(walk.compiled, walk.snapshot, envAt(FRIDAY)).map(({ type }) => type);
    expect(types).toContain('CALLED');
    expect(types).not.toContain('ELSEWHERE');
  });

  test('says why not in the words of the definition, with the day from which it will do', () => {
    expect(explained('CALLED').reasons).toEqual([
      {
        code: 'guard',
        expression: 'facts.called',
        text: {
          da: 'Afslaget skal først meddeles mundtligt. Brevet kan tidligst sendes mandag 9. februar 2026.',
          en: 'The refusal must be told by phone first. The letter can leave on Monday 9 February 2026.',
        },
        opensOn: '2026-02-09',
      },
      {
        code: 'guard',
        expression: 'isSendableDay(today)',
        text: { da: 'i morgen er lørdag', en: 'tomorrow is a Saturday' },
        opensOn: '2026-02-09',
      },
    ]);
  });

  test('is possible when its guard says yes', () => {
    expect(explained('LATER', '2026-02-05T09:00:00Z')).toMatchObject({ accepted: true, reasons: [] });
    expect(explained('OVERRIDE')).toMatchObject({ accepted: true });
  });

  test('depends on the form when the guard reads what the event brings', () => {
    for (const type of ['SEND', 'SET_CALLED', 'LOG']) {
      expect(explained(type)).toMatchObject({ accepted: 'dependsOnForm', reasons: [] });
    }
  });

  test('is for other roles', () => {
    expect(explained('OVERRIDE', FRIDAY, ['caseworker'])).toMatchObject({
      accepted: false,
      reasons: [{ code: 'wrongRole' }],
    });
    expect(explained('OVERRIDE', FRIDAY, ['teamLeader'])).toMatchObject({ accepted: true });
  });

  test('gives the reasons of all its branches, each once', () => {
    expect(explained('CUT').reasons.map(({ expression }) => expression)).toEqual([
      'facts.called',
      'isWorkingDay(today)',
    ]);
    expect(explained('CUT').reasons[1]?.text.da).toBe('Dagen i dag må ikke være en arbejdsdag.');
  });

  test('says where the case is and what has happened in words', () => {
    expect(explained('ONCE').reasons.map(({ text }) => text)).toEqual([
      { da: 'Sagen er ikke i “Brevet er sendt”.', en: 'The case is not in “The letter has been sent”.' },
      { da: 'Sagen er i “a”.', en: 'The case is in “a”.' },
      { da: '“Undtagelse” er ikke sket.', en: '“Undtagelse” has not happened.' },
    ]);
  });

  test('names a fact that nobody has stated', () => {
    const [reason] = explained('NEVER').reasons;
    expect(reason).toMatchObject({
      code: 'missingFact',
      fact: 'waiver',
      text: { da: 'Oplysningen “Fritagelse” mangler.' },
    });
  });

  test('of an ended case there is none', () => {
    const walk = Walk.open({
      ends: { end: [] },
      machine: { initial: 'end', states: { end: { type: 'final' } } },
    });
    expect(explain(walk.compiled, walk.snapshot, envAt(FRIDAY))).toEqual([]);
  });
});

test('words that cannot be filled in give way to what the condition demands', () => {
  const walk = Walk.open({
    events: plainEvents('GO'),
    deadlines: { other: { title: { da: 'Anden' }, kind: 'internal', anchor: 'today', length: 'P1W' } },
    reasons: { 'isWorkingDay(today)': { text: { da: 'Senest {dueOn("other")}' } } },
    machine: {
      initial: 'a',
      states: { a: { on: { GO: { guard: 'isWorkingDay(today)', target: 'b' } } }, b: {} },
    },
  });
  walk.at('2026-02-07T09:00:00Z').send('GO');
  expect(walk.result).toMatchObject({
    reasons: [{ text: { en: 'Today must be a working day.' } }],
  });
});

test('a bug in an explanation is not hidden behind other words', () => {
  const walk = Walk.open(sending, {}, FRIDAY);
  const broken = {
    ...walk.calendar,
    nextSendDay: () => {
      throw new Error('bug');
    },
  };
  const env = { ...envAt(FRIDAY), calendar: broken };
  expect(() => explain(walk.compiled, walk.snapshot, env)).toThrow('bug');
});

test('a refused event says the same as the explanation of it', () => {
  const walk = Walk.open(sending, {}, FRIDAY).send('CALLED');
  expect(walk.result).toMatchObject({ accepted: false, reasons: explained('CALLED').reasons });
});

describe('what if', () => {
  const watched: Partial<Definition> = {
    events: plainEvents('DONE'),
    deadlines: {
      decision: {
        title: { da: 'Afgørelse' },
        kind: 'published',
        anchor: 'today',
        length: 'P4W',
        reminders: [
          { at: '-P1W', to: ['caseworker'] },
          { at: 'breach', to: ['teamLeader'] },
        ],
      },
    },
    delays: { broken: { anchor: 'today', length: 'P5W' } },
    machine: {
      type: 'parallel',
      states: {
        main: {
          initial: 'a',
          states: { a: { meta: { deadlines: ['decision'] }, on: { DONE: 'b' } }, b: {} },
        },
        clock: {
          initial: 'runs',
          states: {
            runs: { after: { broken: { guard: 'lastOn(DONE) > today', target: 'over' } } },
            over: {},
          },
        },
      },
    },
  };
  const play = (until: string, events: { at: string; type: string }[] = []) => {
    const walk = Walk.open(watched, {}, '2026-02-02T08:10:00Z');
    const given = events.map(({ at, type }) => ({ at, event: { type } }));
    return whatIf(walk.compiled, walk.snapshot, { until, events: given }, envAt(walk.now));
  };
  const seen = (result: ReturnType<typeof play>) =>
    result.entries.map(({ at, event, effects }) => [at, event, ...effects.map(({ type }) => type)]);

  test('nobody acts: reminders and the breach come, each at its own instant', () => {
    expect(seen(play('2026-03-08T00:00:00.000Z'))).toEqual([
      ['2026-02-23T07:00:00.000Z', 'timer.deadline', 'sendMessage'],
      ['2026-03-02T23:00:00.000Z', 'timer.deadline', 'breachDeadline'],
      ['2026-03-03T07:00:00.000Z', 'timer.deadline', 'sendMessage'],
    ]);
  });

  test('somebody acts in time: nothing more comes', () => {
    const result = play('2026-03-08T00:00:00.000Z', [{ at: '2026-02-20T10:00:00.000Z', type: 'DONE' }]);
    expect(seen(result)).toEqual([['2026-02-20T10:00:00.000Z', 'DONE', 'stopDeadline']]);
    expect(result.snapshot.value).toMatchObject({ main: 'b' });
  });

  test('an event that would be refused is listed with its reasons', () => {
    const events = [{ at: '2026-02-20T10:00:00.000Z', type: 'UNKNOWN' }];
    expect(play('2026-02-21T00:00:00.000Z', events).entries).toMatchObject([
      { accepted: false, reasons: [{ code: 'unknownEvent' }] },
    ]);
  });

  test('a timer that cannot be evaluated is listed, and the play goes on', () => {
    const result = play('2026-04-01T00:00:00.000Z');
    expect(result.entries.at(-1)).toMatchObject({
      accepted: false,
      event: 'xstate.after.broken.example.clock.runs',
    });
    expect(result.truncated).toBe(false);
  });

  test('a case that never comes to rest is cut off and says so', () => {
    const restless: Partial<Definition> = {
      delays: { again: { due: 'plus(today, "P1D")' } },
      machine: { initial: 'a', states: { a: { after: { again: { target: 'a', reenter: true } } } } },
    };
    const walk = Walk.open(restless, {}, '2026-02-02T08:10:00Z');
    const result = whatIf(
      walk.compiled,
      walk.snapshot,
      { until: '9999-01-01T00:00:00.000Z' },
      envAt(walk.now),
    );
    expect([result.truncated, result.entries.length]).toEqual([true, 1_000]);
  });
});
