import { afterEvent, doneEvent, stateId } from '../compile.js';
import { isHours } from '../hours.js';
import type { Compiler } from '../compiler.js';
import type { Shape, State } from './shape.js';

/** An event that comes once for each time that its state is entered: a timer, or the end of a child case. */
export interface OnceEvent {
  kind: 'once';
  /** Its type. */
  text: string;
  /** Number of the state. */
  state: number;
  /** False when another calendar may move its moment beyond the firing, so that it comes again. */
  isSure: boolean;
}

/** By type; not the timers whose moment follows what a case may change: a deadline that runs, facts, events. */
export function onceEvents(
  shape: Shape,
  compiler: Compiler,
  isWritten: (fact: string) => boolean,
): ReadonlyMap<string, OnceEvent> {
  const all = shape.states.flatMap((state) => [
    ...(state.node.invoke ? [once(state, doneEvent(state.node.invoke.id), true)] : []),
    ...Object.keys(state.node.after ?? {}).flatMap((moment) => {
      const { isFixed, isSure } = momentOf(shape, compiler, moment, isWritten);
      const event = afterEvent(moment, stateId(shape.definition, state.path));
      return isFixed ? [once(state, event, isSure)] : [];
    }),
  ]);
  return new Map(all.map((event) => [event.text, event]));
}

const once = ({ index }: State, text: string, isSure: boolean): OnceEvent => ({
  kind: 'once',
  text,
  state: index,
  isSure,
});

function momentOf(
  { definition, states }: Shape,
  compiler: Compiler,
  name: string,
  isWritten: (fact: string) => boolean,
): { isFixed: boolean; isSure: boolean } {
  const { delays, deadlines } = definition;
  const { due, anchor, length, counting } = Object.hasOwn(delays, name) ? delays[name]! : deadlines[name]!;
  const { reads, type } = compiler.expression((due ?? anchor)!, 'moment', { path: '' });
  const runs = states.some(({ meta }) => meta.deadlines?.includes(name));
  const isFixed =
    !runs && reads.happened.length === 0 && reads.dueOn.length === 0 && !reads.facts.some(isWritten);
  // Days, office hours and the clock of a day are the calendar's.
  const byTheClock =
    length === undefined ? type === 'Instant' : isHours(length) && counting !== 'officeHours';
  return { isFixed, isSure: byTheClock && !reads.usesCalendar };
}
