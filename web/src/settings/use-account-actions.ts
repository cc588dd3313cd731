import { useMutation, useQueryClient } from '@tanstack/react-query';
import { post, request } from '../api.js';
import type { AccountOrPending, PendingChange, RoleDto, TeamDto } from '../api-types.js';

export interface AccountForm {
  username: string;
  name: string;
  roles: string[];
  teamIds: string[];
}

/** What a dialog of the page does when it is sent. */
export type AccountAction =
  | { kind: 'create'; form: AccountForm }
  | { kind: 'change'; id: string; form: AccountForm }
  | { kind: 'code'; id: string }
  | { kind: 'active'; id: string; active: boolean }
  | { kind: 'team'; id?: string; name: string }
  | { kind: 'role'; isNew: boolean; form: RoleDto }
  | { kind: 'roleDeletion'; key: string };

/** Carries out one action and reads users and teams anew; says whether another administrator must approve it first. */
export function useAccountAction(onDone: (isPending: boolean) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: carryOut,
    onSuccess: async (answer) => {
      await Promise.all(
        ['accounts', 'teams', 'people', 'me', 'roles', 'changes'].map((name) =>
          client.invalidateQueries({ queryKey: [name] }),
        ),
      );
      onDone(isPending(answer));
    },
  });
}

function carryOut(action: AccountAction): Promise<unknown> {
  switch (action.kind) {
    case 'create':
      return post<PendingChange>('/api/users', action.form);
    case 'change': {
      const { name, roles, teamIds } = action.form;
      return request<AccountOrPending>('PUT', `/api/users/${action.id}`, { body: { name, roles, teamIds } });
    }
    case 'code':
      return post<PendingChange>(`/api/users/${action.id}/code`);
    case 'active':
      return request<AccountOrPending>('PUT', `/api/users/${action.id}/active`, {
        body: { active: action.active },
      });
    case 'role': {
      const { key, title, rights } = action.form;
      return action.isNew
        ? post<RoleDto>('/api/roles', action.form)
        : request<RoleDto>('PUT', `/api/roles/${key}`, { body: { title, rights } });
    }
    case 'roleDeletion':
      return request<void>('DELETE', `/api/roles/${action.key}`);
    case 'team':
      return action.id === undefined
        ? post<TeamDto>('/api/teams', { name: action.name })
        : request<TeamDto>('PUT', `/api/teams/${action.id}`, { body: { name: action.name } });
  }
}

const isPending = (answer: unknown): boolean =>
  typeof answer === 'object' && answer !== null && ('pending' in answer || 'requestedBy' in answer);
