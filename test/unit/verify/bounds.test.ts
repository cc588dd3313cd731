/* oxlint-disable unicorn/no-thenable -- `then` is a key of rules */
import type { Rule, StateNode } from '../../../src/machines/definition.js';
import { counted, ended, regions } from './many-regions.js';
import { awake, codesOf, verified } from './machines.js';

describe('a machine of seven regions with seven states each', () => {
  const machine = regions(7, 7, { STOP: 'stopped' });
  const rules: Partial<Rule>[] = [
    { template: 'precedence', first: ['enter(r0.s2)'], then: 'enter(joined)' },
    {
      template: 'response',
      first: ['enter(r1.s1)'],
      then: ['enter(r1.s2)', 'enter(stopped)', 'enter(joined)'],
    },
  ];

  it('is proved from what its rules speak of, although all regions must be done for it to go on', () => {
    const { proofs, stats } = verified({ machine, rules }, { only: 'rules' });
    expect(proofs.map(({ verdict, applied }) => [verdict, applied])).toEqual([
      ['holds', true],
      ['holds', true],
    ]);
    expect(stats.configurations).toBeLessThan(30);
  });

  it('is refused where the join comes without what a rule asks for first', () => {
    const rule: Partial<Rule> = { template: 'precedence', first: ['event(STOP)'], then: 'enter(joined)' };
    const few = verified({ machine: regions(3, 3, { STOP: 'stopped' }), rules: [rule] });
    expect(codesOf(few)).toEqual(['brokenRule /rules/0']);
  });
});

describe('what cannot be looked at in full', () => {
  /** One region waits for all others, and may lie still meanwhile: that can only be seen of all of them together. */
  const machine = regions(7, 7, undefined);
  machine.states!['open']!.states!['r3']!.states!['s5'] = { on: { r3_5: 's6' } };
  const bounded = (maxWork: number) =>
    verified({ machine, rules: [{ first: ['event(r0_1)'] }] }, { maxWork });

  it('is said not to be proved, after as much work as was allowed', () => {
    const { stats, problems } = bounded(500);
    expect(problems.map(({ code }) => code)).toContain('notProved');
    // A step that is looked up is a twentieth of one that XState takes.
    expect(stats.transitions).toBeLessThan(500 * 20 + 1_000);
  });

  it('is answered alike each time', () => {
    expect(bounded(500)).toEqual(bounded(500));
  });

  it('is looked at further when more is allowed', () => {
    expect(bounded(1_500).stats.transitions).toBeGreaterThan(2 * bounded(500).stats.transitions);
  });
});

describe('what is remembered of the past of a case', () => {
  const events = counted(12).map((index) => `E${index}`);
  const last = events.map((event) => `happened(${event})`).join(' && ');
  const machine: StateNode = {
    initial: 'a',
    states: {
      a: {
        ...awake,
        on: {
          ...Object.fromEntries(
            events.map((event, index) => [event, index === 0 ? {} : { guard: `happened(E${index - 1})` }]),
          ),
          GO: { guard: last, target: 'end' },
          STOP: 'stopped',
        },
      },
      end: ended,
      stopped: ended,
    },
  };

  it.each(events)('is each of a dozen events that a guard asks for: %s comes first', (event) => {
    const rule: Partial<Rule> = { template: 'precedence', first: [`event(${event})`], then: 'enter(end)' };
    const { proofs } = verified({ machine, rules: [rule] });
    expect(proofs[0]).toMatchObject({ verdict: 'holds', applied: true });
  });
});

describe('a machine that was not looked at in full', () => {
  /** `b` comes to no rest, and asks anew in each round what `count` is: not all of the answers are looked through. */
  const count = { type: 'integer' as const, default: 0, title: { da: 'Antal' } };
  const facts = { type: 'object' as const, properties: { count } };
  const machine: StateNode = {
    initial: 'a',
    states: {
      a: { meta: { tasks: ['GO'] }, on: { TO_b: 'b', STOP: 'end' } },
      b: {
        initial: 'in',
        onDone: [
          {
            guard: 'facts.count > 1',
            target: '.out',
            actions: [{ type: 'setFacts', facts: { count: 'facts.count + 1' } }],
          },
          { target: 'c' },
        ],
        states: {
          in: { always: [{ guard: 'facts.count > 2', target: 'out' }, { target: 'out' }] },
          out: ended,
        },
      },
      c: { meta: { tasks: ['CLOSE'] }, on: { CLOSED: 'end' } },
      end: ended,
    },
  };
  const task = (event: string) => ({ title: { da: event }, role: 'caseworker' as const, events: [event] });

  const tasks = { GO: task('TO_b'), CLOSE: task('CLOSED') };

  it('is not said to be without what was not seen', () => {
    const result = verified({ machine, facts, tasks });
    const codes = codesOf(result);
    expect(codes).toContain('alwaysMayCycle /machine/states/a');
    expect(codes.filter((code) => /unreachable|NeverClosed|NotAccepted/.test(code))).toEqual([]);
  });

  it('is not proved to be without it either', () => {
    const rule: Partial<Rule> = { first: ['enter(c)'] };
    const { proofs } = verified({ machine, facts, tasks, rules: [rule] });
    expect(proofs[0]!.verdict).not.toBe('holds');
  });

  it('may keep for itself, within its bound, whether an event is ever accepted', () => {
    const { problems } = verified({ machine: regions(7, 7, { STOP: 'stopped' }) }, { maxWork: 5 });
    expect(problems.map(({ code }) => code).filter((code) => code !== 'notProved')).toEqual([]);
  });
});
