import { AppError } from '../errors.js';
import type { CompiledDefinition } from './compiled.js';
import type { Instant } from './definition.js';
import type { StepEnv } from './draft.js';
import type { Effect } from './effects.js';
import type { CaseEvent } from './event.js';
import { reasonOfError, type Reason } from './reasons.js';
import { nextTimer, timerEvent } from './reminders.js';
import type { CaseSnapshot } from './snapshot.js';
import { step, type StepResult } from './step.js';

/** One moment of a case that is played on a virtual clock. */
export interface PlayEntry {
  at: Instant;
  event: string;
  accepted: boolean;
  reasons: Reason[];
  from: string[];
  to: string[];
  /** What people would notice: tasks, deadlines, reminders, letters, children, the end. */
  effects: Effect[];
}

/** A tenth of a second of work, for which everybody waits: nearly twenty years of weekly reminders. */
const MAX_ENTRIES = 1_000;
const NOTICED: ReadonlySet<Effect['type']> = new Set([
  'openTask',
  'closeTask',
  'startDeadline',
  'moveDeadline',
  'breachDeadline',
  'stopDeadline',
  'sendMessage',
  'cancelMessages',
  'openChild',
  'openCase',
  'putOnAgenda',
  'endCase',
]);

/**
 * A case played forward on a virtual clock that never goes back: timers fire at their own instants, given events when they are given.
 * Writes nothing and asks no clock. An event that cannot be evaluated is listed as refused, and the play goes on.
 */
export class Play {
  readonly entries: PlayEntry[] = [];
  /** True when there was still something to play after `MAX_ENTRIES` entries: the list is not complete. */
  truncated = false;

  constructor(
    private readonly compiled: CompiledDefinition,
    public snapshot: CaseSnapshot,
    private readonly env: StepEnv,
    public now: Instant = env.now,
  ) {}

  /** Moves the clock; fires, in due order, the timers that are due at the instant or before it. One that has passed leaves the clock where it is. */
  moveTo(instant: Instant): void {
    this.fireUntil(instant);
    this.setClock(instant);
  }

  /** Lets the event happen at the instant, after all that is due by then: of one and the same instant, what is due comes first. */
  takeAt(instant: Instant, event: (snapshot: CaseSnapshot) => CaseEvent): void {
    this.moveTo(instant);
    this.take(event(this.snapshot));
  }

  private setClock(instant: Instant): void {
    if (instant > this.now) this.now = instant;
  }

  private take(event: CaseEvent): void {
    if (this.entries.length >= MAX_ENTRIES) {
      this.truncated = true;
      return;
    }
    const result = this.tryStep(event);
    if (result.accepted) {
      this.snapshot = result.snapshot;
      this.entries.push(entryOf(this.now, event.type, result));
    } else {
      this.snapshot = withoutTimer(this.snapshot, event);
      this.entries.push({ ...nothing(this.now, event.type), reasons: result.reasons });
    }
  }

  private fireUntil(instant: Instant): void {
    for (
      let timer = nextTimer(this.snapshot);
      timer && timer.dueAt <= instant;
      timer = nextTimer(this.snapshot)
    ) {
      this.setClock(timer.dueAt);
      this.take(timerEvent(timer.id, timer));
      if (this.truncated) return;
    }
  }

  private tryStep(event: CaseEvent): StepResult {
    try {
      return step(this.compiled, this.snapshot, event, { ...this.env, now: this.now });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { accepted: false, reasons: [reasonOfError(error)] };
    }
  }
}

/** What a step that was accepted shows of itself. */
export function entryOf(
  at: Instant,
  event: string,
  { from, to, effects }: Extract<StepResult, { accepted: true }>,
): PlayEntry {
  const noticed = effects.filter(({ type }) => NOTICED.has(type));
  return { at, event, accepted: true, reasons: [], from, to, effects: noticed };
}

const nothing = (at: Instant, event: string) => ({
  at,
  event,
  accepted: false,
  from: [],
  to: [],
  effects: [],
});

/** A timer that could not fire is not tried again in this play. */
function withoutTimer(snapshot: CaseSnapshot, { timer }: CaseEvent): CaseSnapshot {
  if (!timer) return snapshot;
  const { [timer.id]: _tried, ...timers } = snapshot.timers;
  return { ...snapshot, timers };
}
