import type { CalendarEdit } from './settings-queries.js';

/** The one series that the shipped case types read. */
export const MEETINGS = 'cafeMeeting';

/** One change that has been made on the page and is not published yet. */
export type Pending =
  { kind: 'close'; date: string; name: string } | { kind: 'open' | 'add' | 'remove'; date: string };

const OPPOSITE: Record<Pending['kind'], Pending['kind']> = {
  close: 'open',
  open: 'close',
  add: 'remove',
  remove: 'add',
};

const isAbout = (one: Pending, { kind, date }: Pending): boolean => one.kind === kind && one.date === date;

/** The changes with one more: of the same day it replaces the same change, and takes an opposite one back. */
export function withChange(changes: readonly Pending[], change: Pending): Pending[] {
  const opposite = { ...change, kind: OPPOSITE[change.kind] } as Pending;
  if (changes.some((one) => isAbout(one, opposite))) return changes.filter((one) => !isAbout(one, opposite));
  return [...changes.filter((one) => !isAbout(one, change)), change].sort((a, b) =>
    a.date < b.date ? -1 : 1,
  );
}

/** What the server is asked to do. */
export function editOf(changes: readonly Pending[]): CalendarEdit {
  const dates = (kind: Pending['kind']) => changes.filter((one) => one.kind === kind).map(({ date }) => date);
  const [add, remove] = [dates('add'), dates('remove')];
  return {
    close: changes.flatMap((one) => (one.kind === 'close' ? [{ date: one.date, name: one.name }] : [])),
    open: dates('open'),
    series: add.length + remove.length > 0 ? [{ name: MEETINGS, add, remove }] : [],
  };
}
