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
  | { kind: 'change'; id: string; seen: Omit<AccountForm, 'username'>; form: AccountForm }
  | { kind: 'code'; id: string }
  | { kind: 'active'; id: string; active: boolean }
  | { kind: 'team'; seen?: TeamDto; name: string }
  | { kind: 'role'; seen?: RoleDto; form: RoleDto }
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
      const body = { ...rightsOf(action.form), seen: rightsOf(action.seen) };
      return request<AccountOrPending>('PUT', `/api/users/${action.id}`, { body });
    }
    case 'code':
      return post<PendingChange>(`/api/users/${action.id}/code`);
    case 'active':
      return request<AccountOrPending>('PUT', `/api/users/${action.id}/active`, {
        body: { active: action.active },
      });
    case 'role': {
      const { seen, form } = action;
      if (!seen) return post<RoleDto>('/api/roles', form);
      const body = { ...wordsOf(form), seen: wordsOf(seen) };
      return request<RoleDto>('PUT', `/api/roles/${seen.key}`, { body });
    }
    case 'roleDeletion':
      return request<void>('DELETE', `/api/roles/${action.key}`);
    case 'team': {
      const { seen, name } = action;
      if (!seen) return post<TeamDto>('/api/teams', { name });
      const body = { name, seen: { name: seen.name } };
      return request<TeamDto>('PUT', `/api/teams/${seen.id}`, { body });
    }
  }
}

const rightsOf = ({ name, roles, teamIds }: Omit<AccountForm, 'username'>) => ({ name, roles, teamIds });
const wordsOf = ({ title, rights }: RoleDto) => ({ title, rights });

const isPending = (answer: unknown): boolean =>
  typeof answer === 'object' && answer !== null && ('pending' in answer || 'requestedBy' in answer);
