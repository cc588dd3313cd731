import { withoutExpressions, type StateNode } from '../../../src/machines/index.js';
import type { Definition, Text } from '../api-types.js';
import { useWords } from '../ui/language.js';

type Section = 'deadlines' | 'tasks' | 'events';

export interface Titles {
  /** Empty for the root. */
  state: (path: string) => string;
  of: (section: Section, key: string) => string;
}

/** What people call the parts of a case type: as the first of the definitions says that knows them; the name itself where none does. Drafts may be unfinished. */
export function useTitles(definitions: readonly (Partial<Definition> | null | undefined)[]): Titles {
  const words = useWords();
  const first = (find: (definition: Partial<Definition>) => Text | undefined, name: string) => {
    for (const definition of definitions) {
      const title = definition ? find(definition) : undefined;
      if (title?.da) return words(withoutExpressions({ en: title.da, ...title }));
    }
    return name;
  };
  return {
    state: (path) => (path === '' ? '' : first(({ machine }) => stateIn(machine, path)?.meta?.title, path)),
    of: (section, key) =>
      first((definition) => (definition[section] as Record<string, { title?: Text }>)?.[key]?.title, key),
  };
}

function stateIn(machine: StateNode | undefined, path: string): StateNode | undefined {
  return path.split('.').reduce<StateNode | undefined>((node, name) => node?.states?.[name], machine);
}
