import type { Certificate } from './certificate.js';
import type { CompiledDeadline, CompiledMoment } from './compiled.js';
import type { Instant, LocalDate } from './definition.js';
import type { Draft } from './draft.js';
import { certificateOf, findDueMoment, type DueInput } from './due-moment.js';
import type { CompiledExpression, ExpressionScope } from './expressions/environment.js';
import type { RunningDeadline } from './snapshot.js';

export interface FoundDeadline {
  found: Pick<RunningDeadline, 'anchorOn' | 'anchorAt' | 'dueOn' | 'dueAt' | 'targetOn' | 'latestSendOn'>;
  certificate: Certificate;
}

/** Counts a deadline as of its start: `now` and `today` in its expressions are those of `startedAt`. */
export function computeDeadline(
  draft: Draft,
  deadline: CompiledDeadline,
  running: Pick<RunningDeadline, 'startedAt' | 'extendedTo' | 'extendedOn' | 'pauses'>,
): FoundDeadline {
  const { calendar } = draft.env;
  const { definition, key, target } = deadline;
  const scope: ExpressionScope = { ...draft.scopeAt(running.startedAt), trace: [] };
  const input: DueInput = {
    ...inputOf(deadline, scope),
    target,
    ...(definition.latestSendDay && { latestSendDay: true }),
    ...(running.pauses && { pauses: running.pauses }),
    ...(running.extendedTo && { extendedTo: running.extendedTo, extendedOn: running.extendedOn }),
  };
  const moment = findDueMoment(input, calendar, scope.trace);
  const certificate = certificateOf({ key, definition, input, found: moment, calendar });
  const { anchorAt, dueOn, dueAt, targetOn, latestSendOn } = moment;
  const found = {
    anchorOn: certificate.anchor.on,
    ...(anchorAt && { anchorAt }),
    dueOn,
    dueAt,
    targetOn,
    ...(latestSendOn && { latestSendOn }),
  };
  return { found, certificate };
}

/** The moment of a delay, or of a deadline that does not run, as of its arming. */
export function computeDelay(draft: Draft, moment: CompiledMoment, armedAt: Instant): Instant {
  return findDueMoment(inputOf(moment, draft.scopeAt(armedAt)), draft.env.calendar).dueAt;
}

function inputOf(moment: CompiledMoment, scope: ExpressionScope): DueInput {
  const { counting, roll, days, at, length, due, anchor } = moment;
  return {
    counting,
    roll,
    days,
    at,
    ...(length !== undefined && { length }),
    ...(due && { due: due.evaluate(scope) as LocalDate | Instant }),
    ...(anchor && { anchor: anchorOf(anchor, scope) }),
  };
}

function anchorOf(anchor: CompiledExpression, scope: ExpressionScope): DueInput['anchor'] {
  const value = anchor.evaluate(scope) as LocalDate | Instant;
  const expression = anchor.source;
  if (value.length === 10) return { on: value, expression };
  return { on: scope.calendar.legalDate(value), at: value, expression };
}

/** After a new calendar or in a new version of the definition every moment is counted anew. */
export function countsAnew(draft: Draft): boolean {
  return draft.event.type === 'case.calendarChanged' || isMigration(draft);
}

export function isMigration({ event }: Draft): boolean {
  return event.type === 'case.migrated';
}

/** Whether this step has changed what the expressions of a moment read: facts, events, other deadlines, the calendar. */
export function mayHaveChanged(draft: Draft, { due, anchor }: CompiledMoment): boolean {
  if (countsAnew(draft)) return true;
  return [due, anchor].some(
    (expression) =>
      expression !== undefined &&
      (expression.reads.facts.some((fact) => draft.written.has(fact)) ||
        expression.reads.happened.includes(draft.event.type) ||
        expression.reads.dueOn.some((key) => draft.changedDeadlines.has(key))),
  );
}
