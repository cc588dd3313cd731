import type { Definition } from './definition.js';
import { affectedBy, type Affected } from './diff/affected.js';
import { SEVERITIES, type Change, type Entry } from './diff/change.js';
import { asCode, compareFields, field, textField, type Field, type Fields } from './diff/fields.js';
import { factsField } from './diff/facts.js';
import { DEADLINES, DELAYS, legalBasisField, titleField } from './diff/moments.js';
import type { Rename } from './diff/rename-in.js';
import { findRenames } from './diff/renames.js';
import { endsField, rulesField } from './diff/rules.js';
import { EVENTS, LETTERS, parameterKind, REASONS, ROLES, TASKS } from './diff/sections.js';
import { machineField, STATE_NOUN } from './diff/states.js';
import { compareTable, entryOf, type Kind } from './diff/table.js';
import type { PlainText } from './effects.js';
import { Speech } from './speech.js';
import { pointer } from './parse/json.js';
import { lengthInWords, phrase } from './wording.js';

export type { Affected } from './diff/affected.js';
export type { Change, Severity } from './diff/change.js';

export interface DefinitionDiff {
  /** The gravest first, then in the order of the document. Empty exactly when the two are the same JSON, the order of keys aside. */
  changes: Change[];
  affected: Affected;
}

/**
 * What is different in the later version, in sentences for people who do not read JSON. Every difference is in a change; what has only
 * another name is said to be renamed. The way back has as many changes. Both must be definitions that `parseDefinition` accepts.
 */
export function diff(before: Definition, after: Definition): DefinitionDiff {
  const { renames, renamed } = findRenames(before, after);
  const both = { before: new Speech(renamed), after: new Speech(after) };
  const subject = phrase('Sagstypen {title}', 'The case type {title}', { title: both.after.state('') });
  const changes = [
    ...renames.map((rename) => renameChange(rename, new Speech(before))),
    ...compareFields(
      { path: '', subject, ...both },
      { ...renamed },
      { ...after },
      definitionFields(renamed, after),
    ),
  ];
  return { changes: byImportance(changes), affected: affectedBy(changes, [before, after]) };
}

/** The sort is stable: within a severity the order of the document stays. */
const byImportance = (changes: Change[]): Change[] =>
  changes.toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));

const tableOf = (kind: Kind): Field => ({
  ...field(kind.noun.da, kind.noun.en, kind.severity, asCode),
  compare: (place, key, before, after) =>
    compareTable(pointer(place.path, key), kind, place, entryOf(before), entryOf(after)),
});

function definitionFields(before: Definition, after: Definition): Fields {
  return {
    caseType: field('sagstypens navn', 'the name of the case type', 'behaviour'),
    title: titleField,
    description: textField('beskrivelsen', 'the description'),
    owner: field('tovholderen', 'the owner', 'text'),
    reviewEvery: field('tiden mellem gennemgange', 'the time between reviews', 'text', lengthWords),
    legalBasis: legalBasisField,
    rules: rulesField,
    parameters: parametersField(before, after),
    deadlines: tableOf(DEADLINES),
    delays: tableOf(DELAYS),
    roles: tableOf(ROLES),
    tasks: tableOf(TASKS),
    letters: tableOf(LETTERS),
    events: tableOf(EVENTS),
    facts: factsField,
    ends: endsField,
    machine: machineField,
    reasons: tableOf(REASONS),
    $schema: field('henvisningen til skemaet', 'the reference to the schema', 'text'),
  };
}

const lengthWords = (length: string): PlainText => lengthInWords(length);

const only = (values: unknown, name: string): Entry =>
  Object.fromEntries(Object.entries(entryOf(values)).filter(([key]) => key === name));

/** A parameter that deadlines count with bears on deadlines. */
function parametersField(before: Definition, after: Definition): Field {
  const moments = JSON.stringify([before.deadlines, before.delays, after.deadlines, after.delays]);
  return {
    ...field('parametrene', 'the parameters', 'behaviour', asCode),
    compare: (place, key, old, now) => {
      const names = [...new Set([...Object.keys(entryOf(old)), ...Object.keys(entryOf(now))])];
      return names.flatMap((name) => {
        const counts = new RegExp(`parameters\\.${name}\\b`).test(moments);
        const kind = parameterKind(counts ? 'deadline' : 'behaviour');
        return compareTable(pointer(place.path, key), kind, place, only(old, name), only(now, name));
      });
    },
  };
}

const NOUNS: Record<Rename['section'], PlainText> = {
  parameters: { da: 'Parameteren', en: 'The parameter' },
  letters: LETTERS.noun,
  events: EVENTS.noun,
  delays: DELAYS.noun,
  deadlines: DEADLINES.noun,
  tasks: TASKS.noun,
  states: STATE_NOUN,
};

function renameChange({ section, from, to }: Rename, before: Speech): Change {
  const old = section === 'states' ? before.state(from) : before.of(section, from);
  const path =
    section === 'states'
      ? pointer('/machine', ...to.split('.').flatMap((name) => ['states', name]))
      : pointer('', section, to);
  const sentence = phrase(
    '{noun} {old} har fået navnet {to} (før: {from}) og er ellers den samme.',
    '{noun} {old} has the new name {to} (was: {from}) and is otherwise the same.',
    { noun: NOUNS[section], old, to: asCode(to), from: asCode(from) },
  );
  return { kind: 'renamed', path, sentence, before: from, after: to, severity: 'behaviour' };
}
