import type { DataSource } from 'typeorm';
import { advanceClock } from '../persistence/advance-clock.js';
import { findSandboxClock, startSandboxClock } from '../persistence/clock.js';
import { oneAtATime } from '../persistence/one-at-a-time.js';
import type { Deliver } from '../persistence/outbox.js';
import { furnish } from './furnish.js';
import { checkKind } from './guard.js';
import { FIRST_DAY, MUNICIPALITY, TODAY } from './municipality.js';
import { STORIES } from './stories/all.js';
import { tell } from './tell.js';

export interface SeedOptions {
  /** Takes the letters that the stories send. */
  deliver: Deliver;
  /** Told what is going on, one sentence at a time. */
  say?: (line: string) => void;
}

/** Any number; processes that start on the same database at once must agree on it. */
const SEED_LOCK = 7_240_114;

/**
 * Fills the sandbox municipality: people, calendar, shipped definitions, citizens, and four months of casework told event by event, up to
 * `TODAY`. Returns whether there was anything to tell.
 *
 * The clock is the bookmark: it stands before `TODAY` only while the stories are being told. A municipality that has got there is its
 * users' own and is left alone, but for definitions that a newer release ships; one whose seed was cut off goes on where it was. Throws
 * `ConfigError` when the database holds a real municipality.
 */
export function seedSandbox(ds: DataSource, options: SeedOptions): Promise<boolean> {
  return oneAtATime(ds, SEED_LOCK, () => seed(ds, options));
}

async function seed(ds: DataSource, { deliver, say }: SeedOptions): Promise<boolean> {
  await checkKind(ds, true);
  const clock = await findSandboxClock(ds);
  const filled = clock !== null && clock >= TODAY;
  if (!filled)
    say?.(`The sandbox municipality ${MUNICIPALITY} is being filled with ${STORIES.length} cases…`);
  await startSandboxClock(ds, FIRST_DAY);
  const cast = await furnish(ds);
  if (filled) return false;
  await tell(ds, cast, STORIES, deliver);
  await advanceClock(ds, TODAY, deliver);
  return true;
}
