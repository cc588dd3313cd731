import { AppError } from '../../../src/errors.js';
import {
  compileDefinition,
  start,
  step,
  type Accepted,
  type CaseEvent,
  type CaseSnapshot,
  type CompiledDefinition,
  type Definition,
  type Facts,
  type Verification,
} from '../../../src/machines/index.js';
import { brokenRules, traceStep, type TraceStep } from '../../../src/machines/migrate/trace-rules.js';
import { TraceWatch, type StepWatch } from '../../../src/machines/migrate/trace-watch.js';
import { nextTimer } from '../../../src/machines/reminders.js';
import { activePaths, leafPaths, statesOf } from '../../../src/machines/state-value.js';
import { numbersFrom } from '../../support/dice.js';
import { CHILD_ENDS } from '../../support/random-definition.js';
import { LAST_DAY, RandomMoves, somebody } from './random-moves.js';

/** Something that `verify` said of a definition, and that a case of it has shown to be false. */
export class Refuted extends Error {}

const LOOPS = ['alwaysCycle', 'alwaysMayCycle', 'timerComesAgain', 'timersGoRound'];

/** A case of the definition on the real engine, and what was said of all its cases. */
export class WatchedCase {
  readonly compiled: CompiledDefinition;
  readonly moves: RandomMoves;
  snapshot?: CaseSnapshot;
  /** What the last event did; nothing when it was refused or failed. */
  last?: Accepted;
  /** The error code of the last event. */
  failure?: string;
  private readonly watch: TraceWatch;
  private readonly proved: Definition;
  private trace: TraceStep[] = [];

  constructor(
    private readonly definition: Definition,
    private readonly said: Verification,
    seed: number,
  ) {
    this.compiled = compileDefinition(definition);
    this.watch = new TraceWatch(definition);
    const held = said.proofs.filter(({ verdict }) => verdict === 'holds').map(({ rule }) => rule);
    this.proved = { ...definition, rules: definition.rules.filter(({ id }) => held.includes(id)) };
    const ends = (_caseType: string, choice: number) => ({
      end: CHILD_ENDS[choice % CHILD_ENDS.length]!,
      facts: { answer: choice % 2 === 0 ? 'Ja' : 'Nej' },
    });
    this.moves = new RandomMoves(this.compiled, ends, numbersFrom(seed));
  }

  get isOpen(): boolean {
    return this.snapshot?.status === 'active' && this.moves.now < LAST_DAY;
  }

  /** Innermost active states. */
  get at(): string[] {
    return this.snapshot ? leafPaths(activePaths(this.compiled, this.snapshot.value)) : [];
  }

  /** Begins another case, with the facts wished for. */
  open(wished: Facts = {}): void {
    this.followRules();
    this.trace = [];
    delete this.snapshot;
    const event = this.moves.opening(wished)!;
    this.happen(event, (observer) =>
      start(this.compiled, { facts: event.facts, by: somebody }, { ...this.moves.env, observer }),
    );
  }

  move(): void {
    const event = this.moves.next(this.snapshot!);
    if (this.moves.firedNow > 100) this.mustBeSaid(LOOPS, 'timers come round for ever');
    if (event) this.take(event);
  }

  /** Nothing calls on anybody but deadlines. */
  get isReminding(): boolean {
    const ids = Object.keys(this.snapshot!.timers);
    return ids.length > 0 && ids.every((id) => id.startsWith('deadline.'));
  }

  /** The next reminder comes. */
  remind(): void {
    const next = nextTimer(this.snapshot!)!;
    this.take(this.moves.fire(next.id, next)!);
  }

  take(event: CaseEvent): void {
    this.happen(event, (observer) =>
      step(this.compiled, this.snapshot!, event, { ...this.moves.env, observer }),
    );
  }

  /** Back to where the case was at that time. */
  turnBack(snapshot: CaseSnapshot | undefined, now: string): void {
    if (snapshot) this.snapshot = snapshot;
    else delete this.snapshot;
    this.trace = this.trace.filter(({ seq }) => seq <= (snapshot?.seq ?? 0));
    this.moves.now = now;
  }

  private happen(event: CaseEvent, act: (observer: StepWatch) => ReturnType<typeof step>): void {
    const observer = this.watch.watch(event.type);
    delete this.last;
    delete this.failure;
    try {
      const result = act(observer);
      if (!result.accepted) return;
      this.snapshot = result.snapshot;
      this.last = result;
      this.trace.push(traceStep(event, result, observer));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.failure = error.code;
      if (error.code === 'endlessLoop') return this.mustBeSaid(LOOPS, `${event.type} comes to no rest`);
      throw new Refuted(`${event.type} fails with ${error.code}`);
    }
    this.check(event, observer);
  }

  /** What must have been said, or not been found out within the bounds. */
  private mustBeSaid(codes: string[], what: string): void {
    const isSaid = this.said.problems.some(({ code }) => [...codes, 'notProved'].includes(code));
    if (!isSaid) throw new Refuted(`nothing was said, but ${what}`);
  }

  private mustNotBeSaid(code: string, path: string, what: string): void {
    const isSaid = this.said.problems.some((problem) => problem.code === code && problem.path === path);
    if (isSaid) throw new Refuted(`${code} was said of ${path}, but ${what}`);
  }

  private check({ type }: CaseEvent, { seen }: StepWatch): void {
    this.mustNotBeSaid('eventNotAccepted', `/events/${type}`, 'it was accepted');
    for (const { kind, name } of seen) {
      const path = `/machine/states/${name.replaceAll('.', '/states/')}`;
      if (kind === 'enter') this.mustNotBeSaid('unreachableState', path, 'it was entered');
    }
    for (const effect of this.last!.effects) {
      if (effect.type === 'stopDeadline' && effect.outcome === 'met')
        this.mustNotBeSaid('deadlineNeverMet', `/deadlines/${effect.key}`, `${type} met it`);
      if (effect.type !== 'closeTask' || !this.definition.tasks[effect.key]!.events.includes(type)) continue;
      this.mustNotBeSaid('taskNeverClosed', `/tasks/${effect.key}`, `${type} closed it`);
    }
    if (this.isStill) this.mustBeSaid(['dormant', ...LOOPS], `the case lies still in ${this.at.join()}`);
  }

  /** An open case calls on nobody. */
  get isStill(): boolean {
    const { status, tasks, timers, children, value } = this.snapshot!;
    if (status === 'done') return false;
    const awake = [tasks, timers, children].some((table) => Object.keys(table).length > 0);
    return (
      !awake && !statesOf(this.compiled, activePaths(this.compiled, value)).some(({ meta }) => meta.wait)
    );
  }

  /** What has been proved for every path holds on this one. */
  followRules(): void {
    const [broken] = brokenRules(this.proved, this.trace, this.snapshot?.status === 'done');
    if (broken) throw new Refuted(`${broken.rule} was proved, but ${this.story}`);
  }

  get story(): string {
    const lines = this.trace.map(
      ({ seq, seen }) => `${seq} ${seen.map(({ kind, name }) => `${kind}(${name})`).join(', ')}`,
    );
    return `this case came:\n${lines.join('\n')}`;
  }
}

/** Walks cases of the definition at random. Throws `Refuted` where one shows that something that was said is not so. */
export function refuteByWalks(
  definition: Definition,
  said: Verification,
  seed: number,
  steps: number,
): number {
  const one = new WatchedCase(definition, said, seed);
  let ended = 0;
  for (let taken = 0; taken < steps; taken += 1) {
    if (!one.isOpen || one.moves.random() % 50 === 0) one.open();
    else one.move();
    if (one.snapshot?.status === 'done') ended += 1;
  }
  one.followRules();
  return ended;
}
