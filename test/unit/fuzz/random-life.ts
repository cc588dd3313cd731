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
} from '../../../src/machines/index.js';
import {
  brokenRules,
  traceStep,
  type BrokenRule,
  type TraceStep,
} from '../../../src/machines/migrate/trace-rules.js';
import { TraceWatch, type StepWatch } from '../../../src/machines/migrate/trace-watch.js';
import { activePaths, statesOf } from '../../../src/machines/state-value.js';
import { numbersFrom } from '../../support/dice.js';
import { formOf, pick } from '../../support/random-facts.js';
import { LAST_DAY, RandomMoves, somebody, type ChildEnds } from './random-moves.js';

export interface Life {
  /** Steps that were accepted. */
  steps: number;
  opened: number;
  ended: number;
  refused: number;
}

/** A case met something that `verify` should have kept from it. */
export class BrokenPromise extends Error {}

/**
 * Random steps of random cases, one after the other: events with facts that their forms allow, timers at their own instants, children
 * that end. Throws `BrokenPromise` when a step fails that nobody can put right, or a case lies still.
 */
export function live(
  definition: Definition,
  children: Record<string, Definition>,
  seed: number,
  steps: number,
): Life {
  return new Lives(definition, children, seed).run(steps);
}

class Lives {
  private readonly compiled: CompiledDefinition;
  private readonly moves: RandomMoves;
  private readonly life: Life = { steps: 0, opened: 0, ended: 0, refused: 0 };
  private readonly watch: TraceWatch;
  private snapshot?: CaseSnapshot;
  private trace: TraceStep[] = [];

  constructor(
    private readonly definition: Definition,
    children: Record<string, Definition>,
    seed: number,
  ) {
    this.compiled = compileDefinition(definition);
    this.watch = new TraceWatch(definition);
    const ends: ChildEnds = (caseType, choice, today) => {
      const child = children[caseType]!;
      const [end, names] = pick(Object.entries(child.ends), choice);
      const properties = Object.fromEntries(names.map((name) => [name, child.facts.properties[name]!]));
      return { end, facts: formOf(properties, child.facts.required ?? [], choice, today) };
    };
    this.moves = new RandomMoves(this.compiled, ends, numbersFrom(seed));
  }

  run(steps: number): Life {
    let idle = 0;
    for (let tried = 0; tried < steps && idle < 30; tried += 1) {
      const before = this.life.steps + this.life.opened;
      if (this.snapshot?.status === 'active' && this.moves.now < LAST_DAY && this.moves.random() % 400 > 0)
        this.move();
      else this.open();
      idle = this.life.steps + this.life.opened > before ? 0 : idle + 1;
      if (idle === 20) delete this.snapshot;
    }
    this.followRules();
    return this.life;
  }

  /** What has been proved for every path holds on this one. */
  private followRules(): void {
    const ended = this.snapshot?.status === 'done' && this.snapshot.end !== 'cancelled';
    const [broken] = brokenRules(this.definition, this.trace, ended);
    if (broken) throw new BrokenPromise(this.storyOf(broken));
    this.trace = [];
  }

  private storyOf({ rule, seq }: BrokenRule): string {
    const steps = this.trace.slice(0, this.trace.findIndex((step) => step.seq === seq) + 1);
    const lines = steps.map(
      (step) => `${step.seq} ${step.seen.map(({ kind, name }) => `${kind}(${name})`).join(', ')}`,
    );
    const said = JSON.stringify(this.definition.rules.find(({ id }) => id === rule));
    return `${said} is broken\n${lines.join('\n')}`;
  }

  private open(): void {
    this.followRules();
    const event = this.moves.opening();
    if (!event) return;
    try {
      const observer = this.watch.watch(event.type);
      const input = { facts: event.facts, by: somebody };
      this.keep(event, start(this.compiled, input, { ...this.moves.env, observer }), observer);
    } catch (error) {
      return this.refuse(error, event);
    }
    this.life.opened += 1;
    this.check(event);
  }

  private keep(event: CaseEvent, result: Accepted, watch: StepWatch): void {
    this.snapshot = result.snapshot;
    this.trace.push(traceStep(event, result, watch));
  }

  private move(): void {
    const event = this.moves.next(this.snapshot!);
    // Time goes on: some timers wait, and none comes a hundred times at one instant.
    if (this.moves.firedNow > 100) throw this.broken(event!, 'comes again and again at one instant');
    if (event) this.take(event);
  }

  private take(event: CaseEvent): void {
    try {
      const observer = this.watch.watch(event.type);
      const result = step(this.compiled, this.snapshot!, event, { ...this.moves.env, observer });
      if (!result.accepted) return this.explained(event, result.reasons);
      this.keep(event, result, observer);
    } catch (error) {
      return this.refuse(error, event);
    }
    this.life.steps += 1;
    this.check(event);
  }

  /** People are told why and can do something else; a timer, a child or another case cannot. */
  private refuse(error: unknown, event: CaseEvent): void {
    if (!(error instanceof AppError)) throw error;
    const bySomebody = event.by !== undefined || event.type === 'case.opened';
    if (error.status >= 500 || !bySomebody) throw this.broken(event, `${error.code}: ${error.message}`);
    this.life.refused += 1;
  }

  private explained(event: CaseEvent, reasons: { code: string; text: { da: string; en: string } }[]): void {
    if (reasons.some(({ text }) => text.da.trim() !== '' && text.en.trim() !== '')) this.life.refused += 1;
    else throw this.broken(event, 'is refused without a reason');
  }

  /** Promise 6: an open case calls on somebody, an ended one on nobody. */
  private check(event: CaseEvent): void {
    const { status, tasks, timers, children, deadlines, value } = this.snapshot!;
    const awake = [tasks, timers, children].reduce((sum, table) => sum + Object.keys(table).length, 0);
    if (status === 'done') {
      this.life.ended += 1;
      if (awake + Object.keys(deadlines).length > 0)
        throw this.broken(event, 'leaves something open at the end');
      return;
    }
    if (awake > 0) return;
    const waits = statesOf(this.compiled, activePaths(this.compiled, value)).some(({ meta }) => meta.wait);
    if (!waits) throw this.broken(event, 'leaves the case lying still');
  }

  private broken({ type, facts, output }: CaseEvent, what: string): BrokenPromise {
    const at = JSON.stringify({
      value: this.snapshot?.value,
      facts: this.snapshot?.facts,
      now: this.moves.now,
    });
    return new BrokenPromise(`${type} ${JSON.stringify({ facts, output })} ${what}\nin ${at}`);
  }
}
