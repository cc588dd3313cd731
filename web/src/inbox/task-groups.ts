import type { TaskListRow } from '../api-types.js';
import { endOfWeek } from '../ui/dates.js';
import { hasWordsOf } from '../ui/folded.js';

export const URGENCIES = ['overdue', 'today', 'week', 'later', 'undated'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** The day that counts: the last day to send a letter, where there is one before the due day, else the due day. While the deadline is paused, none. */
export function actOn({
  latestSendOn,
  dueOn,
  pausedOn,
}: Pick<TaskListRow, 'latestSendOn' | 'dueOn'> & { pausedOn?: string | null }): string | null {
  if (pausedOn) return null;
  if (latestSendOn && dueOn) return latestSendOn < dueOn ? latestSendOn : dueOn;
  return latestSendOn ?? dueOn;
}

/** The due moment of a task has passed: of one of hours before its day has. */
export const isOver = (
  { dueAt, pausedOn }: Pick<TaskListRow, 'dueAt'> & { pausedOn?: string | null },
  now: string,
): boolean => !pausedOn && dueAt !== null && dueAt <= now;

/** The week ends on Sunday. */
export function urgencyOf(day: string | null, today: string, over = false): Urgency {
  if (day === null) return 'undated';
  if (day < today || over) return 'overdue';
  if (day === today) return 'today';
  return day <= endOfWeek(today) ? 'week' : 'later';
}

export interface TaskGroup {
  urgency: Urgency;
  tasks: TaskListRow[];
}

/** The groups that have tasks, most urgent first; within each the server's order, which is by the day that counts, and by the moment. */
export function groupTasks(tasks: readonly TaskListRow[], today: string, now: string): TaskGroup[] {
  return URGENCIES.map((urgency) => ({
    urgency,
    tasks: tasks.filter((task) => urgencyOf(actOn(task), today, isOver(task, now)) === urgency),
  })).filter((group) => group.tasks.length > 0);
}

/** The rows of each group that are among the first `count` of all. */
export function firstRows(groups: readonly TaskGroup[], count: number): TaskListRow[][] {
  let left = count;
  return groups.map(({ tasks }) => {
    const rows = tasks.slice(0, Math.max(left, 0));
    left -= tasks.length;
    return rows;
  });
}

/** Every word of the text is in the title, number, citizen or case type of the task. */
export function filterTasks(
  tasks: readonly TaskListRow[],
  text: string,
  titleOf: (caseType: string) => string,
): TaskListRow[] {
  const fits = hasWordsOf(text);
  return tasks.filter(({ title, caseNumber, citizenName, caseType }) =>
    fits([title.da, title.en, caseNumber, citizenName, titleOf(caseType)].join(' ')),
  );
}
