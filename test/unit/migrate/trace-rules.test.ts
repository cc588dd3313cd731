import { describe, expect, it } from '@jest/globals';
import type { Rule } from '../../../src/machines/index.js';
import type { StateMap } from '../../../src/machines/migrate/place.js';
import { brokenRules, type TraceStep } from '../../../src/machines/migrate/trace-rules.js';
import type { Sight } from '../../../src/machines/migrate/trace-watch.js';
import { definitionOf, plainEvents } from '../../support/definition.js';

const RULE: Omit<Rule, 'template'> = { id: 'r', title: { da: 'Reglen' }, source: 'S' };

type RulePart = Omit<Rule, 'id' | 'title' | 'source'>;

/** `seen`: what came in the step besides its event, as a rule would call it. */
function step(event: string, from: string, to: string, seen: string[], stateMap?: StateMap): TraceStep {
  const sights = [`event(${event})`, ...seen].map((text) => {
    const [, kind, name] = /^(\w+)\((.+)\)$/.exec(text)!;
    return { kind, name } as Sight;
  });
  const states = { from: from ? [from] : [], to: [to], passed: [] };
  return { seq: 0, event, seen: sights, ...states, ...(stateMap && { stateMap }) };
}

function broken(rule: RulePart, steps: TraceStep[], ended = false): number[] {
  const definition = definitionOf({ events: plainEvents('CALL', 'SEND'), rules: [{ ...RULE, ...rule }] });
  const trace = steps.map((each, index) => ({ ...each, seq: index + 1 }));
  return brokenRules(definition, trace, ended).map(({ seq }) => seq);
}

/** The key of a rule, apart: an object with it looks like a promise. */
// oxlint-disable-next-line unicorn/no-thenable
const following = (then: string) => ({ then });

const OPENED = step('case.opened', '', 'open.waiting', ['enter(open)', 'enter(open.waiting)']);
const CALLED = step('CALL', 'open.waiting', 'open.called', ['leave(open.waiting)', 'enter(open.called)']);
const LETTER = ['leave(open.called)', 'leave(open)', 'letter(decision)', 'enter(sent)'];
const SENT = step('SEND', 'open.called', 'sent', LETTER);

describe('a rule along the history of a case', () => {
  const precedence = {
    template: 'precedence' as const,
    first: ['enter(called)'],
    ...following('letter(decision)'),
  };

  it('is kept or broken by the first step that breaks it', () => {
    expect(broken(precedence, [OPENED, CALLED, SENT])).toEqual([]);
    const early = step('SEND', 'open.waiting', 'sent', ['leave(open.waiting)', 'letter(decision)']);
    expect(broken(precedence, [OPENED, early])).toEqual([2]);
  });

  it('sees what came in a step in its order', () => {
    const rule = (first: string, then: string) => ({
      template: 'notSuccession' as const,
      first: [first],
      ...following(then),
    });
    expect(broken(rule('leave(open.called)', 'leave(open)'), [OPENED, CALLED, SENT])).toEqual([3]);
    expect(broken(rule('leave(open)', 'leave(open.called)'), [OPENED, CALLED, SENT])).toEqual([]);
  });

  it('sees a state that was entered and left in one step', () => {
    const through = step('CALL', 'open.waiting', 'open.waiting', [
      'enter(open.called)',
      'leave(open.called)',
    ]);
    expect(broken(precedence, [OPENED, through, SENT])).toEqual([]);
  });

  it('owes until the case has ended', () => {
    const response = { template: 'response' as const, first: ['event(CALL)'], ...following('task(WRITE)') };
    expect(broken(response, [OPENED, CALLED])).toEqual([]);
    expect(broken(response, [OPENED, CALLED, SENT], true)).toEqual([3]);
    const written = step('SEND', 'open.called', 'sent', ['task(WRITE)']);
    expect(broken(response, [OPENED, CALLED, written], true)).toEqual([]);
  });

  it('sees states that were left', () => {
    expect(broken({ template: 'absence', first: ['leave(open.called)'] }, [OPENED, CALLED])).toEqual([]);
    expect(broken({ template: 'absence', first: ['leave(open.called)'] }, [OPENED, CALLED, SENT])).toEqual([
      3,
    ]);
  });

  it('sees what was found true before the event itself', () => {
    const absence = { template: 'absence' as const, first: ['when(facts.x)'] };
    const asked = step('CALL', 'open.waiting', 'open.called', ['when(facts.x)']);
    expect(broken(absence, [OPENED, CALLED])).toEqual([]);
    expect(broken(absence, [OPENED, asked])).toEqual([2]);
  });
});

describe('a rule along the history of a case that was migrated', () => {
  const precedence = {
    template: 'precedence' as const,
    first: ['enter(main.rung)'],
    ...following('letter(decision)'),
  };
  const migrated = step('case.migrated', 'open.called', 'main.rung', [], { 'open.called': 'main.rung' });
  const sent = step('SEND', 'main.rung', 'sent', ['leave(main.rung)', 'letter(decision)']);

  it('reads what came before in the names of the version after it', () => {
    expect(broken(precedence, [OPENED, CALLED, migrated, sent])).toEqual([]);
    expect(broken({ template: 'absence', first: ['leave(main.rung)'] }, [OPENED, CALLED, migrated])).toEqual(
      [],
    );
    expect(broken({ template: 'absence', first: ['enter(main)'] }, [OPENED, CALLED])).toEqual([]);
    expect(broken({ template: 'absence', first: ['enter(main)'] }, [OPENED, CALLED, migrated])).toEqual([2]);
  });

  it('sees what the migration itself has changed', () => {
    const moved = step('case.migrated', 'open.called', 'main.done', [], { 'open.called': 'main.rung' });
    expect(broken({ template: 'absence', first: ['leave(main.rung)'] }, [OPENED, CALLED, moved])).toEqual([
      3,
    ]);
    expect(broken({ template: 'absence', first: ['enter(main.done)'] }, [OPENED, CALLED, moved])).toEqual([
      3,
    ]);
  });

  it('keeps the order of earlier steps when no name has changed', () => {
    const stayed = step('case.migrated', 'sent', 'sent', [], {});
    const rule = { template: 'notSuccession' as const, first: ['leave(open.called)'] };
    expect(broken({ ...rule, ...following('leave(open)') }, [OPENED, CALLED, SENT, stayed])).toEqual([3]);
  });
});

describe('a rule that a history has broken', () => {
  it('is named with its title in both languages', () => {
    const definition = definitionOf({ rules: [{ ...RULE, template: 'absence', first: ['event(CALL)'] }] });
    expect(brokenRules(definition, [CALLED], false)).toMatchObject([
      { rule: 'r', title: { da: 'Reglen', en: 'Reglen' } },
    ]);
  });
});
