import type { PlainText } from '../effects.js';
import { listed, phrase, quoted, wordsOf } from '../wording.js';
import { ofText, TEXT_VERBS, contrary, demanded, happened, is, type Claim, type Said } from './said.js';
import { callOf, literalText, type Call, type Node } from './ast.js';
import { termOf, type Speaker, type Term, type TermKind } from './terms.js';

const YES = { da: 'ja', en: 'yes' };
const GIVEN = { da: 'oplyst', en: 'given' };
const FILLED = { da: 'udfyldt', en: 'filled in' };

/** What the condition demands; nothing where only the expression says it. */
export function claimOf(node: Node, speaker: Speaker): Claim | undefined {
  if (node.op === '!_') {
    const of = claimOf(node.args, speaker);
    return of && contrary(of);
  }
  if (node.op === '&&' || node.op === '||') return joined(node.op, node.args, speaker);
  if (node.op === 'in') return among(node.args, speaker);
  if (Object.hasOwn(COMPARED.number, node.op)) return compared(node.op, node.args as [Node, Node], speaker);
  const call = callOf(node);
  if (call) return ofCall(call, speaker);
  const term = node.op === '.' ? termOf(node, speaker) : undefined;
  return term && is(term.text, YES);
}

function joined(op: '&&' | '||', parts: readonly Node[], speaker: Speaker): Claim | undefined {
  const [first, second] = parts.map((part) => claimOf(part, speaker));
  if (!first || !second) return undefined;
  const all = (way: keyof Claim) => phrase('{a} {b}', '{a} {b}', { a: first[way].must, b: second[way].must });
  const one = (way: keyof Claim) =>
    phrase('Mindst ét skal gælde: {all}', 'At least one of these must hold: {all}', { all: all(way) });
  const clauses = (way: keyof Claim, word: 'and' | 'or') =>
    listed([first[way].clause, second[way].clause], word);
  return op === '&&'
    ? { yes: demanded(all('yes'), clauses('yes', 'and')), no: demanded(one('no'), clauses('no', 'or')) }
    : { yes: demanded(one('yes'), clauses('yes', 'or')), no: demanded(all('no'), clauses('no', 'and')) };
}

type Ways = Record<string, [da: string, en: string]>;
const COMPARED: Record<TermKind, Ways> = {
  day: {
    '==': ['{x}', '{x}'],
    '!=': ['{x}', '{x}'],
    '<': ['før {x}', 'before {x}'],
    '<=': ['på eller før {x}', 'on or before {x}'],
    '>': ['efter {x}', 'after {x}'],
    '>=': ['på eller efter {x}', 'on or after {x}'],
  },
  number: {
    '==': ['{x}', '{x}'],
    '!=': ['{x}', '{x}'],
    '<': ['mindre end {x}', 'less than {x}'],
    '<=': ['højst {x}', 'at most {x}'],
    '>': ['mere end {x}', 'more than {x}'],
    '>=': ['mindst {x}', 'at least {x}'],
  },
  other: { '==': ['{x}', '{x}'], '!=': ['{x}', '{x}'] },
};

const MIRRORED: Record<string, string> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

function compared(op: string, [left, right]: [Node, Node], speaker: Speaker): Claim | undefined {
  // `3 < x` is said as `x > 3`.
  if (left.op === 'value' && right.op !== 'value')
    return compared(MIRRORED[op] ?? op, [right, left], speaker);
  const empty = emptiness(op, left, right, speaker);
  if (empty) return empty;
  const one = valueTerm(left, right, speaker);
  const other = valueTerm(right, left, speaker);
  if (!one || !other) return undefined;
  const kind = one.kind === 'other' ? other.kind : one.kind;
  const [da, en] = COMPARED[kind][op] ?? [];
  if (da === undefined) return undefined;
  const claim = is(one.text, phrase(da, en!, { x: other.text }));
  return op === '!=' ? contrary(claim) : claim;
}

/** A choice by its label, where the other side says what the choices are. */
function valueTerm(node: Node, other: Node, speaker: Speaker): Term | undefined {
  const label = labelOf(literalText(node), other, speaker);
  return label ? { kind: 'other', text: label } : termOf(node, speaker);
}

function labelOf(choice: string | undefined, other: Node, { fieldOf }: Speaker): PlainText | undefined {
  const labels = fieldOf(other)?.labels ?? {};
  return choice !== undefined && Object.hasOwn(labels, choice) ? quoted(wordsOf(labels[choice]!)) : undefined;
}

/** `size(x) > 0`: whether there is anything in it. */
function emptiness(op: string, left: Node, right: Node, speaker: Speaker): Claim | undefined {
  const call = callOf(left);
  const count = right.op === 'value' && typeof right.args === 'bigint' ? `${op} ${right.args}` : '';
  if (call?.name !== 'size' || !['> 0', '>= 1', '!= 0', '== 0', '< 1', '<= 0'].includes(count))
    return undefined;
  const term = termOf(call.receiver ?? call.args[0]!, speaker);
  const claim = term && is(term.text, FILLED);
  return claim && (['> 0', '>= 1', '!= 0'].includes(count) ? claim : contrary(claim));
}

function among([item, list]: readonly [Node, Node], speaker: Speaker): Claim | undefined {
  const subject = termOf(item, speaker);
  if (!subject) return undefined;
  if (list.op !== 'list') {
    const within = termOf(list, speaker);
    const values = within && { list: within.text };
    return values && is(subject.text, phrase('blandt {list}', 'among {list}', values));
  }
  const choices = list.args.map((one) => valueTerm(one, item, speaker)?.text);
  if (choices.length === 0 || choices.some((choice) => !choice)) return undefined;
  return is(subject.text, listed(choices as PlainText[], 'or'));
}

function ofCall(call: Call, speaker: Speaker): Claim | undefined {
  return call.receiver ? ofMethod(call, call.receiver, speaker) : ofFunction(call, speaker);
}

function ofFunction({ name, args }: Call, speaker: Speaker): Claim | undefined {
  const [arg] = args as [Node];
  const { labels } = speaker;
  switch (name) {
    case 'active':
      return is({ da: 'sagen', en: 'the case' }, inState(labels.state(literalText(arg) ?? '')));
    case 'happened':
      return happened(labels.of('events', String(arg.args)));
    case 'beforeCutOff':
      return contrary(is({ da: 'dagens post', en: 'the post of the day' }, { da: 'gået', en: 'gone' }));
    case 'has':
    case 'isWorkingDay':
    case 'isSendableDay': {
      const term = termOf(arg, speaker);
      return term && is(term.text, PREDICATES[name]);
    }
    default:
      return undefined;
  }
}

const PREDICATES = {
  has: GIVEN,
  isWorkingDay: { da: 'en arbejdsdag', en: 'a working day' },
  isSendableDay: { da: 'en dag, hvor breve kan sendes', en: 'a day on which letters can be sent' },
};

const inState = (state: PlainText) => phrase('i {state}', 'in {state}', { state });

function ofMethod({ name, args }: Call, receiver: Node, speaker: Speaker): Claim | undefined {
  const subject = termOf(receiver, speaker)?.text;
  if (name === 'hasValue') return subject && is(subject, GIVEN);
  if (name === 'orValue') return subject && is(subject, YES);
  if (!Object.hasOwn(TEXT_VERBS, name)) return ofItems(name, args, receiver, speaker);
  const x = termOf(args[0]!, speaker)?.text;
  return subject && x && ofText(name, subject, x);
}

/** `all(m, m in list)` of choices that are written out; and what some or all items of a list are to be like. */
function ofItems(name: string, args: readonly Node[], receiver: Node, speaker: Speaker): Claim | undefined {
  const [, body] = args as [Node, Node | undefined];
  if (!body || !Object.hasOwn(ITEMS, name)) return undefined;
  if (receiver.op === 'list') return eachAmong(name, receiver.args, body, speaker);
  const list = termOf(receiver, speaker)?.text;
  const of = claimOf(body, speaker);
  if (!list || !of) return undefined;
  const { yes, no } = ITEMS[name]!;
  const way = ([must, clause]: Way): Said => {
    const all = { list, of: of.yes.must, clause: of.yes.clause, not: of.no.clause };
    return demanded(phrase(...must, all), phrase(...clause, all));
  };
  return { yes: way(yes), no: way(no) };
}

type Pair = [da: string, en: string];
type Way = [must: Pair, clause: Pair];

const ITEMS: Record<string, { yes: Way; no: Way }> = {
  exists: {
    yes: [
      [
        'For mindst ét punkt i {list} skal det gælde: {of}',
        'For at least one item of {list} this must hold: {of}',
      ],
      ['der i {list} er et punkt, hvor {clause}', 'there is an item of {list} where {clause}'],
    ],
    no: [
      ['For intet punkt i {list} må det gælde: {of}', 'For no item of {list} may this hold: {of}'],
      ['der i {list} ikke er noget punkt, hvor {clause}', 'there is no item of {list} where {clause}'],
    ],
  },
  all: {
    yes: [
      ['For hvert punkt i {list} skal det gælde: {of}', 'For each item of {list} this must hold: {of}'],
      ['det for hvert punkt i {list} er sådan, at {clause}', 'for each item of {list}, {clause}'],
    ],
    no: [
      [
        'For mindst ét punkt i {list} må det ikke gælde: {of}',
        'For at least one item of {list} this must not hold: {of}',
      ],
      ['der i {list} er et punkt, hvor {not}', 'there is an item of {list} where {not}'],
    ],
  },
  exists_one: {
    yes: [
      [
        'For præcis ét punkt i {list} skal det gælde: {of}',
        'For exactly one item of {list} this must hold: {of}',
      ],
      [
        'der er præcis ét punkt i {list}, hvor {clause}',
        'there is exactly one item of {list} where {clause}',
      ],
    ],
    no: [
      [
        'Det må ikke være præcis ét punkt i {list}, for hvilket det gælder: {of}',
        'There must not be exactly one item of {list} for which this holds: {of}',
      ],
      [
        'der ikke er præcis ét punkt i {list}, hvor {clause}',
        'there is not exactly one item of {list} where {clause}',
      ],
    ],
  },
};

function eachAmong(name: string, items: readonly Node[], body: Node, speaker: Speaker): Claim | undefined {
  if (name === 'exists_one' || body.op !== 'in' || body.args[0].op !== 'id') return undefined;
  const list = body.args[1];
  const within = termOf(list, speaker)?.text;
  const itemLabels = speaker.fieldOf(list)?.itemLabels ?? {};
  const said = items.map((item) => {
    const text = literalText(item);
    const label = text !== undefined && Object.hasOwn(itemLabels, text) ? itemLabels[text] : undefined;
    return label ? quoted(wordsOf(label)) : termOf(item, speaker)?.text;
  });
  if (!within || said.length === 0 || said.some((one) => !one)) return undefined;
  const subject = listed(said as PlainText[], name === 'all' ? 'and' : 'or');
  return is(subject, phrase('valgt i {within}', 'chosen in {within}', { within }));
}
