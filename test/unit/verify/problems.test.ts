/* oxlint-disable unicorn/consistent-function-scoping -- what builds a machine stands beside the test that reads it */
import { readFileSync } from 'node:fs';
import { HOW, VERIFY_TEXTS } from '../../../src/machines/verify/texts.js';
import { verify } from '../../../src/machines/verify.js';
import type { Definition, StateNode } from '../../../src/machines/definition.js';
import { awake, codesOf, eventsOf, example, line, only, regions, soon, verified } from './machines.js';

const ended = { type: 'final' } as const;

describe('a definition without faults', () => {
  it('has no problems', () => {
    expect(verified({ machine: line('a', 'b', 'end') }).problems).toEqual([]);
  });

  it('is only checked further when its expressions are in order', () => {
    const result = verified({
      machine: {
        initial: 'a',
        states: { a: { on: { GO: { guard: 'facts.unknown', target: 'end' } } }, end: ended },
      },
    });
    expect(result.proofs).toEqual([]);
    expect(result.problems.map(({ path }) => path)).toEqual(['/machine/states/a/on/GO/guard']);
  });
});

describe('the states one by one', () => {
  it('must have a Danish title and a phase for the citizen', () => {
    const definition = example({ machine: line('a', 'end'), delays: soon });
    definition.machine.states!['a']!.meta = { wait: awake.meta.wait, title: { da: ' ' } };
    expect(codesOf(verify(definition))).toEqual([
      'missingTitle /machine/states/a',
      'missingPublicPhase /machine/states/a',
    ]);
  });

  it('must be woken when what they wait for is reviewed', () => {
    const machine = line('a', 'end');
    delete machine.states!['a']!.after;
    expect(codesOf(verified({ machine }))).toEqual(['waitWithoutReview /machine/states/a/meta/wait/review']);
  });

  it('may be woken by a timer or deadline around them', () => {
    const machine = { initial: 'a', states: { a: { ...line('b', 'end'), after: { soon: {} } } } };
    expect(codesOf(verified({ machine: machine as never }))).not.toContain('waitWithoutReview');
  });

  it('must not be woken in vain: the last branch of a timer has no condition', () => {
    const machine = line('a', 'end');
    const facts = {
      type: 'object' as const,
      properties: { ready: { type: 'boolean' as const, default: false } },
    };
    machine.states!['a']!.after = { soon: [{ guard: 'facts.ready', target: 'end' }] };
    expect(codesOf(verified({ machine, facts }))).toEqual(['timerMayBeLost /machine/states/a/after/soon']);
    machine.states!['a']!.after = {
      soon: [{ guard: 'facts.ready', target: 'end' }, { guard: '!facts.ready' }],
    };
    expect(codesOf(verified({ machine, facts }))).toEqual([]);
  });

  it('weigh every way of answering a condition of several parts', () => {
    const machine = line('a', 'end');
    const yes = { type: 'boolean' as const, default: false };
    const facts = { type: 'object' as const, required: ['p', 'q'], properties: { p: yes, q: yes } };
    const soonIf = (...guards: string[]) => {
      machine.states!['a']!.after = { soon: guards.map((guard) => ({ guard, target: 'end' })) };
      return codesOf(verified({ machine, facts }));
    };
    expect(soonIf('facts.p && facts.q', '!facts.p || !facts.q')).toEqual([]);
    expect(soonIf('facts.p && facts.q', '!facts.p')).toEqual(['timerMayBeLost /machine/states/a/after/soon']);
  });

  it('know that one of the values of a fact must hold', () => {
    const machine = line('a', 'end');
    const facts = {
      type: 'object' as const,
      required: ['way'],
      properties: { way: { type: 'string' as const, enum: ['post', 'mail'] } },
    };
    machine.states!['a']!.after = {
      soon: [
        { guard: 'facts.way == "post"', target: 'end' },
        { guard: 'facts.way == "mail"', target: 'end' },
      ],
    };
    expect(codesOf(verified({ machine, facts }))).toEqual([]);
    facts.properties.way.enum.push('courier');
    expect(codesOf(verified({ machine, facts }))).toEqual(['timerMayBeLost /machine/states/a/after/soon']);
  });

  it('must not be entered again by a timer, by way of a history state that remembers it, at the same moment', () => {
    const a = { ...awake, after: { soon: 'back' }, on: { GO: '#example.end' } };
    const open = { initial: 'a', states: { a, back: { type: 'history' as const } } };
    const facts = {
      type: 'object' as const,
      required: ['on'],
      properties: { on: { type: 'string' as const, format: 'date' as const } },
    };
    const machine = { initial: 'open', states: { open, end: ended } };
    expect(codesOf(verified({ machine, facts, delays: { soon: { due: 'facts.on' } } }))).toContain(
      'timerComesAgain /machine/states/open/states/a/after/soon',
    );
  });

  it.each([
    ['half an hour after now', { anchor: 'now', length: 'PT30M' }, true],
    ['an office hour after now', { anchor: 'now', length: 'PT1H', counting: 'officeHours' }, true],
    ['no time after now', { anchor: 'now', length: 'PT0M' }, false],
    ['an hour before now', { anchor: 'now', length: '-PT1H' }, false],
    ['an hour after what may be long ago', { anchor: 'facts.at', length: 'PT1H' }, false],
  ] as const)('may begin anew by a timer of hours only when it lies ahead: %s', (_, soon, ahead) => {
    const machine = line('a', 'end');
    machine.states!['a']!.after = { soon: { target: 'a', reenter: true } };
    const facts = {
      type: 'object' as const,
      required: ['at'],
      properties: { at: { type: 'string' as const, format: 'date-time' as const } },
    };
    const codes = codesOf(verified({ machine, facts, delays: { soon } }));
    expect(codes.includes('timerComesAgain /machine/states/a/after/soon')).toBe(!ahead);
  });

  it('must not begin anew when a timer has come whose moment is the same again', () => {
    const machine = line('a', 'end');
    const anew = { target: 'a', reenter: true };
    machine.states!['a']!.after = { soon: anew };
    const facts = {
      type: 'object' as const,
      required: ['on'],
      properties: { on: { type: 'string' as const, format: 'date' as const } },
    };
    const delays = { soon: { due: 'facts.on' } };
    expect(codesOf(verified({ machine, facts, delays }))).toEqual([
      'timerComesAgain /machine/states/a/after/soon',
    ]);
    machine.states!['a']!.after = {
      soon: { ...anew, actions: [{ type: 'setFacts', facts: { on: 'plus(facts.on, "P1D")' } }] },
    };
    // It may have passed long ago, and so has the day after.
    expect(codesOf(verified({ machine, facts, delays }))).toEqual([
      'timerComesAgain /machine/states/a/after/soon',
    ]);
    machine.states!['a']!.after = {
      soon: {
        ...anew,
        actions: [{ type: 'setFacts', facts: { on: 'plus(latest(facts.on, today), "P1D")' } }],
      },
    };
    expect(codesOf(verified({ machine, facts, delays }))).toEqual([]);
  });

  it('must have a timer when they move on by the day', () => {
    const machine = line('a', 'end');
    machine.states!['a'] = {
      on: machine.states!['a']!.on!,
      meta: { tasks: ['WORK'] },
      always: { guard: 'isWorkingDay(today)', target: 'end' },
    };
    const tasks = { WORK: { title: { da: 'Arbejd' }, role: 'caseworker' as const, events: ['TO_end'] } };
    expect(codesOf(verified({ machine, tasks }))).toEqual(['nobodyWakes /machine/states/a/always']);
  });
});

describe('what timers are counted from', () => {
  it('an extended deadline comes anew', () => {
    const machine = line('a', 'end');
    machine.states!['a'] = {
      on: machine.states!['a']!.on!,
      meta: { deadlines: ['limit'] },
      after: {
        limit: { actions: [{ type: 'extendDeadline', deadline: 'limit', until: 'today', reason: '"x"' }] },
      },
    };
    const facts = {
      type: 'object' as const,
      required: ['on'],
      properties: { on: { type: 'string' as const, format: 'date' as const } },
    };
    const deadlines = { limit: { title: { da: 'Frist' }, kind: 'internal' as const, due: 'facts.on' } };
    expect(codesOf(verified({ machine, facts, deadlines }))).toEqual([]);
  });

  it('a condition that asks the calendar of a fixed day may be either', () => {
    const machine = line('a', 'b', 'end');
    machine.states!['a']!.on!['TO_b'] = { guard: 'isWorkingDay(date("2026-04-01"))', target: 'b' };
    expect(codesOf(verified({ machine }))).toEqual([]);
  });
});

describe('deadlines', () => {
  const limit = (part: object = {}) => ({
    limit: { title: { da: 'Frist' }, kind: 'internal' as const, due: 'plus(today, "P1W")', ...part },
  });
  const never = ['deadlineNeverMet /deadlines/limit'];
  const work = {
    WORK: { title: { da: 'Arbejd' }, role: 'caseworker' as const, events: ['TO_b'], deadline: 'limit' },
  };

  /** Two states that follow each other; the deadline runs in the first. */
  const running = (): StateNode => {
    const machine = line('a', 'b', 'end');
    machine.states!['a']!.meta = { ...awake.meta, deadlines: ['limit'] };
    return machine;
  };

  it('are met by going on, unless it is time that goes on', () => {
    expect(codesOf(verified({ machine: running(), deadlines: limit() }))).toEqual([]);
    const machine = running();
    machine.states!['a'] = { meta: machine.states!['a']!.meta!, after: { soon: 'b' } };
    expect(codesOf(verified({ machine, deadlines: limit() }))).toEqual(never);
  });

  it('are not met by what takes the case away from outside', () => {
    const { a: _a, ...rest } = running().states!;
    const a = { meta: { ...awake.meta, deadlines: ['limit'] }, after: { soon: 'b' } };
    const machine = { initial: 'a', states: { a, ...rest }, on: { GIVE_UP: '.end' } };
    expect(codesOf(verified({ machine, deadlines: limit() }))).toEqual(never);
  });

  it('that say what meets them must come to see it when they end', () => {
    const met = (...metBy: string[]) =>
      codesOf(verified({ machine: running(), deadlines: limit({ metBy }) }));
    expect(met('enter(b)')).toEqual([]);
    expect(met('event(TO_b)')).toEqual([]);
    expect(met('enter(end)', 'event(TO_end)')).toEqual(never);
    expect(met()).toEqual(never);
  });

  it('with a task beside them are met by its events only', () => {
    const machine = running();
    machine.states!['a']!.meta!.tasks = ['WORK'];
    expect(codesOf(verified({ machine, deadlines: limit(), tasks: work }))).toEqual([]);
    machine.states!['a']!.on = { NOT_NOW: 'b', TO_b: {} };
    expect(codesOf(verified({ machine, deadlines: limit(), tasks: work }))).toContain(never[0]);
  });

  it('may be met by what another region sees in the same step', () => {
    const one = { initial: 'x', states: { x: { meta: { deadlines: ['limit'] }, on: { GO: 'y' } }, y: {} } };
    const two = { initial: 'p', states: { p: { ...awake, on: { GO: 'q' } }, q: awake } };
    const met = (...metBy: string[]) =>
      codesOf(verified({ machine: regions(one, two), deadlines: limit({ metBy }) }));
    expect(met('enter(q)')).toEqual([]);
    expect(met('enter(p)')).toEqual(never);
  });

  it('of the citizen are nobody’s to meet', () => {
    expect(
      codesOf(verified({ machine: running(), deadlines: limit({ kind: 'citizen', metBy: [] }) })),
    ).toEqual([]);
  });
});

describe('tasks and events', () => {
  const task = (...events: string[]) => ({ title: { da: 'Arbejd' }, role: 'caseworker' as const, events });

  it('a task must be opened by some state', () => {
    const result = verified({ machine: line('a', 'end'), tasks: { WORK: task('TO_end') } });
    expect(codesOf(result)).toEqual(['taskNeverOpened /tasks/WORK']);
  });

  it('a task must be closed by one of its own events', () => {
    const machine = line('a', 'b', 'end');
    machine.states!['a']!.meta = { tasks: ['WORK'] };
    expect(codesOf(verified({ machine, tasks: { WORK: task('TO_b') } }))).toEqual([]);
    expect(codesOf(verified({ machine, tasks: { WORK: task('TO_end') } }))).toEqual([
      'taskNeverClosed /tasks/WORK',
    ]);
  });

  it('a task may be closed because everything is left, or opened anew', () => {
    const work = { initial: 'a', states: { a: { meta: { tasks: ['WORK'] } } } };
    const machine = regions(work, { initial: 'b', states: { b: awake } });
    expect(codesOf(verified({ machine, tasks: { WORK: task('END') } }))).toEqual([]);
    const again = line('a', 'end');
    again.states!['a']!.meta = { tasks: ['WORK'] };
    again.states!['a']!.on!['AGAIN'] = { target: 'a', reenter: true };
    expect(codesOf(verified({ machine: again, tasks: { WORK: task('AGAIN') } }))).toEqual([]);
  });

  it('a task must not be open in two places at once', () => {
    const a = { initial: 'a', states: { a: { meta: { tasks: ['WORK'] } } } };
    const b = { initial: 'b', states: { b: { meta: { tasks: ['WORK'] } } } };
    const result = verified({ machine: regions(a, b), tasks: { WORK: task('END') } });
    expect(codesOf(result)).toEqual(['taskNamedTwice /machine/states/open/states/right/states/b/meta/tasks']);
  });

  it('an event must be accepted by a state that a case can come to', () => {
    const machine = line('a', 'end');
    machine.states!['lost'] = { ...awake, on: { LATE: 'end' } };
    const nowhere = { NOWHERE: { title: { da: 'Ingen steder' }, roles: [] } };
    expect(codesOf(verified({ machine, events: nowhere }))).toEqual([
      'unreachableState /machine/states/lost',
      'eventNotAccepted /events/NOWHERE',
      'eventNotAccepted /events/LATE',
    ]);
  });
});

describe('child cases', () => {
  const child = example({
    machine: { initial: 'a', states: { a: { on: { YES: 'yes', NO: 'no' } }, yes: ended, no: ended } },
    facts: {
      type: 'object',
      required: ['why'],
      properties: { why: { type: 'string' }, answer: { type: 'string' } },
    },
  });
  child.ends = { yes: ['answer'], no: [] };
  const parent = (onDone: object[], more: object = {}): Definition =>
    example({
      machine: {
        initial: 'asking',
        states: {
          asking: { invoke: { src: 'child', id: 'asked', onDone: onDone as never, ...more } },
          end: ended,
        },
      },
      facts: { type: 'object', properties: { answer: { type: 'string' } } },
    });
  const yes = { guard: 'event.output.end == "yes"', target: 'end' };

  it('every end of the child must lead on', () => {
    const definition = parent([yes], { input: { why: '"x"' }, receives: ['answer'] });
    const result = verify(definition, { neighbours: { current: { child } } });
    expect(codesOf(result)).toEqual(['uncoveredEnd /machine/states/asking/invoke/onDone']);
    expect(result.problems[0]!.details).toMatchObject({ end: 'no' });
    expect(codesOf(verify(definition))).toEqual([]);
  });

  it('the child must exist, get what it needs, and give what is taken', () => {
    const faulty = parent([{ target: 'end' }], { input: { unknown: '"x"' }, receives: ['answer', 'answer'] });
    expect(codesOf(verify(faulty, { neighbours: { current: {} } }))).toEqual([
      'unknownChildType /machine/states/asking/invoke/src',
    ]);
    const silent = { ...child, ends: { yes: [], no: [] } };
    expect(codesOf(verify(faulty, { neighbours: { current: { child: silent } } }))).toEqual([
      'childFactMissing /machine/states/asking/invoke/input',
      'childFactUnknown /machine/states/asking/invoke/input/unknown',
      'childFactNotReturned /machine/states/asking/invoke/receives/0',
      'childFactNotReturned /machine/states/asking/invoke/receives/1',
    ]);
  });

  it('are named as an assumption of the proofs', () => {
    const definition = parent([{ target: 'end' }]);
    definition.rules = example({ machine: line('a', 'end'), rules: [{ first: ['enter(asking)'] }] }).rules;
    expect(
      verify(definition)
        .proofs[0]!.assumptions.map(({ en }) => en)
        .join(),
    ).toContain('“child”');
  });
});

describe('the machine as a whole', () => {
  it('must come to rest', () => {
    const machine = line('a', 'b', 'c', 'end');
    machine.states!['b']!.always = 'c';
    machine.states!['c']!.always = { target: 'b' };
    const problem = only(verified({ machine }), 'alwaysCycle');
    expect(problem.path).toBe('/machine/states/a');
    expect(problem.details).toMatchObject({ states: ['b', 'c'] });
    expect(problem.message.en).toContain('“b”, “c”');
    expect(codesOf(verified({ machine }))).toEqual(['alwaysCycle /machine/states/a']);
    expect(eventsOf(problem)).toEqual(['case.opened', 'TO_b']);
  });

  it('must come to rest when it is opened, and where no case comes', () => {
    const endless = { initial: 'a', states: { a: { always: 'b' }, b: { always: 'a' }, end: ended } };
    expect(only(verified({ machine: endless }), 'alwaysCycle').path).toBe('/machine/states/a/always');
    const machine = line('a', 'end');
    Object.assign(machine.states!, { x: { ...awake, always: 'y' }, y: { ...awake, always: 'x' } });
    expect(codesOf(verified({ machine }))).toContain('alwaysCycle /machine/states/x/always');
  });

  it('must come to rest although facts are written on every round', () => {
    const facts = { type: 'object' as const, properties: { n: { type: 'integer' as const, default: 0 } } };
    const again = [{ type: 'setFacts' as const, facts: { n: 'facts.n + 1' } }];
    const machine = line('a', 'b', 'end');
    machine.states!['b']!.always = { target: 'c', guard: 'facts.n > 0', actions: again };
    machine.states!['c'] = { ...awake, always: { target: 'b', actions: again } };
    expect(codesOf(verified({ machine, facts }))).toContain('alwaysMayCycle /machine/states/a');
  });

  it('must be able to end from everywhere', () => {
    const machine = line('a', 'b', 'end');
    machine.states!['trap'] = { ...awake, on: { AGAIN: 'deep' } };
    machine.states!['deep'] = awake;
    machine.states!['a']!.on!['FALL'] = 'trap';
    const problem = only(verified({ machine }), 'cannotEnd');
    expect(problem.path).toBe('/machine/states/trap');
    expect(eventsOf(problem)).toEqual(['case.opened', 'FALL']);
    expect(problem.details).toMatchObject({ configurations: 2 });
  });

  it('must be able to end also where the way out asks another region', () => {
    const left = { initial: 'a', states: { a: { ...awake, on: { STOP: 'b' } }, b: awake } };
    const right = { initial: 'c', states: { c: { ...awake, on: { READY: 'd' } }, d: awake } };
    const leave = (guard: string) => ({ on: { END: { target: 'ended', guard } } });
    const open = leave('active("open.left.a") && active("open.right.d")');
    const problem = only(verified({ machine: regions(left, right, open) }), 'cannotEnd');
    expect(eventsOf(problem)).toEqual(['case.opened', 'STOP']);
    const both = leave('active("open.right.d") || active("open.left.b")');
    expect(codesOf(verified({ machine: regions(left, right, both) }))).toEqual([]);
  });

  it('must have something that wakes somebody in every situation', () => {
    const left = { initial: 'a', states: { a: { ...awake, on: { DONE: 'b' } }, b: {} } };
    const right = { initial: 'c', states: { c: { ...awake, on: { SLEEP: 'd' } }, d: {} } };
    const problem = only(verified({ machine: regions(left, right) }), 'dormant');
    expect(eventsOf(problem).sort()).toEqual(['DONE', 'SLEEP', 'case.opened']);
    expect(problem.details!['states']).toEqual(['open.left.b', 'open.right.d']);
  });

  it('counts a deadline only when it keeps reminding, and a timer only when it is never paused', () => {
    const machine = line('a', 'end');
    machine.states!['a'] = { on: machine.states!['a']!.on!, meta: { deadlines: ['limit'] } };
    const limit = { title: { da: 'Frist' }, kind: 'internal' as const, due: 'today' };
    const every = { every: 'P1W', after: 'breach' as const, to: ['teamLeader' as const] };
    expect(codesOf(verified({ machine, deadlines: { limit } }))).toEqual(['dormant /machine/states/a']);
    const reminding = { limit: { ...limit, reminders: [every] } };
    expect(codesOf(verified({ machine, deadlines: reminding }))).toEqual([]);
    machine.states!['a']!.on!['PAUSE'] = {
      actions: [{ type: 'pauseDeadline', deadline: 'limit', reason: '"x"' }],
    };
    expect(codesOf(verified({ machine, deadlines: reminding }))).toEqual(['dormant /machine/states/a']);
  });

  it('sees that an end is out of reach because of what two regions do together', () => {
    const left = { initial: 'a', states: { a: { ...awake, on: { SWITCH: 'b' } }, b: awake } };
    const right = { initial: 'c', states: { c: { ...awake, on: { SWITCH: 'd' } }, d: awake } };
    const never = { always: { target: 'odd', guard: 'active("open.left.a") && active("open.right.d")' } };
    const machine = regions(left, right, never, { ended: { type: 'final' }, odd: { type: 'final' } });
    expect(codesOf(verified({ machine }))).toEqual(['unreachableState /machine/states/odd']);
    const sometimes = { always: { target: 'odd', guard: 'active("open.left.b") && active("open.right.d")' } };
    const finals = { ended: { type: 'final' as const }, odd: { type: 'final' as const } };
    expect(codesOf(verified({ machine: regions(left, right, sometimes, finals) }))).toEqual([]);
  });

  it('says so when it is too large to be examined', () => {
    const result = verified(
      { machine: line('a', 'b', 'c', 'end'), rules: [{ first: ['enter(nowhere)', 'enter(c)'] }] },
      { maxConfigurations: 1 },
    );
    expect(codesOf(result).filter((code) => code.startsWith('notProved'))).toEqual([
      'notProved /rules/0',
      'notProved /machine',
    ]);
    expect(result.proofs[0]!.verdict).toBe('notProved');
  });

  it('tells how far it has come', () => {
    const seen: number[] = [];
    verified({ machine: line('a', 'end') }, { onProgress: (configurations) => seen.push(configurations) });
    expect(seen).toEqual([0]);
  });
});

describe('the sentences', () => {
  it('are all explained', () => {
    const documentation = readFileSync('docs/rules.md', 'utf8');
    const missing = Object.keys(VERIFY_TEXTS).filter((code) => !documentation.includes(`\`${code}\``));
    expect(missing).toEqual([]);
  });

  it.each(Object.entries({ ...VERIFY_TEXTS, ...HOW }))('%s are Danish and English', (_code, { da, en }) => {
    expect(da).not.toBe(en);
    expect(da.endsWith('.') || da.endsWith('{how}')).toBe(true);
  });
});
