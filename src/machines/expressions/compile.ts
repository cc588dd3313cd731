import {
  ParseError,
  TypeError as CelTypeError,
  type Environment,
  type ParseResult,
} from '@marcbachmann/cel-js';
import { canonicalOf, type Node } from './ast.js';
import { complaints, guessed, type Complaint } from './complaints.js';
import type { PlaceEnvironment } from './cel-environments.js';
import type { Expected, Reads } from './expression.js';
import { NameCheck, type KnownNames } from './names.js';
import { PresenceCheck } from './presence.js';
import { runningText } from './running-text.js';
import { strangersIn } from './subset.js';

/** An expression that has passed all checks, not yet bound to a definition's evaluation. */
export interface Checked {
  source: string;
  canonical: string;
  type: string;
  reads: Reads;
  node: Node;
  run: ParseResult;
  /** Finds the field that a selection reads, for its title. */
  fields: PresenceCheck;
}

export type Check = { ok: true; checked: Checked } | { ok: false; complaints: Complaint[] };

/** Far beyond any guard that a person can read. */
const MAX_LENGTH = 1000;

const EXPECTED: Record<Exclude<Expected, 'any'>, { types: string[]; words: { da: string; en: string } }> = {
  bool: { types: ['bool'], words: { da: 'sandt eller falsk', en: 'true or false' } },
  date: { types: ['Date'], words: { da: 'en dato', en: 'a date' } },
  moment: {
    types: ['Date', 'Instant'],
    words: { da: 'en dato eller et tidspunkt', en: 'a date or a moment' },
  },
  string: { types: ['string'], words: { da: 'en tekst', en: 'a text' } },
};
const FACT = { da: 'en værdi, der kan gemmes som oplysning', en: 'a value that can be stored as a fact' };
const NOT_A_FACT = /^(dyn|map|list|type|bytes|uint|optional|google|OptionalNamespace|CelNamespace)\b/;

/**
 * Parses, kinds, names, types, presence: all must hold. Later checks need what the earlier ones establish. Never throws: what nobody has
 * foreseen is a complaint, too, since one expression must not keep the rest of a document from being checked.
 */
export function checkExpression(
  source: string,
  environment: PlaceEnvironment,
  known: KnownNames,
  checkAbsence: boolean,
): Check {
  try {
    return check(source, environment, known, checkAbsence);
  } catch {
    return { ok: false, complaints: [complaints.unforeseen()] };
  }
}

function check(
  source: string,
  environment: PlaceEnvironment,
  known: KnownNames,
  checkAbsence: boolean,
): Check {
  const parsed = parse(source, environment.cel);
  if ('code' in parsed) return { ok: false, complaints: [parsed] };
  const node = parsed.ast as Node;
  const strangers = strangersIn(node);
  if (strangers.length > 0) return { ok: false, complaints: strangers };
  const names = new NameCheck(known);
  names.check(node);
  if (names.complaints.length > 0) return { ok: false, complaints: names.complaints };
  const { valid, type, error } = parsed.check();
  if (!valid) {
    if (!(error instanceof CelTypeError)) throw error!;
    return { ok: false, complaints: [typeComplaint(error, source, environment, known)] };
  }
  const fields = new PresenceCheck({ ...environment, checkAbsence, guess: known.guess });
  fields.check(node);
  if (fields.complaints.length > 0) return { ok: false, complaints: fields.complaints };
  const { reads } = names;
  const canonical = canonicalOf(node);
  const running = runningText(node);
  const run = running === canonical ? parsed : typed(environment.running(), running);
  return { ok: true, checked: { source, canonical, type: type!, reads, node, run, fields } };
}

function typed(env: Environment, text: string): ParseResult {
  const parsed = env.parse(text);
  const { valid, error } = parsed.check();
  if (!valid) throw error!;
  return parsed;
}

/** What is wrong with the type of the result, if anything. */
export function resultComplaint(type: string, expected: Expected): Complaint | undefined {
  if (expected === 'any') {
    const empty = type === 'list<T>' || type === 'list';
    return NOT_A_FACT.test(type) && !isListOfFacts(type) && !empty
      ? complaints.wrongResult(FACT, type)
      : undefined;
  }
  const { types, words } = EXPECTED[expected];
  return types.includes(type) ? undefined : complaints.wrongResult(words, type);
}

function isListOfFacts(type: string): boolean {
  const item = /^list<(.+)>$/.exec(type)?.[1];
  return item !== undefined && (!NOT_A_FACT.test(item) || isListOfFacts(item));
}

function parse(source: string, env: Environment): ParseResult | Complaint {
  if (source.length > MAX_LENGTH) return complaints.tooLong(source.length, MAX_LENGTH);
  // Half a character can be written in a literal but in no other spelling of it.
  const half = source.search(/\p{Surrogate}/u);
  if (half >= 0) return complaints.unreadable(half, 'half a character');
  try {
    return env.parse(source);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const { code, summary, range } = error;
    return code === 'limit_exceeded'
      ? complaints.tooDeep()
      : complaints.unreadable(range?.start ?? 0, summary);
  }
}

function typeComplaint(
  { code, summary, range }: CelTypeError,
  source: string,
  { records }: PlaceEnvironment,
  { guess }: KnownNames,
): Complaint {
  const excerpt = range ? source.slice(range.start, Math.max(range.end, range.start + 1)) : source;
  if (code === 'unknown_variable' && excerpt === 'event') return complaints.noEventHere(range?.start);
  if (code === 'unknown_variable' || code === 'no_such_key') {
    const unknown = { ...complaints.unknownField(undefined, excerpt), at: range?.start };
    return guessed(unknown, guess, excerpt, () => fieldsBeside(source.slice(0, range?.start), records));
  }
  return complaints.wrongTypes(range?.start, excerpt, summary);
}

const VARIABLES = ['facts', 'parameters', 'case', 'event', 'today', 'now'];

/** What may stand after `facts.`, `parameters.` or `case.`, or where nothing stands before it. */
function fieldsBeside(before: string, records: PlaceEnvironment['records']): Iterable<string> {
  if (!before.endsWith('.')) return VARIABLES;
  const [, root = ''] = /(?<![\w.])(facts|parameters|case)\.$/.exec(before) ?? [];
  return records.get(root)?.fields.keys() ?? [];
}
