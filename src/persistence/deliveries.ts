import type { EffectOf } from '../machines/effects.js';
import type { CaseEvent } from '../machines/event.js';
import type { AppliedStep } from './write-set.js';

/**
 * An event for another case is a timer of that case that is due at the instant of the step that sends it: it is stored in the transaction of its cause and applied in one of
 * its own, so no transaction ever waits for two cases, and nothing is lost between them.
 */
interface Delivery {
  case_id?: string;
  parent_id?: string;
  invoke_id?: string;
  opening?: number;
  timer_id: string;
  arming: number;
  due_at: string;
  event: CaseEvent;
  [column: string]: unknown;
}

/** Unique, so that nothing can be delivered twice: the step that sent it and its place among that step's deliveries. */
function deliveryFrom({ row, result, happenedAt }: AppliedStep, index: number, event: CaseEvent): Delivery {
  const timer_id = `from.${row.id}.${result.snapshot.seq}`;
  return { timer_id, arming: index, due_at: happenedAt, event };
}

export function deliveryToChild(
  step: AppliedStep,
  index: number,
  invoke: string,
  opening: number,
  event: CaseEvent,
): Delivery {
  const delivery = deliveryFrom(step, index, event);
  return { ...delivery, parent_id: step.row.id, invoke_id: invoke, opening };
}

/** Null for a case without a parent. */
export function deliveryToParent(step: AppliedStep, index: number, event: CaseEvent): Delivery | null {
  const { parentId } = step.row;
  return parentId === null ? null : { ...deliveryFrom(step, index, event), case_id: parentId };
}

/** Tells the parent how its child has ended; a child that the parent itself has cancelled ends in silence. */
export function doneDelivery(step: AppliedStep, index: number, effect: EffectOf<'endCase'>): Delivery | null {
  const { row, event } = step;
  if (row.invokeId === null || row.opening === null || event.type === 'case.cancelled') return null;
  return deliveryToParent(step, index, {
    type: `xstate.done.actor.${row.invokeId}`,
    opening: row.opening,
    output: { end: effect.end, facts: effect.output },
  });
}
