import type { DelayDefinition, StateNode } from '../../../src/machines/definition.js';
import { plainEvents, Walk } from '../../support/definition.js';
import { awake, codesOf, eventsOf, line, only, regions, verified } from '../verify/machines.js';

/** Each of these was found by editing definitions at random, and made as small as it gets. */

const date = { type: 'string' as const, format: 'date' as const };
const given = { type: 'object' as const, required: ['on'], properties: { on: date } };
const fixed = { fixed: { due: 'facts.on' } };

describe('names that all objects have', () => {
  it('may be those of events', () => {
    const machine = line('a', 'end');
    machine.states!['a']!.on = { toString: 'end', constructor: {}, valueOf: {} };
    expect(codesOf(verified({ machine }))).toEqual([]);
  });
});

describe('timers whose moment has passed', () => {
  /** `a` waits for the timer and comes back to itself at once by way of `b`. */
  const back = (): StateNode => ({
    initial: 'a',
    states: {
      a: { on: { STOP: 'end' }, after: { fixed: 'b' } },
      b: { always: 'a' },
      end: { type: 'final' },
    },
  });

  it('must not be set again in their own step by an always', () => {
    const problem = only(verified({ machine: back(), facts: given, delays: fixed }), 'timerComesAgain');
    expect(problem.path).toBe('/machine/states/a/after/fixed');
    expect(eventsOf(problem)).toEqual(['case.opened', 'xstate.after.fixed.example.a']);
  });

  it('because the engine would stop there with an error', () => {
    const definition = { machine: back(), events: plainEvents('STOP'), ends: { end: [] } };
    const walk = Walk.open({ ...definition, facts: given, delays: fixed }, { on: '2026-02-03' });
    expect(() => walk.fire('xstate.after.fixed.example.a')).toThrow(
      expect.objectContaining({ code: 'endlessLoop' }),
    );
  });

  it('may be set again when they are counted from then', () => {
    const later = { fixed: { anchor: 'today', length: 'P1D' } };
    expect(codesOf(verified({ machine: back(), delays: later }))).toEqual([]);
    const never = { fixed: { anchor: 'today', length: 'P0D' } };
    expect(codesOf(verified({ machine: back(), delays: never }))).toEqual([
      'timerComesAgain /machine/states/a/after/fixed',
    ]);
  });

  /** `a` has a deadline, and leads round to itself when that has passed. */
  const exceeded = (reenter: boolean): StateNode => ({
    initial: 'around',
    states: {
      around: {
        initial: 'a',
        states: {
          a: {
            meta: { deadlines: ['answerBy'] },
            on: { STOP: '#example.end' },
            after: { answerBy: { target: '#example.around', ...(reenter && { reenter }) } },
          },
        },
      },
      end: { type: 'final' },
    },
  });
  const answerBy = {
    title: { da: 'Svar' },
    kind: 'internal' as const,
    anchor: 'now',
    length: 'PT12H',
    metBy: ['event(STOP)'],
  };

  it('of a deadline is not counted anew where the deadline runs on', () => {
    const said = verified({ machine: exceeded(false), deadlines: { answerBy } });
    const problem = only(said, 'timerComesAgain');
    expect(eventsOf(problem)).toEqual(['case.opened', 'xstate.after.answerBy.example.around.a']);
  });

  it('of a deadline is counted anew where the deadline begins anew', () => {
    expect(codesOf(verified({ machine: exceeded(true), deadlines: { answerBy } }))).toEqual([]);
  });

  /** `a` waits for the timer and begins anew. */
  const staying = (): StateNode => ({
    initial: 'a',
    states: {
      a: { ...awake, on: { STOP: 'end' }, after: { soon: { target: 'a', reenter: true } } },
      end: { type: 'final' },
    },
  });
  const fireTenTimes = (moment: DelayDefinition) => {
    const part = { ends: { end: [] }, events: plainEvents('STOP'), facts: given, delays: { soon: moment } };
    const walk = Walk.open({ ...part, machine: staying() }, { on: '2026-02-03' });
    for (let time = 0; time < 10; time += 1) walk.fire('xstate.after.soon.example.a');
  };

  it.each<[what: string, moment: DelayDefinition]>([
    ['this very moment', { due: 'now' }],
    ['today at eight', { due: 'today' }],
    ['yesterday', { due: 'minus(today, "P1D")' }],
    ['now, if a letter may be sent', { due: 'nextSendMoment(now)' }],
    ['tomorrow, but no later than a fact', { due: 'earliest(plus(today, "P1D"), facts.on)' }],
    ['a day after a day of last year', { anchor: 'minus(today, "P1Y")', length: 'P1D' }],
    ['tomorrow, or the working day before', { anchor: 'today', length: 'P1D', roll: 'backward' }],
  ])('may be counted from then and have passed all the same: %s', (_what, moment) => {
    const found = verified({ machine: staying(), facts: given, delays: { soon: moment } });
    expect(codesOf(found)).toEqual(['timerComesAgain /machine/states/a/after/soon']);
    expect(() => fireTenTimes(moment)).toThrow(expect.objectContaining({ code: 'endlessLoop' }));
  });

  it.each<[what: string, moment: DelayDefinition]>([
    ['the end of today', { due: 'today', at: 'endOfDay' }],
    ['tomorrow, or later by a fact', { due: 'latest(plus(today, "P1D"), facts.on)', at: 'startOfDay' }],
    ['the next working day', { anchor: 'today', length: 'P1D', counting: 'workingDays' }],
    ['in two weeks, or the working day before', { anchor: 'now', length: 'P2W', roll: 'backward' }],
  ])('may be counted from then, and lie ahead: %s', (_what, moment) => {
    expect(codesOf(verified({ machine: staying(), facts: given, delays: { soon: moment } }))).toEqual([]);
    expect(() => fireTenTimes(moment)).not.toThrow();
  });

  it('may be counted from then in one case and not in the other: that is not later', () => {
    const delays = { fixed: { due: 'happened(STOP) ? today : facts.on' } };
    expect(codesOf(verified({ machine: back(), facts: given, delays }))).toEqual([
      'timerComesAgain /machine/states/a/after/fixed',
    ]);
  });

  it('must not be those of a deadline that runs on around the state', () => {
    const machine: StateNode = {
      initial: 'open',
      states: {
        open: {
          meta: { deadlines: ['limit'] },
          on: { STOP: 'end' },
          initial: 'a',
          states: { a: { after: { limit: { reenter: true, target: 'a' } } } },
        },
        end: { type: 'final' },
      },
    };
    const limit = { title: { da: 'Frist' }, kind: 'internal' as const, due: 'plus(today, "P1D")' };
    expect(codesOf(verified({ machine, deadlines: { limit } }))).toEqual([
      'timerComesAgain /machine/states/open/states/a/after/limit',
    ]);
    const own = structuredClone(machine);
    delete own.states!['open']!.meta!.deadlines;
    own.states!['open']!.states!['a']!.meta = { deadlines: ['limit'] };
    const met = { ...limit, metBy: ['event(STOP)'] };
    expect(codesOf(verified({ machine: own, deadlines: { limit: met } }))).toEqual([]);
  });

  it('must not lead round by way of each other', () => {
    const machine: StateNode = {
      initial: 'a',
      states: {
        a: { on: { STOP: 'end' }, after: { fixed: 'b' } },
        b: { on: { STOP: 'end' }, after: { fixed: 'c' } },
        c: { on: { STOP: 'end' }, after: { fixed: 'b' } },
        end: { type: 'final' },
      },
    };
    const problem = only(verified({ machine, facts: given, delays: fixed }), 'timersGoRound');
    expect(problem.path).toMatch(/^\/machine\/states\/[bc]\/after\/fixed$/);
    expect(eventsOf(problem).at(-1)).toMatch(/^xstate\.after\.fixed\.example\.[bc]$/);
    const delays = { fixed: { due: 'plus(today, "P1D")' } };
    expect(codesOf(verified({ machine, delays }))).toEqual([]);
    // What people may write at another time does not help; what the timers themselves write does.
    const actions = [{ type: 'setFacts' as const, facts: { on: 'plus(today, "P1D")' } }];
    machine.states!['b']!.on!['LATER'] = { actions };
    only(verified({ machine, facts: given, delays: fixed }), 'timersGoRound');
    machine.states!['b']!.after = { fixed: { target: 'c', actions } };
    expect(codesOf(verified({ machine, facts: given, delays: fixed }))).toEqual([]);
  });
});

describe('an event with very many guards', () => {
  it('is looked through, and goes round for ever only where it does', () => {
    const facts = { type: 'object' as const, properties: { n: { type: 'integer' as const, default: 0 } } };
    const machine = line('a', 'end');
    machine.states!['a']!.on!['TO_end'] = Array.from({ length: 60 }, (_, n) => ({
      guard: `facts.n == ${n}`,
      target: 'end',
    }));
    const rules = [{ template: 'absence' as const, first: ['when(facts.n == 59)'] }];
    expect(codesOf(verified({ machine, facts }))).toEqual([]);
    expect(codesOf(verified({ machine, facts, rules }))).toEqual(['brokenRule /rules/0']);
    const actions = [{ type: 'setFacts' as const, facts: { n: 'facts.n + 1' } }];
    machine.states!['b'] = { always: { target: 'c', guard: 'facts.n > 0', actions } };
    machine.states!['c'] = { always: { target: 'b', guard: 'facts.n > 0', actions } };
    machine.states!['a']!.on!['ROUND'] = 'b';
    expect(codesOf(verified({ machine, facts }))).toContain('alwaysMayCycle /machine/states/a');
  });
});

describe('a timer with guards that ask very much', () => {
  const facts = { type: 'object' as const, properties: { n: { type: 'integer' as const, default: 0 } } };
  const timed = (...guards: string[]) => {
    const machine = line('a', 'end');
    machine.states!['a']!.after = { soon: guards.map((guard) => ({ guard, target: 'end' })) };
    return codesOf(verified({ machine, facts }));
  };
  const numbers = Array.from({ length: 45 }, (_, at) => at);

  it('may be lost', () => {
    const none = numbers.map((at) => `facts.n * ${at} != 7`).join(' && ');
    expect(timed(none)).toContain('timerMayBeLost /machine/states/a/after/soon');
  });

  it('is taken to be lost when nobody can look through it', () => {
    const always = (count: number) =>
      numbers
        .slice(0, count)
        .map((at) => `(facts.n * ${at} == 7 || facts.n * ${at} != 7)`)
        .join(' && ');
    expect(timed(always(8))).toEqual([]);
    expect(timed(always(16))).toContain('timerMayBeLost /machine/states/a/after/soon');
  });
});

describe('regions that ask much of each other', () => {
  /** Each step of the left region asks a dozen states of the right one, again after every move. */
  function entangled(): StateNode {
    const names = Array.from({ length: 12 }, (_, at) => `r${at}`);
    const right = line(...names);
    const next = (at: number) => ({ guard: `active("open.right.${names[at]}")`, target: `l${at + 1}` });
    const steps = names.map((_, at) => [`l${at}`, { ...awake, always: next(at) }] as const);
    const left = {
      initial: 'l0',
      states: { ...Object.fromEntries(steps), l12: awake } as Record<string, StateNode>,
    };
    return regions(left, right);
  }

  it('are looked at together before every combination of answers is tried', () => {
    const asked = { template: 'absence' as const, first: ['enter(open.left.l12)'] };
    const { proofs, stats, problems } = verified({ machine: entangled(), rules: [asked] });
    expect(problems.map(({ code }) => code)).not.toContain('notProved');
    expect(proofs[0]!.regions).toContain('open.left');
    expect(stats.configurations).toBeLessThan(2_000);
  });
});
