import type { Facts } from '../machines/snapshot.js';
import type { ChildKey } from './citizens.js';

/** Those who do casework in the sandbox municipality. */
export type Worker = 'mette' | 'lars' | 'anne' | 'jens' | 'kirsten';

export const TEAM_OF: Record<Worker, string> = {
  mette: 'boernehandicap',
  lars: 'boernehandicap',
  anne: 'boernehandicap',
  jens: 'familie',
  kirsten: 'familie',
};

/** Case numbers of other stories, by the story's key; they exist once those stories have begun. */
export type NumberOf = (story: string) => string;

/** One thing somebody does. */
export interface Scene {
  /** Local time, `2026-03-27 08:30`. */
  at: string;
  by: Worker;
  event: string;
  facts?: Facts | ((numberOf: NumberOf) => Facts);
  /** In the open case that the story's case has opened, instead of the case itself. */
  inRefusal?: boolean;
}

/** What has become of one case so far. */
export interface Story {
  /** Unique; the case keeps it, so that a seed that was cut off goes on where it was. */
  key: string;
  child: ChildKey;
  caseType: string;
  at: string;
  by: Worker;
  facts: Facts;
  /** Null: nobody has taken the case. */
  assignee: Worker | null;
  /** Only these may see the case. */
  seenBy?: Worker[];
  scenes: Scene[];
}

/** Lets one person do things: `mette('2026-03-27 08:30', 'SCREENING_COMPLETED', {…})`. */
export type Acts = (at: string, event: string, facts?: Scene['facts']) => Scene;

const actsOf =
  (by: Worker): Acts =>
  (at, event, facts) => ({ at, by, event, ...(facts && { facts }) });

export const mette = actsOf('mette');
export const lars = actsOf('lars');
export const anne = actsOf('anne');
export const jens = actsOf('jens');
export const kirsten = actsOf('kirsten');

/** The same, in the refusal that the case has opened. */
export function inRefusal(...scenes: Scene[]): Scene[] {
  return scenes.map((scene) => ({ ...scene, inRefusal: true }));
}
