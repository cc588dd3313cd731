import { useMutation, useQueryClient } from '@tanstack/react-query';
import { post, request } from '../api.js';
import type { RoleDto, TeamDto } from '../api-types.js';
import type { AccountRow } from './settings-queries.js';

export interface AccountForm {
  username: string;
  name: string;
  roles: string[];
  teamIds: string[];
  password: string;
}

/** What a dialog of the page does when it is sent. */
export type AccountAction =
  | { kind: 'create'; form: AccountForm }
  | { kind: 'change'; id: string; form: AccountForm }
  | { kind: 'password'; id: string; password: string }
  | { kind: 'active'; id: string; active: boolean }
  | { kind: 'team'; id?: string; name: string }
  | { kind: 'role'; isNew: boolean; form: RoleDto }
  | { kind: 'roleDeletion'; key: string };

/** Carries out one action and reads users and teams anew; nothing of a password is kept. */
export function useAccountAction(onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: carryOut,
    gcTime: 0,
    onSuccess: async () => {
      await Promise.all(
        ['accounts', 'teams', 'people', 'me', 'roles'].map((name) =>
          client.invalidateQueries({ queryKey: [name] }),
        ),
      );
      onDone();
    },
  });
}

function carryOut(action: AccountAction): Promise<unknown> {
  switch (action.kind) {
    case 'create':
      return post<AccountRow>('/api/users', action.form);
    case 'change': {
      const { name, roles, teamIds } = action.form;
      return request<AccountRow>('PUT', `/api/users/${action.id}`, { body: { name, roles, teamIds } });
    }
    case 'password':
      return request<AccountRow>('PUT', `/api/users/${action.id}/password`, {
        body: { password: action.password },
      });
    case 'active':
      return request<AccountRow>('PUT', `/api/users/${action.id}/active`, {
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
