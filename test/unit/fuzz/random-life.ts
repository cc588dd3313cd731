import { Validator, type Schema } from '@cfworker/json-schema';
import { AppError } from '../../../src/errors.js';
import {
  compileDefinition,
  explain,
  formSchema,
  start,
  step,
  type Accepted,
  type CaseEvent,
  type CaseSnapshot,
  type CompiledDefinition,
  type Definition,
  type FactSchema,
  type Facts,
  type StepEnv,
} from '../../../src/machines/index.js';
import { openingFacts } from '../../../src/machines/later-facts.js';
import {
  brokenRules,
  traceStep,
  type BrokenRule,
  type TraceStep,
} from '../../../src/machines/migrate/trace-rules.js';
import { TraceWatch, type StepWatch } from '../../../src/machines/migrate/trace-watch.js';
import { nextTimer, timerEvent } from '../../../src/machines/reminders.js';
import { activePaths, statesOf } from '../../../src/machines/state-value.js';
import { calendar, envAt } from '../../support/definition.js';
import { numbersFrom } from '../../support/dice.js';
import { formOf, pick } from '../../support/random-facts.js';

/** The clock of a life stops here: beyond lie dates for which there is no calendar. */
const LAST_DAY = '2040-01-01';
const FIRST_MOMENT = '2026-03-02T09:00:00.000Z';
const by = {
  userId: 'mette',
  name: 'Mette',
  roles: ['caseworker', 'teamLeader', 'admin', 'auditor'] as const,
};

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
  private readonly random: () => number;
  private readonly life: Life = { steps: 0, opened: 0, ended: 0, refused: 0 };
  private readonly validators = new Map<string, Validator>();
  private readonly watch: TraceWatch;
  private snapshot?: CaseSnapshot;
  private trace: TraceStep[] = [];
  private now = FIRST_MOMENT;
  private firedNow = 0;

  constructor(
    private readonly definition: Definition,
    private readonly children: Record<string, Definition>,
    seed: number,
  ) {
    this.compiled = compileDefinition(definition);
    this.watch = new TraceWatch(definition);
    this.random = numbersFrom(seed);
  }

  run(steps: number): Life {
    let idle = 0;
    for (let tried = 0; tried < steps && idle < 30; tried += 1) {
      const before = this.life.steps + this.life.opened;
      if (this.snapshot?.status === 'active' && this.now < LAST_DAY && this.random() % 400 > 0) this.move();
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

  private get env(): StepEnv {
    return envAt(this.now, calendar);
  }

  private get today(): string {
    return calendar.legalDate(this.now);
  }

  private open(): void {
    this.followRules();
    this.now = FIRST_MOMENT;
    this.firedNow = 0;
    const { required = [] } = this.definition.facts;
    const facts = this.form('case.opened', openingFacts(this.definition), required);
    if (!facts) return;
    const event = { type: 'case.opened', facts };
    try {
      const observer = this.watch.watch(event.type);
      const input = { facts, by: { ...by, roles: [...by.roles] } };
      this.keep(event, start(this.compiled, input, { ...this.env, observer }), observer);
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
    const kind = this.random() % 10;
    const event = kind < 7 ? this.event(kind === 0) : kind < 9 ? this.timer() : this.childEnd();
    if (event) this.take(event);
  }

  private take(event: CaseEvent): void {
    try {
      const observer = this.watch.watch(event.type);
      const result = step(this.compiled, this.snapshot!, event, { ...this.env, observer });
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

  private event(any: boolean): CaseEvent | undefined {
    const events = any ? Object.keys(this.definition.events) : this.possible();
    if (events.length === 0) return undefined;
    const type = pick(events, this.random());
    const declared = this.definition.events[type]!;
    const facts = this.form(type, formSchema(this.definition.facts, declared), declared.required ?? []);
    if (!facts) return undefined;
    this.wait(this.random() % 60);
    return { type, facts, ...(declared.roles.length > 0 && { by: { ...by, roles: [...by.roles] } }) };
  }

  private wait(hours: number): void {
    this.now = new Date(Date.parse(this.now) + hours * 3_600_000).toISOString();
    if (hours > 0) this.firedNow = 0;
  }

  private possible(): string[] {
    return explain(this.compiled, this.snapshot!, this.env)
      .filter(({ accepted }) => accepted !== false)
      .map(({ type }) => type);
  }

  /** The next timer at its own instant. Time goes on: some timers wait, and none comes a hundred times at one instant. */
  private timer(): CaseEvent | undefined {
    const next = nextTimer(this.snapshot!);
    if (!next || next.dueAt > LAST_DAY) return undefined;
    if (next.dueAt > this.now) {
      this.now = next.dueAt;
      this.firedNow = 0;
    }
    this.firedNow += 1;
    const event = timerEvent(next.id, next);
    if (this.firedNow > 100) throw this.broken(event, 'comes again and again at one instant');
    return event;
  }

  private childEnd(): CaseEvent | undefined {
    const children = Object.entries(this.snapshot!.children);
    if (children.length === 0) return undefined;
    const [id, opening] = pick(children, this.random());
    const invoke = [...this.compiled.states.values()].find(
      ({ invoke: one }) => one?.definition.id === id,
    )!.invoke!;
    const child = this.children[invoke.definition.src]!;
    const [end, names] = pick(Object.entries(child.ends), this.random());
    const properties = Object.fromEntries(names.map((name) => [name, child.facts.properties[name]!]));
    const facts = formOf(properties, child.facts.required ?? [], this.random(), this.today);
    return { type: `xstate.done.actor.${id}`, opening, output: { end, facts } };
  }

  /** Facts as the form of the event (or of the opening) allows them; none when it allows nothing that could be thought of. */
  private form(
    event: string,
    properties: Record<string, FactSchema>,
    required: readonly string[],
  ): Facts | undefined {
    const facts = formOf(properties, required, this.random(), this.today);
    let validator = this.validators.get(event);
    if (!validator) {
      const schema = { type: 'object', properties, required: [...required] };
      validator = new Validator(schema as unknown as Schema, '2020-12');
      this.validators.set(event, validator);
    }
    return validator.validate(facts).valid ? facts : undefined;
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
    const at = JSON.stringify({ value: this.snapshot?.value, facts: this.snapshot?.facts, now: this.now });
    return new BrokenPromise(`${type} ${JSON.stringify({ facts, output })} ${what}\nin ${at}`);
  }
}
