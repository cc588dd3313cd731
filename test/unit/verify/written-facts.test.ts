import type { FactSchema } from '../../../src/machines/definition.js';
import { codesOf, example, soon } from './machines.js';
import { against, asking, date, groupOf, instant, listOf, oneOf, text, yesOrNo } from './two-cases.js';

const FACTS = '/machine/states/a/on/GO/actions/0/facts';

const OWN = {
  reason: text,
  decidedOn: date,
  readAt: instant,
  kind: oneOf('mail', 'courier'),
  days: { type: 'integer' },
  called: { ...yesOrNo, default: false },
  calls: listOf(groupOf({ reached: yesOrNo })),
  anything: {},
} satisfies Record<string, FactSchema>;

/** Only what is not needed for the opening may go away again. */
function writing(facts: Record<string, string>, required: string[] = []) {
  const definition = asking({ actions: [{ type: 'setFacts', facts }] }, OWN);
  definition.facts.required = required;
  definition.events['CALLED'] = { title: { da: 'Ringet' }, roles: [], append: 'calls', form: ['reached'] };
  definition.machine.states!['a']!.on!['CALLED'] = {};
  return against(definition);
}

describe('what an action writes', () => {
  it('must be what the fact may be', () => {
    expect(writing({ decidedOn: 'true' }).problems).toMatchObject([
      {
        code: 'writtenFactMisfit',
        path: `${FACTS}/decidedOn`,
        message: {
          da: '“decidedOn” skal være en dato, men her skrives sandt eller falsk.',
          en: '“decidedOn” must be a date, but true or false is written here.',
        },
      },
    ]);
  });

  it.each([
    ['reason', '1'],
    ['decidedOn', '"tomorrow"'],
    ['decidedOn', 'now'],
    ['readAt', 'today'],
    ['kind', '"pigeon"'],
    ['kind', 'size(facts.calls) > 0 ? "mail" : "pigeon"'],
    ['days', '"2"'],
    ['called', '"yes"'],
    ['calls', '["yes"]'],
  ])('%s cannot be %s', (fact, source) => {
    expect(codesOf(writing({ [fact]: source }))).toEqual([`writtenFactMisfit ${FACTS}/${fact}`]);
  });

  it.each([
    ['reason', 'today'],
    ['decidedOn', 'today'],
    ['readAt', 'now'],
    ['kind', 'size(facts.calls) > 0 ? "mail" : "courier"'],
    ['days', 'size(facts.calls)'],
    ['called', 'facts.calls.exists(call, call.?reached.orValue(false))'],
    ['calls', '[]'],
    ['calls', 'facts.calls'],
    ['anything', 'true'],
    ['decidedOn', 'null'],
  ])('%s may be %s', (fact, source) => {
    expect(codesOf(writing({ [fact]: source }))).toEqual([]);
  });

  it('must not take away what is always there', () => {
    expect(codesOf(writing({ called: 'null', reason: 'null', decidedOn: 'null' }, ['reason']))).toEqual([
      `lastingFactTaken ${FACTS}/called`,
      `lastingFactTaken ${FACTS}/reason`,
    ]);
  });

  it('is looked at although no other case type is known', () => {
    const definition = example({
      facts: { type: 'object', properties: OWN },
      delays: soon,
      machine: {
        initial: 'a',
        states: {
          a: { on: { GO: { target: 'end', actions: [{ type: 'setFacts', facts: { days: 'today' } }] } } },
          end: { type: 'final' },
        },
      },
    });
    expect(codesOf(against(definition, undefined))).toContain(`writtenFactMisfit ${FACTS}/days`);
  });
});
