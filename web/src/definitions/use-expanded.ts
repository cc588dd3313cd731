import { useMemo } from 'react';
import { parseDefinition, shippedFragments } from '../../../src/machines/index.js';

/** The document with its fragments in their places, so that what lies in them has its titles; as it is written where it cannot be read. */
export function useExpanded(document: unknown): unknown {
  return useMemo(() => {
    const parsed = parseDefinition(document, shippedFragments());
    return parsed.ok ? parsed.definition : document;
  }, [document]);
}
