import { useQueryClient } from '@tanstack/react-query';
import type { SignedOutDto } from '../api-types.js';
import { request } from '../api.js';
import { forgetDrafts } from '../form/drafts.js';

/** Ends the session on the server, and at the identity provider if there is one, and forgets all that the browser has read or kept of cases. */
export function useSignOut(): () => void {
  const client = useQueryClient();
  const signOut = async () => {
    const { continueAt } = await request<SignedOutDto>('DELETE', '/api/session');
    forgetDrafts();
    client.clear();
    location.assign(continueAt ?? '/');
  };
  return () => void signOut();
}
