/** Refusals about drafts, their publication, and moving cases to what was published; part of the one table of errors. */
export const PUBLICATION_ERRORS = {
  unknownDefinition: {
    status: 404,
    da: 'Definitionen findes ikke.',
    en: 'The definition does not exist.',
  },

  // Versions: drafts, rehearsals, migrations
  definitionNotVerified: {
    status: 409,
    da: 'Definitionen har fejl og kan ikke offentliggøres.',
    en: 'The definition has problems and cannot be published.',
  },
  unknownDraft: {
    status: 404,
    da: 'Kladden findes ikke.',
    en: 'The draft does not exist.',
  },
  staleDraft: {
    status: 409,
    da: 'Kladden er ændret, siden du hentede den.',
    en: 'The draft has changed since you read it.',
  },
  staleBase: {
    status: 409,
    da: 'En anden version er offentliggjort, siden kladden blev begyndt. Tag den med i kladden, og få den godkendt igen.',
    en: 'Another version has been published since the draft was begun. Take it into the draft and have it reviewed again.',
  },
  draftConflicts: {
    status: 409,
    da: 'Kladden og det, der er offentliggjort siden, ændrer det samme. Afgør, hvad der skal gælde.',
    en: 'The draft and what was published since change the same. Decide which is to hold.',
  },
  revisionNeeded: {
    status: 428,
    da: 'Angiv med If-Match, hvilken udgave af kladden du ændrer.',
    en: 'Say with If-Match which revision of the draft you change.',
  },
  draftNotInStage: {
    status: 409,
    da: 'Kladden er ikke nået så langt.',
    en: 'The draft has not come that far.',
  },
  ownDraft: {
    status: 403,
    da: 'Den, der har skrevet kladden, kan ikke selv godkende den.',
    en: 'Who has written the draft cannot review it.',
  },
  otherCaseType: {
    status: 409,
    da: 'Definitionen hører til en anden sagstype.',
    en: 'The definition belongs to another case type.',
  },
  versionStillNeeded: {
    status: 409,
    da: 'Versionen kan ikke tages ud af brug endnu: andre sagstyper regner med den.',
    en: 'The version cannot be retired yet: other case types count on it.',
  },
  versionRetired: {
    status: 409,
    da: 'Versionen er allerede taget ud af brug.',
    en: 'The version is retired already.',
  },
  invalidCondition: {
    status: 400,
    da: 'Betingelsen er ikke gyldig.',
    en: 'The condition is not valid.',
  },
  invalidStateMap: {
    status: 400,
    da: 'Oversættelsen af tilstande er ikke gyldig.',
    en: 'The map of states is not valid.',
  },
  invalidCaseNumbers: {
    status: 400,
    da: 'Nogle af sagerne kan ikke flyttes.',
    en: 'Some of the cases cannot be moved.',
  },
  unknownMigration: {
    status: 404,
    da: 'Flytningen findes ikke.',
    en: 'The migration does not exist.',
  },
  unknownRehearsal: {
    status: 404,
    da: 'Prøven findes ikke.',
    en: 'The rehearsal does not exist.',
  },
  runNotInThatState: {
    status: 409,
    da: 'Kørslen er ikke i en tilstand, hvor det kan lade sig gøre.',
    en: 'The run is not in a state in which that is possible.',
  },
} as const;
