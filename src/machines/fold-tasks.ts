import type { CompiledState, CompiledTask } from './compiled.js';
import type { Draft } from './draft.js';
import { isMigration } from './moments.js';
import { reopened, wantedKeys } from './wanted.js';

/** Opens the tasks whose states were entered, closes those whose states were left; a detour within one step closes nothing. */
export function foldTasks(draft: Draft, states: CompiledState[]): void {
  const wanted = wantedKeys(states, 'tasks');
  for (const key of Object.keys(draft.next.tasks)) {
    if (!wanted.has(key) || reopened(draft, states, 'tasks', key)) closeTask(draft, key);
  }
  for (const task of draft.compiled.tasks.values()) {
    if (!wanted.has(task.key)) continue;
    if (draft.next.tasks[task.key] === undefined) openTask(draft, task);
    else updateTask(draft, task);
  }
}

function openTask(draft: Draft, task: CompiledTask): void {
  draft.next.tasks[task.key] = draft.next.seq;
  const { role, deadline } = task.definition;
  draft.effects.push({
    type: 'openTask',
    key: task.key,
    role,
    ...(deadline && { deadline }),
    ...contentOf(draft, task),
  });
}

/** The one whose event it is has completed the task; otherwise the case went on without it. */
export function closeTask(draft: Draft, key: string): void {
  delete draft.next.tasks[key];
  const completed = draft.compiled.tasks.get(key)?.definition.events.includes(draft.event.type) ?? false;
  draft.effects.push({ type: 'closeTask', key, outcome: completed ? 'completed' : 'cancelled' });
}

/** A task that stays open shows the new due day and title. */
function updateTask(draft: Draft, task: CompiledTask): void {
  const { deadline } = task.definition;
  const dueMoved = deadline !== undefined && draft.changedDeadlines.has(deadline);
  const titleMayDiffer = task.title.dynamic && (draft.written.size > 0 || draft.changedDeadlines.size > 0);
  if (dueMoved || titleMayDiffer || isMigration(draft))
    draft.effects.push({ type: 'updateTask', key: task.key, ...contentOf(draft, task) });
}

function contentOf(draft: Draft, task: CompiledTask) {
  const running = draft.next.deadlines[task.definition.deadline ?? ''];
  return {
    title: task.title.evaluate(draft.scope),
    ...(running && { dueOn: running.targetOn, dueAt: running.dueAt }),
  };
}
