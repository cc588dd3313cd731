import { Validator, type Schema } from '@cfworker/json-schema';
import {
  explain,
  formSchema,
  type CaseEvent,
  type CaseSnapshot,
  type CompiledDefinition,
  type FactSchema,
  type Facts,
  type StepEnv,
} from '../../../src/machines/index.js';
import { openingFacts } from '../../../src/machines/later-facts.js';
import { nextTimer, timerEvent, type NamedTimer } from '../../../src/machines/reminders.js';
import { calendar, envAt } from '../../support/definition.js';
import { formOf, pick } from '../../support/random-facts.js';

/** The clock of a life stops here: beyond lie dates for which there is no calendar. */
export const LAST_DAY = '2040-01-01';
const FIRST_MOMENT = '2026-03-02T09:00:00.000Z';
export const somebody = {
  userId: 'mette',
  name: 'Mette',
  roles: ['caseworker', 'teamLeader', 'admin', 'auditor'] as (
    'caseworker' | 'teamLeader' | 'admin' | 'auditor'
  )[],
};

/** With what the children of a case may end, by the case type of the child. */
export type ChildEnds = (caseType: string, seed: number, today: string) => { end: string; facts: Facts };

/** What may happen next to a case, at random: events with facts that their forms allow, timers at their own instants, children that end. */
export class RandomMoves {
  now = FIRST_MOMENT;
  /** Timers in a row at one instant. */
  firedNow = 0;
  private readonly validators = new Map<string, Validator>();

  constructor(
    private readonly compiled: CompiledDefinition,
    private readonly endOf: ChildEnds,
    readonly random: () => number,
  ) {}

  get env(): StepEnv {
    return envAt(this.now, calendar);
  }

  /** Begins another case; nothing when no facts could be thought of. Those wished for are among them, as far as a case is opened with such. */
  opening(wished: Facts = {}): (CaseEvent & { facts: Facts }) | undefined {
    this.now = FIRST_MOMENT;
    this.firedNow = 0;
    const { definition } = this.compiled;
    const possible = openingFacts(definition);
    const facts = this.form('case.opened', possible, definition.facts.required ?? []);
    const given = Object.entries(wished).filter(([name]) => Object.hasOwn(possible, name));
    return facts && { type: 'case.opened', facts: { ...facts, ...Object.fromEntries(given) } };
  }

  next(snapshot: CaseSnapshot): CaseEvent | undefined {
    const kind = this.random() % 10;
    if (kind < 7) return this.event(snapshot, kind === 0);
    return kind < 9 ? this.timer(snapshot) : this.childEnd(snapshot);
  }

  private get today(): string {
    return calendar.legalDate(this.now);
  }

  private event(snapshot: CaseSnapshot, any: boolean): CaseEvent | undefined {
    const { events } = this.compiled.definition;
    const types = any ? Object.keys(events) : this.possible(snapshot);
    if (types.length === 0) return undefined;
    const type = pick(types, this.random());
    const event = this.eventOf(type);
    if (event) this.wait(this.random() % 60);
    return event;
  }

  /** The event with some facts of its form. */
  eventOf(type: string): CaseEvent | undefined {
    const { facts: all, events } = this.compiled.definition;
    const declared = events[type]!;
    const facts = this.form(type, formSchema(all, declared), declared.required ?? []);
    return facts && { type, facts, ...(declared.roles.length > 0 && { by: somebody }) };
  }

  private possible(snapshot: CaseSnapshot): string[] {
    return explain(this.compiled, snapshot, this.env)
      .filter(({ accepted }) => accepted !== false)
      .map(({ type }) => type);
  }

  private wait(hours: number): void {
    this.now = new Date(Date.parse(this.now) + hours * 3_600_000).toISOString();
    if (hours > 0) this.firedNow = 0;
  }

  private timer(snapshot: CaseSnapshot): CaseEvent | undefined {
    const next = nextTimer(snapshot);
    return next && this.fire(next.id, next);
  }

  /** The timer at its own instant, or now if that has passed. */
  fire(id: string, timer: Pick<NamedTimer, 'dueAt' | 'arming'>): CaseEvent | undefined {
    if (timer.dueAt > LAST_DAY) return undefined;
    if (timer.dueAt > this.now) {
      this.now = timer.dueAt;
      this.firedNow = 0;
    }
    this.firedNow += 1;
    return timerEvent(id, timer);
  }

  private childEnd(snapshot: CaseSnapshot): CaseEvent | undefined {
    const children = Object.keys(snapshot.children);
    return children.length === 0 ? undefined : this.endOfChild(snapshot, pick(children, this.random()));
  }

  /** The child of that invocation ends, one way or another; it must be open. */
  endOfChild(snapshot: CaseSnapshot, id: string): CaseEvent {
    const opening = snapshot.children[id]!;
    const states = [...this.compiled.states.values()];
    const { src } = states.find(({ invoke }) => invoke?.definition.id === id)!.invoke!.definition;
    const output = this.endOf(src, this.random(), this.today);
    return { type: `xstate.done.actor.${id}`, opening, output };
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
}
