import type { Effect, EffectOf } from '../machines/effects.js';
import type { RunningDeadline } from '../machines/snapshot.js';

type Row = Record<string, unknown>;

export function taskTitle({ title, dueOn, dueAt }: EffectOf<'openTask' | 'updateTask'>): Row {
  return { title, due_on: dueOn, due_at: dueAt };
}

export function runningColumns(deadline: RunningDeadline): Row {
  return {
    anchor_on: deadline.anchorOn,
    due_on: deadline.dueOn,
    due_at: deadline.dueAt,
    target_on: deadline.targetOn,
    latest_send_on: deadline.latestSendOn,
    breached_at: deadline.breachedAt,
    paused_on: deadline.pausedOn,
    extended_to: deadline.extendedTo,
    status: 'running',
  };
}

/** What the event log keeps of an effect: certificates and timers have rows of their own. */
export function loggedEffect(effect: Effect): object[] {
  switch (effect.type) {
    case 'armTimer':
    case 'cancelTimer':
      return [];
    case 'startDeadline':
    case 'moveDeadline': {
      const { certificate: _, ...rest } = effect;
      return [rest];
    }
    default:
      return [effect];
  }
}
