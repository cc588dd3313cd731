import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { request } from '../api.js';
import { draftKey, type DraftSubject } from './subject.js';

/** Gives a draft up and goes to the list. `onDone` is called before that, so that what is kept of its text can be let go. */
export function useDiscarding({ id, revision }: Pick<DraftSubject, 'id' | 'revision'>, onDone?: () => void) {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () => request('DELETE', `/api/definitions/drafts/${id}`, { revision }),
    onSuccess: async () => {
      onDone?.();
      await navigate('/definitions');
      client.removeQueries({ queryKey: draftKey(id) });
      await client.invalidateQueries({ queryKey: ['definitions'] });
    },
  });
}
