import type { FactSchema, Text } from '../definition.js';
import type { PlainText } from '../effects.js';
import { phrase, quoted, same, wordsOf } from '../wording.js';
import type { Entry, Place } from './change.js';
import { asCode, compareFields, field, listField, type Field, type Fields } from './fields.js';
import { titleField } from './moments.js';
import { compareTable, entryOf, tableField, type Kind } from './table.js';

const TYPES: Record<string, PlainText> = {
  string: { da: 'tekst', en: 'text' },
  integer: { da: 'helt tal', en: 'whole number' },
  number: { da: 'tal', en: 'number' },
  boolean: { da: 'ja/nej', en: 'yes/no' },
  array: { da: 'liste', en: 'list' },
  object: { da: 'gruppe af felter', en: 'group of fields' },
  date: { da: 'dato', en: 'date' },
  'date-time': { da: 'dato og klokkeslæt', en: 'date and time' },
};
const typeWords = (type: string): PlainText => (Object.hasOwn(TYPES, type) ? TYPES[type]! : asCode(type));

function factFields(before: Entry, after: Entry): Fields {
  return {
    title: titleField,
    type: field('typen', 'the type', 'behaviour', typeWords),
    format: field('formatet', 'the format', 'behaviour', typeWords),
    enum: enumField(before, after),
    labels: tableField('valgmulighedernes navne', 'the names of the choices', choiceNames),
    default: field('standardværdien', 'the default', 'behaviour'),
    items: itemsField,
    properties: tableField('felterne', 'the fields', inner),
    required: requiredField,
    description: field('beskrivelsen', 'the description', 'text'),
    minimum: field('mindsteværdien', 'the least value', 'behaviour'),
    maximum: field('størsteværdien', 'the greatest value', 'behaviour'),
    minLength: field('mindste antal tegn', 'the least number of characters', 'behaviour'),
    maxLength: field('største antal tegn', 'the greatest number of characters', 'behaviour'),
    minItems: field('mindste antal punkter', 'the least number of items', 'behaviour'),
    maxItems: field('største antal punkter', 'the greatest number of items', 'behaviour'),
  };
}

/** The choices by their labels; a choice that goes keeps the words it had. */
function enumField(before: Entry, after: Entry): Field {
  const named = { ...entryOf(before.labels), ...entryOf(after.labels) } as Record<string, Text>;
  const word = (value: string) => quoted(Object.hasOwn(named, value) ? wordsOf(named[value]!) : same(value));
  return listField({ da: 'valgmulighederne', en: 'the choices' }, 'behaviour', word, {
    added: { da: '{subject} kan nu også være {item}.', en: '{subject} may now also be {item}.' },
    removed: { da: '{subject} kan ikke længere være {item}.', en: '{subject} can no longer be {item}.' },
  });
}

const choiceNames = (place: Place): Kind => ({
  noun: phrase('{subject}: navnet på', '{subject}: the name of', { subject: place.subject }),
  severity: 'text',
  label: (key) => quoted(same(key)),
  fields: () => ({
    da: field('den danske tekst', 'the Danish text', 'text'),
    en: field('den engelske tekst', 'the English text', 'text'),
  }),
});

const itemsField: Field = {
  ...field('punkterne', 'the items', 'behaviour', asCode),
  compare: (place, key, before, after) =>
    compareFields(
      { ...place, path: `${place.path}/${key}` },
      entryOf(before),
      entryOf(after),
      factFields(entryOf(before), entryOf(after)),
    ),
};

const requiredField = listField(
  { da: 'de krævede felter', en: 'the required fields' },
  'behaviour',
  (name: string) => quoted(same(name)),
  {
    added: { da: '{subject}: feltet {item} kræves nu.', en: '{subject}: the field {item} is now required.' },
    removed: {
      da: '{subject}: feltet {item} kræves ikke længere.',
      en: '{subject}: the field {item} is no longer required.',
    },
  },
);

/** The fields of an object or of the items of a list. */
const inner = (place: Place): Kind => ({
  noun: phrase('{subject}: feltet', '{subject}: the field', { subject: place.subject }),
  severity: 'behaviour',
  label: (key) => quoted(same(key)),
  fields: factFields,
});

const FACTS: Kind = {
  noun: { da: 'Oplysningen', en: 'The fact' },
  severity: 'behaviour',
  label: (key, labels) => labels.fact(key),
  summary: ({ type, format }: FactSchema) => (type === undefined ? undefined : typeWords(format ?? type)),
  fields: factFields,
};

/** The schema of the facts: which there are, and which a case must have to be opened. */
export const factsField: Field = {
  ...field('oplysningerne', 'the facts', 'behaviour', asCode),
  compare: (place, key, before, after) =>
    compareFields({ ...place, path: `${place.path}/${key}` }, entryOf(before), entryOf(after), {
      properties: {
        ...field('oplysningerne', 'the facts', 'behaviour', asCode),
        compare: (inside, name, old, now) =>
          compareTable(`${inside.path}/${name}`, FACTS, inside, entryOf(old), entryOf(now)),
      },
      required: listField(
        { da: 'de krævede oplysninger', en: 'the required facts' },
        'behaviour',
        (name: string, labels) => labels.fact(name),
        {
          added: {
            da: 'Oplysningen {item} kræves nu for at åbne en sag.',
            en: 'The fact {item} is now required to open a case.',
          },
          removed: {
            da: 'Oplysningen {item} kræves ikke længere for at åbne en sag.',
            en: 'The fact {item} is no longer required to open a case.',
          },
        },
      ),
      opening: listField(
        { da: 'oplysninger, der kan gives fra starten', en: 'facts that may be given at the opening' },
        'behaviour',
        (name: string, labels) => labels.fact(name),
        {
          added: {
            da: 'Oplysningen {item} kan nu gives, når en sag oprettes.',
            en: 'The fact {item} may now be given when a case is opened.',
          },
          removed: {
            da: 'Oplysningen {item} kan ikke længere gives, når en sag oprettes.',
            en: 'The fact {item} may no longer be given when a case is opened.',
          },
        },
      ),
    }),
};
