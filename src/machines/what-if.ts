import type { CompiledDefinition } from './compiled.js';
import type { Instant } from './definition.js';
import type { StepEnv } from './draft.js';
import type { CaseEvent } from './event.js';
import { compareInstants } from './instants.js';
import { Play, type PlayEntry } from './play.js';
import type { CaseSnapshot } from './snapshot.js';

/** One moment of a case played forward. */
export type WhatIfEntry = PlayEntry;

export interface WhatIf {
  entries: WhatIfEntry[];
  snapshot: CaseSnapshot;
  /** True when the case was still moving after 1,000 events: the list is not complete. */
  truncated: boolean;
}

export interface GivenEvent {
  at: Instant;
  event: CaseEvent;
}

/**
 * Plays a case forward to `until` with nobody acting but by the given events, and lists all that would come: prompts, reminders,
 * breaches, letters, with their instants. What is due at the instant of a given event comes before it. Writes nothing and asks no clock; child
 * cases that run are taken to stay as they are. An event that cannot be evaluated is listed as refused, and the play goes on.
 */
export function whatIf(
  compiled: CompiledDefinition,
  snapshot: CaseSnapshot,
  play: { until: Instant; events?: GivenEvent[] },
  env: StepEnv,
): WhatIf {
  const played = new Play(compiled, snapshot, env);
  const given = (play.events ?? []).filter(({ at }) => at <= play.until);
  for (const { at, event } of given.sort((a, b) => compareInstants(a.at, b.at))) {
    played.takeAt(at, () => event);
  }
  played.moveTo(play.until);
  const { entries, truncated } = played;
  return { entries, snapshot: played.snapshot, truncated };
}
