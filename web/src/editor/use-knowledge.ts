import { useEffect, useMemo, useRef } from 'react';
import { schemaOf } from '../../../src/machines/index.js';
import { useLanguage } from '../ui/language.js';
import type { Knowledge } from './knowledge.js';
import { namesOf, readLoosely } from './names.js';
import { useNeighbours } from './use-neighbours.js';
import type { Checking } from './use-checks.js';

const schema = schemaOf('definition');

/** What completion and help know: always the same object, which tells what is known at the moment. */
export function useKnowledge(caseType: string, { checks, fragments, words }: Checking): Knowledge {
  const { language } = useLanguage();
  const { data: neighbours } = useNeighbours(caseType);
  const known = {
    definition: checks.definition,
    fragments,
    words,
    language,
    caseTypes: Object.keys(neighbours?.current ?? {}),
  };
  const latest = useRef(known);
  useEffect(() => {
    latest.current = known;
  });
  return useMemo(
    () => ({
      schema,
      get words() {
        return latest.current.words;
      },
      get language() {
        return latest.current.language;
      },
      names: (json) => {
        const { definition, fragments, caseTypes } = latest.current;
        return namesOf([readLoosely(json), definition], fragments, caseTypes);
      },
    }),
    [],
  );
}
