import { bilingual } from '../ui/language.js';

/** What all pages about definitions say. */
export const definitionTexts = bilingual(
  {
    definitions: 'Definitioner',
    draft: 'kladde',
    version: (version: number) => `version ${version}`,
    frame: {
      trail: 'Hvor du er',
      tabs: 'Sider om definitionen',
      edit: 'Rediger',
      simulate: 'Simulér',
      rules: 'Regler',
      publish: 'Udgiv',
      overview: 'Oversigt',
    },
    stages: {
      draft: 'Kladde',
      verified: 'Kontrolleret',
      reviewed: 'Godkendt',
      published: 'Udgivet',
      discarded: 'Opgivet',
    },
  },
  {
    definitions: 'Definitions',
    draft: 'draft',
    version: (version) => `version ${version}`,
    frame: {
      trail: 'Where you are',
      tabs: 'Pages about the definition',
      edit: 'Edit',
      simulate: 'Simulate',
      rules: 'Rules',
      publish: 'Publish',
      overview: 'Overview',
    },
    stages: {
      draft: 'Draft',
      verified: 'Verified',
      reviewed: 'Reviewed',
      published: 'Published',
      discarded: 'Discarded',
    },
  },
);
