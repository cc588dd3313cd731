import { useQueryClient } from '@tanstack/react-query';
import { request } from '../api.js';
import { forgetDrafts } from '../form/drafts.js';

/** Ends the session on the server and forgets all that the browser has read or kept of cases. */
export function useSignOut(): () => void {
  const client = useQueryClient();
  const signOut = async () => {
    await request('DELETE', '/api/session');
    forgetDrafts();
    client.clear();
    location.assign('/');
  };
  return () => void signOut();
}
