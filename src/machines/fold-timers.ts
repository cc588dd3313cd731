import { AppError } from '../errors.js';
import type { CompiledState } from './compiled.js';
import type { Instant } from './definition.js';
import type { Draft } from './draft.js';
import { computeDelay, isMigration, mayHaveChanged } from './moments.js';
import { armTimer, dropTimer } from './reminders.js';

/**
 * Arms the timers of the states that were entered, drops those of the states that were left, and moves those whose moment has
 * changed. A timer fires once for each time that its state is entered; a moment that moves beyond the firing may come again. Re-entering a
 * state arms anew; a stale firing never matches, because each arming has its own number.
 */
export function foldTimers(draft: Draft, states: CompiledState[]): void {
  const wanted = new Map(
    states.flatMap((state) => state.timers.map(({ id, moment }) => [id, { moment, state }] as const)),
  );
  const isOver = (id: string): boolean => {
    const timer = wanted.get(id);
    return !timer || draft.left.has(timer.state.path);
  };
  for (const id of Object.keys(draft.next.timers)) {
    if (!id.startsWith('deadline.') && isOver(id)) dropTimer(draft, id);
  }
  for (const id of Object.keys(draft.next.fired ?? {})) if (isOver(id)) forgetFiring(draft, id);
  for (const [id, { moment }] of wanted) foldTimer(draft, id, moment);
}

function foldTimer(draft: Draft, id: string, moment: string): void {
  const armed = draft.next.timers[id];
  const fired = draft.next.fired?.[id];
  const since = armed ?? fired;
  if (since && !draft.changedDeadlines.has(moment) && !delayMayHaveMoved(draft, moment)) return;
  if (draft.next.deadlines[moment]?.pausedOn) return dropTimer(draft, id);
  const armedAt = since?.armedAt ?? draft.env.now;
  const dueAt = momentOf(draft, moment, armedAt);
  if (fired) {
    if (dueAt <= fired.at) return;
    forgetFiring(draft, id);
  } else if (!armed && id === draft.event.timer?.id && dueAt <= draft.env.now) {
    throw new AppError('endlessLoop', { timer: id, dueAt });
  }
  armTimer(draft, id, dueAt, { armedAt });
}

function forgetFiring({ next }: Draft, id: string): void {
  const { [id]: _forgotten, ...rest } = next.fired ?? {};
  if (Object.keys(rest).length > 0) next.fired = rest;
  else delete next.fired;
}

/** The firing of one timer counts as that of another from here on. */
export function moveFiring(draft: Draft, id: string, to: string | undefined): void {
  const fired = draft.next.fired?.[id];
  forgetFiring(draft, id);
  if (fired && to !== undefined) draft.next.fired = { ...draft.next.fired, [to]: fired };
}

function delayMayHaveMoved(draft: Draft, moment: string): boolean {
  if (isMigration(draft)) return true;
  const delay = draft.compiled.delays.get(moment);
  return delay !== undefined && mayHaveChanged(draft, delay);
}

/** A deadline that runs gives its own breach; any other name is computed as of the arming. */
export function momentOf(draft: Draft, moment: string, armedAt: Instant): Instant {
  const running = draft.next.deadlines[moment];
  if (running) return running.dueAt;
  const compiled = draft.compiled.delays.get(moment) ?? draft.compiled.deadlines.get(moment)!;
  return computeDelay(draft, compiled, armedAt);
}

/** True when the event comes from a timer that is no longer armed like that: it was cancelled, moved or has fired. */
export function isStale(draft: Draft): boolean {
  const { timer, opening, type } = draft.event;
  if (timer) return draft.next.timers[timer.id]?.arming !== timer.arming;
  if (opening !== undefined && type.startsWith('xstate.done.actor.')) {
    return draft.next.children[type.slice('xstate.done.actor.'.length)] !== opening;
  }
  return false;
}

/** Takes the fired timer, or the ended child, off the snapshot before the transition is taken. That of a state is remembered as fired. */
export function consumeSource(draft: Draft): void {
  const { event, next, env } = draft;
  const { timer, type } = event;
  const armed = timer && next.timers[timer.id];
  if (armed) {
    delete next.timers[timer.id];
    if (timer.id.startsWith('deadline.')) return;
    next.fired = { ...next.fired, [timer.id]: { at: env.now, armedAt: armed.armedAt } };
  } else if (type.startsWith('xstate.done.actor.'))
    delete draft.next.children[type.slice('xstate.done.actor.'.length)];
}
