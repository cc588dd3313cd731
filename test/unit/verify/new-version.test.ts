/* oxlint-disable unicorn/consistent-function-scoping -- what builds a definition stands beside the test that reads it */
import type { Definition, FactSchema, StateNode } from '../../../src/machines/definition.js';
import type { Problem } from '../../../src/machines/problems.js';
import { verify } from '../../../src/machines/verify.js';
import { codesOf, example, titled } from './machines.js';
import { asked, asker, asking, changed, date, ended, instant, onEnd, text } from './two-cases.js';

type Cases = Record<string, Definition>;

const problemsOf = (definition: Definition, cases: Cases): Problem[] =>
  verify(definition, { neighbours: { current: cases } }).problems;

describe('a new version of a case that others open', () => {
  const cases: Cases = { asked, asking: asker() };
  const next = (change: (next: Definition) => void) => problemsOf(changed(asked, change), cases);

  it('is right when it changes nothing that the others need', () => {
    expect(problemsOf(cases['asking']!, cases)).toEqual([]);
    expect(next(() => undefined)).toEqual([]);
    expect(next(({ facts }) => (facts.properties['colour'] = text))).toEqual([]);
  });

  it.each<[code: string, path: string, da: string, en: string, change: (next: Definition) => void]>([
    [
      'openedWithoutFact',
      '/facts/required/1',
      'Sagen “Spørger” åbner denne sag uden oplysningen “way”. Den kan først kræves, når “Spørger” giver den.',
      'The case “Asker” opens this one without the fact “way”. It can be required only once “Asker” gives it.',
      ({ facts }) => facts.required!.push('way'),
    ],
    [
      'openedWithLaterFact',
      '/facts/properties/sentOn',
      'Sagen “Spørger” åbner denne sag med oplysningen “sentOn”, men her kommer den først senere. Skriv den under “opening”, hvis den også må gives fra begyndelsen.',
      'The case “Asker” opens this one with the fact “sentOn”, but here it comes only later. List it under “opening” if it may be given from the beginning, too.',
      ({ facts }) => (facts.opening = ['calls']),
    ],
    [
      'returnExpected',
      '/ends',
      'Sagen “Spørger” skal have oplysningen “answer” tilbage, når denne sag ender, men ingen af dens afslutninger giver den.',
      'The case “Asker” is to get the fact “answer” back when this case ends, but none of its ends gives it.',
      (definition) => (definition.ends['end'] = []),
    ],
    [
      'returnMisfit',
      '/facts/properties/answer',
      'Denne sag giver “answer” tilbage som “yes”, “no” eller “perhaps”, men i sagen “Spørger” skal det være “yes” eller “no”.',
      'This case hands back “answer” as “yes”, “no” or “perhaps”, but in the case “Asker” it must be “yes” or “no”.',
      ({ facts }) => facts.properties['answer']!.enum!.push('perhaps'),
    ],
    [
      'endNotMet',
      '/ends/given_up',
      'Når denne sag ender med “given_up”, er der ingen vej videre i sagen “Spørger”. Udgiv først en version af “Spørger”, der tager imod den afslutning.',
      'When this case ends with “given_up”, there is no way on in the case “Asker”. First publish a version of “Asker” that meets that end.',
      giveUp,
    ],
    [
      'eventExpected',
      '/events',
      'Sagen “Spørger” sender hændelsen “ANSWERED” til denne sag, men den findes ikke her.',
      'The case “Asker” sends the event “ANSWERED” to this one, but there is no such event here.',
      renameAnswered,
    ],
    [
      'eventWithoutFact',
      '/events/ANSWERED/required/1',
      'Sagen “Spørger” sender hændelsen “ANSWERED” uden oplysningen “way”. Den kan først kræves, når “Spørger” giver den.',
      'The case “Asker” sends the event “ANSWERED” without the fact “way”. It can be required only once “Asker” gives it.',
      ({ events }) => {
        events['ANSWERED']!.form!.push('way');
        events['ANSWERED']!.required!.push('way');
      },
    ],
    [
      'eventWithUnknownFact',
      '/events/ANSWERED',
      'Sagen “Spørger” sender hændelsen “ANSWERED” med oplysningen “sentOn”, som hændelsen ikke tager imod her.',
      'The case “Asker” sends the event “ANSWERED” with the fact “sentOn”, which the event does not take here.',
      ({ events }) => events['ANSWERED']!.form!.pop(),
    ],
  ])('is told %s at %s', (code, path, da, en, change) => {
    expect(next(change)).toMatchObject([{ code, path, message: { da, en } }]);
  });

  it('is told what it no longer knows, and what has another type, wherever it is given', () => {
    const without = next(({ facts, events, ends }) => {
      delete facts.properties['sentOn'];
      facts.opening = ['calls'];
      events['ANSWERED']!.form = ['answer'];
      ends['end'] = ['answer'];
    });
    expect(without.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'eventWithUnknownFact /events/ANSWERED',
      'openedWithUnknownFact /facts/properties',
    ]);
    expect(without[1]!.message).toEqual({
      da: 'Sagen “Spørger” åbner denne sag med oplysningen “sentOn”, som ikke findes her. Behold den, indtil “Spørger” ikke længere giver den.',
      en: 'The case “Asker” opens this one with the fact “sentOn”, which is not here. Keep it until “Asker” no longer gives it.',
    });
    const other = next(({ facts }) => (facts.properties['sentOn'] = instant));
    expect(other.map(({ code, path, message }) => `${code} ${path}: ${message.da} ${message.en}`)).toEqual([
      'eventWithMisfit /events/ANSWERED/form/1: Sagen “Spørger” sender hændelsen “ANSWERED” med “sentOn” som en dato, men her skal det være et tidspunkt. ' +
        'The case “Asker” sends the event “ANSWERED” with “sentOn” as a date, but here it must be a moment.',
      'openedWithMisfit /facts/properties/sentOn: Sagen “Spørger” åbner denne sag med “sentOn” som en dato, men her skal det være et tidspunkt. ' +
        'The case “Asker” opens this one with “sentOn” as a date, but here it must be a moment.',
    ]);
  });

  it('does not answer for what did not fit before', () => {
    const careless = changed(cases['asking']!, ({ machine }) => {
      machine.states!['asking']!.invoke!.input!['unheard'] = '1';
    });
    const among = { asked, asking: careless };
    expect(codesOf(verify(careless, { neighbours: { current: among } }))).toEqual([
      'childFactUnknown /machine/states/asking/invoke/input/unheard',
    ]);
    expect(
      problemsOf(
        changed(asked, ({ facts }) => (facts.properties['colour'] = text)),
        among,
      ),
    ).toEqual([]);
  });

  it('is measured by nobody while no version of it holds', () => {
    const { asked: _gone, ...others } = cases;
    expect(
      problemsOf(
        changed(asked, ({ facts }) => facts.required!.push('way')),
        others,
      ),
    ).toEqual([]);
  });

  it('is not measured by a definition whose expressions cannot be read', () => {
    const broken = changed(cases['asking']!, ({ delays }) => (delays['soon']!.due = 'oops('));
    const stricter = changed(asked, ({ facts }) => facts.required!.push('way'));
    expect(problemsOf(stricter, { asked, asking: broken })).toEqual([]);
  });

  it('may change as it likes towards itself', () => {
    const opening = (facts: Record<string, FactSchema>) =>
      asking(
        {
          invoke: {
            src: 'asking',
            input: Object.fromEntries(Object.keys(facts).map((name) => [name, `facts.${name}`])),
          },
        },
        facts,
      );
    expect(problemsOf(opening({ since: date, seen: date }), { asking: opening({ since: date }) })).toEqual(
      [],
    );
  });
});

describe('a new version of a case that others tell something', () => {
  const teller = asking({ actions: [{ type: 'sendEvent', to: 'parent', event: 'TOLD' }] });
  const parent = (caseType: string, takes: boolean): Definition => {
    const machine: StateNode = {
      initial: 'a',
      states: {
        a: {
          invoke: { src: 'asking', id: 'it', onDone: 'end', input: everything },
          ...(takes && { on: { TOLD: {} } }),
        },
        end: ended,
      },
    };
    return example({ caseType, title: { da: caseType }, facts: teller.facts, machine });
  };
  const everything = Object.fromEntries(
    Object.keys(teller.facts.properties).map((name) => [name, `facts.${name}`]),
  );

  it('must go on taking the event', () => {
    const among = { asked, asking: teller, first: parent('first', true) };
    expect(problemsOf(parent('first', true), among)).toEqual([]);
    expect(codesOf(verify(parent('first', false), { neighbours: { current: among } }))).toEqual([
      'eventExpected /events',
    ]);
  });

  it('may leave it to others that open the same case', () => {
    const among = { asked, asking: teller, first: parent('first', true), second: parent('second', true) };
    expect(problemsOf(parent('first', false), among)).toEqual([]);
  });
});

describe('two definitions that must change together can be published one after the other', () => {
  /** Publishes what has no problem; what has some must not be published. */
  function publishing(...versions: [definition: Definition, ...codes: string[]][]): void {
    const cases: Cases = { asked, asking: asker() };
    for (const [definition, ...codes] of versions) {
      const problems = problemsOf(definition, cases);
      expect(problems.map(({ code }) => code)).toEqual(codes);
      if (problems.length === 0) cases[definition.caseType] = definition;
    }
  }
  const invokeIn = ({ machine }: Definition) => machine.states!['asking']!.invoke!;

  it('when a fact is to be given at the opening: it may be given, is given, and is required', () => {
    const optional = changed(asked, ({ facts }) => (facts.properties['colour'] = text));
    const required = changed(optional, ({ facts }) => facts.required!.push('colour'));
    const giving = changed(asker(), (next) => (invokeIn(next).input!['colour'] = '"red"'));
    publishing(
      [required, 'openedWithoutFact'],
      [giving, 'childFactUnknown'],
      [optional],
      [giving],
      [required],
    );
  });

  it('when a fact is to go: it is not required, not given, and goes', () => {
    const optional = changed(asked, ({ facts }) => (facts.required = []));
    const gone = changed(optional, ({ facts }) => delete facts.properties['why']);
    const silent = changed(asker(), (next) => delete invokeIn(next).input!['why']);
    publishing([gone, 'openedWithUnknownFact'], [silent, 'childFactMissing'], [optional], [silent], [gone]);
  });

  it('when an end gets another name: both are met, it has the new one, and only that is met', () => {
    const renamed = changed(asked, (next) => {
      next.ends = { done: next.ends['end']! };
      next.machine.states!['done'] = titled(ended, 'done');
      delete next.machine.states!['end'];
      next.machine.states!['a']!.on!['ANSWERED'] = 'done';
    });
    const meeting = (...ends: string[]) =>
      changed(asker(), (next) => (invokeIn(next).onDone = onEnd(...ends)));
    publishing(
      [renamed, 'endNotMet'],
      [meeting('done'), 'uncoveredEnd'],
      [meeting('end', 'done')],
      [renamed],
      [meeting('done')],
    );
  });

  it('when an end gets another name where all the others go one way: it is named, then it has the new name', () => {
    const withReturn = changed(asked, giveUp);
    const renamed = changed(withReturn, (next) => {
      next.ends = { end: next.ends['end']!, sent_back: [] };
      next.machine.states!['sent_back'] = titled(ended, 'sent_back');
      delete next.machine.states!['given_up'];
      next.machine.states!['a']!.on!['GIVEN_UP'] = 'sent_back';
    });
    const naming = (...ends: string[]) =>
      changed(asker(), (next) => (invokeIn(next).onDone = [...onEnd(...ends), { target: 'end' }]));
    publishing(
      [naming('given_up')],
      [withReturn],
      [renamed, 'endNotNamed'],
      [naming('given_up', 'sent_back')],
      [renamed],
      [naming('sent_back')],
    );
  });

  it('when a fact that is handed back may have another value: it is known, then handed back', () => {
    const perhaps = (definition: Definition) =>
      changed(definition, ({ facts }) => facts.properties['answer']!.enum!.push('perhaps'));
    publishing([perhaps(asked), 'returnMisfit'], [perhaps(asker())], [perhaps(asked)]);
  });

  it('when an event gets another name: there are both, the new one is sent, and the old one goes', () => {
    const renamed = changed(asked, renameAnswered);
    const both = changed(asked, ({ events, machine }) => {
      events['REPLIED'] = events['ANSWERED']!;
      machine.states!['a']!.on!['REPLIED'] = 'end';
    });
    const replying = changed(asker(), ({ machine }) => {
      machine.states!['a']!.on = JSON.parse(
        JSON.stringify(machine.states!['a']!.on).replace('ANSWERED', 'REPLIED'),
      ) as NonNullable<StateNode['on']>;
    });
    publishing([renamed, 'eventExpected'], [replying, 'sentEventUnknown'], [both], [replying], [renamed]);
  });
});

/** Another way for a question to end. */
function giveUp({ ends, events, machine }: Definition): void {
  ends['given_up'] = [];
  events['GIVEN_UP'] = { title: { da: 'Opgivet' }, roles: ['caseworker'] };
  machine.states!['given_up'] = titled(ended, 'given_up');
  machine.states!['a']!.on!['GIVEN_UP'] = 'given_up';
}

function renameAnswered({ events, machine }: Definition): void {
  events['REPLIED'] = events['ANSWERED']!;
  delete events['ANSWERED'];
  machine.states!['a']!.on = { REPLIED: 'end', CALLED: {} };
}
