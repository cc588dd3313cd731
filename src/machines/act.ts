import { AppError } from '../errors.js';
import type { CompiledAction } from './compiled.js';
import type { ActionDefinition, LocalDate } from './definition.js';
import type { Draft } from './draft.js';
import { assertNever } from './effects.js';
import { letterLeavesAt } from './leaving.js';
import type { Reads } from './expressions/expression.js';
import { localMinute } from './instants.js';
import type { Facts } from './snapshot.js';

/** Takes one action of a transition, at once: the guards that come after it in the same step see what it wrote. */
export function act(draft: Draft, compiled: CompiledAction): void {
  const { action } = compiled;
  switch (action.type) {
    case 'setFacts':
      return setFacts(draft, compiled);
    case 'extendDeadline':
      return extend(draft, action.deadline, compiled);
    case 'pauseDeadline':
      return pause(draft, action.deadline, String(draft.evaluate(compiled.expressions.reason!)));
    case 'resumeDeadline':
      return resume(draft, action.deadline);
    case 'sendMessage':
      return sendLetter(draft, action, compiled);
    default:
      draft.effects.push(effectOf(draft, action, compiled));
  }
}

type PlainAction = Exclude<
  ActionDefinition,
  { type: 'setFacts' | 'extendDeadline' | 'pauseDeadline' | 'resumeDeadline' | 'sendMessage' }
>;

function effectOf(draft: Draft, action: PlainAction, compiled: CompiledAction) {
  switch (action.type) {
    case 'cancelMessages':
      return { type: action.type } as const;
    case 'openCase':
      return { type: action.type, caseType: action.caseType, facts: factsOf(draft, compiled) } as const;
    case 'sendEvent': {
      const to = action.to === 'parent' ? action.to : { child: action.to };
      return {
        type: action.type,
        to,
        event: { type: action.event, facts: factsOf(draft, compiled) },
      } as const;
    }
    case 'putOnAgenda':
      return {
        type: action.type,
        agenda: action.agenda,
        title: compiled.text!.evaluate(draft.scope),
      } as const;
    case 'journal':
      return { type: action.type, text: compiled.text!.evaluate(draft.scope) } as const;
    default:
      return assertNever(action);
  }
}

function factsOf(draft: Draft, { expressions }: CompiledAction): Facts {
  return Object.fromEntries(
    Object.entries(expressions).map(([fact, expression]) => [fact, draft.evaluate(expression)]),
  );
}

/**
 * What is written as it stands in the definition goes with the states, in the order of recording, and so does what is made from the fact itself
 * (a count); all else is as it was when the event happened.
 */
function setFacts(draft: Draft, compiled: CompiledAction): void {
  for (const [fact, value] of Object.entries(factsOf(draft, compiled))) {
    const { reads } = compiled.expressions[fact]!;
    if (readsNothing(reads) || reads.facts.includes(fact)) draft.addFact(fact, value);
    else draft.tellFacts({ [fact]: value });
  }
}

const readsNothing = ({ usesClock, usesEvent, ...names }: Reads): boolean =>
  !usesClock &&
  !usesEvent &&
  ![names.facts, names.active, names.happened, names.dueOn].some(({ length }) => length > 0);

function sendLetter(
  draft: Draft,
  action: Extract<ActionDefinition, { type: 'sendMessage' }>,
  { expressions }: CompiledAction,
): void {
  const letter = draft.compiled.definition.letters[action.letter]!;
  const asked = expressions.notBefore?.evaluate(draft.recordedScope) as string | undefined;
  const notBefore = letterLeavesAt(draft, asked);
  draft.effects.push({
    type: 'sendMessage',
    key: `letter:${action.letter}:${draft.next.seq}:${draft.effects.length}`,
    kind: 'letter',
    subject: action.letter,
    title: draft.compiled.letters.get(action.letter)!.evaluate(draft.scope),
    to: action.to,
    template: letter.template,
    ...(notBefore && { notBefore }),
    late: false,
  });
}

function running(draft: Draft, key: string) {
  const deadline = draft.next.deadlines[key];
  if (!deadline) throw new AppError('dueMomentNotFound', { deadline: key, reason: 'notRunning' });
  return deadline;
}

/**
 * The old due day stands until this moment; the new one, which includes what was paused so far, replaces it with the reason in the log (INV-05).
 * A later extension stands.
 */
function extend(draft: Draft, key: string, { expressions }: CompiledAction): void {
  const { extendedOn } = running(draft, key);
  if (extendedOn !== undefined && extendedOn > draft.today) return;
  const until = draft.evaluate(expressions.until!) as LocalDate;
  draft.moveReasons.set(key, String(draft.evaluate(expressions.reason!)));
  draft.next.deadlines[key] = { ...running(draft, key), extendedTo: until, extendedOn: draft.today };
}

const earlier = (one: string, other: string): string => (one < other ? one : other);

/** One that is paused already goes on being paused from the first day of which anybody tells. */
function pause(draft: Draft, key: string, reason: string): void {
  draft.moveReasons.set(key, reason);
  const { today, env } = draft;
  const deadline = running(draft, key);
  const { pausedOn = today } = deadline;
  // A pause that was begun in days goes on in days.
  const since = deadline.pausedOn === undefined ? deadline.anchorAt && env.now : deadline.pausedAt;
  draft.next.deadlines[key] = {
    ...deadline,
    pausedOn: earlier(pausedOn, today),
    ...(since && { pausedAt: earlier(since, env.now) }),
  };
}

/** The days from the pause until this one move the due day, the hours the due moment (`findDueMoment`). */
function resume(draft: Draft, key: string): void {
  const { pausedOn: from, pausedAt: fromAt, pauses = [], ...rest } = running(draft, key);
  if (!from) return;
  const { today, env } = draft;
  const to = today > from ? today : from;
  const exact = fromAt && { fromAt, toAt: env.now > fromAt ? env.now : fromAt };
  const span = exact
    ? [exact.fromAt, exact.toAt].map((at) => localMinute(at, env.calendar.zone))
    : [from, to];
  draft.moveReasons.set(key, span.join(' – '));
  draft.next.deadlines[key] = { ...rest, pauses: [...pauses, { from, to, ...exact }] };
}
