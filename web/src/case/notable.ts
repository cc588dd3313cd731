import type { HistoryRow } from '../api-types.js';

/** Whether a person did it, or it changed what people see. Reminders alone do not count. */
export function isNotable(row: Pick<HistoryRow, 'event' | 'from' | 'to' | 'effects'>): boolean {
  if (row.event.by) return true;
  return row.from.join() !== row.to.join() || row.effects.some(({ type }) => type === 'breachDeadline');
}
