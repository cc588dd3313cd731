import type { PlainText } from '../effects.js';
import type { Speech } from '../speech.js';
import { isObject, pointer, sameJson } from '../parse/json.js';
import { phrase } from '../wording.js';
import type { Change, Entry, Place, Severity } from './change.js';
import { asCode, compareField, compareFields, field, type Field, type Fields } from './fields.js';

/** What the entries of one section are called and made of. */
export interface Kind {
  /** With its article, as a sentence begins: `Fristen`, `The deadline`. */
  noun: PlainText;
  /** Of an entry that comes or goes. */
  severity: Severity;
  label: (key: string, labels: Speech) => PlainText;
  fields: (before: Entry, after: Entry) => Fields;
  /** Where the entries are lists. */
  compare?: Field['compare'];
  /** What to say of a new entry besides its name. */
  summary?: (entry: never, labels: Speech) => PlainText | undefined;
}

export type Both = Pick<Place, 'before' | 'after'>;

export const subjectOf = (kind: Kind, key: string, labels: Speech): PlainText =>
  phrase('{noun} {label}', '{noun} {label}', { noun: kind.noun, label: kind.label(key, labels) });

/** All differences of two tables: entries that come, go, or are not the same. `path` is the table's. */
export function compareTable(path: string, kind: Kind, both: Both, before: Entry, after: Entry): Change[] {
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
  return [
    ...gone.map((key) => removed(path, kind, both.before, key, before[key])),
    ...Object.keys(after).flatMap((key) =>
      Object.hasOwn(before, key)
        ? compareEntry(path, kind, both, key, before[key], after[key])
        : [added(path, kind, both.after, key, after[key])],
    ),
  ];
}

/** A table that is a field of an entry. */
export const tableField = (da: string, en: string, kind: (place: Place) => Kind) => ({
  ...field(da, en, 'behaviour', asCode),
  compare: (place: Place, key: string, before: unknown, after: unknown) =>
    compareTable(pointer(place.path, key), kind(place), place, entryOf(before), entryOf(after)),
});

export const entryOf = (value: unknown): Entry => (isObject(value) ? value : {});

function compareEntry(
  table: string,
  kind: Kind,
  both: Both,
  key: string,
  before: unknown,
  after: unknown,
): Change[] {
  if (sameJson(before, after)) return [];
  const path = pointer(table, key);
  const subject = subjectOf(kind, key, both.after);
  if (isObject(before) && isObject(after)) {
    return compareFields({ ...both, path, subject }, before, after, kind.fields(before, after));
  }
  const place = { ...both, path: table, subject };
  const value: Field = {
    ...field('indholdet', 'the content', kind.severity, asCode),
    ...(kind.compare && { compare: kind.compare }),
  };
  return compareField(place, key, value, before, after);
}

function added(table: string, kind: Kind, labels: Speech, key: string, after: unknown): Change {
  const subject = subjectOf(kind, key, labels);
  const summary = kind.summary?.(after as never, labels);
  const sentence = summary
    ? phrase('{subject} tilføjes: {summary}.', '{subject} is added: {summary}.', { subject, summary })
    : phrase('{subject} tilføjes.', '{subject} is added.', { subject });
  return { kind: 'added', path: pointer(table, key), sentence, after, severity: kind.severity };
}

function removed(table: string, kind: Kind, labels: Speech, key: string, before: unknown): Change {
  const sentence = phrase('{subject} fjernes.', '{subject} is removed.', {
    subject: subjectOf(kind, key, labels),
  });
  return { kind: 'removed', path: pointer(table, key), sentence, before, severity: kind.severity };
}
