import type { FactSchema, StateNode, TransitionDefinition } from '../../../src/machines/definition.js';
import { codesOf, eventsOf, line, only, regions, verified } from './machines.js';

const integer = (more: Partial<FactSchema> = {}): FactSchema => ({
  type: 'integer',
  title: { da: 'Antal' },
  ...more,
});
const write = (source: string): TransitionDefinition => ({
  actions: [{ type: 'setFacts', facts: { n: source } }],
});
const MAY = 'alwaysMayCycle /machine/states/a';

interface Counting {
  n: FactSchema;
  always: TransitionDefinition[];
  /** What the event that leads to the counting state asks for. */
  form?: string[];
}

/** After `TO_b` the case is in `b`, which counts by itself. */
function counting({ n, always, form = [] }: Counting) {
  const machine = line('a', 'b', 'end');
  machine.states!['b'] = { always };
  return {
    machine,
    facts: { type: 'object' as const, properties: { n } },
    parameters: { most: { value: 5, title: { da: 'Flest' }, status: 'confirmed' as const, source: 'test' } },
    events: { TO_b: { title: { da: 'B' }, roles: ['caseworker' as const], form } },
  };
}

const to = (guard: string): TransitionDefinition => ({ guard, target: 'end' });

describe('a state that counts by itself', () => {
  const zero = integer({ default: 0 });
  it.each<[string, Counting]>([
    ['up to a limit', { n: zero, always: [to('facts.n >= 3'), write('facts.n + 1')] }],
    [
      'down from where it begins',
      { n: integer({ default: 9 }), always: [to('facts.n < 1'), write('facts.n - 2')] },
    ],
    ['up to a parameter', { n: zero, always: [to('facts.n >= parameters.most'), write('facts.n + 1')] }],
    [
      'as long as it may',
      { n: zero, always: [{ ...write('facts.n + 1'), guard: 'facts.n <= 7' }, { target: 'end' }] },
    ],
    [
      'from what people give, where that has a minimum',
      {
        n: integer({ default: 0, minimum: -4 }),
        form: ['n'],
        always: [to('facts.n > 3'), write('facts.n + 1')],
      },
    ],
    ['from a new beginning', { n: zero, always: [to('facts.n == 2'), write('2')] }],
  ])('is allowed to: %s', (_how, part) => {
    expect(codesOf(verified(counting(part)))).toEqual([]);
  });

  it.each<[string, Counting]>([
    ['away from its limit', { n: zero, always: [to('facts.n >= 3'), write('facts.n - 1')] }],
    ['past its limit', { n: zero, always: [to('facts.n == 3'), write('facts.n + 2')] }],
    [
      'from anything that people give',
      { n: integer({ default: 0 }), form: ['n'], always: [to('facts.n > 3'), write('facts.n + 1')] },
    ],
    ['in a way that is not seen through', { n: zero, always: [to('facts.n > 3'), write('facts.n * 2 + 1')] }],
    ['further than 200 rounds', { n: zero, always: [to('facts.n > 300'), write('facts.n + 1')] }],
  ])('may go on without end where it counts %s, and that is all that is said', (_how, part) => {
    expect(codesOf(verified(counting(part)))).toEqual([expect.stringMatching(/^always(May)?Cycle /)]);
  });

  it('is told which answers keep it going', () => {
    const part = counting({ n: zero, always: [to('facts.n > 3'), write('facts.n * 2')] });
    const problem = only(verified(part), 'alwaysMayCycle');
    expect(problem.message.en).toContain('may jump around between “b”');
    expect(problem.details).toMatchObject({ states: ['b'], guards: ['facts.n <= 3'] });
    expect(eventsOf(problem)).toEqual(['case.opened', 'TO_b']);
  });

  it('runs for ever, surely, where no guard can stop it', () => {
    const part = counting({ n: zero, always: [write('facts.n + 1')] });
    expect(codesOf(verified(part))).toEqual(['alwaysCycle /machine/states/a']);
  });
});

describe('a loop of which it depends on facts whether it comes to rest', () => {
  const round = (guard: string): StateNode => {
    const machine = line('a', 'b', 'end');
    machine.states!['b']!.always = { target: 'c', guard };
    machine.states!['c'] = { always: 'b' };
    return machine;
  };
  const facts = {
    type: 'object' as const,
    required: ['names'],
    properties: {
      names: { type: 'array' as const, items: { type: 'string' as const }, title: { da: 'Navne' } },
    },
  };

  it.each(['facts.names.size() > 2', 'facts.names.size() < 2'])('is said to be possible: %s', (guard) => {
    expect(codesOf(verified({ machine: round(guard), facts }))).toContain(MAY);
  });

  it('is not said of a region in which it never begins', () => {
    const left = line('good', 'bad', 'over');
    left.states!['good']!.on = { TO_bad: { target: 'over' } };
    const right: StateNode = {
      initial: 'still',
      states: {
        still: { on: { ROUND: { guard: 'active("open.left.bad")', target: 'here' } } },
        here: { always: { guard: 'facts.names.size() > 2', target: 'there' } },
        there: { always: { guard: 'facts.names.size() > 2', target: 'here' } },
      },
    };
    const codes = codesOf(verified({ machine: regions(left, right), facts }));
    expect(codes).toContain('unreachableState /machine/states/open/states/left/states/bad');
    expect(codes.join()).not.toContain('always');
  });
});
