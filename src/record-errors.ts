/** Refusals about how long what was recorded is kept, and about handing it out; part of the one table of errors. */
export const RECORD_ERRORS = {
  alreadyHeld: {
    status: 409,
    da: 'Sagen er allerede undtaget fra kassation.',
    en: 'The case is on hold already.',
  },
  notHeld: { status: 409, da: 'Sagen er ikke undtaget fra kassation.', en: 'The case is not on hold.' },
  noCasesOfCitizen: {
    status: 404,
    da: 'Dine team har ingen sager om borgeren.',
    en: 'Your teams have no cases of the citizen.',
  },
  noRetentionRule: {
    status: 404,
    da: 'Sagstypen har ingen regel om kassation.',
    en: 'The case type has no rule of retention.',
  },
} as const;
