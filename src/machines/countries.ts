import Holidays from 'date-holidays';

/** A country or a part of one whose public holidays are known; `parts` are states, and within these regions. */
export interface LawPlace {
  /** As in `CalendarLaw`: `DE`, `BY`. */
  code: string;
  /** In the words of the place itself. */
  name: string;
  parts: LawPlace[];
}

export interface LawCountry extends LawPlace {
  /** IANA names; the first is that of the capital. */
  zones: string[];
  /** ISO 639-1 codes of the languages that its holidays have names in, its own first. */
  languages: string[];
}

type Names = Record<string, string> | undefined;

const placesOf = (names: Names, partsOf: (code: string) => LawPlace[]): LawPlace[] =>
  Object.entries(names ?? {}).map(([code, name]) => ({ code, name, parts: partsOf(code) }));

let known: LawCountry[] | undefined;

/** The countries that a calendar may follow the law of. Read once: it takes half a second. */
export function lawCountries(): LawCountry[] {
  known ??= readCountries();
  return known;
}

function readCountries(): LawCountry[] {
  const library = new Holidays();
  const regions = (country: string) => (state: string) =>
    placesOf(library.getRegions(country, state), () => []);
  return placesOf(library.getCountries(), (country) =>
    placesOf(library.getStates(country), regions(country)),
  ).map((country) => {
    const own = new Holidays(country.code);
    const languages = own.getLanguages().map((language) => language.slice(0, 2));
    return { ...country, zones: own.getTimezones(), languages: [...new Set(languages)] };
  });
}
