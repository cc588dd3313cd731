import { shippedDefinitions, shippedFragments } from '../../../src/machines/case-types.js';
import { danishCalendar } from '../../../src/machines/holidays.js';
import { instantAt } from '../../../src/machines/instants.js';
import {
  compileDefinition,
  createCalendar,
  leafPaths,
  activePaths,
  parseDefinition,
  start,
  step,
  type CaseEvent,
  type CaseSnapshot,
  type CompiledDefinition,
  type Effect,
  type EffectOf,
  type Facts,
  type StepResult,
} from '../../../src/machines/index.js';
import { timerEvent } from '../../../src/machines/reminders.js';

export const calendar = createCalendar(danishCalendar({ version: 1 }));

const compiled = new Map<string, CompiledDefinition>();

export function shipped(caseType: string): CompiledDefinition {
  const known = compiled.get(caseType);
  if (known) return known;
  const parsed = parseDefinition(shippedDefinitions()[caseType], shippedFragments());
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const made = compileDefinition(parsed.definition);
  compiled.set(caseType, made);
  return made;
}

/** Local Danish time as an instant: `2026-04-01 10:00`. */
export function local(text: string): string {
  const [date = '', time = '08:00'] = text.split(' ');
  return instantAt(date, time, calendar.zone);
}

interface Log {
  at: string;
  effect: Effect;
}

/** One case with its children, walked through time: every timer fires at its own instant, in due order. */
export class Journey {
  readonly log: Log[] = [];
  readonly children = new Map<string, Journey>();
  snapshot: CaseSnapshot;
  result: StepResult;
  private readonly definition: CompiledDefinition;
  private readonly openedOn: string;
  private mail: { to: Journey; event: CaseEvent }[] = [];

  constructor(
    caseType: string,
    facts: Facts,
    public now: string,
    private readonly parent?: { journey: Journey; id: string; opening: number },
    private readonly days = calendar,
  ) {
    this.definition = shipped(caseType);
    this.openedOn = calendar.legalDate(now);
    const opened = start(this.definition, { facts }, this.env());
    this.snapshot = JSON.parse(JSON.stringify(opened.snapshot)) as CaseSnapshot;
    this.result = opened;
    this.take(opened.effects);
  }

  static open(caseType: string, facts: Facts, at: string, by = calendar): Journey {
    return new Journey(caseType, facts, local(at), undefined, by);
  }

  private env() {
    const caseValues = {
      id: 'c1',
      number: '2026-000001',
      openedOn: this.openedOn,
      assigneeId: null,
      teamId: 't1',
    };
    return { now: this.now, calendar: this.days, caseValues };
  }

  /** Moves the clock, firing what falls due on the way. */
  at(text: string): this {
    const goal = local(text);
    for (let due = this.nextDue(goal); due; due = this.nextDue(goal)) due.fire();
    this.setNow(goal);
    return this;
  }

  private setNow(now: string): void {
    if (now > this.now) this.now = now;
    for (const child of this.children.values()) child.setNow(now);
  }

  private family(): Journey[] {
    return [this, ...[...this.children.values()].flatMap((child) => child.family())];
  }

  private nextDue(goal: string): { fire(): void } | undefined {
    const due = this.family()
      .filter(({ snapshot }) => snapshot.status === 'active')
      .flatMap((journey) =>
        Object.entries(journey.snapshot.timers).map(([id, timer]) => ({ journey, id, timer })),
      )
      .filter(({ timer }) => timer.dueAt <= goal)
      .sort((a, b) => (a.timer.dueAt < b.timer.dueAt ? -1 : 1))[0];
    if (!due) return undefined;
    const { journey, id, timer } = due;
    return {
      fire: () => {
        this.setNow(timer.dueAt);
        journey.deliver(timerEvent(id, timer));
      },
    };
  }

  /** Sends an event as somebody with both roles, unless `role` says otherwise. Refusals show in `reasons`. */
  send(type: string, facts: Facts = {}, role?: 'caseworker' | 'teamLeader'): this {
    const roles = role ? [role] : (['caseworker', 'teamLeader'] as const);
    return this.deliver({ type, facts, by: { userId: 'mette', name: 'Mette', roles: [...roles] } });
  }

  /** Sends an event that must be accepted. */
  must(type: string, facts: Facts = {}): this {
    this.send(type, facts);
    if (!this.result.accepted) throw new Error(`${type}: ${JSON.stringify(this.result.reasons)}`);
    return this;
  }

  deliver(event: CaseEvent): this {
    this.result = step(this.definition, this.snapshot, event, this.env());
    if (!this.result.accepted) return this;
    // Through JSON each time, as when every step reads the case from the database.
    this.snapshot = JSON.parse(JSON.stringify(this.result.snapshot)) as CaseSnapshot;
    this.take(this.result.effects);
    return this;
  }

  private take(effects: Effect[]): void {
    for (const effect of effects) {
      this.log.push({ at: this.now, effect });
      this.follow(effect);
    }
    const mail = this.mail;
    this.mail = [];
    for (const { to, event } of mail) to.deliver(event);
  }

  private follow(effect: Effect): void {
    if (effect.type === 'openChild') {
      const { caseType, facts, id, opening } = effect;
      this.children.set(
        id,
        new Journey(caseType, facts, this.now, { journey: this, id, opening }, this.days),
      );
    } else if (effect.type === 'cancelChild') this.children.delete(effect.id);
    else if (effect.type === 'sendEvent' && typeof effect.to === 'object') {
      this.mail.push({ to: this.child(effect.to.child), event: effect.event });
    } else if (effect.type === 'endCase' && this.parent) {
      const { journey, id, opening } = this.parent;
      const output = { end: effect.end, facts: effect.output };
      this.mail.push({ to: journey, event: { type: `xstate.done.actor.${id}`, output, opening } });
    }
  }

  child(id: string): Journey {
    const child = this.children.get(id);
    if (!child) throw new Error(`No child ${id}`);
    return child;
  }

  get tasks(): string[] {
    return Object.keys(this.snapshot.tasks).sort();
  }

  /** Innermost active states. */
  get states(): string[] {
    return leafPaths(activePaths(this.definition, this.snapshot.value)).sort();
  }

  isIn(path: string): boolean {
    return activePaths(this.definition, this.snapshot.value).has(path);
  }

  due(key: string) {
    const deadline = this.snapshot.deadlines[key];
    if (!deadline)
      throw new Error(`${key} does not run, only ${Object.keys(this.snapshot.deadlines).join(', ')}`);
    return deadline;
  }

  effects<T extends Effect['type']>(type: T): { at: string; effect: EffectOf<T> }[] {
    return this.log.filter(
      (entry): entry is { at: string; effect: EffectOf<T> } => entry.effect.type === type,
    );
  }

  /** When reminders of a deadline came, as local dates, and to whom. */
  reminders(key: string): string[] {
    return this.effects('sendMessage')
      .filter(({ effect }) => effect.kind === 'reminder' && effect.subject === key)
      .map(({ at, effect }) => `${calendar.legalDate(at)} ${effect.rung} ${effect.to.join('+')}`);
  }

  openedTask(key: string): string[] {
    return this.effects('openTask')
      .filter(({ effect }) => effect.key === key)
      .map(({ at }) => at);
  }

  /** Why the last event was refused, in Danish. */
  get reasons(): string {
    return this.result.accepted ? '' : this.result.reasons.map((reason) => JSON.stringify(reason)).join('\n');
  }
}
