import type { TaskListRow } from '../api-types.js';
import { useShortcuts } from '../ui/shortcuts.js';

interface RowActions {
  select: (task: TaskListRow) => void;
  take: (task: TaskListRow) => void;
  handOver: (task: TaskListRow) => void;
}

/** Arrows, j and k go from task to task; the rest acts on the task that has the focus. Enter opens it: it is a link. */
export function useRowKeys(tasks: readonly TaskListRow[], { select, take, handOver }: RowActions): void {
  const focused = () => {
    const id = document.activeElement?.closest<HTMLElement>('[data-task]')?.dataset['task'];
    return tasks.findIndex((task) => task.id === id);
  };
  const move = (step: number) => () => {
    const links = [...document.querySelectorAll<HTMLElement>('[data-task] .task-link')];
    const at = focused();
    const next = at === -1 ? 0 : Math.min(Math.max(at + step, 0), links.length - 1);
    links[next]?.focus();
    links[next]?.scrollIntoView({ block: 'nearest' });
  };
  const act = (action: (task: TaskListRow) => void) => () => {
    const task = tasks[focused()];
    if (task) action(task);
  };
  useShortcuts({
    j: move(1),
    ArrowDown: move(1),
    k: move(-1),
    ArrowUp: move(-1),
    x: act(select),
    t: act(take),
    o: act(handOver),
  });
}
