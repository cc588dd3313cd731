import { recomputeDeadlines } from '../persistence/recompute-deadlines.js';
import { tenMinutesOf, type RecurringTask } from './recurring-task.js';

/** Every ten minutes: takes the newest calendar to cases that have not seen it, because the node that published it died, or their step failed. */
export const UNTOLD_CALENDAR: RecurringTask = {
  name: 'untoldCalendar',
  slotAt: tenMinutesOf,
  run: (ds) => recomputeDeadlines(ds),
};
