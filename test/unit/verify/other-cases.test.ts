/* oxlint-disable unicorn/consistent-function-scoping -- what builds a definition stands beside the test that reads it */
import type { Definition, FactSchema, StateNode } from '../../../src/machines/definition.js';
import { verify } from '../../../src/machines/verify.js';
import { codesOf, example } from './machines.js';
import {
  against,
  asked,
  asking,
  date,
  ended,
  groupOf,
  instant,
  listOf,
  oneOf,
  OWN,
  text,
  yesOrNo,
} from './two-cases.js';

describe('what a child case is opened with', () => {
  const INPUT = '/machine/states/asking/invoke/input';
  const given = (input: Record<string, string>) =>
    against(asking({ invoke: { input: { why: '"x"', ...input } } }));

  it('may be every fact that a person could open it with', () => {
    const input = {
      sentOn: 'facts.since',
      readAt: 'now',
      way: 'facts.kind',
      days: '2',
      share: '2',
      called: 'true',
      ways: 'facts.mailed',
      calls: 'facts.seen',
      anything: 'facts.since',
    };
    expect(codesOf(given(input))).toEqual([]);
  });

  it('must not be a fact that comes only later', () => {
    const { problems } = given({ answer: '"yes"' });
    expect(problems).toMatchObject([
      {
        code: 'childFactNotAtOpening',
        path: `${INPUT}/answer`,
        message: {
          da: 'Sagen “Spørgsmål” kan ikke åbnes med oplysningen “answer”: den kommer først senere i sagen.',
          en: 'The case “Question” cannot be opened with the fact “answer”: it comes only later in the case.',
        },
      },
    ]);
  });

  it('must be of a type that can be taken', () => {
    const { problems } = given({ sentOn: 'true' });
    expect(problems).toMatchObject([
      {
        code: 'childFactMisfit',
        path: `${INPUT}/sentOn`,
        message: {
          da: 'I sagen “Spørgsmål” skal “sentOn” være en dato, men her gives sandt eller falsk.',
          en: 'In the case “Question”, “sentOn” must be a date, but true or false is given here.',
        },
      },
    ]);
  });

  it.each([
    ['why', 'true', 'en tekst', 'sandt eller falsk'],
    ['why', '1', 'en tekst', 'et helt tal'],
    ['why', 'facts.mailed', 'en tekst', 'en liste'],
    ['sentOn', 'now', 'en dato', 'et tidspunkt'],
    ['sentOn', '"tomorrow"', 'en dato', '“tomorrow”'],
    ['sentOn', 'facts.medium', 'en dato', '“phone” eller “letter”'],
    ['readAt', 'today', 'et tidspunkt', 'en dato'],
    ['readAt', '"2026-04-01"', 'et tidspunkt', '“2026-04-01”'],
    ['way', '"courier"', '“post” eller “mail”', '“courier”'],
    ['way', 'facts.kind == "mail" ? "mail" : "curier"', '“post” eller “mail”', '“curier”'],
    ['way', 'facts.medium', '“post” eller “mail”', '“phone” eller “letter”'],
    ['way', 'today', '“post” eller “mail”', 'en dato'],
    ['days', 'facts.since', 'et helt tal', 'en dato'],
    ['share', '"2"', 'et tal', '“2”'],
    ['called', 'facts.reason', 'sandt eller falsk', 'en tekst'],
    ['calls', 'facts.seen[0]', 'en liste', 'en gruppe af oplysninger'],
  ])('%s cannot be %s', (fact, source, taken, wrong) => {
    const result = given({ [fact]: source });
    expect(codesOf(result)).toEqual([`childFactMisfit ${INPUT}/${fact}`]);
    expect(result.problems[0]!.details).toMatchObject({ at: fact, taken, given: wrong });
  });

  it.each([
    ['ways', 'facts.flags', 'ways[]', '“post” eller “mail”', 'sandt eller falsk'],
    ['ways', '[today]', 'ways[]', '“post” eller “mail”', 'en dato'],
    ['calls', 'facts.flags', 'calls[]', 'en gruppe af oplysninger', 'sandt eller falsk'],
    ['calls', 'facts.noted', 'calls[].on', 'en dato', 'intet'],
    ['calls', '[facts.noted[0]]', 'calls[].on', 'en dato', 'intet'],
  ])('the items of %s cannot be those of %s', (fact, source, at, taken, wrong) => {
    expect(given({ [fact]: source }).problems[0]!.details).toMatchObject({ at, taken, given: wrong });
  });

  it.each([
    ['sentOn', 'facts.reason'],
    ['sentOn', '"2026-04-01"'],
    ['readAt', '"2026-04-01T08:00:00.000Z"'],
    ['why', 'today'],
    ['way', 'facts.reason'],
    ['days', '2.0'],
    ['ways', '[]'],
    ['ways', 'facts.kind == "mail" ? [facts.reason] : ["post"]'],
    ['sentOn', 'facts.unread'],
    ['calls', 'facts.open'],
    ['calls', '[facts.open[0]]'],
    ['sentOn', 'null'],
  ])('%s may be %s for all that is known', (fact, source) => {
    expect(codesOf(given({ [fact]: source }))).toEqual([]);
  });

  it('is not given by null when it is needed', () => {
    expect(codesOf(given({ why: 'null' }))).toEqual([`childFactMissing ${INPUT}`]);
  });
});

describe('what a child case hands back', () => {
  const receiving = (receives: string[], facts: Record<string, FactSchema>) =>
    against(asking({ invoke: { receives } }, facts));

  it('must be of the type and format that it has here', () => {
    expect(receiving(['sentOn'], { sentOn: text }).problems).toMatchObject([
      {
        code: 'returnedFactMisfit',
        path: '/machine/states/asking/invoke/receives/0',
        message: {
          da: 'Sagen “Spørgsmål” giver “sentOn” tilbage som en dato, men her skal det være en tekst.',
          en: 'The case “Question” hands back “sentOn” as a date, but here it must be a text.',
        },
      },
    ]);
    expect(codesOf(receiving(['sentOn'], { sentOn: date }))).toEqual([]);
  });

  it('must not be a value that is unknown here', () => {
    const [problem] = receiving(['sentOn', 'answer'], {
      sentOn: date,
      answer: oneOf('yes', 'perhaps'),
    }).problems;
    expect(problem).toMatchObject({
      code: 'returnedFactMisfit',
      path: '/machine/states/asking/invoke/receives/1',
      details: { given: '“yes” eller “no”', taken: '“yes” eller “perhaps”' },
    });
    expect(codesOf(receiving(['answer'], { answer: oneOf('no', 'perhaps', 'yes') }))).toEqual([]);
    expect(codesOf(receiving(['answer'], { answer: text }))).toEqual([]);
    expect(codesOf(receiving(['answer'], { answer: {} }))).toEqual([]);
  });

  it('must not be any text where only some are known', () => {
    const open = structuredClone(asked);
    open.facts.properties['answer'] = text;
    const definition = asking({ invoke: { receives: ['answer'] } }, { answer: oneOf('yes') });
    expect(codesOf(against(definition, { asked: open }))).toEqual([
      'returnedFactMisfit /machine/states/asking/invoke/receives/0',
    ]);
  });

  it('must be whole where only whole numbers are known, and may be whole where any number is', () => {
    const counting = structuredClone(asked);
    counting.ends = { end: ['days', 'share'] };
    const back = (days: FactSchema, share: FactSchema) =>
      codesOf(
        against(asking({ invoke: { receives: ['days', 'share'] } }, { days, share }), { asked: counting }),
      );
    expect(back({ type: 'number' }, { type: 'number' })).toEqual([]);
    expect(back({ type: 'integer' }, { type: 'integer' })).toEqual([
      'returnedFactMisfit /machine/states/asking/invoke/receives/1',
    ]);
  });

  it('may be a list that events append to, with who and when', () => {
    const calls = listOf(groupOf({ on: date, at: instant, by: text }, 'on', 'at', 'by'));
    expect(codesOf(receiving(['calls'], { calls }))).toEqual([]);
    const wrong = listOf(groupOf({ at: date }));
    expect(receiving(['calls'], { calls: wrong }).problems[0]!.details).toMatchObject({
      at: 'calls[].at',
      given: 'et tidspunkt',
      taken: 'en dato',
    });
  });
});

describe('a case that is opened by an action', () => {
  const ACTION = '/machine/states/a/on/GO/actions/0';
  const opening = (facts: Record<string, string> | undefined, caseType = 'asked') =>
    against(asking({ actions: [{ type: 'openCase', caseType, ...(facts && { facts }) }] }));

  it('must be of a case type that there is', () => {
    expect(codesOf(opening({}, 'unheard'))).toEqual([`unknownChildType ${ACTION}/caseType`]);
  });

  it('gets what a person would have to give', () => {
    expect(codesOf(opening({ why: 'facts.reason', sentOn: 'today' }))).toEqual([]);
    expect(codesOf(opening({ answer: '"yes"', unheard: '1', sentOn: 'false' }))).toEqual([
      `childFactMissing ${ACTION}/facts`,
      `childFactNotAtOpening ${ACTION}/facts/answer`,
      `childFactUnknown ${ACTION}/facts/unheard`,
      `childFactMisfit ${ACTION}/facts/sentOn`,
    ]);
    expect(opening(undefined).problems[0]!.message).toEqual({
      da: 'Sagen “Spørgsmål” kan ikke åbnes uden oplysningen “why”; giv den under “facts”.',
      en: 'The case “Question” cannot be opened without the fact “why”; give it under “facts”.',
    });
  });

  it('may be of its own type, as it is written now', () => {
    const facts = Object.fromEntries(Object.keys(OWN).map((fact) => [fact, `facts.${fact}`]));
    expect(codesOf(opening(facts, 'asking'))).toEqual([]);
  });

  it('is not looked at while the other definitions are not known', () => {
    expect(codesOf(verify(asking({ actions: [{ type: 'openCase', caseType: 'unheard' }] })))).toEqual([]);
  });
});

describe('an event that is sent to another case', () => {
  const ACTION = '/machine/states/a/on/GO/actions/0';
  const sending = (event: string, facts: Record<string, string> = {}, to = 'question') =>
    asking({ actions: [{ type: 'sendEvent', to, event, facts }] });

  it('must be one that a child case has', () => {
    expect(against(sending('UNHEARD')).problems).toMatchObject([
      {
        code: 'sentEventUnknown',
        path: `${ACTION}/event`,
        message: {
          da: 'Hændelsen “UNHEARD” findes ikke i “Spørgsmål”.',
          en: 'There is no event “UNHEARD” in “Question”.',
        },
      },
    ]);
  });

  it('brings what the form of the event needs, and nothing else', () => {
    expect(codesOf(against(sending('ANSWERED', { answer: '"yes"', sentOn: 'today' })))).toEqual([]);
    const { problems } = against(sending('ANSWERED', { why: '"x"', sentOn: '1' }));
    expect(problems.map(({ path }) => path)).toEqual([
      `${ACTION}/facts`,
      `${ACTION}/facts/why`,
      `${ACTION}/facts/sentOn`,
    ]);
    expect(problems.map(({ code, message }) => `${code}: ${message.da} ${message.en}`)).toEqual([
      'sentFactMissing: Hændelsen “ANSWERED” i “Spørgsmål” kan ikke ske uden oplysningen “answer”; giv den under “facts”. ' +
        'The event “ANSWERED” in “Question” cannot happen without the fact “answer”; give it under “facts”.',
      'sentFactUnknown: Hændelsen “ANSWERED” i “Spørgsmål” tager ikke imod oplysningen “why”. ' +
        'The event “ANSWERED” in “Question” does not take the fact “why”.',
      'sentFactMisfit: Hændelsen “ANSWERED” i “Spørgsmål” kræver, at “sentOn” er en dato, men her gives et helt tal. ' +
        'The event “ANSWERED” in “Question” needs “sentOn” to be a date, but a whole number is given here.',
    ]);
  });

  it('brings an item of the list that it appends to', () => {
    expect(codesOf(against(sending('CALLED', { on: 'today', reached: 'true' })))).toEqual([]);
    expect(codesOf(against(sending('CALLED', { on: 'true', calls: '[]' })))).toEqual([
      `sentFactMisfit ${ACTION}/facts/on`,
      `sentFactUnknown ${ACTION}/facts/calls`,
    ]);
  });

  it('brings any item where the list does not describe its items', () => {
    const loose = structuredClone(asked);
    Object.assign(loose.facts.properties, { calls: { type: 'array' }, on: date, reached: yesOrNo });
    expect(codesOf(against(sending('CALLED', { on: 'today' }), { asked: loose }))).toEqual([]);
  });

  it('is not looked at for a child case whose type is not there', () => {
    expect(codesOf(against(sending('UNHEARD'), {}))).toEqual([
      'unknownChildType /machine/states/asking/invoke/src',
    ]);
  });

  describe('to the parent', () => {
    const telling = (facts: Record<string, string> = {}) => sending('TOLD', facts, 'parent');
    const parent = (caseType: string, form?: string[]): Definition => {
      const machine: StateNode = {
        initial: 'a',
        states: { a: { invoke: { src: 'asking', id: 'it', onDone: 'end' } }, end: ended },
      };
      const facts = { type: 'object' as const, properties: { said: text, sentOn: date } };
      const told = { TOLD: { title: { da: 'Sagt' }, roles: [], form: form ?? [] } };
      return example({ caseType, title: { da: caseType }, facts, machine, ...(form && { events: told }) });
    };
    const among = (definition: Definition, ...parents: Definition[]) =>
      against(definition, Object.fromEntries([asked, ...parents].map((one) => [one.caseType, one])));

    it('is not looked at while no case type is known that opens this one', () => {
      expect(codesOf(among(telling()))).toEqual([]);
    });

    it('must be one that some parent has', () => {
      const result = among(telling(), parent('first'), parent('second'));
      expect(codesOf(result)).toEqual([`sentEventUnknown ${ACTION}/event`]);
      expect(result.problems[0]!.message.da).toBe('Hændelsen “TOLD” findes ikke i “first”, “second”.');
      expect(codesOf(among(telling(), parent('first'), parent('second', [])))).toEqual([]);
    });

    it('is right when it is right for one of those who have it', () => {
      const definition = telling({ said: 'true', sentOn: 'today' });
      expect(codesOf(among(definition, parent('first', ['said'])))).toEqual([
        `sentFactMisfit ${ACTION}/facts/said`,
        `sentFactUnknown ${ACTION}/facts/sentOn`,
      ]);
      expect(
        codesOf(among(definition, parent('first', ['said']), parent('second', ['sentOn', 'said']))),
      ).toEqual([`sentFactMisfit ${ACTION}/facts/said`]);
    });

    it('is not wrong when each of those who have it misses something else', () => {
      const [first, second] = [parent('first', ['said', 'sentOn']), parent('second', ['said', 'sentOn'])];
      first.events['TOLD']!.required = ['said'];
      second.events['TOLD']!.required = ['sentOn'];
      expect(codesOf(among(telling(), first))).toEqual([`sentFactMissing ${ACTION}/facts`]);
      expect(codesOf(among(telling(), first, second))).toEqual([]);
    });

    it('is checked against those who open the case by an action, too', () => {
      const opener = asking({ actions: [{ type: 'openCase', caseType: 'telling' }] });
      const definition = { ...telling(), caseType: 'telling' };
      expect(codesOf(among(definition, opener))).toEqual([`sentEventUnknown ${ACTION}/event`]);
    });
  });
});
