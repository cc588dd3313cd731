import { describe, expect, it } from '@jest/globals';
import type { Rule } from '../../../src/machines/index.js';
import { brokenRules, type TraceStep } from '../../../src/machines/migrate/trace-rules.js';
import { definitionOf, plainEvents } from '../../support/definition.js';

const RULE: Omit<Rule, 'template'> = { id: 'r', title: { da: 'Reglen' }, source: 'S' };

type RulePart = Omit<Rule, 'id' | 'title' | 'source'>;

function step(event: string, from: string, to: string, more: Partial<TraceStep> = {}): TraceStep {
  const seen = { passed: [], letters: [], tasks: [], conditions: [] };
  return { seq: 0, event, from: from ? [from] : [], to: [to], ...seen, ...more };
}

function broken(rule: RulePart, steps: TraceStep[], ended = false): number[] {
  const definition = definitionOf({ events: plainEvents('CALL', 'SEND'), rules: [{ ...RULE, ...rule }] });
  const trace = steps.map((each, index) => ({ ...each, seq: index + 1 }));
  return brokenRules(definition, trace, ended).map(({ seq }) => seq);
}

const OPENED = step('case.opened', '', 'open.waiting');
const CALLED = step('CALL', 'open.waiting', 'open.called');
const SENT = step('SEND', 'open.called', 'sent', { letters: ['decision'] });

describe('a rule along the history of a case', () => {
  // oxlint-disable-next-line unicorn/no-thenable -- the key of a rule
  const precedence = { template: 'precedence' as const, first: ['enter(called)'], then: 'letter(decision)' };

  it('is kept or broken by the first step that breaks it', () => {
    expect(broken(precedence, [OPENED, CALLED, SENT])).toEqual([]);
    expect(
      broken(precedence, [OPENED, step('SEND', 'open.waiting', 'sent', { letters: ['decision'] })]),
    ).toEqual([2]);
  });

  it('sees a state that was entered and left in one step', () => {
    const through = step('CALL', 'open.waiting', 'open.waiting', { passed: ['open.called'] });
    expect(broken(precedence, [OPENED, through, SENT])).toEqual([]);
  });

  it('owes until the case has ended', () => {
    // oxlint-disable-next-line unicorn/no-thenable -- the key of a rule
    const response = { template: 'response' as const, first: ['event(CALL)'], then: 'task(WRITE)' };
    expect(broken(response, [OPENED, CALLED])).toEqual([]);
    expect(broken(response, [OPENED, CALLED, SENT], true)).toEqual([3]);
    expect(
      broken(response, [OPENED, CALLED, step('SEND', 'open.called', 'sent', { tasks: ['WRITE'] })], true),
    ).toEqual([]);
  });

  it('sees states that were left', () => {
    expect(broken({ template: 'absence', first: ['leave(open.called)'] }, [OPENED, CALLED])).toEqual([]);
    expect(broken({ template: 'absence', first: ['leave(open.called)'] }, [OPENED, CALLED, SENT])).toEqual([
      3,
    ]);
  });

  it('reads what came before a migration in the names of the version after it', () => {
    const migrated = step('case.migrated', 'open.called', 'main.rung', {
      stateMap: { 'open.called': 'main.rung' },
    });
    const sent = step('SEND', 'main.rung', 'sent', { letters: ['decision'] });
    const renamed = { ...precedence, first: ['enter(main.rung)'] };
    expect(broken(renamed, [OPENED, CALLED, migrated, sent])).toEqual([]);
    expect(broken({ template: 'absence', first: ['leave(main.rung)'] }, [OPENED, CALLED, migrated])).toEqual(
      [],
    );
  });

  it('sees what was found true before the event itself', () => {
    const absence = { template: 'absence' as const, first: ['when(facts.x)'] };
    expect(broken(absence, [OPENED, CALLED])).toEqual([]);
    expect(broken(absence, [OPENED, { ...CALLED, conditions: ['facts.x'] }])).toEqual([2]);
    // oxlint-disable-next-line unicorn/no-thenable -- the key of a rule
    const asked = { template: 'precedence' as const, first: ['when(facts.x)'], then: 'event(CALL)' };
    expect(broken(asked, [OPENED, { ...CALLED, conditions: ['facts.x'] }])).toEqual([]);
  });

  it('is named with its title in both languages', () => {
    const definition = definitionOf({ rules: [{ ...RULE, template: 'absence', first: ['event(CALL)'] }] });
    expect(brokenRules(definition, [CALLED], false)).toMatchObject([
      { rule: 'r', title: { da: 'Reglen', en: 'Reglen' } },
    ]);
  });
});
