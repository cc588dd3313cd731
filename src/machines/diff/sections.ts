import type {
  EventDefinition,
  Parameter,
  Procedure,
  Role,
  RoleDefinition,
  TaskDefinition,
  Text,
} from '../definition.js';
import type { PlainText } from '../effects.js';
import type { Speech } from '../speech.js';
import { pointer } from '../parse/json.js';
import { phrase, quoted, same, valueInWords, wordsOf } from '../wording.js';
import type { Severity } from './change.js';
import {
  asCode,
  compareFields,
  field,
  listField,
  textField,
  textWords,
  type Field,
  type Fields,
} from './fields.js';
import { markField, sourceField, titleField } from './moments.js';
import { entryOf, type Kind } from './table.js';

const roleWords = (role: Role, labels: Speech): PlainText => labels.recipients([role]);
const eventLabel = (key: string, labels: Speech): PlainText => labels.of('events', key);

/** A parameter that a deadline counts with moves days of the case; any other changes how it runs. */
export const parameterKind = (severity: Severity): Kind => ({
  noun: { da: 'Parameteren', en: 'The parameter' },
  severity,
  label: (key, labels) => labels.of('parameters', key),
  summary: ({ value, source }: Parameter) =>
    phrase('{value} (kilde: {source})', '{value} (source: {source})', {
      value: valueInWords(value),
      source: same(source),
    }),
  fields: () => ({
    value: field('værdien', 'the value', severity, valueInWords),
    title: titleField,
    source: sourceField,
    mark: markField,
  }),
});

export const ROLES: Kind = {
  noun: { da: 'Rollen', en: 'The role' },
  severity: 'behaviour',
  label: (key, { definition }) => quoted(wordsOf(definition.roles![key]!.title)),
  summary: ({ rights }: RoleDefinition, labels) =>
    phrase('med samme rettigheder som {rights}', 'with the rights of {rights}', {
      rights: roleWords(rights, labels),
    }),
  fields: () => ({
    title: titleField,
    rights: field('rettighederne', 'the rights', 'behaviour', roleWords),
  }),
};

export const EVENTS: Kind = {
  noun: { da: 'Hændelsen', en: 'The event' },
  severity: 'behaviour',
  label: eventLabel,
  summary: ({ roles }: EventDefinition, labels) =>
    roles.length === 0
      ? undefined
      : phrase('sendes af {who}', 'sent by {who}', { who: labels.senders(roles) }),
  fields: () => ({
    title: titleField,
    roles: listField({ da: 'afsenderne', en: 'the senders' }, 'behaviour', roleWords, {
      added: {
        da: '{subject} kan nu også sendes af {item}.',
        en: '{subject} may now also be sent by {item}.',
      },
      removed: {
        da: '{subject} kan ikke længere sendes af {item}.',
        en: '{subject} can no longer be sent by {item}.',
      },
    }),
    form: formField(
      'spørger nu også om',
      'now also asks for',
      'spørger ikke længere om',
      'no longer asks for',
    ),
    required: formField('kræver nu', 'now requires', 'kræver ikke længere', 'no longer requires'),
    append: field('listen, der skrives til,', 'the list that is written to', 'behaviour'),
    help: textField('vejledningen', 'the help'),
  }),
};

const formField = (da: string, en: string, daNot: string, enNot: string): Field =>
  listField({ da: 'felterne', en: 'the fields' }, 'behaviour', (name: string, labels) => labels.fact(name), {
    added: { da: `{subject} ${da} {item}.`, en: `{subject} ${en} {item}.` },
    removed: { da: `{subject} ${daNot} {item}.`, en: `{subject} ${enNot} {item}.` },
  });

const CHECKLIST = listField(
  { da: 'tjeklisten', en: 'the checklist' },
  'text',
  (item: Text) => textWords(item),
  {
    added: { da: '{subject}: tjeklisten får punktet {item}.', en: '{subject}: the checklist gains {item}.' },
    removed: {
      da: '{subject}: tjeklisten har ikke længere punktet {item}.',
      en: '{subject}: the checklist no longer has {item}.',
    },
  },
);

const PROCEDURE: Fields = {
  purpose: textField('formålet', 'the purpose'),
  what: textField('hvad der gøres', 'what is done'),
  who: textField('hvem der gør det', 'who does it'),
  when: textField('hvornår det gøres', 'when it is done'),
  involvement: textField('inddragelsen', 'the involvement'),
  time: textField('tidsforbruget', 'the time it takes'),
  links: listField(
    { da: 'henvisningerne', en: 'the links' },
    'text',
    ({ title, url }: NonNullable<Procedure['links']>[number]) =>
      phrase('{title} ({url})', '{title} ({url})', { title: textWords(title), url: same(url) }),
  ),
};

const procedureField: Field = {
  ...field('arbejdsgangen', 'the procedure', 'text', asCode),
  compare: (place, key, before, after) =>
    compareFields({ ...place, path: pointer(place.path, key) }, entryOf(before), entryOf(after), PROCEDURE),
};

export const TASKS: Kind = {
  noun: { da: 'Opgaven', en: 'The task' },
  severity: 'behaviour',
  label: (key, labels) => labels.of('tasks', key),
  summary: ({ role }: TaskDefinition, labels) =>
    phrase('for {role}', 'for {role}', { role: roleWords(role, labels) }),
  fields: () => ({
    title: titleField,
    role: field('rollen', 'the role', 'behaviour', roleWords),
    deadline: field('fristen', 'the deadline', 'deadline', (key: string, labels) =>
      labels.of('deadlines', key),
    ),
    events: listField({ da: 'hændelserne', en: 'the events' }, 'behaviour', eventLabel, {
      added: {
        da: '{subject} kan nu også løses med {item}.',
        en: '{subject} can now also be done by {item}.',
      },
      removed: {
        da: '{subject} kan ikke længere løses med {item}.',
        en: '{subject} can no longer be done by {item}.',
      },
    }),
    procedure: procedureField,
    checklist: CHECKLIST,
    source: sourceField,
  }),
};

export const LETTERS: Kind = {
  noun: { da: 'Brevet', en: 'The letter' },
  severity: 'behaviour',
  label: (key, labels) => labels.of('letters', key),
  fields: () => ({
    title: titleField,
    template: field('skabelonen', 'the template', 'behaviour'),
    contents: listField(
      { da: 'indholdet', en: 'the contents' },
      'behaviour',
      (item: Text) => textWords(item),
      {
        added: { da: '{subject} skal nu indeholde {item}.', en: '{subject} must now contain {item}.' },
        removed: {
          da: '{subject} skal ikke længere indeholde {item}.',
          en: '{subject} need no longer contain {item}.',
        },
      },
    ),
    source: sourceField,
  }),
};

export const REASONS: Kind = {
  noun: { da: 'Forklaringen på', en: 'The explanation of' },
  severity: 'text',
  label: (atom) => asCode(atom),
  fields: () => ({
    text: textField('teksten', 'the text'),
    opens: field('dagen, hvor det bliver muligt,', 'the day from which it is possible', 'text', asCode),
  }),
};
