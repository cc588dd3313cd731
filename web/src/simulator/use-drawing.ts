import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Definition, StatechartLayout } from '../../../src/machines/index.js';
import type { Subject } from '../definitions/subject.js';
import { DraftDrawer } from '../statechart/draw-draft.js';
import { useLayout } from '../statechart/use-layout.js';
import { useLanguage } from '../ui/language.js';

/** The drawing of a subject in the user's language: a version's is the server's, a draft's is made in the page. */
export function useDrawing(subject: Subject, definition: Definition): UseQueryResult<StatechartLayout> {
  const { language } = useLanguage();
  const isDraft = subject.kind === 'draft';
  const ofVersion = useLayout(isDraft ? undefined : subject.caseType, isDraft ? undefined : subject.version);
  const ofDraft = useQuery({
    queryKey: ['definition', 'drawn', subject.id, isDraft ? subject.revision : 0, language],
    queryFn: async () => {
      const drawer = new DraftDrawer();
      try {
        return await drawer.draw(definition, language);
      } finally {
        drawer.close();
      }
    },
    enabled: isDraft,
    staleTime: Infinity,
  });
  return isDraft ? ofDraft : ofVersion;
}
