import type { ActionDefinition, TransitionDefinition, Transitions } from '../definition.js';
import type { PlainText } from '../effects.js';
import { actionInWords } from '../action-words.js';
import type { TransitionGroup } from '../labels.js';
import type { Speech } from '../speech.js';
import { pointer, sameJson } from '../parse/json.js';
import { regionsStartedOver } from '../started-over.js';
import { transitionsOf } from '../state-tree.js';
import { listed, phrase } from '../wording.js';
import type { Change, Place } from './change.js';
import { asCode, compareFields, expressions, field, listField, type Field, type Fields } from './fields.js';

export type Group = Pick<TransitionGroup, 'kind' | 'name'>;

/** `Overgangen ved “Afslag” fra “Afgørelse forberedt”`. */
export function transitionSubject({ kind, name }: Group, state: string, labels: Speech): PlainText {
  const from = labels.state(state);
  switch (kind) {
    case 'on':
      return phrase('Overgangen ved {event} fra {from}', 'The transition on {event} from {from}', {
        event: labels.of('events', name),
        from,
      });
    case 'after':
      return phrase('Overgangen til tiden {moment} fra {from}', 'The transition at {moment} from {from}', {
        moment: labels.moment(name),
        from,
      });
    case 'always':
      return phrase('Den automatiske overgang fra {from}', 'The automatic transition from {from}', { from });
    case 'onDone':
      return phrase('Overgangen, når {from} er færdig,', 'The transition when {from} is done', { from });
    default:
      return phrase(
        'Overgangen, når delsagen ender, fra {from}',
        'The transition at the end of the child case from {from}',
        { from },
      );
  }
}

/** The transitions of one event of one state. `state` is the dotted path of their source. */
export function transitionsField(group: Group, state: string): Field {
  const described = field('overgangene', 'the transitions', 'behaviour', asCode);
  return {
    ...described,
    compare: (place, key, before, after) => {
      const path = pointer(place.path, key);
      const subject = transitionSubject(group, state, place.after);
      return compareTransitions(
        { ...place, path, subject },
        state,
        before as Transitions,
        after as Transitions,
      );
    },
  };
}

/** What is the same at both ends is left aside; the rest is compared in its order, which decides who is tried first. */
function compareTransitions(
  place: Place,
  state: string,
  before: Transitions | undefined,
  after: Transitions | undefined,
): Change[] {
  const old = transitionsOf(before);
  const now = transitionsOf(after);
  const head = commonLength(old, now);
  const tail = Math.min(
    commonLength(old.toReversed(), now.toReversed()),
    old.length - head,
    now.length - head,
  );
  const several = (list: Transitions | undefined, index: number) =>
    Array.isArray(list) ? pointer(place.path, index) : place.path;
  const length = Math.max(old.length, now.length) - tail;
  return Array.from({ length: length - head }, (_none, offset) => head + offset).flatMap((index) => {
    const was = index < old.length - tail ? old[index] : undefined;
    const is = index < now.length - tail ? now[index] : undefined;
    if (was && is) {
      const here = { ...place, path: several(after, index) };
      return [
        ...compareFields(here, { ...was }, { ...is }, fieldsOf(state)),
        ...startsOverNow(here, state, was, is),
      ];
    }
    const here = { ...place, path: several(after, index) };
    return is
      ? [cameOrWent('added', here, state, is), ...startsOverNow(here, state, {}, is)]
      : [cameOrWent('removed', { ...place, path: several(before, index) }, state, was!)];
  });
}

function commonLength(old: TransitionDefinition[], now: TransitionDefinition[]): number {
  const length = old.findIndex((transition, index) => !sameJson(transition, now[index]));
  return length < 0 ? old.length : length;
}

function cameOrWent(
  kind: 'added' | 'removed',
  place: Place,
  state: string,
  transition: TransitionDefinition,
): Change {
  const labels = kind === 'added' ? place.after : place.before;
  const { target, guard } = transition;
  const to =
    target === undefined ? STAYS : phrase('til {to}', 'to {to}', { to: labels.target(state, target) });
  const when =
    guard === undefined
      ? NO_GUARD
      : phrase(', når {guard}', ' when {guard}', { guard: labels.claim(guard)?.yes.clause ?? asCode(guard) });
  const values = { subject: place.subject, to, when };
  const sentence =
    kind === 'added'
      ? phrase('{subject} {to} tilføjes{when}.', '{subject} {to} is added{when}.', values)
      : phrase('{subject} {to} fjernes{when}.', '{subject} {to} is removed{when}.', values);
  const side = kind === 'added' ? { after: transition } : { before: transition };
  return { kind, path: place.path, sentence, ...side, severity: 'behaviour' };
}

/** Regions that lose their place by the transition and did not before. */
function startsOverNow(
  { path, subject, before, after }: Place,
  state: string,
  was: TransitionDefinition,
  is: TransitionDefinition,
): Change[] {
  const old = regionsStartedOver(before.definition.machine, state, was);
  const regions = regionsStartedOver(after.definition.machine, state, is);
  if (regions.every((region) => old.includes(region))) return [];
  const sentence = phrase(
    '{subject} lader nu {regions} begynde forfra.',
    '{subject} now makes {regions} start over.',
    {
      subject,
      regions: listed(regions.map((region) => after.state(region))),
    },
  );
  return [{ kind: 'changed', path, sentence, before: old, after: regions, severity: 'behaviour' }];
}

const STAYS = { da: 'til samme sted', en: 'to the same place' };
const NO_GUARD = { da: '', en: '' };

function fieldsOf(state: string): Fields {
  return {
    target: targetField(state),
    guard: guardField,
    actions: listField(
      { da: 'handlingerne', en: 'the actions' },
      'behaviour',
      (action: ActionDefinition, labels) => actionInWords(action, labels),
      {
        added: { da: '{subject} {item}.', en: '{subject} now {item}.' },
        removed: { da: '{subject}: ikke længere {item}.', en: '{subject} no longer {item}.' },
      },
    ),
    reenter: field('begynder tilstanden forfra', 'starts the state anew', 'behaviour'),
  };
}

function targetField(state: string): Field {
  const word = (target: string | undefined, labels: Speech) =>
    target === undefined ? { da: 'samme sted', en: 'the same place' } : labels.target(state, target);
  return {
    ...field('målet', 'the target', 'behaviour', word),
    compare: (place, key, before, after) => {
      const sentence = phrase(
        '{subject} går nu til {is} (før: {was}).',
        '{subject} now leads to {is} (was: {was}).',
        {
          subject: place.subject,
          is: word(after as string | undefined, place.after),
          was: word(before as string | undefined, place.before),
        },
      );
      return [
        { kind: 'changed', path: pointer(place.path, key), sentence, before, after, severity: 'behaviour' },
      ];
    },
  };
}

const clause = (source: string, speech: Speech): PlainText | undefined => speech.claim(source)?.yes.clause;

const guardField: Field = {
  ...field('betingelsen', 'the condition', 'behaviour', asCode),
  compare: (place, key, before, after) => {
    const values = { subject: place.subject, ...expressions(place, clause, before, after) };
    const sentence =
      before === undefined
        ? phrase('{subject} sker nu kun, når {is}.', '{subject} now happens only when {is}.', values)
        : after === undefined
          ? phrase(
              '{subject} har ikke længere nogen betingelse (før: {was}).',
              '{subject} no longer has a condition (was: {was}).',
              values,
            )
          : phrase(
              '{subject}: betingelsen er nu, at {is} (før: {was}).',
              '{subject}: the condition is now that {is} (was: {was}).',
              values,
            );
    const kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
    const sides = { ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
    return [{ kind, path: pointer(place.path, key), sentence, ...sides, severity: 'behaviour' }];
  },
};
