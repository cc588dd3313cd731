import { describe, expect, it } from '@jest/globals';
import { AppError } from '../../../src/errors.js';
import {
  compileDefinition,
  start,
  step,
  type Definition,
  type Facts,
  type Rule,
} from '../../../src/machines/index.js';
import type { TransitionDefinition } from '../../../src/machines/definition.js';
import { brokenRules, traceStep, type BrokenRule } from '../../../src/machines/migrate/trace-rules.js';
import { TraceWatch } from '../../../src/machines/migrate/trace-watch.js';
import { definitionOf, envAt } from '../../support/definition.js';

const TUESDAY = '2026-02-03T09:00:00Z';
const FRIDAY = '2026-02-06T09:00:00Z';
const RULE: Omit<Rule, 'template'> = { id: 'r', title: { da: 'Reglen' }, source: 'S' };

const boolean = (da: string) => ({ type: 'boolean' as const, title: { da } });

/** A letter that `SEND` sends when the guard says so, and a rule about what must have been found before. */
function letterCase(guard: string | undefined, when: string, assigned?: Record<string, string>): Definition {
  const part = {
    facts: {
      type: 'object',
      properties: {
        reasons: boolean('Begrundelse'),
        guidance: boolean('Klagevejledning'),
        hearing: { type: 'string', enum: ['held', 'exempt', 'open'], title: { da: 'Partshøring' } },
        waivedOn: { type: 'string', format: 'date', title: { da: 'Undladt' } },
      },
    },
    events: {
      SEND: {
        title: { da: 'Send' },
        roles: ['caseworker'],
        form: ['reasons', 'guidance', 'hearing'],
        required: ['reasons', 'guidance', 'hearing'],
      },
      WAIVE: { title: { da: 'Undlad partshøring' }, roles: ['caseworker'] },
    },
    ends: { sent: [] },
    letters: { decision: { title: { da: 'Afgørelse' }, to: ['citizen'] } },
    machine: {
      initial: 'open',
      states: {
        open: {
          on: {
            SEND: {
              target: 'sent',
              ...(guard !== undefined && { guard }),
              actions: [{ type: 'sendMessage', letter: 'decision' }],
            },
            ...(assigned && { WAIVE: { actions: [{ type: 'setFacts', facts: assigned }] } }),
          },
        },
        sent: { type: 'final' },
      },
    },
    rules: [
      // oxlint-disable-next-line unicorn/no-thenable -- the key of a rule
      { ...RULE, template: 'precedence', first: [`when(${when})`], then: 'letter(decision)' },
    ],
  };
  return definitionOf(part as unknown as Partial<Definition>);
}

const ALL = { reasons: true, guidance: true, hearing: 'held' };

/** A case that has run under one version, read by the rules of another. */
function brokenBy(
  ran: Definition,
  rules: Definition,
  facts: Facts,
  { now = TUESDAY, before = [] }: { now?: string; before?: string[] } = {},
): BrokenRule[] {
  const compiled = compileDefinition(ran);
  const watch = new TraceWatch(rules);
  const by = { userId: 'mette', name: 'Mette', roles: ['caseworker' as const] };
  const env = envAt(now);
  const opened = start(compiled, { facts: {}, by }, env);
  const trace = [traceStep({ type: 'case.opened' }, opened, watch.watch('case.opened'))];
  let { snapshot } = opened;
  for (const type of [...before, 'SEND']) {
    const event = { type, by, ...(type === 'SEND' && { facts }) };
    const observer = watch.watch(type);
    const result = step(compiled, snapshot, event, { ...env, observer });
    if (!result.accepted) throw new AppError('eventRefused', { reasons: result.reasons });
    snapshot = result.snapshot;
    trace.push(traceStep(event, result, observer));
  }
  return brokenRules(rules, trace, true);
}

const broken = (guard: string | undefined, when: string, facts: Facts = ALL, now = TUESDAY) =>
  brokenBy(letterCase(guard, when), letterCase(guard, when), facts, { now }).map(({ seq }) => seq);

describe('a rule about what was found true, along the history of a case', () => {
  it('is kept when a guard asked and the answer was yes', () => {
    expect(broken('event.facts.reasons', 'event.facts.reasons')).toEqual([]);
    expect(broken('isSendableDay(today)', 'isSendableDay(today)')).toEqual([]);
  });

  it('is broken by a case that ran under a version in which nobody asked', () => {
    const now = letterCase('isSendableDay(today)', 'isSendableDay(today)');
    const earlier = letterCase(undefined, 'isSendableDay(today)');
    expect(brokenBy(now, now, ALL)).toEqual([]);
    expect(brokenBy(earlier, now, ALL, { now: FRIDAY })).toMatchObject([{ rule: 'r', seq: 2 }]);
  });

  it('is broken when the guard asked, and went on in spite of a no', () => {
    const either = 'event.facts.reasons || event.facts.guidance';
    expect(broken(either, 'event.facts.reasons')).toEqual([]);
    expect(broken(either, 'event.facts.reasons', { ...ALL, reasons: false })).toEqual([2]);
    expect(
      broken('isSendableDay(today) || event.facts.reasons', 'isSendableDay(today)', ALL, FRIDAY),
    ).toEqual([2]);
  });

  it('reads a contrary question as the same one', () => {
    expect(broken('event.facts.hearing != "open"', '!(event.facts.hearing == "open")')).toEqual([]);
    expect(broken('!event.facts.reasons', '!event.facts.reasons', { ...ALL, reasons: false })).toEqual([]);
  });

  it('needs all of a condition to have been asked', () => {
    const both = 'event.facts.reasons && event.facts.guidance';
    expect(broken(both, both)).toEqual([]);
    expect(broken('event.facts.reasons', both)).toEqual([2]);
  });

  it('knows what happens in the step, where the case is and what is so in every case', () => {
    expect(broken(undefined, 'happened(SEND)')).toEqual([]);
    expect(broken(undefined, 'happened(WAIVE)')).toEqual([2]);
    expect(broken('event.facts.reasons', 'active("open") && event.facts.reasons')).toEqual([]);
    expect(broken('event.facts.reasons', 'active("sent")')).toEqual([2]);
    expect(broken('event.facts.reasons', '1 == 1')).toEqual([]);
  });

  it('knows what an action has written out', () => {
    const waived = (facts: Record<string, string>, when: string) => {
      const definition = letterCase('event.facts.reasons', when, facts);
      return brokenBy(definition, definition, ALL, { before: ['WAIVE'] });
    };
    expect(waived({ hearing: '"exempt"' }, 'facts.hearing == "exempt"')).toEqual([]);
    expect(waived({ hearing: '"open"' }, 'facts.hearing == "exempt"')).toHaveLength(1);
    expect(waived({ reasons: 'true' }, 'facts.reasons')).toEqual([]);
    expect(waived({ reasons: '!false' }, 'facts.reasons')).toHaveLength(1);
  });

  it('has not been asked of what an action writes after the question', () => {
    const writing = (facts: Record<string, string>) => {
      const definition = letterCase('!(facts.hearing == "held")', 'facts.hearing == "held"');
      const send = definition.machine.states!['open']!.on!['SEND'] as TransitionDefinition;
      send.actions = [{ type: 'setFacts', facts }, ...send.actions!];
      return brokenBy(definition, definition, { ...ALL, hearing: 'open' });
    };
    expect(writing({ hearing: 'facts.reasons ? "held" : "open"' })).toHaveLength(1);
    expect(writing({ hearing: '"held"' })).toEqual([]);
  });

  it('is kept or broken by the next step of the machine, whatever reminders and assignments come between', () => {
    const definition = letterCase('event.facts.reasons', 'event.facts.reasons', { hearing: '"open"' });
    const next = { ...definition.rules[0]!, template: 'chainResponse' as const, first: ['event(WAIVE)'] };
    const chained = { ...definition, rules: [next] };
    expect(brokenBy(definition, chained, ALL, { before: ['WAIVE', 'case.assigned'] })).toEqual([]);
    expect(brokenBy(definition, chained, ALL, { before: ['WAIVE', 'WAIVE'] })).toHaveLength(1);
  });

  it('is not kept by a fact that was never given', () => {
    const waived = { reasons: 'true' };
    const guard = 'event.facts.reasons && (!has(facts.waivedOn) || facts.waivedOn == today)';
    const definition = letterCase(guard, 'facts.waivedOn == today', waived);
    expect(brokenBy(definition, definition, ALL)).toHaveLength(1);
  });
});
