import { AppError } from '../errors.js';
import type { CompiledDefinition } from './compiled.js';
import type { Instant } from './definition.js';
import type { StepEnv } from './draft.js';
import type { Effect } from './effects.js';
import type { CaseEvent } from './event.js';
import { reasonOfError, type Reason } from './reasons.js';
import { timerEvent } from './reminders.js';
import type { CaseSnapshot } from './snapshot.js';
import { step } from './step.js';

/** One moment of a case played forward. */
export interface WhatIfEntry {
  at: Instant;
  event: string;
  accepted: boolean;
  reasons: Reason[];
  from: string[];
  to: string[];
  /** What people would notice: tasks, deadlines, reminders, letters, children, the end. */
  effects: Effect[];
}

export interface WhatIf {
  entries: WhatIfEntry[];
  snapshot: CaseSnapshot;
  /** True when the case was still moving after `MAX_ENTRIES` events: the list is not complete. */
  truncated: boolean;
}

export interface GivenEvent {
  at: Instant;
  event: CaseEvent;
}

const MAX_ENTRIES = 5_000;
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
 * Plays a case forward to `until` with nobody acting but by the given events, and lists all that would come: prompts, reminders,
 * breaches, letters, with their instants. Writes nothing and asks no clock; child cases that run are taken to stay as they are.
 * An event that cannot be evaluated is listed as refused, and the play goes on.
 */
export function whatIf(
  compiled: CompiledDefinition,
  snapshot: CaseSnapshot,
  play: { until: Instant; events?: GivenEvent[] },
  env: StepEnv,
): WhatIf {
  const given = [...(play.events ?? [])].sort((a, b) => compare(a.at, b.at));
  const entries: WhatIfEntry[] = [];
  let current = snapshot;
  let now = env.now;
  while (entries.length < MAX_ENTRIES) {
    const next = nextEvent(current, given);
    if (!next || next.at > play.until) return { entries, snapshot: current, truncated: false };
    if (next.at > now) now = next.at;
    const entry = playOne(compiled, current, next.event, { ...env, now });
    entries.push(entry.entry);
    current = entry.snapshot;
  }
  return { entries, snapshot: current, truncated: true };
}

const compare = (a: Instant, b: Instant): number => (a < b ? -1 : Number(a > b));

/** The given event or timer that comes first; a given one before a timer of the same instant. Takes it off the list. */
function nextEvent(snapshot: CaseSnapshot, given: GivenEvent[]): GivenEvent | undefined {
  const timers = Object.entries(snapshot.timers).sort(
    ([, a], [, b]) => compare(a.dueAt, b.dueAt) || a.arming - b.arming,
  );
  const [timer] = timers;
  const [first] = given;
  if (first && (!timer || first.at <= timer[1].dueAt)) return given.shift();
  return timer && { at: timer[1].dueAt, event: timerEvent(timer[0], timer[1]) };
}

function playOne(
  compiled: CompiledDefinition,
  snapshot: CaseSnapshot,
  event: CaseEvent,
  env: StepEnv,
): { entry: WhatIfEntry; snapshot: CaseSnapshot } {
  const base = { at: env.now, event: event.type, from: [], to: [], effects: [] };
  try {
    const result = step(compiled, snapshot, event, env);
    if (!result.accepted) {
      return {
        entry: { ...base, accepted: false, reasons: result.reasons },
        snapshot: withoutTimer(snapshot, event),
      };
    }
    const { from, to, effects } = result;
    const noticed = effects.filter(({ type }) => NOTICED.has(type));
    const entry = { at: env.now, event: event.type, accepted: true, reasons: [], from, to, effects: noticed };
    return { entry, snapshot: result.snapshot };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return {
      entry: { ...base, accepted: false, reasons: [reasonOfError(error)] },
      snapshot: withoutTimer(snapshot, event),
    };
  }
}

/** A timer that could not fire is not tried again in this play. */
function withoutTimer(snapshot: CaseSnapshot, { timer }: CaseEvent): CaseSnapshot {
  if (!timer) return snapshot;
  const { [timer.id]: _tried, ...timers } = snapshot.timers;
  return { ...snapshot, timers };
}
