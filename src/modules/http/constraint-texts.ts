/** What class-validator's constraints say in Danish; its own English is kept. */
const DANISH: Record<string, string> = {
  arrayMaxSize: 'har for mange elementer',
  isArray: 'skal være en liste',
  isBoolean: 'skal være sand eller falsk',
  isDateString: 'skal være en dato eller et tidspunkt',
  isIn: 'er ikke en af de mulige værdier',
  isInt: 'skal være et helt tal',
  isISO8601: 'skal være en dato eller et tidspunkt',
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
