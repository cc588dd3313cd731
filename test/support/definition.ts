import { danishCalendar } from '../../src/machines/holidays.js';
import { compileDefinition, createCalendar, start, step } from '../../src/machines/index.js';
import type {
  Accepted,
  CaseEvent,
  CaseSnapshot,
  CompiledDefinition,
  Definition,
  Effect,
  EffectOf,
  Facts,
  StepEnv,
  StepResult,
} from '../../src/machines/index.js';
import { timerEvent } from '../../src/machines/reminders.js';

export const calendar = createCalendar(danishCalendar({ version: 1 }));

/** A definition with everything a document needs, and what the test is about. */
export function definitionOf(part: Partial<Definition>): Definition {
  return {
    caseType: 'example',
    title: { da: 'Eksempel', en: 'Example' },
    owner: 'Tovholder',
    reviewEvery: 'P1Y',
    legalBasis: [],
    parameters: {},
    facts: { type: 'object', properties: {} },
    ends: {},
    events: {},
    deadlines: {},
    delays: {},
    tasks: {},
    letters: {},
    reasons: {},
    rules: [],
    machine: { initial: 'open', states: { open: {} } },
    ...part,
  };
}

/** Events that anybody may send and that bring nothing. */
export function plainEvents(...names: string[]): Definition['events'] {
  return Object.fromEntries(names.map((name) => [name, { title: { da: name }, roles: ['caseworker'] }]));
}

export function envAt(now: string, of = calendar): StepEnv {
  const caseValues = {
    id: '0198c0de-0000-7000-8000-000000000001',
    number: '2026-000001',
    openedOn: now.slice(0, 10),
    assigneeId: null,
    teamId: 'team',
  };
  return { now: new Date(now).toISOString(), calendar: of, caseValues };
}

/** One case that a test walks through: remembers the snapshot and the effects of the last step. */
export class Walk {
  snapshot: CaseSnapshot;
  effects: Effect[];
  result: StepResult;
  calendar = calendar;

  constructor(
    readonly compiled: CompiledDefinition,
    facts: Facts,
    public now: string,
  ) {
    const opened = start(compiled, { facts }, envAt(now));
    this.result = opened;
    this.snapshot = opened.snapshot;
    this.effects = opened.effects;
  }

  static open(definition: Partial<Definition>, facts: Facts = {}, now = '2026-02-02T08:10:00Z'): Walk {
    return new Walk(compileDefinition(definitionOf(definition)), facts, now);
  }

  at(now: string): this {
    this.now = now;
    return this;
  }

  /** Sends an event as a caseworker, or as what the event says; the snapshot stays when it is refused. */
  send(event: string | CaseEvent, facts?: Facts): this {
    const by = { userId: 'mette', name: 'Mette', roles: ['caseworker' as const] };
    const sent = typeof event === 'string' ? { type: event, by, ...(facts && { facts }) } : event;
    return this.take(sent);
  }

  /** Fires the timer as the scheduler would: at its own instant. */
  fire(id: string): this {
    const timer = this.snapshot.timers[id];
    if (!timer) throw new Error(`No timer ${id}, only ${Object.keys(this.snapshot.timers).join(', ')}`);
    this.now = timer.dueAt > this.now ? timer.dueAt : this.now;
    return this.take(timerEvent(id, timer));
  }

  private take(event: CaseEvent): this {
    this.result = step(this.compiled, this.snapshot, event, envAt(this.now, this.calendar));
    if (this.result.accepted) this.snapshot = this.result.snapshot;
    this.effects = this.result.accepted ? this.result.effects : [];
    return this;
  }

  effectsOf<T extends Effect['type']>(type: T): EffectOf<T>[] {
    return this.effects.filter((effect): effect is EffectOf<T> => effect.type === type);
  }

  get accepted(): Accepted {
    if (!this.result.accepted) throw new Error(JSON.stringify(this.result.reasons));
    return this.result;
  }

  get reasonCodes(): string[] {
    return this.result.accepted ? [] : this.result.reasons.map(({ code }) => code);
  }
}
