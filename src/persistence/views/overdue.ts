import { NOW } from '../clock.js';

/**
 * What overdue means on every page, in every list, count and badge: a deadline `d` of ours that runs, whose due moment has passed. The time of
 * one that is paused stands still, and the citizen's own deadlines are not ours to meet.
 */
export const EXCEEDED = `d.status = 'running' and d.kind <> 'citizen' and d.paused_on is null and d.due_at <= ${NOW}`;
/** The case `c` has one. */
export const OVERDUE = `exists (select from deadlines d where d.case_id = c.id and ${EXCEEDED})`;
/** The deadline of the task `t` is not paused: its day holds. */
export const DAY_HOLDS = `not exists (select from deadlines d where d.case_id = t.case_id and d.key = t.deadline_key
  and d.status = 'running' and d.paused_on is not null)`;
