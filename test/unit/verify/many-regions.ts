import type { StateNode } from '../../../src/machines/definition.js';
import { awake } from './machines.js';

export const ended = { type: 'final' } as const;
export const counted = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Regions of so many states, one after the other; each ends by itself, and with the last of them the case goes on. */
export function regions(count: number, length: number, on: StateNode['on']): StateNode {
  const region = (name: string): StateNode => ({
    initial: 's0',
    states: Object.fromEntries(
      counted(length).map((at) => [
        `s${at}`,
        at === length - 1 ? ended : { ...awake, on: { [`${name}_${at}`]: `s${at + 1}` } },
      ]),
    ),
  });
  const names = counted(count).map((index) => `r${index}`);
  const states = Object.fromEntries(names.map((name) => [name, region(name)]));
  const open: StateNode = { type: 'parallel', ...(on && { on }), onDone: 'joined', states };
  return { initial: 'open', states: { open, joined: ended, ...(on && { stopped: ended }) } };
}
