import { useQuery } from '@tanstack/react-query';
import type { StatechartLayout } from '../../../src/machines/index.js';
import { get, withQuery } from '../api.js';
import { useLanguage } from '../ui/language.js';

/** The server's drawing of a published version in the user's language. It never changes, so it is read once. */
export function useLayout(caseType: string | undefined, version: number | undefined) {
  const { language } = useLanguage();
  return useQuery({
    queryKey: ['definition', 'statechart', caseType, version, language],
    queryFn: ({ signal }) =>
      get<StatechartLayout>(
        withQuery(`/api/definitions/${caseType}/versions/${version}/statechart`, { language }),
        signal,
      ),
    enabled: caseType !== undefined && version !== undefined,
    staleTime: Infinity,
  });
}
