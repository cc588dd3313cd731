import { dayOfWeekName, longDate } from '../date-text.js';
import type { Text } from '../definition.js';
import type { PlainText } from '../effects.js';
import type { Labels } from '../labels.js';
import { isAnyLength, parameterOf } from '../parse/lengths.js';
import { lengthInWords, listed, phrase, quoted, same, valueInWords, wordsOf } from '../wording.js';
import { callOf, canonicalOf, literalText, type Call, type Node } from './ast.js';
import type { Field } from './record-types.js';
import type { Claim } from './said.js';

/** In whose words an expression is said. */
export interface Speaker {
  labels: Labels;
  /** What a selection reads. */
  fieldOf(node: Node): Field | undefined;
  /** What a condition within it demands. */
  claim(node: Node): Claim | undefined;
}

export type TermKind = 'day' | 'number' | 'other';

/** What a part of an expression is called. */
export interface Term {
  text: PlainText;
  /** Days are before or after each other, numbers are more or less. */
  kind: TermKind;
}

const EMPTY = { da: 'tom', en: 'empty' };

const ROOTS: Record<string, [kind: TermKind, da: string, en: string]> = {
  today: ['day', 'dagen i dag', 'today'],
  now: ['day', 'dette øjeblik', 'this moment'],
};
const SELECTIONS: Record<string, [kind: TermKind, da: string, en: string]> = {
  'case.openedOn': ['day', 'sagens oprettelsesdag', 'the day the case was opened'],
  'case.assigneeId': ['other', 'sagens sagsbehandler', 'the caseworker of the case'],
  'case.teamId': ['other', 'sagens team', 'the team of the case'],
  'case.number': ['other', 'sagens nummer', 'the number of the case'],
  'case.id': ['other', 'sagens id', 'the id of the case'],
  'output.end': ['other', 'delsagens afslutning', 'the end of the child case'],
};

/** Functions of which the arguments are terms: `{a}`, `{b}`. */
const CALLS: Record<string, [kind: TermKind, da: string, en: string]> = {
  plus: ['day', '{b} efter {a}', '{b} after {a}'],
  plusLater: [
    'day',
    '{b} efter {a} (fra 29. februar: 1. marts)',
    '{b} after {a} (from 29 February: 1 March)',
  ],
  minus: ['day', '{b} før {a}', '{b} before {a}'],
  workingDaysAfter: ['day', '{b} arbejdsdage efter {a}', '{b} working days after {a}'],
  workingDaysBefore: ['day', '{b} arbejdsdage før {a}', '{b} working days before {a}'],
  weekdaysAfter: ['day', '{b} hverdage efter {a}', '{b} weekdays after {a}'],
  weekdaysBefore: ['day', '{b} hverdage før {a}', '{b} weekdays before {a}'],
  daysBetween: ['number', 'antallet af dage fra {a} til {b}', 'the number of days from {a} to {b}'],
  ageAt: ['number', 'alderen efter {a} på {b}', 'the age by {a} on {b}'],
  earliest: ['day', 'den tidligste dag af {a} og {b}', 'the earlier of {a} and {b}'],
  latest: ['day', 'den seneste dag af {a} og {b}', 'the later of {a} and {b}'],
  dateOf: ['day', 'dagen for {a}', 'the day of {a}'],
  nextSendDay: ['day', 'den første afsendelsesdag fra {a}', 'the first day for sending from {a}'],
  latestSendDay: ['day', 'den sidste afsendelsesdag til og med {a}', 'the last day for sending up to {a}'],
  nextSendMoment: ['day', 'den første afsendelse fra {a}', 'the first sending from {a}'],
  quarterOf: ['other', 'kvartalet for {a}', 'the quarter of {a}'],
  distinctDays: ['number', 'antallet af forskellige dage i {a}', 'the number of different days in {a}'],
  string: ['other', '{a}', '{a}'],
  int: ['number', '{a}', '{a}'],
  double: ['number', '{a}', '{a}'],
};
const OF_EVENTS: Record<string, [kind: TermKind, da: string, en: string]> = {
  lastOn: ['day', 'dagen for {a}', 'the day of {a}'],
  lastAt: ['day', 'tidspunktet for {a}', 'the moment of {a}'],
  timesHappened: ['number', 'antallet af gange, {a} er sket', 'the number of times {a} has happened'],
};
const ARITHMETIC: Record<string, [da: string, en: string]> = {
  '+': ['{a} plus {b}', '{a} plus {b}'],
  '-': ['{a} minus {b}', '{a} minus {b}'],
  '*': ['{a} gange {b}', '{a} times {b}'],
  '/': ['{a} divideret med {b}', '{a} divided by {b}'],
  '%': ['resten af {a} divideret med {b}', 'the rest of {a} divided by {b}'],
};

/** Words for the values that a fact may have. */
export type Choices = Record<string, Text>;

/** What the value that is written to a fact is called: as `termOf`, a choice by its label. */
export function writtenTerm(node: Node, choices: Choices, speaker: Speaker): Term | undefined {
  const choice = literalText(node);
  if (choice !== undefined && Object.hasOwn(choices, choice))
    return { kind: 'other', text: quoted(wordsOf(choices[choice]!)) };
  if (node.op === 'list') return writtenList(node.args, choices, speaker);
  if (node.op !== '?:') return termOf(node, speaker);
  return chosen(node.args, speaker, (part) => writtenTerm(part, choices, speaker));
}

function writtenList(items: readonly Node[], choices: Choices, speaker: Speaker): Term | undefined {
  const said = items.map((item) => writtenTerm(item, choices, speaker)?.text);
  if (said.length === 0) return { kind: 'other', text: EMPTY };
  return said.some((one) => !one) ? undefined : { kind: 'other', text: listed(said as PlainText[]) };
}

/** What a part is called, in the words of the definition; nothing where only the expression says it. */
export function termOf(node: Node, speaker: Speaker): Term | undefined {
  if (node.op === 'value') return literalTerm(node.args);
  const root = node.op === 'id' ? ROOTS[node.args] : undefined;
  if (root) return { kind: root[0], text: { da: root[1], en: root[2] } };
  if (node.op === 'id') return { kind: 'other', text: { da: 'punktet', en: 'the item' } };
  if (node.op === '.' || node.op === '.?') return selected(node, speaker);
  if (node.op === '[]' || node.op === '[?]') return indexed(node.args, speaker);
  if (node.op === '?:') return chosen(node.args, speaker);
  if (node.op === '-_') return filled('number', 'minus {a}', 'minus {a}', [node.args], speaker);
  const [da, en] = ARITHMETIC[node.op] ?? [];
  if (da !== undefined) return filled('number', da, en!, node.args as [Node, Node], speaker);
  const call = callOf(node);
  return call && (call.receiver ? ofMethod(call, call.receiver, speaker) : ofCall(call, speaker));
}

function literalTerm(value: unknown): Term {
  if (typeof value === 'bigint') return { kind: 'number', text: same(String(value)) };
  if (typeof value === 'number') {
    return { kind: 'number', text: { da: String(value).replace('.', ','), en: String(value) } };
  }
  if (typeof value === 'boolean') return { kind: 'other', text: valueInWords(value) };
  const text = String(value ?? '');
  if (text === '') return { kind: 'other', text: EMPTY };
  return { kind: 'other', text: isAnyLength(text) ? lengthInWords(text) : quoted(same(text)) };
}

function selected(node: Node, speaker: Speaker): Term | undefined {
  const [receiver, name] = node.args as [Node, string];
  const field = speaker.fieldOf(node);
  const of = receiver.op === 'id' ? receiver.args : receiver.op === '.' ? String(receiver.args[1]) : '';
  const said = SELECTIONS[`${of}.${name}`];
  if (said) return { kind: said[0], text: { da: said[1], en: said[2] } };
  if (!field) return undefined;
  const title = quoted(field.title ? wordsOf(field.title) : same(name));
  if (of !== 'parameters') return { kind: kindOf(field), text: withPlace(title, receiver, speaker) };
  const value = valueInWords(speaker.labels.definition.parameters[name]!.value);
  return { kind: kindOf(field), text: phrase('{title} ({value})', '{title} ({value})', { title, value }) };
}

const WHOLES = new Set(['event.facts', 'event.output.facts']);

/** A field of something that has a name itself: `“By” i “Adresse”`. */
function withPlace(title: PlainText, receiver: Node, speaker: Speaker): PlainText {
  const whole = receiver.op === 'id' || WHOLES.has(canonicalOf(receiver));
  const place = whole ? undefined : termOf(receiver, speaker)?.text;
  return place ? phrase('{title} i {place}', '{title} of {place}', { title, place }) : title;
}

function kindOf({ type }: Field): TermKind {
  if (type.kind === 'date' || type.kind === 'instant') return 'day';
  return type.kind === 'int' || type.kind === 'double' ? 'number' : 'other';
}

function indexed([list, index]: readonly [Node, Node], speaker: Speaker): Term | undefined {
  const of = termOf(list, speaker);
  const number = index.op === 'value' && typeof index.args === 'bigint' ? index.args + 1n : undefined;
  if (!of || number === undefined) return undefined;
  const values = { of: of.text, number: same(String(number)) };
  return { kind: of.kind, text: phrase('punkt {number} i {of}', 'item {number} of {of}', values) };
}

/** The words with the terms of the arguments in them; nothing unless each of them has one. */
function filled(
  kind: TermKind,
  da: string,
  en: string,
  args: readonly Node[],
  speaker: Speaker,
): Term | undefined {
  const terms = args.slice(0, 2).map((arg) => termOf(arg, speaker)?.text);
  const [a, b] = terms;
  if (terms.some((term) => term === undefined)) return undefined;
  return { kind, text: phrase(da, en, { a: a!, ...(b && { b }) }) };
}

function ofCall({ name, args }: Call, speaker: Speaker): Term | undefined {
  const [arg] = args;
  if (name === 'series') return seriesTerm(args, speaker);
  if (name === 'dayOfWeekAfter') return dayOfWeekTerm(args, speaker);
  if (name === 'date') return dateTerm(literalText(arg));
  if (name === 'size') return arg && sizeOf(arg, speaker);
  if (name === 'dueOn' || name === 'dueAt') {
    const deadline = speaker.labels.of('deadlines', literalText(arg) ?? '');
    return { kind: 'day', text: phrase('fristen {deadline}', 'the deadline {deadline}', { deadline }) };
  }
  const ofEvent = OF_EVENTS[name];
  if (ofEvent) {
    const a = speaker.labels.of('events', String(arg?.args));
    return { kind: ofEvent[0], text: phrase(ofEvent[1], ofEvent[2], { a }) };
  }
  const said = CALLS[name];
  return said && filled(...said, args, speaker);
}

/** One or the other, by a condition. */
function chosen(
  [condition, first, second]: readonly [Node, Node, Node],
  speaker: Speaker,
  term = (part: Node) => termOf(part, speaker),
): Term | undefined {
  const claim = speaker.claim(condition);
  const [one, other] = [term(first), term(second)];
  if (!claim || !one || !other) return undefined;
  const values = { one: one.text, other: other.text, clause: claim.yes.clause };
  const text = phrase('{one}, hvis {clause}, ellers {other}', '{one} if {clause}, otherwise {other}', values);
  return { kind: one.kind, text };
}

/** The day of a series in a quarter, or the next from a day on. */
function seriesTerm([name, from]: readonly Node[], speaker: Speaker): Term | undefined {
  const series = literalText(name);
  const of = from && termOf(from, speaker);
  if (series === undefined || !of) return undefined;
  const values = { series: quoted(same(series)), of: of.text };
  const text =
    of.kind === 'day'
      ? phrase(
          'den første dag i rækken {series} fra {of}',
          'the first day of the series {series} from {of}',
          values,
        )
      : phrase('dagen i rækken {series} i {of}', 'the day of the series {series} in {of}', values);
  return { kind: 'day', text };
}

/** `den første tirsdag efter dagen i dag`; with the parameter that says which day it is. */
function dayOfWeekTerm([from, day]: readonly Node[], speaker: Speaker): Term | undefined {
  const a = from && termOf(from, speaker)?.text;
  const said = day && termOf(day, speaker)?.text;
  if (!a || !said) return undefined;
  const parameter = parameterOf(canonicalOf(day));
  const { parameters } = speaker.labels.definition;
  const number = day.op === 'value' ? day.args : parameter && parameters[parameter]?.value;
  const name = dayOfWeekName(Number(number));
  const b =
    name &&
    (parameter ? phrase('{name} ({b})', '{name} ({b})', { name, b: titleOf(parameter, speaker) }) : name);
  const text = b
    ? phrase('den første {b} efter {a}', 'the first {b} after {a}', { a, b })
    : phrase(
        'den første dag efter {a} med ugedagen {b}',
        'the first day after {a} that is day {b} of the week',
        { a, b: said },
      );
  return { kind: 'day', text };
}

const titleOf = (parameter: string, { labels }: Speaker): PlainText => labels.of('parameters', parameter);

function dateTerm(iso: string | undefined): Term | undefined {
  if (iso === undefined) return undefined;
  return { kind: 'day', text: { da: longDate(iso, 'da'), en: longDate(iso, 'en') } };
}

function ofMethod({ name, args }: Call, receiver: Node, speaker: Speaker): Term | undefined {
  if (name === 'size') return sizeOf(receiver, speaker);
  if (name === 'trim' || name === 'orValue') return termOf(receiver, speaker);
  // What one field of each item holds is that list to those who read.
  const isField = name === 'map' && args.length === 2 && args[1]!.op === '.';
  return isField ? termOf(receiver, speaker) : undefined;
}

function sizeOf(node: Node, speaker: Speaker): Term | undefined {
  const isText = node.checkedType?.name === 'string';
  return isText
    ? filled('number', 'antallet af tegn i {a}', 'the number of characters in {a}', [node], speaker)
    : filled('number', 'antallet af {a}', 'the number of {a}', [node], speaker);
}
