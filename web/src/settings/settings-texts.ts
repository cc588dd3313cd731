import { bilingual } from '../ui/language.js';

/** What all pages of the settings share. */
export const settingsTexts = bilingual(
  {
    pages: {
      label: 'Indstillingernes sider',
      calendar: 'Kalender',
      people: 'Brugere og team',
      changes: 'Godkendelser',
      retention: 'Kassation',
      letters: 'Breve',
      parameters: 'Parametre',
    },
    cancel: 'Annullér',
    more: 'Vis flere',
    caseType: 'Sagstype',
    version: (version: number) => `Version ${version}`,
    source: 'Kilde',
    toDefinition: 'Se definitionen',
    toDefinitionOf: (title: string) => `Se definitionen af ${title}`,
    marks: {
      DERIVED: 'Udledt',
      GKU: 'Skal bekræftes',
      none: 'Fast kilde',
    },
    marksTitle: 'Hvad mærkerne betyder',
    marksDerived:
      'Udledt: ikke lov, men vores tolkning, hvor kilderne lader et hul. Den, der ejer arbejdsgangen, bør bekræfte den.',
    marksGku:
      'Skal bekræftes: almen viden, som der ikke er fundet en kilde til. En jurist skal bekræfte den, før nogen stoler på den.',
    marksNone: 'Uden mærke: kilden fastsætter værdien.',
  },
  {
    pages: {
      label: 'Pages of the settings',
      calendar: 'Calendar',
      people: 'Users and teams',
      changes: 'Approvals',
      retention: 'Disposal',
      letters: 'Letters',
      parameters: 'Parameters',
    },
    cancel: 'Cancel',
    more: 'Show more',
    caseType: 'Case type',
    version: (version) => `Version ${version}`,
    source: 'Source',
    toDefinition: 'See the definition',
    toDefinitionOf: (title) => `See the definition of ${title}`,
    marks: {
      DERIVED: 'Derived',
      GKU: 'To be confirmed',
      none: 'Fixed source',
    },
    marksTitle: 'What the marks mean',
    marksDerived:
      'Derived: not law, but our reading where the sources leave a gap. The owner of the procedure should confirm it.',
    marksGku:
      'To be confirmed: general knowledge for which no source was found. A lawyer must confirm it before anybody relies on it.',
    marksNone: 'Without a mark: the source fixes the value.',
  },
);
