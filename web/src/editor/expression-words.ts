import type { Named, Names } from './names.js';

/** The functions of expressions, as the checker of definitions knows them. */
export interface ExpressionWords {
  functions: readonly string[];
  methods: readonly string[];
  signatures: readonly string[];
}

export interface Word extends Named {
  kind: 'name' | 'function' | 'method' | 'variable';
  /** A function with its types. */
  detail?: string;
}

export interface Choice {
  /** How much of the text before the cursor the words replace. */
  typed: string;
  words: Word[];
}

const CASE_FIELDS = ['id', 'number', 'openedOn', 'assigneeId', 'teamId'];
const VARIABLES = ['facts', 'parameters', 'case', 'event', 'today', 'now'];

/** What can stand at the end of an expression that is being written, in the spelling of JSON (`\"` for a quote). */
export function wordsAfter(before: string, names: Names, language: ExpressionWords): Choice {
  const [, verb, named] = /(\w+)\(\s*\\?["']?([\w.]*)$/.exec(before) ?? [];
  const argument = verb === undefined ? null : namesIn(verb, names);
  if (argument) return { typed: named!, words: wordsOf(argument) };
  const [, owner, field] = /([\w.]+)\.(\w*)$/.exec(before) ?? [];
  if (owner !== undefined) return { typed: field!, words: fieldsOf(owner, names, language) };
  return { typed: /\w*$/.exec(before)![0], words: [...variables(), ...functionsOf(language)] };
}

/** What the functions over a name take. */
function namesIn(verb: string, names: Names): Named[] | null {
  if (verb === 'active') return names.states;
  if (verb === 'dueOn' || verb === 'dueAt') return names.deadlines;
  return ['happened', 'lastAt', 'lastOn', 'timesHappened'].includes(verb) ? names.events : null;
}

function fieldsOf(owner: string, names: Names, language: ExpressionWords): Word[] {
  if (owner === 'facts' || owner.endsWith('event.facts')) return wordsOf(names.facts);
  if (owner === 'parameters') return wordsOf(names.parameters);
  if (owner === 'case') return CASE_FIELDS.map((name) => ({ name, title: null, kind: 'name' }));
  if (owner === 'event') return [{ name: 'facts', title: null, kind: 'variable' }];
  return language.methods.map((name) => ({ name, title: null, kind: 'method' }));
}

const wordsOf = (list: Named[]): Word[] => list.map((each) => ({ ...each, kind: 'name' }));

const variables = (): Word[] => VARIABLES.map((name) => ({ name, title: null, kind: 'variable' }));

function functionsOf({ functions, signatures }: ExpressionWords): Word[] {
  return functions.map((name) => {
    const detail = signatureOf(name, signatures);
    return { name, title: null, kind: 'function', ...(detail && { detail }) };
  });
}

/** A function with its types, as often as it has some. */
export function signatureOf(name: string, signatures: readonly string[]): string {
  return signatures.filter((signature) => signature.startsWith(`${name}(`)).join('\n');
}

/**
 * What of a text is an expression up to the cursor: all of it, or in a text for people what stands in its braces; null outside of them. A
 * doubled brace is a brace.
 */
export function expressionBefore(before: string, kind: 'expression' | 'text'): string | null {
  if (kind === 'expression') return before;
  const open = before.replaceAll('{{', '  ').lastIndexOf('{');
  return open > before.lastIndexOf('}') ? before.slice(open + 1) : null;
}
