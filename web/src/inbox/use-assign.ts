import { useMutation } from '@tanstack/react-query';
import type { CaseView, TaskListRow } from '../api-types.js';
import { post } from '../api.js';
import { useRefresh } from '../queries.js';

interface Assignment {
  tasks: Pick<TaskListRow, 'id' | 'caseId' | 'role' | 'assigneeId'>[];
  assigneeId: string | null;
}

/** Gives the cases of the tasks to one person, one after the other; answers how many cases that were. */
export function useAssign(onDone: (cases: number, assigneeId: string | null) => void) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async ({ tasks, assigneeId }: Assignment): Promise<number> => {
      // All tasks of a case go together: one of them is enough.
      const byCase = new Map(tasks.map((task) => [task.caseId, task]));
      for (const { id, role, assigneeId: from } of byCase.values()) {
        // A task for another role says nothing of who has the case.
        await post<CaseView>(`/api/tasks/${id}/assign`, {
          assigneeId,
          ...(role === 'caseworker' && { from }),
        });
      }
      return byCase.size;
    },
    onSuccess: (cases, { assigneeId }) => onDone(cases, assigneeId),
    onSettled: refresh,
  });
}
