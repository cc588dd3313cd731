import type { LawCountry, LawPlace } from '../../../src/machines/index.js';
import type { Language } from '../ui/language.js';

const namesOf = (type: 'region' | 'language', language: Language) =>
  new Intl.DisplayNames([language], { type, fallback: 'none' });

/** The country in the user's language; as it calls itself where that has no word for it. */
export const countryName = ({ code, name }: Pick<LawPlace, 'code' | 'name'>, language: Language): string =>
  (/^[A-Z]{2}$/.test(code) && namesOf('region', language).of(code)) || name;

export const languageName = (code: string, language: Language): string =>
  namesOf('language', language).of(code) ?? code;

/** `Tyskland, Bayern`: a country, state and region by their codes. */
export function placeName(path: readonly string[], countries: LawCountry[], language: Language): string {
  const [country = '', ...parts] = path;
  const words = [countryName({ code: country, name: country }, language)];
  let places: LawPlace[] = countries.find(({ code }) => code === country)?.parts ?? [];
  for (const part of parts) {
    const place = places.find(({ code }) => code === part);
    words.push(place?.name ?? part);
    places = place?.parts ?? [];
  }
  return words.join(', ');
}
