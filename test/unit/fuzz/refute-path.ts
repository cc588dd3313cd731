import type {
  CaseEvent,
  Definition,
  Facts,
  PathStep,
  Problem,
  Verification,
} from '../../../src/machines/index.js';
import { Refuted, WatchedCase } from './refute-walk.js';

/** How often a step is tried with other facts, and how often in all. */
const TRIES = 10;
const MOST_TRIES = 150;
const AFTERWARDS = 40;

/** What was found out about a path that a problem shows. */
export type Outcome = 'walked' | 'notWalked' | 'notCertain';

/**
 * Walks the path that a problem shows on the real engine, and looks whether what it says comes true there. Facts are chosen such that the guards
 * answer as they are said to. Throws `Refuted` when the path cannot be walked, unless its guards ask what no choice of facts may give.
 */
export function refuteByPath(
  definition: Definition,
  said: Verification,
  problem: Problem,
  seed: number,
): Outcome {
  const path = (problem.details?.['path'] ?? []) as PathStep[];
  const one = new WatchedCase(definition, said, seed);
  const walk = new PathWalk(one, path, problem.code);
  if (!walk.walk(0)) {
    if (!isCertain(path) || walk.isStopped) return 'notCertain';
    throw new Refuted(`${problem.code} of ${problem.path} shows a path that no case can go: ${told(path)}`);
  }
  if (!comesTrue(one, problem)) {
    // The same states may have been reached by other answers.
    if (!isCertain(path)) return 'notCertain';
    throw new Refuted(`${problem.code} of ${problem.path} does not come true: ${told(path)}`);
  }
  return 'walked';
}

const told = (path: PathStep[]): string =>
  path.map(({ event, guards, to }) => `\n  ${event} ${JSON.stringify(guards)} → ${to.join()}`).join('');

/** No guard asks facts of the case that earlier answers may have fixed. */
function isCertain(path: PathStep[]): boolean {
  const atoms = path.flatMap(({ guards }) => guards.map(({ atom }) => atom));
  const exact = atoms.every((atom) => /^(facts\.(ready|heard)$|active|happened|event\.)/.test(atom));
  const elsewhere = path.some(({ event }) => event === 'elsewhere');
  return exact && !elsewhere;
}

/** How the path has it that yes or no was answered; what a case is opened with stays so. */
function wishedFor(path: PathStep[]): Facts {
  const answers = path.flatMap(({ guards }) => guards).toReversed();
  return Object.fromEntries(
    answers.flatMap(({ atom, value }) => {
      const fact = /^facts\.(\w+)$/.exec(atom)?.[1];
      return fact === undefined ? [] : [[fact, value]];
    }),
  );
}

function comesTrue(one: WatchedCase, { code }: Problem): boolean {
  if (code === 'dormant') {
    // A deadline that runs reminds once more, and then no longer.
    for (let steps = 0; steps < AFTERWARDS && one.isOpen && one.isReminding; steps += 1) one.remind();
    return one.isStill;
  }
  if (code !== 'cannotEnd') return true;
  for (let steps = 0; steps < AFTERWARDS && one.isOpen; steps += 1) one.move();
  return one.snapshot!.status === 'active';
}

class PathWalk {
  /** A timer on the way comes again at once, or the machine to no rest, which must have been said: the engine stops there. */
  isStopped = false;
  private tries = 0;
  private readonly wished: Facts;

  constructor(
    private readonly one: WatchedCase,
    private readonly path: PathStep[],
    private readonly code: string,
  ) {
    this.wished = wishedFor(path);
  }

  /** Goes on from this step of the path to its end; true when it came there. */
  walk(index: number): boolean {
    const wanted = this.path[index];
    if (!wanted) return true;
    const { one } = this;
    const { snapshot } = one;
    const { now } = one.moves;
    for (let tried = 0; tried < TRIES && this.tries < MOST_TRIES; tried += 1) {
      this.tries += 1;
      one.turnBack(snapshot, now);
      if (index === 0) one.open(this.wished);
      else if (!this.send(wanted.event)) return false;
      if (one.failure === 'endlessLoop') this.isStopped = true;
      if (this.isAsTold(wanted, index === this.path.length - 1) && this.walk(index + 1)) return true;
    }
    return false;
  }

  private isAsTold({ to }: PathStep, isLast: boolean): boolean {
    // A timer that comes again at once is what the engine stops at.
    const stops = to.length === 0 || (isLast && this.code.startsWith('timer'));
    if (stops && this.one.failure === 'endlessLoop') return true;
    const reached = this.one.last?.to;
    return reached !== undefined && [...reached].sort().join() === [...to].sort().join();
  }

  private send(type: string): boolean {
    const event = this.eventOf(type);
    if (event) this.one.take(event);
    return event !== undefined;
  }

  private eventOf(type: string): CaseEvent | undefined {
    const { moves, snapshot } = this.one;
    const child = /^xstate\.done\.actor\.(.+)$/.exec(type)?.[1];
    if (child !== undefined)
      return snapshot!.children[child] === undefined ? undefined : moves.endOfChild(snapshot!, child);
    const timer = snapshot!.timers[type];
    if (timer) return moves.fire(type, timer);
    return type.startsWith('xstate.') || type === 'elsewhere' ? undefined : moves.eventOf(type);
  }
}
