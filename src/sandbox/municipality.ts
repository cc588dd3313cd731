import { instantAt } from '../machines/instants.js';
import type { Instant } from '../machines/definition.js';

/** No Danish municipality has this name, and no postal district this number. */
export const MUNICIPALITY = 'Solvang Kommune';
export const PLACE = '6999 Solvang';

export const ZONE = 'Europe/Copenhagen';

/** Local time of the municipality as an instant: `2026-03-27 08:30`. */
export function local(moment: string): Instant {
  const [date, clock] = moment.split(' ') as [string, string];
  return instantAt(date, clock, ZONE);
}

/** Where the clock of an empty sandbox starts: four months of casework lie between here and its first day. */
export const FIRST_DAY = local('2025-11-24 08:00');

/**
 * What day it is in a fresh sandbox. Fixed, not the real today, so that everybody sees the same cases and a tour can name
 * dates. This one is a Friday, on which no refusal may leave; on Sunday summer time begins, and on the Thursday after it Easter, which
 * moves the last day to send letters by a week.
 */
export const TODAY = local('2026-03-27 08:30');
