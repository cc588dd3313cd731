import type { CompiledTask } from './compiled.js';
import type { Draft } from './draft.js';
import type { DeadlineOutcome } from './effects.js';
import { isMigration } from './moments.js';
import { isObserved } from './observed.js';
import type { RunningDeadline } from './snapshot.js';
import { statesNaming } from './wanted.js';

/**
 * How a deadline ends that stops in this step. A due moment that has passed decides first: a breach stays one, whatever stops the deadline
 * afterwards. What stops in time is met when what it waits for was done, and falls away otherwise.
 */
export function outcomeOf(draft: Draft, key: string, running: RunningDeadline): DeadlineOutcome {
  if (isExceeded(draft, running)) return isOfCitizen(draft, key) ? 'expired' : 'late';
  return isMet(draft, key) ? 'met' : 'fellAway';
}

/** The time of a deadline that is paused stands still. */
function isExceeded(draft: Draft, { dueAt, pausedOn, breachedAt }: RunningDeadline): boolean {
  return pausedOn === undefined ? dueAt <= draft.env.now : breachedAt !== undefined;
}

const isOfCitizen = ({ compiled }: Draft, key: string): boolean =>
  compiled.deadlines.get(key)?.definition.kind === 'citizen';

/** By the definition's own word (`metBy`); else by the tasks of the deadline that are open; else by the way on from the states that name it. */
function isMet(draft: Draft, key: string): boolean {
  const deadline = draft.compiled.deadlines.get(key);
  if (!deadline || isMigration(draft) || draft.event.type === 'case.cancelled') return false;
  const { metBy } = deadline.definition;
  if (metBy) return metBy.some((text) => isObserved(draft, text));
  const tasks = openTasksOf(draft, key);
  if (tasks.length > 0) return tasks.some(({ definition }) => definition.events.includes(draft.event.type));
  return !isOfTime(draft) && statesNaming(draft.compiled, key).some(({ path }) => draft.passedOn.has(path));
}

/**
 * Tasks that a state names beside the deadline, as they were before the event: tasks close after deadlines. A task of another state that must
 * meet the deadline is a part of the way.
 */
function openTasksOf({ compiled, next }: Draft, deadline: string): CompiledTask[] {
  const beside = statesNaming(compiled, deadline).flatMap(({ meta }) => meta.tasks ?? []);
  return [...new Set(beside)]
    .filter((key) => next.tasks[key] !== undefined)
    .map((key) => compiled.tasks.get(key)!)
    .filter(({ definition }) => definition.deadline === deadline);
}

/** Time that passes does nothing of what a deadline waits for. */
const isOfTime = ({ event }: Draft): boolean => event.type.startsWith('xstate.after.');
