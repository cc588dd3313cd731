import {
  pickedCompletion,
  startCompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import type { EditorView } from '@codemirror/view';
import { expressionBefore, wordsAfter, type Word } from './expression-words.js';
import { entriesOf, findEntry, spotAt, valueOf, type JsonText, type Spot } from './json-tree.js';
import { expressionKind, jsonTextOf, wordsIn, type Knowledge } from './knowledge.js';
import { readLoosely, type Named } from './names.js';
import { namesAt } from './references.js';
import { keysOffered, schemasAt, valuesOffered, type Offer } from './schema-walk.js';

/** Offers keys, values, names and words of expressions, by the schema and by what the definition has. */
export function complete(know: Knowledge): (context: CompletionContext) => CompletionResult | null {
  return (context) => {
    const json = jsonTextOf(context.state);
    const spot = spotAt(json, context.pos);
    if (context.pos > spot.to) return null;
    const typed = json.slice(spot.from, context.pos);
    if (!context.explicit && !spot.quoted && typed === '') return null;
    const document = readLoosely(json);
    const kind = expressionKind(know, document, spot, typed);
    const before = kind && expressionBefore(typed, kind);
    if (before !== null) return expressionResult(know, json, context, before);
    if (kind === 'text') return null;
    const options =
      spot.kind === 'key' ? keyOptions(know, json, document, spot) : valueOptions(know, json, document, spot);
    return options.length > 0 ? { from: spot.from, to: context.pos, options, validFor: /^[^"\s]*$/ } : null;
  };
}

function expressionResult(
  know: Knowledge,
  json: JsonText,
  { pos, explicit }: CompletionContext,
  before: string,
): CompletionResult | null {
  const { typed, words } = wordsAfter(before, know.names(json), know.words);
  if (typed === '' && !explicit && !/[.(]\\?["']?$/.test(before)) return null;
  const options = words.map((word) => wordOption(know, word));
  return { from: pos - typed.length, options, validFor: /^[\w.]*$/ };
}

function wordOption({ language }: Knowledge, word: Word): Completion {
  const called = word.kind === 'function' || word.kind === 'method';
  const detail = wordsIn(word.title, language) || word.type;
  return {
    label: word.name,
    type: word.kind,
    ...(detail && { detail }),
    ...(word.detail && { info: word.detail }),
    ...(called && { apply: insert(`${word.name}()`, 1) }),
  };
}

function keyOptions(know: Knowledge, json: JsonText, document: unknown, spot: Spot): Completion[] {
  const found = findEntry(json, spot.path);
  const object = found && valueOf(found.entry);
  const written = new Set(object ? entriesOf(json, object).map(([key]) => key) : []);
  written.delete(json.slice(spot.from, spot.to));
  const plains = schemasAt(know.schema, document, spot.path);
  const named = namesAt(spot, know.names(json));
  const valueBelow = (name: string): string =>
    keysOffered([{ schema: { properties: { [name]: below(plains) } }, ref: null }], know.schema)[0]!.json;
  const options = [
    ...keysOffered(plains, know.schema).map((offer) => keyOption(offer, spot)),
    ...named.map(({ name, title }) =>
      keyOption({ label: name, description: wordsIn(title, know.language), json: valueBelow(name) }, spot),
    ),
  ];
  return options.filter(({ label }) => !written.has(label));
}

const below = (plains: ReturnType<typeof schemasAt>) => {
  const found = plains.map(({ schema }) => schema.additionalProperties);
  return found.find((schema) => typeof schema === 'object') || {};
};

function keyOption({ label, description, required, json }: Offer, { quoted }: Spot): Completion {
  return {
    label,
    type: 'property',
    ...(required && { detail: '*', boost: 1 }),
    ...(description && { info: description }),
    apply: (view, completion, from, to) => {
      const text = JSON.stringify(label);
      const [start, end] = quoted ? [from - 1, afterQuote(view, to)] : [from, to];
      const colon = /^\s*:/.test(view.state.sliceDoc(end, end + 20));
      const inserted = colon ? text : `${text}: ${json}`;
      const back = !colon && /["\]}]$/.test(json) && json !== 'true' ? 1 : 0;
      replace(view, completion, { from: start, to: end, insert: inserted, back });
      if (json === '""' || json === '') startCompletion(view);
    },
  };
}

function valueOptions(know: Knowledge, json: JsonText, document: unknown, spot: Spot): Completion[] {
  const offers = valuesOffered(schemasAt(know.schema, document, spot.path));
  const named = namesAt(spot, know.names(json));
  const label = ({ name, title, type }: Named): Completion => ({
    label: name,
    type: 'constant',
    detail: wordsIn(title, know.language) || type || '',
    apply: spot.quoted ? insertWhole(name) : insert(JSON.stringify(name), 0),
  });
  return [
    ...named.map(label),
    ...offers.map((offer): Completion => ({
      label: offer.label,
      type: 'enum',
      ...(offer.description && { info: offer.description }),
      apply: insert(spot.quoted ? offer.label : offer.json, 0),
    })),
  ];
}

type Apply = Exclude<Completion['apply'], string | undefined>;

/** Puts the text in; the cursor stands so many characters before its end. */
const insert =
  (text: string, back: number): Apply =>
  (view, completion, from, to) =>
    replace(view, completion, { from, to, insert: text, back });

/** Takes the place of all that stands between the quotes. */
const insertWhole =
  (text: string): Apply =>
  (view, completion, from, to) => {
    const end = Math.max(to, afterQuote(view, to) - 1);
    replace(view, completion, { from, to: end, insert: text, back: 0 });
  };

function replace(
  view: EditorView,
  completion: Completion,
  { from, to, insert, back }: { from: number; to: number; insert: string; back: number },
): void {
  view.dispatch({
    changes: { from, to, insert },
    selection: { anchor: from + insert.length - back },
    annotations: pickedCompletion.of(completion),
    userEvent: 'input.complete',
    scrollIntoView: true,
  });
}

function afterQuote(view: EditorView, position: number): number {
  const rest = /^[^"\n]*"/.exec(view.state.sliceDoc(position, position + 200));
  return position + (rest ? rest[0].length : 0);
}
