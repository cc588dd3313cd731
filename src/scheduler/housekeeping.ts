import { deleteOldAnswers } from '../persistence/idempotency.js';
import { deleteExpiredSessions } from '../persistence/sessions.js';
import type { RecurringTask } from './recurring-task.js';

const KEEP_ANSWERS_DAYS = 30;
const DAY_MS = 86_400_000;

/** Once a day: sessions that have expired and answers that no client will ask for again. By real time, like the sessions. */
export const HOUSEKEEPING: RecurringTask = {
  name: 'housekeeping',
  slotAt: (now) => now.slice(0, 10),
  run: async (ds) => {
    const now = new Date();
    await deleteExpiredSessions(ds, now.toISOString());
    const before = new Date(now.getTime() - KEEP_ANSWERS_DAYS * DAY_MS).toISOString();
    return { answers: await deleteOldAnswers(ds, before) };
  },
};
