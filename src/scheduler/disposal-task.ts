import { disposeOfCases } from '../persistence/disposal.js';
import type { RecurringTask } from './recurring-task.js';

/** Once a day: cases whose time has gone by a rule of the municipality. There is none unless two administrators have made one. */
export const DISPOSAL: RecurringTask = {
  name: 'disposal',
  slotAt: (now) => now.slice(0, 10),
  run: async (ds) => ({ cases: await disposeOfCases(ds) }),
};
