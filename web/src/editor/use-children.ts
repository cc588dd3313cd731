import { useQuery } from '@tanstack/react-query';
import type { Definition } from '../../../src/machines/index.js';
import type { VersionOverview } from '../../../src/persistence/views/definition-overview.js';
import { get } from '../api.js';

/** The definitions that new cases get now, by case type: what a definition may open as other cases. */
export function useChildren() {
  return useQuery({
    queryKey: ['definitions', 'current documents'],
    queryFn: ({ signal }) => readCurrent(signal),
    staleTime: Infinity,
  });
}

async function readCurrent(signal: AbortSignal): Promise<Record<string, Definition>> {
  const versions = await get<VersionOverview[]>('/api/definitions/overview', signal);
  const documents = versions
    .filter(({ current }) => current)
    .map(async ({ caseType, version }): Promise<[string, Definition]> => {
      const path = `/api/definitions/${caseType}/versions/${version}`;
      return [caseType, (await get<{ document: Definition }>(path, signal)).document];
    });
  return Object.fromEntries(await Promise.all(documents));
}
