import { checkAbsence } from '../../../src/machines/verify/check-neighbours.js';
import { verify, type Neighbours } from '../../../src/machines/verify.js';
import { asked, asker, changed, text } from './two-cases.js';

/** The one that asks, giving one fact more. */
const generous = changed(asker(), ({ machine }) => {
  machine.states!['asking']!.invoke!.input!['way'] = '"post"';
});
/** The question, which cannot be opened without that fact. */
const strict = changed(asked, ({ facts }) => facts.required!.push('way'));
const spare = changed(asked, ({ facts }) => delete facts.properties['way']);

const told = (document: typeof asked, neighbours: Neighbours) =>
  verify(document, { neighbours, only: 'neighbours' }).problems;

describe('a version among versions that are to hold later', () => {
  const later = [{ on: '2027-01-01', definitions: { asked, asking: asker() } }];

  it('must fit them, too, and is told from when it does not', () => {
    const now = { current: { asked, asking: generous } };
    expect(told(strict, now)).toEqual([]);
    expect(told(strict, { ...now, later })).toMatchObject([
      {
        code: 'openedWithoutFact',
        path: '/facts/required/1',
        message: {
          da: 'Sagen “Spørger” åbner denne sag uden oplysningen “way”. Den kan først kræves, når “Spørger” giver den. Sådan er det fra fredag 1. januar 2027, når en version, der allerede er udgivet, får virkning.',
          en: 'The case “Asker” opens this one without the fact “way”. It can be required only once “Asker” gives it. It is so from Friday 1 January 2027, when a version that is already published takes effect.',
        },
      },
    ]);
  });

  it('is told once what does not fit now and then', () => {
    const now = { current: { asked, asking: asker() } };
    expect(told(strict, { ...now, later })).toEqual(told(strict, now));
    expect(told(strict, now)).toHaveLength(1);
  });

  it('is right when it opens what only later changes', () => {
    const current = { asked, asking: asker() };
    const problems = told(generous, {
      current,
      later: [{ on: '2027-01-01', definitions: { asked: spare } }],
    });
    expect(problems.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'childFactUnknown /machine/states/asking/invoke/input/way',
    ]);
    expect(problems[0]!.message.da).toMatch(/Sådan er det fra fredag 1\. januar 2027/);
  });
});

describe('a version that cases of older versions open', () => {
  const older = [{ version: 3, definition: asker() }];
  const current = { asked, asking: generous };

  it('must fit them, and is told which version it is', () => {
    expect(told(strict, { current, older })).toMatchObject([
      {
        code: 'openedWithoutFact',
        message: {
          da: 'Sagen “Spørger” åbner denne sag uden oplysningen “way”. Den kan først kræves, når “Spørger” giver den. Det er version 3 af “Spørger”, som der stadig er sager på: flyt dem først, eller vent, til de er afsluttet.',
          en: 'The case “Asker” opens this one without the fact “way”. It can be required only once “Asker” gives it. This is version 3 of “Asker”, which cases are still on: move them first, or wait until they have ended.',
        },
      },
    ]);
  });

  it('does not answer for what did not fit them before', () => {
    const never = changed(asker(), ({ machine }) => delete machine.states!['asking']!.invoke!.input!['why']);
    const coloured = changed(asked, ({ facts }) => (facts.properties['colour'] = text));
    expect(told(coloured, { current, older: [{ version: 1, definition: never }] })).toEqual([]);
  });
});

describe('a case type that opens no more cases', () => {
  it('is missed by those that open its cases, now or on an older version', () => {
    const older = [{ version: 3, definition: asker() }];
    const problems = checkAbsence('asked', { current: { asking: asker() }, older });
    expect(problems).toMatchObject([
      {
        code: 'stillOpened',
        message: {
          da: 'Sager af typen “Spørger” åbner sager af denne type. Udgiv først en version af “Spørger”, der ikke gør det, eller en anden version af denne sagstype.',
          en: 'Cases of the type “Asker” open cases of this type. First publish a version of “Asker” that does not, or another version of this case type.',
        },
      },
      { code: 'stillOpened', details: { version: 3 } },
    ]);
  });

  it('is missed by its own open cases, if they open more of it, but not by itself', () => {
    const selfish = changed(asker(), (definition) => (definition.caseType = 'asked'));
    expect(checkAbsence('asked', { current: { asked: selfish } })).toEqual([]);
    const older = [{ version: 1, definition: selfish }];
    expect(checkAbsence('asked', { current: { asked: selfish }, older })).toMatchObject([
      { code: 'stillOpened', details: { version: 1 } },
    ]);
  });

  it('is missed by nobody else', () => {
    expect(checkAbsence('asking', { current: { asked } })).toEqual([]);
  });
});
