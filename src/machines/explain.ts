import { AppError } from '../errors.js';
import type { CompiledDefinition, CompiledState } from './compiled.js';
import type { Calendar } from './calendar.js';
import { reasonInWords } from './calendar-days.js';
import type { EventDefinition, LocalDate, Role } from './definition.js';
import { scopeOf, type Draft, type StepEnv } from './draft.js';
import type { PlainText } from './effects.js';
import type { CompiledExpression } from './expressions/environment.js';
import { explainGuard, type Because, type ExpressionScope } from './expressions/explain-guard.js';
import { situationIn } from './expressions/logic.js';
import { titleOf } from './intake.js';
import { Labels } from './labels.js';
import { plainReason, wrongRole, type Reason } from './reasons.js';
import { mayBeSentBy, sendersOf } from './senders.js';
import type { CaseSnapshot } from './snapshot.js';
import { activePaths, statesOf } from './state-value.js';
import { listed, phrase } from './wording.js';

export interface EventExplanation {
  type: string;
  /** Who may send it in the present states. */
  senders: readonly Role[];
  /** `dependsOnForm`: the guard reads what the event brings. */
  accepted: boolean | 'dependsOnForm';
  /** Empty unless refused. */
  reasons: Reason[];
}

/**
 * Every event that the present states know of: possible, or why not, in words. Events that no active state takes are left out. With
 * `roles`, an event of other roles is refused with `wrongRole`.
 */
export function explain(
  compiled: CompiledDefinition,
  snapshot: CaseSnapshot,
  env: StepEnv,
  roles?: readonly Role[],
): EventExplanation[] {
  if (snapshot.status !== 'active') return [];
  const active = activePaths(compiled, snapshot.value);
  const scope = scopeOf(snapshot, env, env.now, env.calendar.legalDate(env.now), active);
  const states = statesOf(compiled, active);
  return Object.keys(compiled.definition.events)
    .filter((type) => states.some(({ transitions }) => transitions.some(({ event }) => event === type)))
    .map((type) => {
      const senders = sendersOf(compiled, type, active);
      if (roles && !mayBeSentBy(senders, roles)) {
        return { type, senders, accepted: false, reasons: [wrongRole(senders, compiled.definition.roles)] };
      }
      return { type, senders, ...judge(compiled, states, type, scope, false) };
    });
}

/** Why no transition was enabled for the event of a step. */
export function whyRefused(draft: Draft): Reason[] {
  const { compiled, event, before } = draft;
  const states = statesOf(compiled, before);
  if (!states.some(({ transitions }) => transitions.some((transition) => transition.event === event.type))) {
    return [plainReason('notInThisState')];
  }
  const { reasons } = judge(compiled, states, event.type, draft.scope, true);
  return reasons.length > 0 ? reasons : [plainReason('noTransition')];
}

function judge(
  compiled: CompiledDefinition,
  states: CompiledState[],
  type: string,
  scope: ExpressionScope,
  eventKnown: boolean,
): Omit<EventExplanation, 'type' | 'senders'> {
  const candidates = states.flatMap(({ transitions }) => transitions.filter(({ event }) => event === type));
  const form = writtenBy(compiled, type);
  const verdicts = candidates.map(({ guard }) =>
    guard ? explainGuard(guard, scope, { eventKnown, form }) : { value: true as const, because: [] },
  );
  if (verdicts.some(({ value }) => value === true)) return { accepted: true, reasons: [] };
  const open = verdicts.some(({ because }) => because.some(({ value }) => value === 'unknown'));
  if (open) return { accepted: 'dependsOnForm', reasons: [] };
  const refusals = candidates.flatMap(({ guard }, index) =>
    verdicts[index]!.because.map((because) => ({ because, atom: guard!.atom(because.atom) })),
  );
  return { accepted: false, reasons: wordsFor(compiled, refusals, scope) };
}

/** Facts that the event would write before its guards are asked. */
function writtenBy({ definition }: CompiledDefinition, type: string): string[] {
  const { form = [], append }: Partial<EventDefinition> = definition.events[type] ?? {};
  return append ? [append] : form;
}

interface Refusal {
  because: Because;
  atom: CompiledExpression;
}

function wordsFor(compiled: CompiledDefinition, refusals: Refusal[], scope: ExpressionScope): Reason[] {
  const distinct = new Map(refusals.map((one) => [one.because.atom, one]));
  return [...distinct.values()].map((one) => wordFor(compiled, one, scope));
}

/** `has(facts.x)` that says no is a fact that is missing. */
const HAS = /^has\(facts\.(\w+)\)$/;

function wordFor(compiled: CompiledDefinition, refusal: Refusal, scope: ExpressionScope): Reason {
  const { because } = refusal;
  const { atom } = because;
  const fact = because.fact ?? HAS.exec(atom)?.[1];
  if (fact !== undefined && !compiled.reasons.has(atom)) {
    const { da, en } = titleOf(compiled.definition.facts.properties[fact], fact);
    return {
      code: 'missingFact',
      expression: atom,
      fact,
      text: { da: `Oplysningen “${da}” mangler.`, en: `The fact “${en}” is missing.` },
    };
  }
  return (
    statedReason(compiled, atom, scope) ??
    calendarReason(atom, scope.calendar, scope.today) ??
    situationReason(compiled, because) ?? {
      code: 'guard',
      expression: atom,
      text: demandInWords(refusal, new Labels(compiled.definition)),
    }
  );
}

/** What the condition demands, made from titles. `verify` asks for a reason where only what it is about can be said. */
function demandInWords({ because, atom }: Refusal, labels: Labels): PlainText {
  const claim = atom.claim(labels);
  if (claim) return because.value === true ? claim.no.must : claim.yes.must;
  const facts = [
    ...new Set([...atom.canonical.matchAll(/(?<![\w"])facts\.\??(\w+)/g)].map(([, fact]) => fact!)),
  ];
  const about = [
    ...facts.map((fact) => labels.fact(fact)),
    ...atom.reads.happened.map((event) => labels.of('events', event)),
    ...atom.reads.active.map((path) => labels.state(path)),
    ...atom.reads.dueOn.map((deadline) => labels.of('deadlines', deadline)),
  ];
  return about.length > 0
    ? phrase('En betingelse om {about} er ikke opfyldt.', 'A condition on {about} is not met.', {
        about: listed(about),
      })
    : { da: 'En betingelse i sagsgangen er ikke opfyldt.', en: 'A condition of the workflow is not met.' };
}

/** The definition's own words; undefined when what they speak of is not there. */
function statedReason(
  compiled: CompiledDefinition,
  atom: string,
  scope: ExpressionScope,
): Reason | undefined {
  const stated = compiled.reasons.get(atom);
  if (!stated) return undefined;
  try {
    const opensOn = stated.opens && (stated.opens.evaluate(scope) as LocalDate);
    return {
      code: 'guard',
      expression: atom,
      text: stated.text.evaluate(scope),
      ...(opensOn && { opensOn }),
    };
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

/** Where the case is and what has happened to it can always be said in words. */
function situationReason({ states, definition }: CompiledDefinition, because: Because): Reason | undefined {
  const { atom: expression, value } = because;
  const { asks, name } = situationIn(expression) ?? { name: '' };
  const named = asks === 'active' ? states.get(name)?.meta : definition.events[name];
  if (!asks || !named) return undefined;
  const { da, en } = titleOf(named, name);
  const not = value === true ? 'isSo' : 'isNot';
  return { code: 'guard', expression, text: SITUATIONS[asks][not](da, en) };
}

const SITUATIONS = {
  active: {
    isNot: (da: string, en: string) => ({
      da: `Sagen er ikke i “${da}”.`,
      en: `The case is not in “${en}”.`,
    }),
    isSo: (da: string, en: string) => ({ da: `Sagen er i “${da}”.`, en: `The case is in “${en}”.` }),
  },
  happened: {
    isNot: (da: string, en: string) => ({ da: `“${da}” er ikke sket.`, en: `“${en}” has not happened.` }),
    isSo: (da: string, en: string) => ({ da: `“${da}” er sket.`, en: `“${en}” has happened.` }),
  },
};

/** The calendar explains its own answers about today, so that no definition has to. */
function calendarReason(atom: string, calendar: Calendar, today: LocalDate): Reason | undefined {
  if (atom !== 'isSendableDay(today)') return undefined;
  const why = calendar.whyNotSendable(today);
  return (
    why && { code: 'guard', expression: atom, text: reasonInWords(why), opensOn: calendar.nextSendDay(today) }
  );
}
