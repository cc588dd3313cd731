import type { CalendarData } from '../../../src/machines/index.js';
import { clockOf } from '../form/form-values.js';
import { ofKind, type Clock, type Pending } from './pending.js';

export const CLOCKS = ['reminderClock', 'sendFrom', 'sendCutOff'] as const;

/** What the shipped calendar says, and no source fixes. */
const SHIPPED: Record<Clock, string> = { reminderClock: '08:00', sendFrom: '08:00', sendCutOff: '18:00' };

export const isShipped = (clock: Clock, time: string): boolean => SHIPPED[clock] === time;

/** The clocks as they would be with the changes. */
export function clocksWith(data: CalendarData, changes: readonly Pending[]): Record<Clock, string> {
  const { reminderClock, sendFrom, sendCutOff } = data;
  const changed = ofKind(changes, 'clock').map(({ clock, time }) => [clock, time] as const);
  return { reminderClock, sendFrom, sendCutOff, ...Object.fromEntries(changed) };
}

type ClockFault = 'unreadable' | 'clockChange' | 'order' | 'same';

/** Why what was typed cannot be the clocks, as the calendar would refuse them. */
export function faultsOfClocks(
  typed: Record<Clock, string>,
  present: Record<Clock, string>,
): Partial<Record<Clock, ClockFault>> {
  const times = CLOCKS.map((clock) => [clock, clockOf(typed[clock])] as const);
  const unreadable = times.filter(([, time]) => time === null || time.startsWith('02'));
  if (unreadable.length > 0)
    return Object.fromEntries(
      unreadable.map(([clock, time]) => [clock, time === null ? 'unreadable' : 'clockChange']),
    );
  const read = Object.fromEntries(times) as Record<Clock, string>;
  const late = (['reminderClock', 'sendFrom'] as const).filter((clock) => read[clock] >= read.sendCutOff);
  if (late.length > 0) return Object.fromEntries(late.map((clock) => [clock, 'order']));
  return CLOCKS.every((clock) => read[clock] === present[clock]) ? { reminderClock: 'same' } : {};
}
