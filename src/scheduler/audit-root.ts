import { makeRoot } from '../persistence/tampering/roots.js';
import type { RootKeys } from '../persistence/tampering/root-key.js';
import type { RecurringTask } from './recurring-task.js';

/** Every hour: vouches for what has been recorded since the hour before, signed if there is a key. */
export const auditRoot = (keys: RootKeys | null): RecurringTask => ({
  name: 'auditRoot',
  slotAt: (now) => now.slice(0, 13),
  run: async (ds) => ({ root: (await makeRoot(ds, keys))?.number ?? null }),
});
