import { describe, expect, test } from '@jest/globals';
import type { Certificate } from '../../../src/machines/certificate.js';
import { Labels } from '../../../src/machines/labels.js';
import { Speech } from '../../../src/machines/speech.js';
import { compile, definition, here } from './fixture.js';

const labels = new Labels(definition);
const claim = (source: string) => compile(source, 'bool', { ...here, anyEvent: true }).claim(labels);

describe('what a condition demands, made from titles', () => {
  test.each([
    ['facts.urgent', '“urgent” skal være ja.', '“urgent” must be yes.'],
    ['!facts.urgent', '“urgent” må ikke være ja.', '“urgent” must not be yes.'],
    ['facts.urgent == false', '“urgent” skal være nej.', '“urgent” must be no.'],
    ['facts.?urgent.orValue(false)', '“urgent” skal være ja.', '“urgent” must be yes.'],
    ['has(facts.callNote)', '“Notat” skal være oplyst.', '“Notat” must be given.'],
    ['facts.?callNote.hasValue()', '“Notat” skal være oplyst.', '“Notat” must be given.'],
    ['size(facts.callNote.trim()) > 0', '“Notat” skal være udfyldt.', '“Notat” must be filled in.'],
    ['facts.tags.size() == 0', '“tags” må ikke være udfyldt.', '“tags” must not be filled in.'],
    ['facts.outcome == "refusal"', '“Udfald” skal være “Afslag”.', '“Udfald” must be “Refusal”.'],
    ['"refusal" != facts.outcome', '“Udfald” må ikke være “Afslag”.', '“Udfald” must not be “Refusal”.'],
    [
      'facts.outcome in ["refusal", "partialRefusal"]',
      '“Udfald” skal være “Afslag” eller “Delvist afslag”.',
      '“Udfald” must be “Refusal” or “Delvist afslag”.',
    ],
    [
      'facts.outcome in parameters.outcomes',
      '“Udfald” skal være blandt “Udfald” (refusal og grant).',
      '“Udfald” must be among “Udfald” (refusal and grant).',
    ],
    ['facts.amount > 3', '“Beløb” skal være mere end 3.', '“Beløb” must be more than 3.'],
    [
      'facts.amount + 1 <= parameters.minAttempts * 2',
      '“Beløb” plus 1 skal være højst “Mindste antal forsøg” (3) gange 2.',
      '“Beløb” plus 1 must be at most “Mindste antal forsøg” (3) times 2.',
    ],
    [
      '-facts.amount % 2 == int(facts.weight / 2.5)',
      'Resten af minus “Beløb” divideret med 2 skal være “weight” divideret med 2,5.',
      'The rest of minus “Beløb” divided by 2 must be “weight” divided by 2.5.',
    ],
    [
      'size(facts.attempts) >= 2',
      'Antallet af “attempts” skal være mindst 2.',
      'The number of “attempts” must be at least 2.',
    ],
    [
      'size(facts.callNote) < 10',
      'Antallet af tegn i “Notat” skal være mindre end 10.',
      'The number of characters in “Notat” must be less than 10.',
    ],
    [
      'facts.birthOn < today',
      '“Fødselsdato” skal være før dagen i dag.',
      '“Fødselsdato” must be before today.',
    ],
    [
      'today >= date("2026-04-07")',
      'Dagen i dag skal være på eller efter tirsdag 7. april 2026.',
      'Today must be on or after Tuesday 7 April 2026.',
    ],
    [
      'today <= plus(facts.birthOn, parameters.term)',
      'Dagen i dag skal være på eller før “Frist” (12 uger) efter “Fødselsdato”.',
      'Today must be on or before “Frist” (12 weeks) after “Fødselsdato”.',
    ],
    [
      'dueOn("callBy") > today',
      'Fristen “Ring senest” skal være efter dagen i dag.',
      'The deadline “Ring senest” must be after today.',
    ],
    [
      'lastOn(CALL_LOGGED) != today',
      'Dagen for “Opkald” må ikke være dagen i dag.',
      'The day of “Opkald” must not be today.',
    ],
    [
      'timesHappened(CALL_LOGGED) > 1',
      'Antallet af gange, “Opkald” er sket skal være mere end 1.',
      'The number of times “Opkald” has happened must be more than 1.',
    ],
    ['happened(WAIVED)', '“Frafaldet” skal være sket.', '“Frafaldet” must have happened.'],
    ['!happened(WAIVED)', '“Frafaldet” må ikke være sket.', '“Frafaldet” must not have happened.'],
    ['active("open.calling")', 'Sagen skal være i “open.calling”.', 'The case must be in “open.calling”.'],
    ['beforeCutOff(now)', 'Dagens post må ikke være gået.', 'The post of the day must not be gone.'],
    [
      'isWorkingDay(facts.decisionDueOn)',
      '“decisionDueOn” skal være en arbejdsdag.',
      '“decisionDueOn” must be a working day.',
    ],
    [
      'isSendableDay(today)',
      'Dagen i dag skal være en dag, hvor breve kan sendes.',
      'Today must be a day on which letters can be sent.',
    ],
    [
      'distinctDays(facts.attempts.map(a, a.at)) >= 2',
      'Antallet af forskellige dage i “attempts” skal være mindst 2.',
      'The number of different days in “attempts” must be at least 2.',
    ],
    ['facts.callNote.contains("x")', '“Notat” skal indeholde “x”.', '“Notat” must contain “x”.'],
    [
      '!facts.callNote.startsWith("x")',
      '“Notat” må ikke begynde med “x”.',
      '“Notat” must not begin with “x”.',
    ],
    [
      'facts.attempts[0].reached',
      '“reached” i punkt 1 i “attempts” skal være ja.',
      '“reached” of item 1 of “attempts” must be yes.',
    ],
    ['2 < facts.amount', '“Beløb” skal være mere end 2.', '“Beløb” must be more than 2.'],
    ['facts.callNote == ""', '“Notat” skal være tom.', '“Notat” must be empty.'],
    [
      'facts.address.city == "Ribe"',
      '“By” i “address” skal være “Ribe”.',
      '“By” of “address” must be “Ribe”.',
    ],
    [
      'facts.attempts.exists(a, a.reached)',
      'For mindst ét punkt i “attempts” skal det gælde: “reached” skal være ja.',
      'For at least one item of “attempts” this must hold: “reached” must be yes.',
    ],
    [
      '!facts.tags.all(a, a == "x")',
      'For mindst ét punkt i “tags” må det ikke gælde: Punktet skal være “x”.',
      'For at least one item of “tags” this must not hold: The item must be “x”.',
    ],
    [
      '["a", "b"].all(m, m in facts.tags)',
      '“a” og “b” skal være valgt i “tags”.',
      '“a” and “b” must be chosen in “tags”.',
    ],
    [
      'facts.attempts.exists(a, a.reached || has(a.callNote))',
      'For mindst ét punkt i “attempts” skal det gælde: Mindst ét skal gælde: “reached” skal være ja. “callNote” skal være oplyst.',
      'For at least one item of “attempts” this must hold: At least one of these must hold: “reached” must be yes. “callNote” must be given.',
    ],
  ])('%s', (source, da, en) => {
    expect(claim(source)?.yes.must).toEqual({ da, en });
  });

  test('and what must not be', () => {
    const not = [
      'facts.urgent && facts.reached',
      'facts.urgent || facts.reached',
      'facts.amount != 3',
      'facts.attempts.exists_one(a, a.reached)',
    ];
    expect(not.map((source) => claim(source)?.no.must.en)).toEqual([
      'At least one of these must hold: “urgent” must not be yes. “reached” must not be yes.',
      '“urgent” must not be yes. “reached” must not be yes.',
      '“Beløb” must be 3.',
      'There must not be exactly one item of “attempts” for which this holds: “reached” must be yes.',
    ]);
  });

  test.each([
    'facts.urgent ? true : false',
    'facts.tags.map(t, t + "x") == facts.tags',
    'quarterOf(today) == facts.tags.join("-")',
    'facts.tags.filter(t, t == "x") == []',
  ])('of %s nothing can be said but the expression', (source) => {
    expect(claim(source)).toBeUndefined();
  });
});

describe('the same as a question, and as a clause', () => {
  test.each([
    ['facts.amount > 3', 'Er “Beløb” mere end 3?', '“Beløb” er mere end 3', '“Beløb” is more than 3'],
    ['facts.amount != 3', 'Er “Beløb” ikke 3?', '“Beløb” ikke er 3', '“Beløb” is not 3'],
    ['happened(CALL_LOGGED)', 'Er “Opkald” sket?', '“Opkald” er sket', '“Opkald” has happened'],
    [
      'facts.constructor.startsWith("A")',
      'Begynder “constructor” med “A”?',
      '“constructor” begynder med “A”',
      '“constructor” begins with “A”',
    ],
    [
      '!facts.constructor.contains("A")',
      'Indeholder “constructor” ikke “A”?',
      '“constructor” ikke indeholder “A”',
      '“constructor” does not contain “A”',
    ],
    [
      'facts.urgent && facts.amount == 3',
      'Er det sådan, at “urgent” er ja og “Beløb” er 3?',
      '“urgent” er ja og “Beløb” er 3',
      '“urgent” is yes and “Beløb” is 3',
    ],
    [
      '!(facts.urgent && facts.reached)',
      'Er det sådan, at “urgent” ikke er ja eller “reached” ikke er ja?',
      '“urgent” ikke er ja eller “reached” ikke er ja',
      '“urgent” is not yes or “reached” is not yes',
    ],
    [
      '!facts.attempts.all(a, a.reached)',
      'Er det sådan, at der i “attempts” er et punkt, hvor “reached” ikke er ja?',
      'der i “attempts” er et punkt, hvor “reached” ikke er ja',
      'there is an item of “attempts” where “reached” is not yes',
    ],
  ])('%s', (source, asks, da, en) => {
    expect([claim(source)?.yes.asks.da, claim(source)?.yes.clause]).toEqual([asks, { da, en }]);
  });
});

describe('what a moment is called', () => {
  const term = (source: string) => compile(source, 'moment', here).term(labels);
  test.each([
    ['plus(facts.decisionDueOn, "P18Y")', '18 år efter “decisionDueOn”', '18 years after “decisionDueOn”'],
    [
      'has(facts.birthOn) ? facts.birthOn : today',
      '“Fødselsdato”, hvis “Fødselsdato” er oplyst, ellers dagen i dag',
      '“Fødselsdato” if “Fødselsdato” is given, otherwise today',
    ],
    ['dayOfWeekAfter(today, 2)', 'den første tirsdag efter dagen i dag', 'the first Tuesday after today'],
    [
      'dayOfWeekAfter(today, parameters.minAttempts)',
      'den første onsdag (“Mindste antal forsøg”) efter dagen i dag',
      'the first Wednesday (“Mindste antal forsøg”) after today',
    ],
    [
      'dayOfWeekAfter(today, 1 + 1)',
      'den første dag efter dagen i dag med ugedagen 1 plus 1',
      'the first day after today that is day 1 plus 1 of the week',
    ],
    ['weekdaysAfter(today, 2)', '2 hverdage efter dagen i dag', '2 weekdays after today'],
    [
      'series("meeting", today)',
      'den første dag i rækken “meeting” fra dagen i dag',
      'the first day of the series “meeting” from today',
    ],
    [
      'minus(series("meeting", quarterOf(today)), parameters.term)',
      '“Frist” (12 uger) før dagen i rækken “meeting” i kvartalet for dagen i dag',
      '“Frist” (12 weeks) before the day of the series “meeting” in the quarter of today',
    ],
  ])('%s', (source, da, en) => {
    expect(term(source)).toEqual({ da, en });
  });
});

describe('what is written to a fact', () => {
  const speech = new Speech(definition);
  test.each([
    ['"refusal"', '“Afslag”', '“Refusal”'],
    [
      'facts.urgent ? "refusal" : "partialRefusal"',
      '“Afslag”, hvis “urgent” er ja, ellers “Delvist afslag”',
      '“Refusal” if “urgent” is yes, otherwise “Delvist afslag”',
    ],
    [
      'has(facts.callNote) && facts.urgent',
      'ja, hvis “Notat” er oplyst og “urgent” er ja, ellers nej',
      'yes if “Notat” is given and “urgent” is yes, otherwise no',
    ],
    ['["a", "b"]', '“a” og “b”', '“a” and “b”'],
    ['[]', 'tom', 'empty'],
    ['null', 'tom', 'empty'],
    ['false', 'nej', 'no'],
    ['facts.tags.join(",")', 'udtrykket `facts.tags.join(",")`', 'the expression `facts.tags.join(",")`'],
  ])('%s', (source, da, en) => {
    expect(speech.value(source, definition.facts.properties['outcome'])).toEqual({ da, en });
  });
});

describe('by which rule a day was found', () => {
  const speech = new Speech(definition);
  const rule = (rule: Partial<Certificate['rule']>, expression = 'facts.decisionDueOn') =>
    speech.rule({ rule: rule as Certificate['rule'], anchor: { expression, on: '2026-04-07' } })?.da;

  test('says the length and what it is counted from', () => {
    expect(rule({ length: 'P12W' })).toBe('12 uger efter “decisionDueOn”');
    expect(rule({ length: '-P2D' })).toBe('2 dage før “decisionDueOn”');
    expect(rule({ length: 'P2D', counting: 'workingDays' })).toBe('2 arbejdsdage efter “decisionDueOn”');
    expect(rule({ length: 'P2D', counting: 'workingDays', days: 'weekdays' })).toBe(
      '2 hverdage efter “decisionDueOn”',
    );
    expect(rule({ length: 'PT3H', counting: 'officeHours' }, 'now')).toBe(
      '3 timer i åbningstiden efter dette øjeblik',
    );
  });

  test('or the day that an expression gives', () => {
    expect(rule({ due: 'plus(today, "P1D")' })).toBe('1 dag efter dagen i dag');
    expect(rule({ due: 'date(facts.callNote)' })).toBeUndefined();
  });
});
