import { AppError } from '../errors.js';
import type { Instant } from '../machines/definition.js';
import type { CaseEvent } from '../machines/event.js';
import { timerEvent } from '../machines/reminders.js';
import type { CaseSnapshot } from '../machines/snapshot.js';
import { playLog, playOne, readLog, type LoggedEvent } from './replay.js';
import type { Db } from './transaction.js';

/** By what had been recorded at the instant (`known`), or by what is known today to have happened by then (`happened`). */
export const PAST_VIEWS = ['known', 'happened'] as const;
export type PastView = (typeof PAST_VIEWS)[number];

/** The case as it was at an instant, and its version then, by playing its events again (promise 4); null before it was opened. */
export async function snapshotAt(
  db: Db,
  caseId: string,
  instant: Instant,
  by: PastView = 'known',
): Promise<{ snapshot: CaseSnapshot; version: number } | null> {
  if (by === 'happened') return asItWas(db, await readLog(db, caseId), instant);
  const log = await readLog(db, caseId, instant);
  const last = log.at(-1);
  return last ? { snapshot: await playLog(db, log), version: last.version } : null;
}

const happenedAt = ({ happenedAt: told, at }: LoggedEvent): Instant => told ?? at;

/**
 * What had happened by the instant, in the order in which it happened. What was recorded in another order may have been possible only in that one:
 * an event that means nothing where the case stood by then is passed over.
 */
async function asItWas(
  db: Db,
  [opening, ...rest]: LoggedEvent[],
  instant: Instant,
): Promise<{ snapshot: CaseSnapshot; version: number } | null> {
  if (!opening || happenedAt(opening) > instant) return null;
  let { version } = opening;
  let snapshot = await playLog(db, [opening]);
  const happened = rest
    .filter((logged) => happenedAt(logged) <= instant)
    .toSorted((a, b) =>
      happenedAt(a) < happenedAt(b) ? -1 : happenedAt(a) > happenedAt(b) ? 1 : a.seq - b.seq,
    );
  for (const logged of happened) {
    const event = numberedAnew(logged.event, snapshot);
    const next = event && (await tryOne(db, snapshot, { ...logged, event }));
    if (!next) continue;
    snapshot = next;
    ({ version } = logged);
  }
  return { snapshot, version };
}

/** With the numbers that timers and children have in this order; nothing when there is no such thing. */
function numberedAnew(event: CaseEvent, { timers, children }: CaseSnapshot): CaseEvent | undefined {
  if (event.timer) {
    const armed = timers[event.timer.id];
    return armed && timerEvent(event.timer.id, armed);
  }
  if (event.opening === undefined) return event;
  const opening = children[event.type.slice('xstate.done.actor.'.length)];
  return opening === undefined ? undefined : { ...event, opening };
}

async function tryOne(
  db: Db,
  snapshot: CaseSnapshot,
  logged: LoggedEvent,
): Promise<CaseSnapshot | undefined> {
  try {
    const result = await playOne(db, snapshot, logged);
    return result.accepted ? result.snapshot : undefined;
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
