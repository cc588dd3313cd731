import type { InvokeDefinition, PublicPhase, StateNode } from '../definition.js';
import { pointer } from '../parse/json.js';
import { phrase, quoted, PHASE_WORDS, same, wordsOf } from '../wording.js';
import type { Change, Place } from './change.js';
import { asCode, compareFields, field, listField, textField, type Field, type Fields } from './fields.js';
import { legalBasisField, sourceField, titleField } from './moments.js';
import { sendersField } from './senders.js';
import { compareTable, entryOf, type Kind } from './table.js';
import { transitionsField, type Group } from './transitions.js';

/** All differences of two machines. */
export const machineField: Field = {
  ...field('maskinen', 'the machine', 'behaviour', asCode),
  compare: (place, key, before, after) =>
    compareFields(
      { ...place, path: pointer(place.path, key) },
      entryOf(before),
      entryOf(after),
      stateFields(''),
    ),
};

function stateFields(state: string): Fields {
  const child = (name: string) => (state === '' ? name : `${state}.${name}`);
  return {
    type: field('typen', 'the type', 'behaviour', asCode),
    initial: {
      ...field('første tilstand', 'the first state', 'behaviour'),
      word: (name: string, labels) => labels.state(child(name)),
    },
    history: field('hukommelsen', 'the memory', 'behaviour', asCode),
    target: field('målet', 'the target', 'behaviour', asCode),
    output: field('resultatet', 'the output', 'behaviour', asCode),
    meta: metaField,
    states: statesField(child),
    on: groupsField('on', state),
    after: groupsField('after', state),
    always: transitionsField({ kind: 'always', name: '' }, state),
    onDone: transitionsField({ kind: 'onDone', name: '' }, state),
    invoke: invokeField(state),
  };
}

const statesField = (child: (name: string) => string): Field => ({
  ...field('tilstandene', 'the states', 'behaviour', asCode),
  compare: (place, key, before, after): Change[] => {
    const names = [...new Set([...Object.keys(entryOf(before)), ...Object.keys(entryOf(after))])];
    return names.flatMap((name) => {
      const only = (states: unknown) =>
        Object.fromEntries(Object.entries(entryOf(states)).filter(([key]) => key === name));
      return compareTable(pointer(place.path, key), stateKind(child(name)), place, only(before), only(after));
    });
  },
});

export const STATE_NOUN = { da: 'Tilstanden', en: 'The state' };

const stateKind = (path: string): Kind => ({
  noun: STATE_NOUN,
  severity: 'behaviour',
  label: (_name, labels) => labels.state(path),
  summary: ({ meta }: StateNode) =>
    meta?.publicPhase &&
    phrase('fasen {phase}', 'in the phase {phase}', { phase: quoted(PHASE_WORDS[meta.publicPhase]) }),
  fields: () => stateFields(path),
});

/** One change per event or moment that comes or goes, as transitions. */
const groupsField = (kind: 'on' | 'after', state: string): Field => ({
  ...field('overgangene', 'the transitions', 'behaviour', asCode),
  compare: (place, key, before, after) => {
    const old = entryOf(before);
    const now = entryOf(after);
    const names = [...new Set([...Object.keys(old), ...Object.keys(now)])];
    const fields = names.map((name) => [name, transitionsField({ kind, name }, state)] as const);
    return compareFields({ ...place, path: pointer(place.path, key) }, old, now, Object.fromEntries(fields));
  },
});

const childWords = ({ src }: InvokeDefinition) => quoted(same(src));

function invokeField(state: string): Field {
  const group: Group = { kind: 'childDone', name: '' };
  const described = field('delsagen', 'the child case', 'behaviour', childWords);
  const fields: Fields = {
    src: field('delsagens type', 'the case type of the child case', 'behaviour'),
    id: field('delsagens navn', 'the name of the child case', 'behaviour'),
    input: field('det, delsagen får med', 'what the child case is given', 'behaviour', asCode),
    receives: listField(
      { da: 'det, delsagen giver tilbage', en: 'what the child case hands back' },
      'behaviour',
      asCode,
    ),
    onDone: transitionsField(group, state),
  };
  return {
    ...described,
    compare: (place, key, before, after) => {
      const present = before !== undefined && after !== undefined;
      if (present) {
        return compareFields(
          { ...place, path: pointer(place.path, key) },
          entryOf(before),
          entryOf(after),
          fields,
        );
      }
      const added = before === undefined;
      const values = {
        subject: place.subject,
        child: childWords((added ? after : before) as InvokeDefinition),
      };
      const sentence = added
        ? phrase(
            '{subject} åbner nu delsagen {child}.',
            '{subject} now opens the child case {child}.',
            values,
          )
        : phrase(
            '{subject} åbner ikke længere delsagen {child}.',
            '{subject} no longer opens the child case {child}.',
            values,
          );
      const side = added ? { after } : { before };
      return [
        {
          kind: added ? 'added' : 'removed',
          path: pointer(place.path, key),
          sentence,
          ...side,
          severity: 'behaviour',
        },
      ];
    },
  };
}

const metaField: Field = {
  ...field('oplysningerne om tilstanden', 'the description of the state', 'behaviour', asCode),
  compare: (place: Place, key, before, after) =>
    compareFields({ ...place, path: pointer(place.path, key) }, entryOf(before), entryOf(after), META),
};

const META: Fields = {
  title: titleField,
  publicTitle: textField('borgerens titel', 'the title for the citizen'),
  publicPhase: field('fasen', 'the phase', 'behaviour', (phase: PublicPhase) => quoted(PHASE_WORDS[phase])),
  indexStatus: field('status i sagsindekset', 'the status in the case index', 'behaviour'),
  tasks: listField(
    { da: 'opgaverne', en: 'the tasks' },
    'behaviour',
    (key: string, labels) => labels.of('tasks', key),
    {
      added: { da: '{subject} åbner nu opgaven {item}.', en: '{subject} now opens the task {item}.' },
      removed: {
        da: '{subject} åbner ikke længere opgaven {item}.',
        en: '{subject} no longer opens the task {item}.',
      },
    },
  ),
  deadlines: listField(
    { da: 'fristerne', en: 'the deadlines' },
    'deadline',
    (key: string, labels) => labels.of('deadlines', key),
    {
      added: {
        da: '{subject}: fristen {item} løber nu her.',
        en: '{subject}: the deadline {item} now runs here.',
      },
      removed: {
        da: '{subject}: fristen {item} løber ikke længere her.',
        en: '{subject}: the deadline {item} no longer runs here.',
      },
    },
  ),
  senders: sendersField,
  wait: field(
    'ventegrunden',
    'the reason to wait',
    'behaviour',
    ({ reason, review }: NonNullable<NonNullable<StateNode['meta']>['wait']>, labels) =>
      phrase('{reason}, ses på igen {review}', '{reason}, looked at again {review}', {
        reason: quoted(wordsOf(reason)),
        review: labels.moment(review),
      }),
  ),
  legalBasis: legalBasisField,
  source: sourceField,
};
