import type { PlainText } from '../effects.js';
import type { Speech } from '../speech.js';
import { isObject, pointer, sameJson } from '../parse/json.js';
import { listed, phrase, quoted, same } from '../wording.js';
import type { Change, Entry, Place, Severity } from './change.js';

/** One field of an entry: what sentences call it, and how its value reads. */
export interface Field {
  name: PlainText;
  severity: Severity;
  word: (value: never, labels: Speech) => PlainText;
  /** Finer sentences than “x is changed from a to b”. Both directions must give as many. */
  compare?: (place: Place, key: string, before: unknown, after: unknown) => Change[];
}
export type Fields = Record<string, Field>;

/** A value as code. */
export const asCode = (value: unknown): PlainText =>
  same(`\`${typeof value === 'string' ? value : JSON.stringify(value)}\``);

/** A value as people say it: yes and no, lists with commas. */
export function asWords(value: unknown): PlainText {
  if (typeof value === 'boolean') return value ? { da: 'ja', en: 'yes' } : { da: 'nej', en: 'no' };
  if (typeof value === 'string') return quoted(same(value));
  if (Array.isArray(value)) return value.length === 0 ? NOTHING : listed(value.map(asWords));
  return asCode(value);
}
const NOTHING: PlainText = { da: 'ingenting', en: 'nothing' };

export const field = (
  da: string,
  en: string,
  severity: Severity,
  word: Field['word'] = asWords,
  compare?: Field['compare'],
): Field => ({ name: { da, en }, severity, word, ...(compare && { compare }) });

/** How an expression was and is: in words, or as code where the words would hide what differs. */
export function expressions(
  { before, after }: Place,
  say: (source: string, speech: Speech) => PlainText | undefined,
  was: unknown,
  is: unknown,
): { was: PlainText; is: PlainText } {
  const words = (source: unknown, speech: Speech) =>
    typeof source === 'string' ? say(source, speech) : undefined;
  const [old, now] = [words(was, before), words(is, after)];
  const unsaid = (was !== undefined && !old) || (is !== undefined && !now) || sameJson(old, now);
  return unsaid ? { was: asCode(was), is: asCode(is) } : { was: old ?? NOTHING, is: now ?? NOTHING };
}

/** A day or moment that an expression gives. */
export function momentField(da: string, en: string, severity: Severity): Field {
  const described = field(da, en, severity, asCode);
  return {
    ...described,
    compare: (place, key, before, after) => {
      const said = expressions(place, (source, speech) => speech.term(source), before, after);
      const word: Field['word'] = (value) => (sameJson(value, before) ? said.was : said.is);
      return [changedField(place, key, { ...described, word }, before, after)];
    },
  };
}

/** All differences of two entries, field by field; nothing that differs is left out, also fields that nobody described. */
export function compareFields(place: Place, before: Entry, after: Entry, fields: Fields): Change[] {
  const others = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const keys = [...Object.keys(fields), ...others.filter((key) => !Object.hasOwn(fields, key))];
  return keys.flatMap((key) => {
    const described = Object.hasOwn(fields, key)
      ? fields[key]!
      : field(`feltet “${key}”`, `the field “${key}”`, 'behaviour', asCode);
    return compareField(place, key, described, ownValue(before, key), ownValue(after, key));
  });
}

const ownValue = (entry: Entry, key: string): unknown => (Object.hasOwn(entry, key) ? entry[key] : undefined);

export function compareField(
  place: Place,
  key: string,
  described: Field,
  before: unknown,
  after: unknown,
): Change[] {
  if (sameJson(before, after)) return [];
  if (!described.compare) return [changedField(place, key, described, before, after)];
  const changes = described.compare(place, key, before, after);
  return changes.length > 0 ? changes : [rewritten(place, key, described, before, after)];
}

export function changedField(
  place: Place,
  key: string,
  { name, severity, word }: Field,
  before: unknown,
  after: unknown,
): Change {
  const values = { subject: place.subject, name };
  const was = before === undefined ? NOTHING : word(before as never, place.before);
  const is = after === undefined ? NOTHING : word(after as never, place.after);
  const path = pointer(place.path, key);
  if (before === undefined) {
    const sentence = phrase('{subject}: {name} tilføjes: {is}.', '{subject}: {name} is added: {is}.', {
      ...values,
      is,
    });
    return { kind: 'added', path, sentence, after, severity };
  }
  if (after === undefined) {
    const sentence = phrase(
      '{subject}: {name} fjernes (før: {was}).',
      '{subject}: {name} is removed (was: {was}).',
      {
        ...values,
        was,
      },
    );
    return { kind: 'removed', path, sentence, before, severity };
  }
  const sentence = phrase(
    '{subject}: {name} ændres fra {was} til {is}.',
    '{subject}: {name} changes from {was} to {is}.',
    { ...values, was, is },
  );
  return { kind: 'changed', path, sentence, before, after, severity };
}

function rewritten(place: Place, key: string, { name }: Field, before: unknown, after: unknown): Change {
  const sentence = phrase(
    '{subject}: {name} skrives på en anden måde, der betyder det samme.',
    '{subject}: {name} is written in another way that means the same.',
    { subject: place.subject, name },
  );
  return { kind: 'rewritten', path: pointer(place.path, key), sentence, before, after, severity: 'text' };
}

/** A text: each language is a change of its own. A title that changes reads “is now called”. */
export function textField(da: string, en: string, severity: Severity = 'text'): Field {
  const described = field(da, en, severity, textWords);
  return {
    ...described,
    compare: (place, key, before, after) => {
      if (!isObject(before) || !isObject(after)) return [changedField(place, key, described, before, after)];
      const inner = { ...place, path: pointer(place.path, key) };
      const inEnglish = field(`${da} på engelsk`, `${en} in English`, severity, quotedText);
      return compareFields(inner, before, after, { da: field(da, en, severity, quotedText), en: inEnglish });
    },
  };
}

const quotedText = (text: string): PlainText => quoted(same(text));
export const textWords = (text: { da: string; en?: string }): PlainText =>
  quoted({ da: text.da, en: text.en ?? text.da });

/** Sentences about one item of a list: `{item}` is the item in words. */
export interface ItemSentences {
  added: PlainText;
  removed: PlainText;
}

/** A list read as a set: each item that comes or goes is a change; a mere new order is one. */
export function listField(
  name: PlainText,
  severity: Severity,
  word: Field['word'],
  sentences: ItemSentences = { added: ITEM_ADDED, removed: ITEM_REMOVED },
): Field {
  const described: Field = {
    name,
    severity,
    word: (items: never[], labels) => listed(items.map((item) => word(item, labels))),
  };
  return {
    ...described,
    compare: (place, key, before, after) => {
      const old = listOf(before);
      const now = listOf(after);
      const say = (kind: 'added' | 'removed', [value, index]: [unknown, number]): Change => {
        const labels = kind === 'added' ? place.after : place.before;
        const values = { subject: place.subject, name, item: word(value as never, labels) };
        const path = pointer(place.path, key, index);
        const sentence = phrase(sentences[kind].da, sentences[kind].en, values);
        return { kind, path, sentence, [kind === 'added' ? 'after' : 'before']: value, severity };
      };
      const changes = [
        ...without(old, now).map((item) => say('removed', item)),
        ...without(now, old).map((item) => say('added', item)),
      ];
      return changes.length > 0 || sameJson(old, now) ? changes : [reordered(place, key, name, old, now)];
    },
  };
}

const ITEM_ADDED = { da: '{subject}: {name} får {item}.', en: '{subject}: {name} gains {item}.' };
const ITEM_REMOVED = {
  da: '{subject}: {name} har ikke længere {item}.',
  en: '{subject}: {name} no longer has {item}.',
};

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** The items that the other list does not have, with their places; equal items are taken one for one. */
function without(items: unknown[], others: unknown[]): [unknown, number][] {
  const rest = [...others];
  return items.flatMap((item, index): [unknown, number][] => {
    const at = rest.findIndex((other) => sameJson(item, other));
    if (at < 0) return [[item, index]];
    rest.splice(at, 1);
    return [];
  });
}

function reordered(place: Place, key: string, name: PlainText, before: unknown, after: unknown): Change {
  const sentence = phrase(
    '{subject}: {name} får en anden rækkefølge.',
    '{subject}: {name} has a new order.',
    {
      subject: place.subject,
      name,
    },
  );
  return { kind: 'reordered', path: pointer(place.path, key), sentence, before, after, severity: 'text' };
}
