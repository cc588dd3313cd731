import { parseArgs } from 'node:util';

export const PARTS = ['events', 'timers', 'steps', 'start', 'rehearsal', 'verify', 'upkeep'] as const;
export type Part = (typeof PARTS)[number];

export interface Options {
  parts: readonly Part[];
  /** Each side of a comparison is measured this often, in turns. */
  repetitions: number;
  /** Events that one measurement sends. */
  events: number;
  /** Requests in flight at the same time. */
  inFlight: number[];
  /** Cases between which the events go round, and whose timers are due at once. */
  cases: number;
  /** Timers that the baseline fires one by one; a rate needs no 20,000 of them. */
  oneByOne: number;
  /** Different steps of which one measurement of the pure step consists; each is taken several times. */
  steps: number;
  /** Open cases that are rehearsed, and the threads that do it. */
  rehearsed: number;
  threads: number;
  /** Open cases in which something runs, among which those are looked for that have not seen the calendar. */
  running: number;
  /** Events in the logs that are checked, one measurement for each. */
  checked: number[];
  /** Exit with 1 when a target is missed. */
  check: boolean;
}

const FULL = {
  repetitions: 3,
  events: 3_000,
  inFlight: [1, 8, 32],
  cases: 20_000,
  oneByOne: 2_000,
  steps: 300,
  rehearsed: 5_000,
  threads: 2,
  running: 100_000,
  checked: [20_000, 100_000],
};
const QUICK: typeof FULL = {
  repetitions: 1,
  events: 48,
  inFlight: [1, 8],
  cases: 60,
  oneByOne: 20,
  steps: 20,
  rehearsed: 40,
  threads: 1,
  running: 60,
  checked: [40],
};

/** Reads the flags: `--quick`, `--check`, `--only=events,timers,steps,start,rehearsal,verify,upkeep`, `--repetitions=5`, `--cases=100000` (to rehearse). */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
      only: { type: 'string' },
      repetitions: { type: 'string' },
      cases: { type: 'string' },
      threads: { type: 'string' },
    },
  });
  const sizes = values.quick ? QUICK : FULL;
  const number = (flag: 'repetitions' | 'cases' | 'threads', otherwise: number): number => {
    const value = Number(values[flag] ?? otherwise);
    if (!(value >= 1)) throw new Error(`--${flag} wants a number from 1.`);
    return value;
  };
  return {
    ...sizes,
    repetitions: number('repetitions', sizes.repetitions),
    rehearsed: number('cases', sizes.rehearsed),
    threads: number('threads', sizes.threads),
    parts: partsOf(values.only),
    check: values.check,
  };
}

function partsOf(only: string | undefined): readonly Part[] {
  if (only === undefined) return PARTS;
  const asked = only.split(',');
  const unknown = asked.filter((name) => !PARTS.includes(name as Part));
  if (unknown.length > 0) throw new Error(`--only knows ${PARTS.join(', ')}, not ${unknown.join(', ')}.`);
  return PARTS.filter((part) => asked.includes(part));
}
