import { useQuery } from '@tanstack/react-query';
import type { Neighbours } from '../../../src/machines/index.js';
import { get } from '../api.js';

/** What a version of the case type must fit, and may open as other cases. */
export function useNeighbours(caseType: string) {
  return useQuery({
    queryKey: ['definitions', 'neighbours', caseType],
    queryFn: ({ signal }) => get<Neighbours>(`/api/definitions/${caseType}/neighbours`, signal),
    staleTime: Infinity,
  });
}
