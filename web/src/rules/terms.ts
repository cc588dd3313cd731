import { valueInWords, type Definition, type FactSchema, type Text } from '../../../src/machines/index.js';
import type { Language } from '../ui/language.js';

/** In whose words an expression is said. */
export interface Speaker {
  definition: Definition;
  language: Language;
}

/** What an expression stands for, as people would call it. Days are before or after each other, numbers are more or less. */
export interface Term {
  text: string;
  kind: 'day' | 'number' | 'other';
}

const WORDS = {
  da: {
    quoted: (title: string) => `“${title}”`,
    today: 'dagen i dag',
    now: 'dette øjeblik',
    openedOn: 'sagens oprettelsesdag',
    outcome: 'delsagens udfald',
    due: (deadline: string) => `fristen ${deadline}`,
    dayOf: (event: string) => `dagen for ${event}`,
    times: (event: string) => `antallet af gange, ${event} er sket,`,
    size: (list: string) => `antallet af ${list}`,
    days: (list: string) => `antallet af forskellige dage i ${list}`,
    plus: (day: string, length: string) => `${day} plus ${length}`,
    minus: (day: string, length: string) => `${day} minus ${length}`,
    parameter: (title: string) => `parameteren ${title}`,
  },
  en: {
    quoted: (title: string) => `“${title}”`,
    today: 'today',
    now: 'this moment',
    openedOn: 'the day the case was opened',
    outcome: 'the outcome of the child case',
    due: (deadline: string) => `the deadline ${deadline}`,
    dayOf: (event: string) => `the day of ${event}`,
    times: (event: string) => `the number of times ${event} has happened`,
    size: (list: string) => `the number of ${list}`,
    days: (list: string) => `the number of different days in ${list}`,
    plus: (day: string, length: string) => `${day} plus ${length}`,
    minus: (day: string, length: string) => `${day} minus ${length}`,
    parameter: (title: string) => `the parameter ${title}`,
  },
} as const;

type Maker = (parts: string[], speaker: Speaker) => Term | null;

const day = (text: string): Term => ({ text, kind: 'day' });
const number = (text: string): Term => ({ text, kind: 'number' });

/** The forms of expressions that have words, each with what stands in its gaps. */
const FORMS: [form: RegExp, make: Maker][] = [
  [/^today$/, (_, { language }) => day(WORDS[language].today)],
  [/^now$/, (_, { language }) => day(WORDS[language].now)],
  [/^case\.openedOn$/, (_, { language }) => day(WORDS[language].openedOn)],
  [/^event\.output\.end$/, (_, { language }) => ({ text: WORDS[language].outcome, kind: 'other' })],
  [/^(\d+)$/, ([digits]) => number(digits!)],
  [/^"(\w+)"$/, ([text], { language }) => ({ text: WORDS[language].quoted(text!), kind: 'other' })],
  [/^(?:event\.)?facts\.(\w+)$/, ([name], speaker) => factTerm(name!, speaker)],
  [/^(.+)\.trim\(\)$/, ([inner], speaker) => termOf(inner!, speaker)],
  [/^parameters\.(\w+)$/, ([name], speaker) => parameterTerm(name!, speaker)],
  [
    /^dueOn\("(\w+)"\)$/,
    ([name], speaker) => day(WORDS[speaker.language].due(titleIn('deadlines', name!, speaker))),
  ],
  [
    /^last(?:On|At)\((\w+)\)$/,
    ([name], speaker) => day(WORDS[speaker.language].dayOf(titleIn('events', name!, speaker))),
  ],
  [
    /^timesHappened\((\w+)\)$/,
    ([name], speaker) => number(WORDS[speaker.language].times(titleIn('events', name!, speaker))),
  ],
  [/^size\((.+)\)$/, ([list], speaker) => around(list!, speaker, (text, words) => number(words.size(text)))],
  [
    /^distinctDays\((.+)\.map\((\w+), \2\.\w+\)\)$/,
    ([list], speaker) => around(list!, speaker, (text, words) => number(words.days(text))),
  ],
  [/^(plus|minus)\((.+), (.+)\)$/, ([way, from, length], speaker) => shifted(way!, from!, length!, speaker)],
];

/** What the expression is called; null where only the expression itself says it. */
export function termOf(expression: string, speaker: Speaker): Term | null {
  for (const [form, make] of FORMS) {
    const match = form.exec(expression);
    if (match) return make(match.slice(1), speaker);
  }
  return null;
}

/** `“title”`, or the name where there is no title. */
export function quoted(title: Text | undefined, name: string, language: Language): string {
  return WORDS[language].quoted(title ? (title[language] ?? title.da).replace(/[?.]$/, '') : name);
}

/** Of a fact of the case, or of an item of one of its lists. */
export function factOf({ facts }: Definition, name: string): FactSchema | undefined {
  const lists = Object.values(facts.properties).map(({ items }) => items?.properties?.[name]);
  return facts.properties[name] ?? lists.find(Boolean);
}

const titleIn = (section: 'deadlines' | 'events', name: string, { definition, language }: Speaker): string =>
  quoted(definition[section][name]?.title, name, language);

function around(
  expression: string,
  speaker: Speaker,
  make: (text: string, words: (typeof WORDS)[Language]) => Term,
): Term | null {
  const inner = termOf(expression, speaker);
  return inner && make(inner.text, WORDS[speaker.language]);
}

function factTerm(name: string, { definition, language }: Speaker): Term {
  const fact = factOf(definition, name);
  const text = quoted(fact?.title, name, language);
  if (fact?.format?.startsWith('date')) return day(text);
  return { text, kind: fact?.type === 'integer' || fact?.type === 'number' ? 'number' : 'other' };
}

function parameterTerm(name: string, { definition, language }: Speaker): Term | null {
  const parameter = definition.parameters[name];
  if (!parameter) return null;
  const value = valueInWords(parameter.value)[language];
  if (typeof parameter.value === 'number') return number(value);
  // A choice of the definition's own means nothing without what is chosen.
  const isCode = value === parameter.value;
  const text = isCode ? WORDS[language].parameter(quoted(parameter.title, name, language)) : value;
  return { text, kind: 'other' };
}

function shifted(way: string, from: string, length: string, speaker: Speaker): Term | null {
  const literal = /^"(P\w+)"$/.exec(length)?.[1];
  const by = literal === undefined ? termOf(length, speaker)?.text : valueInWords(literal)[speaker.language];
  const start = termOf(from, speaker);
  return start && by !== undefined
    ? day(WORDS[speaker.language][way as 'plus' | 'minus'](start.text, by))
    : null;
}
