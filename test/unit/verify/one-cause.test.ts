import { describe, expect, it } from '@jest/globals';
import type { StateNode } from '../../../src/machines/definition.js';
import { codesOf, line, only, verified } from './machines.js';

describe('one cause is one problem', () => {
  it('names exactly the states that a case would run round', () => {
    const machine = line('a', 'b', 'end');
    Object.assign(machine.states!, {
      b: { always: 'c' },
      c: { initial: 'in', states: { in: { always: 'on' }, on: { type: 'final' } }, onDone: 'd' },
      d: { always: 'c' },
    } satisfies Record<string, StateNode>);
    const problem = only(verified({ machine }), 'alwaysCycle');
    expect(problem.details!['states']).toEqual(expect.arrayContaining(['d']));
    expect(problem.details!['states']).not.toContain('a');
    expect(problem.details!['states']).not.toContain('b');
    expect(codesOf(verified({ machine }))).toEqual(['alwaysCycle /machine/states/a']);
  });

  it('says nothing of a task that is opened only where no case comes', () => {
    const machine = line('a', 'end');
    machine.states!['lost'] = { meta: { tasks: ['LOOK'] }, on: { LOOKED: 'end' } };
    const tasks = { LOOK: { title: { da: 'Se' }, role: 'caseworker' as const, events: ['LOOKED'] } };
    const codes = codesOf(verified({ machine, tasks }));
    expect(codes).toContain('unreachableState /machine/states/lost');
    expect(codes.filter((code) => code.startsWith('task'))).toEqual([]);
  });

  it('tells of a task that is open and cannot be closed', () => {
    const machine = line('a', 'end');
    machine.states!['a']!.meta = { tasks: ['LOOK'] };
    machine.states!['lost'] = { meta: { tasks: ['LOOK'] }, on: { LOOKED: 'end' } };
    const tasks = { LOOK: { title: { da: 'Se' }, role: 'caseworker' as const, events: ['LOOKED'] } };
    expect(codesOf(verified({ machine, tasks }))).toContain('taskNeverClosed /tasks/LOOK');
  });
});

describe('a condition of which nothing can be said', () => {
  const guarded = (guard: string) => {
    const machine = line('a', 'end');
    machine.states!['a']!.on = { GO: { target: 'end', guard } };
    return {
      machine,
      facts: {
        type: 'object' as const,
        required: ['tags', 'yes'],
        properties: {
          tags: { type: 'array' as const, items: { type: 'string' as const }, title: { da: 'Mærker' } },
          yes: { type: 'boolean' as const, title: { da: 'Ja' } },
        },
      },
    };
  };
  const guard = 'facts.yes && facts.tags.join("-") == "a-b"';

  it('needs a reason, and is told at its guard', () => {
    const problem = only(verified(guarded(guard)), 'reasonMissing');
    expect(problem.path).toBe('/machine/states/a/on/GO/guard');
    expect(problem.message.da).toContain('“facts.tags.join("-") == "a-b"”');
  });

  it('has one', () => {
    const reasons = { 'facts.tags.join("-")=="a-b"': { text: { da: 'Mærkerne skal være a og b.' } } };
    expect(codesOf(verified({ ...guarded(guard), reasons })).join()).not.toContain('reasonMissing');
  });
});
