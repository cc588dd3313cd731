import { getNow } from '../persistence/clock.js';
import { deleteOldAnswers } from '../persistence/idempotency.js';
import { deleteOldRuns } from '../persistence/recurring-runs.js';
import { deleteExpiredSessions } from '../persistence/sessions.js';
import type { RecurringTask } from './recurring-task.js';

const KEEP_ANSWERS_DAYS = 30;
const KEEP_RUNS_DAYS = 90;
const DAY_MS = 86_400_000;

/**
 * Once a day: sessions that have expired (those whose person has left go with the next sign-in), and answers that no client will ask for again. Sessions live by real time, answers by the clock
 * that stamped them, which a sandbox may move.
 */
export const HOUSEKEEPING: RecurringTask = {
  name: 'housekeeping',
  slotAt: (now) => now.slice(0, 10),
  run: async (ds) => {
    await deleteExpiredSessions(ds, { now: new Date().toISOString(), seenAfter: '-infinity' });
    const before = new Date(Date.parse(await getNow(ds)) - KEEP_ANSWERS_DAYS * DAY_MS).toISOString();
    return { answers: await deleteOldAnswers(ds, before), runs: await deleteOldRuns(ds, KEEP_RUNS_DAYS) };
  },
};
