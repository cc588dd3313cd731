import type { Calendar } from './calendar.js';
import type { CompiledAction, CompiledDefinition } from './compiled.js';
import type { Instant, LocalDate } from './definition.js';
import type { Effect } from './effects.js';
import type { CaseEvent, CaseValues } from './event.js';
import type { CompiledExpression, ExpressionScope } from './expressions/environment.js';
import type { Run } from './kernel.js';
import type { CaseSnapshot, Facts, Json } from './snapshot.js';
import { activePaths, pathsTo } from './state-value.js';

/** What a step may know of the world besides the case. */
export interface StepEnv {
  /** The instant at which it happens: what a person says, the moment that a timer was due, the end of a child. All that the case counts follows from it. */
  now: Instant;
  /** When it is written down, if that is later. What goes out into the world goes out then. */
  recordedAt?: Instant;
  calendar: Calendar;
  caseValues: CaseValues;
  /** The timer that is fired should have been fired earlier (downtime). Reminders say so. */
  late?: boolean;
  /** Is told how the step goes, for rules about that. It changes nothing. */
  observer?: StepObserver;
}

/** Told of guards, states and actions in their order, with what the case was like at that moment. `began`: the event has come, nothing has moved. */
export interface StepObserver {
  began(scope: ExpressionScope): void;
  asked(guard: CompiledExpression, scope: ExpressionScope): void;
  entered(path: string): void;
  left(path: string): void;
  acted(action: CompiledAction, scope: ExpressionScope): void;
}

/**
 * One step while it is made: a copy of the snapshot that may be changed, and the effects so far. When the step fails the draft is
 * thrown away, so a refused event has changed nothing.
 */
export class Draft implements Run {
  readonly next: CaseSnapshot;
  readonly effects: Effect[] = [];
  /** Paths active before the step. */
  readonly before: ReadonlySet<string>;
  readonly active: Set<string>;
  readonly left = new Set<string>();
  readonly env: StepEnv & { recordedAt: Instant };
  readonly entered = new Set<string>();
  /** States that were left by a transition of their own or of a state inside them. What was left otherwise was taken away from outside. */
  readonly passedOn = new Set<string>();
  readonly today: LocalDate;
  reentered = false;
  failure?: unknown;
  /** Facts that this step has written: due moments that read none of them stay as they are. */
  readonly written = new Set<string>();
  /** Deadlines that this step has started or moved. */
  readonly changedDeadlines = new Set<string>();
  /** Why the due days move, when an action says so: deadline → text. */
  readonly moveReasons = new Map<string, string>();
  private cachedScope?: ExpressionScope;
  /** Answers of guards since the case last changed: XState asks first whether an event is possible, then again to take it. */
  private readonly answers = new Map<CompiledExpression, boolean>();

  constructor(
    readonly compiled: CompiledDefinition,
    snapshot: CaseSnapshot,
    readonly event: CaseEvent,
    env: StepEnv,
    private readonly onAction: (draft: Draft, action: CompiledAction) => void,
    /** Paths active before the step, when the snapshot is not of this definition. */
    before?: ReadonlySet<string>,
  ) {
    this.next = copyOf(snapshot);
    this.next.seq += 1;
    this.before = before ?? (snapshot.seq === 0 ? new Set() : activePaths(compiled, snapshot.value));
    this.active = new Set(this.before);
    const { now, recordedAt = now } = env;
    this.env = { ...env, now: event.happenedAt ?? now, recordedAt };
    this.today = env.calendar.legalDate(this.env.now);
  }

  guard(expression: CompiledExpression): boolean {
    const known = this.answers.get(expression);
    if (known !== undefined) return known;
    this.env.observer?.asked(expression, this.scope);
    const answer = expression.evaluate(this.scope) === true;
    this.answers.set(expression, answer);
    return answer;
  }

  enter(path: string): void {
    // By way of a history state XState may enter a state that it has not left: it begins anew all the same.
    if (this.active.has(path)) this.left.add(path);
    this.active.add(path);
    this.entered.add(path);
    this.answers.clear();
    this.env.observer?.entered(path);
  }

  leave(path: string): void {
    this.active.delete(path);
    this.left.add(path);
    this.answers.clear();
    this.env.observer?.left(path);
  }

  take(path: string): void {
    for (const state of pathsTo(path)) if (!this.active.has(state)) this.passedOn.add(state);
  }

  reenter(): void {
    this.reentered = true;
  }

  act(action: CompiledAction): void {
    this.onAction(this, action);
    this.answers.clear();
    this.env.observer?.acted(action, this.scope);
  }

  /** Facts with which a case begins: whatever is told of afterwards takes their place, whenever it happened. */
  beginFacts(facts: Facts): void {
    for (const [name, value] of Object.entries(facts)) this.write(name, value);
  }

  /** Facts as they were when the event happened. One that happened later stands, also when it was recorded before. */
  tellFacts(facts: Facts): void {
    const { now } = this.env;
    for (const [name, value] of Object.entries(facts)) {
      const lastAt = this.next.factsAt?.[name];
      if (lastAt === undefined || lastAt <= now) this.addFact(name, value);
    }
  }

  /** A fact that goes by the order of recording: one made from what stands, or one that tells where the case is. */
  addFact(name: string, value: Json): void {
    this.write(name, value);
    const { now } = this.env;
    const lastAt = this.next.factsAt?.[name];
    if (lastAt === undefined || lastAt < now) this.next.factsAt = { ...this.next.factsAt, [name]: now };
  }

  private write(name: string, value: Json): void {
    this.next.facts[name] = value;
    this.written.add(name);
    this.cachedScope = undefined;
    this.answers.clear();
  }

  get scope(): ExpressionScope {
    return (this.cachedScope ??= this.scopeAt(this.env.now, this.today));
  }

  /** What expressions see when `now` is another instant: timers and deadlines are computed as of their start. */
  scopeAt(now: Instant, today = this.env.calendar.legalDate(now)): ExpressionScope {
    return {
      ...scopeOf(this.next, this.env, now, today, this.active),
      event: { facts: this.event.facts ?? {}, ...(this.event.output && { output: this.event.output }) },
    };
  }

  /** What the present moment of the world is asked: a letter cannot leave before it is written. */
  get recordedScope(): ExpressionScope {
    const { now, recordedAt } = this.env;
    return recordedAt === now ? this.scope : this.scopeAt(recordedAt);
  }

  evaluate(expression: CompiledExpression): Json {
    return expression.evaluate(this.scope) as Json;
  }
}

/** What expressions see of a case. */
export function scopeOf(
  snapshot: CaseSnapshot,
  env: StepEnv,
  now: Instant,
  today: LocalDate,
  active: ReadonlySet<string>,
): ExpressionScope {
  return {
    facts: snapshot.facts,
    today,
    now,
    caseValues: env.caseValues,
    history: snapshot.history,
    isActive: (path) => active.has(path),
    dueOn: (key) => snapshot.deadlines[key]?.dueOn,
    dueAt: (key) => snapshot.deadlines[key]?.dueAt,
    calendar: env.calendar,
  };
}

/** Copies what a step changes in place; the entries of the tables are replaced, never changed. */
function copyOf(snapshot: CaseSnapshot): CaseSnapshot {
  return {
    ...snapshot,
    facts: { ...snapshot.facts },
    history: { ...snapshot.history },
    tasks: { ...snapshot.tasks },
    deadlines: { ...snapshot.deadlines },
    rungs: { ...snapshot.rungs },
    timers: { ...snapshot.timers },
    children: { ...snapshot.children },
  };
}
