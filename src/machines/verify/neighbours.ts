import type { Definition, LocalDate } from '../definition.js';

/** Definitions by their case types. */
export type Cases = Record<string, Definition>;

/** The definitions that one must fit: those of the cases that its cases open, are opened by, and send events to. */
export interface Neighbours {
  /** Names of the series that the calendar has; left out: nothing is said of those that expressions name. */
  series?: readonly string[];
  /** Those that new cases get, among them the version that the one that is checked is to follow. They are taken for all there are. */
  current: Cases;
  /** The same from each later change on that is known to come, in order of time, for as long as the one that is checked opens cases itself. */
  later?: { on: LocalDate; definitions: Cases }[];
  /** Versions that new cases do not get, but that cases are on which may open cases of this type: then of the newest version all the same. */
  older?: { version: number; definition: Definition }[];
}
