import { codesOf, line, regions, verified } from './machines.js';

const facts = { type: 'object' as const, required: ['on'], properties: { on: { type: 'boolean' as const } } };

it.each([
  ['facts.on', 'alwaysMayCycle'],
  ['active("open.left.bad")', 'alwaysCycle'],
  ['!facts.on', 'alwaysMayCycle'],
  ['happened(TO_bad)', 'alwaysCycle'],
])(
  'a rule that is broken beside a machine that goes round for ever while %s is told of, and so is the loop: %s',
  (guard, code) => {
    const round = {
      initial: 'still',
      states: {
        still: { on: { TO_bad: 'here' } },
        here: { always: { target: 'there', guard } },
        there: { always: { target: 'here', guard } },
      },
    };
    const left = line('good', 'bad', 'over');
    const machine = regions(left, round);
    const rules = [{ template: 'absence' as const, first: ['enter(open.left.bad)'] }];
    const codes = codesOf(verified({ facts, machine, rules }));
    expect(codes).toEqual(
      expect.arrayContaining([expect.stringMatching(new RegExp(`^${code} `)), 'brokenRule /rules/0']),
    );
  },
);
