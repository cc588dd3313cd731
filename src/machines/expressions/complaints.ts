import { isHours } from '../hours.js';
import type { NameGuess } from '../name-guess.js';
import type { Problem } from '../problems.js';
import { canonicalOf, type Node } from './ast.js';

/** What is wrong with an expression, before it is known where in the document it stands. */
export interface Complaint {
  code:
    | 'expressionSyntax'
    | 'expressionType'
    | 'unknownName'
    | 'factMayBeAbsent'
    | 'expressionTooLarge'
    | 'expressionUnchecked';
  message: Problem['message'];
  /** Offset in the source. */
  at?: number;
}

export type NameKind = 'event' | 'state' | 'deadline';

const KINDS = {
  event: { da: 'Hændelsen', en: 'event' },
  state: { da: 'Tilstanden', en: 'state' },
  deadline: { da: 'Fristen', en: 'deadline' },
} as const;

function complaint(code: Complaint['code'], node: Node | undefined, da: string, en: string): Complaint {
  return { code, message: { da, en }, ...(node && { at: node.start }) };
}

/** The complaint about a name that is not known, with the question which of those that are was meant. */
export function guessed(
  unknown: Complaint,
  guess: NameGuess,
  name: string,
  known: () => Iterable<string>,
): Complaint {
  return { ...unknown, message: guess.ask(unknown.message, name, known) };
}

/** Every complaint in plain Danish and English. */
export const complaints = {
  tooLong: (length: number, limit: number) =>
    complaint(
      'expressionTooLarge',
      undefined,
      `Udtrykket er ${length} tegn langt; højst ${limit} er tilladt.`,
      `The expression is ${length} characters long; at most ${limit} are allowed.`,
    ),
  tooDeep: () =>
    complaint(
      'expressionTooLarge',
      undefined,
      'Udtrykket har for mange led eller parenteser i hinanden. Del det op.',
      'The expression has too many parts or nests too deeply. Split it up.',
    ),
  unreadable: (at: number, detail: string) => ({
    ...complaint(
      'expressionSyntax',
      undefined,
      `Udtrykket kan ikke læses ved tegn ${at + 1}.`,
      `The expression cannot be read at character ${at + 1}: ${detail}.`,
    ),
    at,
  }),
  unclosedBrace: (at: number) => ({
    ...complaint(
      'expressionSyntax',
      undefined,
      `Der mangler en slutklamme til klammen ved tegn ${at + 1}. Skriv {{ for en klamme, der skal stå i teksten.`,
      `The brace at character ${at + 1} is not closed. Write {{ for a brace that belongs to the text.`,
    ),
    at,
  }),
  notSupported: (node: Node) =>
    complaint(
      'expressionType',
      node,
      `“${written(node)}” kan ikke bruges i et udtryk.`,
      `“${written(node)}” cannot be used in an expression.`,
    ),
  /** What nobody has foreseen: the check itself has failed. */
  unforeseen: () =>
    complaint(
      'expressionUnchecked',
      undefined,
      'Udtrykket kan ikke undersøges. Skriv det på en anden måde.',
      'The expression cannot be checked. Write it in another way.',
    ),
  wholeValue: (node: Node) =>
    complaint(
      'expressionType',
      node,
      `“${canonicalOf(node)}” er ikke en værdi i sig selv; nævn en oplysning i den.`,
      `“${canonicalOf(node)}” is not a value by itself; name a field of it.`,
    ),
  noIndex: (node: Node) =>
    complaint(
      'expressionType',
      node,
      `“${canonicalOf(node)}”: en oplysning nævnes med punktum, ikke med kantede parenteser.`,
      `“${canonicalOf(node)}”: a field is named with a dot, not with brackets.`,
    ),
  nameTaken: (node: Node, name: string) =>
    complaint(
      'expressionType',
      node,
      `Navnet “${name}” er allerede i brug. Vælg et andet navn til det enkelte element.`,
      `The name “${name}” is already in use. Choose another name for the item.`,
    ),
  unknownFunction: (node: Node, name: string) =>
    complaint('unknownName', node, `Funktionen “${name}” findes ikke.`, `There is no function “${name}”.`),
  unknownName: (node: Node, kind: NameKind, name: string) =>
    complaint(
      'unknownName',
      node,
      `${KINDS[kind].da} “${name}” findes ikke i definitionen.`,
      `The definition has no ${KINDS[kind].en} “${name}”.`,
    ),
  unknownField: (node: Node | undefined, name: string) =>
    complaint('unknownName', node, `Oplysningen “${name}” findes ikke her.`, `There is no “${name}” here.`),
  noEventHere: (at: number | undefined) => ({
    ...complaint(
      'unknownName',
      undefined,
      '“event” findes ikke her: kun en overgang under “on”, eller under “onDone” af en delsag, ved, hvad hændelsen bringer. Brug “facts”.',
      'There is no “event” here: only a transition of “on”, or of “onDone” of a child case, knows what the event brings. Use “facts”.',
    ),
    at,
  }),
  unknownValue: (node: Node, value: string, allowed: readonly string[]) =>
    complaint(
      'unknownName',
      node,
      `“${value}” er ikke en af de mulige værdier: ${allowed.join(', ')}.`,
      `“${value}” is not one of the possible values: ${allowed.join(', ')}.`,
    ),
  badDate: (node: Node | undefined) =>
    complaint(
      'expressionType',
      node,
      'date(…) skal have en dato, der findes, skrevet som "2026-01-31".',
      'date(…) takes a date that exists, written as "2026-01-31".',
    ),
  badLength: (node: Node, value: string) =>
    complaint(
      'expressionType',
      node,
      `“${value}” er ikke en længde i dage. Skriv for eksempel "P12W", "P6M" eller "P2D".${isHours(value) ? ' Timer skrives som “length” i en frist eller ventetid.' : ''}`,
      `“${value}” is not a length in days. Write for example "P12W", "P6M" or "P2D".${isHours(value) ? ' Hours are written as the “length” of a deadline or delay.' : ''}`,
    ),
  mayBeAbsent: (node: Node, path: string) =>
    complaint(
      'factMayBeAbsent',
      node,
      `Oplysningen “${path}” kan mangle her. Spørg først med has(${path}), eller brug .? og orValue(…).`,
      `The fact “${path}” may be absent here. Ask with has(${path}) first, or use .? and orValue(…).`,
    ),
  wrongResult: (expected: { da: string; en: string }, found: string) =>
    complaint(
      'expressionType',
      undefined,
      `Udtrykket skal give ${expected.da}, men giver ${found}.`,
      `The expression must give ${expected.en}, but gives ${found}.`,
    ),
  wrongTypes: (at: number | undefined, excerpt: string, detail: string) => ({
    ...complaint(
      'expressionType',
      undefined,
      `Typerne passer ikke sammen i “${excerpt}” (${detail}).`,
      `The types do not fit together in “${excerpt}” (${detail}).`,
    ),
    at,
  }),
};

const LONGEST_EXCERPT = 60;

/** As the author wrote it: maps and bytes have no canonical text. */
function written({ input, start, end }: Node): string {
  const text = input.slice(start, end);
  return text.length > LONGEST_EXCERPT ? `${text.slice(0, LONGEST_EXCERPT)}…` : text;
}

export function problemsOf(found: readonly Complaint[], path: string, source: string): Problem[] {
  return found.map(({ code, message, at }) => ({
    code,
    path,
    message,
    details: { expression: source, ...(at !== undefined && { at }) },
  }));
}
