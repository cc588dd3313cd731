/** What class-validator's constraints say in Danish; its own English is kept. */
const DANISH: Record<string, string> = {
  arrayMaxSize: 'har for mange elementer',
  arrayNotEmpty: 'skal have mindst ét element',
  arrayUnique: 'har det samme element to gange',
  isArray: 'skal være en liste',
  isBoolean: 'skal være sand eller falsk',
  isLocalDate: 'skal være en dato som 2026-02-28',
  isMoment: 'skal være et tidspunkt som 2026-02-28T08:00:00+01:00',
  isIn: 'er ikke en af de mulige værdier',
  isInt: 'skal være et helt tal',
  isNotEmpty: 'må ikke være tom',
  isObject: 'skal være et objekt',
  isString: 'skal være tekst',
  isUuid: 'skal være et id',
  matches: 'har ikke den rigtige form',
  max: 'er for stor',
  maxLength: 'er for lang',
  min: 'er for lille',
  minLength: 'er for kort',
  whitelistValidation: 'kendes ikke',
};

/** The sentence of one failed constraint in both languages. */
export function constraintText(code: string, english: string): { da: string; en: string } {
  return { da: DANISH[code] ?? 'er ikke gyldig', en: english };
}
