import { listRunningMigrations } from '../persistence/migration-runs.js';
import { migrateCases } from '../persistence/migrate-cases.js';
import { noticeDueReviews } from '../persistence/definition-reviews.js';
import { tenMinutesOf, type RecurringTask } from './recurring-task.js';

/** Once a day: which case types their owners must look through (S3-4.4). Admins see them until it is done. */
export const DEFINITION_REVIEWS: RecurringTask = {
  name: 'definitionReviews',
  slotAt: (now) => now.slice(0, 10),
  run: async (ds) => ({ due: (await noticeDueReviews(ds)).map(({ caseType }) => caseType) }),
};

/** Well below the lease of a recurring run. */
const AT_MOST_MS = 120_000;

/** Every ten minutes: goes on with migrations whose node has died. A running one is shared, case by case. */
export const ORPHANED_MIGRATIONS: RecurringTask = {
  name: 'orphanedMigrations',
  slotAt: tenMinutesOf,
  run: async (ds) => {
    const signal = AbortSignal.timeout(AT_MOST_MS);
    const runs = await listRunningMigrations(ds);
    for (const id of runs) await migrateCases(ds, id, { signal });
    return { runs: runs.length };
  },
};
