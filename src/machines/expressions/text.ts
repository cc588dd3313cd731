import { Temporal } from 'temporal-polyfill';
import { longDate, type Language } from '../date-text.js';
import type { Text } from '../definition.js';
import type { PlainText } from '../effects.js';
import type { Problem } from '../problems.js';
import type { Json } from '../snapshot.js';
import { complaints, problemsOf } from './complaints.js';
import type { Compiled, CompiledExpression, CompiledText, ExpressionScope, Reads } from './expression.js';

/** Compiles one expression within a text; `labels` are the words for the values of an enumerated fact. */
export type CompileWithin = (
  source: string,
  path: string,
) =>
  | { ok: true; expression: CompiledExpression; labels?: Record<string, Text> }
  | { ok: false; problems: Problem[] };

interface Inserted {
  expression: CompiledExpression;
  labels?: Record<string, Text>;
}
type Part = string | Inserted;

const WORDS = {
  true: { da: 'ja', en: 'yes' },
  false: { da: 'nej', en: 'no' },
} as const;

/** A text whose `{…}` are filled in. Both languages are compiled; what is wrong with both comes at once. */
export function compileText(
  text: Text,
  path: string,
  compile: CompileWithin,
): Compiled<'text', CompiledText> {
  const problems: Problem[] = [];
  const da = partsOf(text.da, `${path}/da`, compile, problems);
  const en = text.en === undefined ? da : partsOf(text.en, `${path}/en`, compile, problems);
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, text: textOf(da, en) };
}

function textOf(da: Part[], en: Part[]): CompiledText {
  const inserted = [...new Set([...da, ...en])].filter((part) => typeof part !== 'string');
  const dynamic = inserted.length > 0;
  const plain: PlainText = { da: joined(da), en: joined(en) };
  return {
    dynamic,
    doubts: inserted.flatMap(({ expression }) => expression.doubts),
    reads: mergedReads(inserted.map(({ expression }) => expression.reads)),
    evaluate: (scope) =>
      dynamic ? { da: filled(da, 'da', scope), en: filled(en, 'en', scope) } : { ...plain },
  };
}

const joined = (parts: Part[]) => parts.filter((part) => typeof part === 'string').join('');

function mergedReads(all: Reads[]): Reads {
  const merged = (of: (reads: Reads) => string[]) => [...new Set(all.flatMap(of))];
  return {
    facts: merged(({ facts }) => facts),
    usesClock: all.some(({ usesClock }) => usesClock),
    usesCalendar: all.some(({ usesCalendar }) => usesCalendar),
    usesEvent: all.some(({ usesEvent }) => usesEvent),
    active: merged(({ active }) => active),
    happened: merged(({ happened }) => happened),
    dueOn: merged(({ dueOn }) => dueOn),
  };
}

function partsOf(text: string, path: string, compile: CompileWithin, problems: Problem[]): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (let open = text.indexOf('{'); open >= 0; open = text.indexOf('{', from)) {
    parts.push(text.slice(from, open));
    if (text[open + 1] === '{') {
      parts.push('{');
      from = open + 2;
      continue;
    }
    const close = closingBrace(text, open + 1);
    if (close < 0) {
      problems.push(...problemsOf([complaints.unclosedBrace(open)], path, text));
      return parts;
    }
    const compiled = compile(text.slice(open + 1, close).trim(), path);
    if (compiled.ok) parts.push({ expression: compiled.expression, labels: compiled.labels });
    else problems.push(...compiled.problems);
    from = close + 1;
  }
  parts.push(text.slice(from));
  return parts;
}

/** The brace that ends the expression; braces within its quotes do not count. */
function closingBrace(text: string, from: number): number {
  let quote = '';
  for (let i = from; i < text.length; i += 1) {
    const character = text[i]!;
    if (quote !== '') {
      if (character === '\\') i += 1;
      else if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '}') return i;
  }
  return -1;
}

function filled(parts: Part[], language: Language, scope: ExpressionScope): string {
  return parts
    .map((part) => (typeof part === 'string' ? part : insertedText(part, language, scope)))
    .join('');
}

function insertedText({ expression, labels }: Inserted, language: Language, scope: ExpressionScope): string {
  const value = expression.evaluate(scope);
  const label =
    typeof value === 'string' && labels && Object.hasOwn(labels, value) ? labels[value] : undefined;
  if (label) return label[language] ?? label.da;
  return inWords(value, itemType(expression.type), language, scope);
}

const itemType = (type: string) => /^list<(.+)>$/.exec(type)?.[1] ?? type;

function inWords(value: Json, type: string, language: Language, scope: ExpressionScope): string {
  if (Array.isArray(value)) return value.map((item) => inWords(item, type, language, scope)).join(', ');
  if (typeof value === 'boolean') return WORDS[`${value}`][language];
  if (typeof value === 'number') return language === 'da' ? String(value).replace('.', ',') : String(value);
  if (typeof value !== 'string') return value === null ? '' : JSON.stringify(value);
  if (type === 'Date') return longDate(value, language);
  return type === 'Instant' ? longMoment(value, language, scope.calendar.zone) : value;
}

/** `tirsdag 7. april 2026 kl. 10.30`, `Tuesday 7 April 2026 at 10:30`, on the clock of the calendar. */
function longMoment(instant: string, language: Language, zone: string): string {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
  const clock = local.toPlainTime().toString({ smallestUnit: 'minute' });
  const day = longDate(local.toPlainDate().toString(), language);
  return language === 'da' ? `${day} kl. ${clock.replace(':', '.')}` : `${day} at ${clock}`;
}
