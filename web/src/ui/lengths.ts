import type { CountedDays } from '../../../src/machines/index.js';
import type { Language } from './language.js';

type Names = Record<string, [one: string, many: string]>;

const DAYS: Record<Language, Names> = {
  da: { Y: ['år', 'år'], M: ['måned', 'måneder'], W: ['uge', 'uger'], D: ['dag', 'dage'] },
  en: { Y: ['year', 'years'], M: ['month', 'months'], W: ['week', 'weeks'], D: ['day', 'days'] },
};
/** Behind the T of ISO 8601, where M is no month. */
const HOURS: Record<Language, Names> = {
  da: { H: ['time', 'timer'], M: ['minut', 'minutter'], S: ['sekund', 'sekunder'] },
  en: { H: ['hour', 'hours'], M: ['minute', 'minutes'], S: ['second', 'seconds'] },
};
const SHORT_HOURS: Record<Language, Names> = {
  da: { H: ['t', 't'], M: ['min', 'min'], S: ['s', 's'] },
  en: { H: ['h', 'h'], M: ['min', 'min'], S: ['s', 's'] },
};
const COUNTED: Record<CountedDays, Record<Language, [one: string, many: string]>> = {
  workingDays: { da: ['arbejdsdag', 'arbejdsdage'], en: ['working day', 'working days'] },
  weekdays: { da: ['hverdag', 'hverdage'], en: ['weekday', 'weekdays'] },
};

function partsOf(length: string, names: Names): string[] {
  return [...length.matchAll(/(\d+)([YMWDHS])/g)].map(
    ([, count = '', unit = '']) => `${count} ${names[unit]?.[count === '1' ? 0 : 1] ?? unit}`,
  );
}

/** `P12W` as `12 uger`, `PT1H30M` as `1 time og 30 minutter`; its days may be those that count. */
export function lengthInWords(
  length: string,
  language: Language,
  days: 'days' | CountedDays = 'days',
): string {
  const own = length.includes('T') ? HOURS[language] : DAYS[language];
  const names = days === 'days' ? own : { ...own, D: COUNTED[days][language] };
  return partsOf(length, names).join(language === 'da' ? ' og ' : ' and ') || length;
}

/** `PT1H30M` as `1 t 30 min`, for lists. */
export function shortHours(length: string, language: Language): string {
  return partsOf(length, SHORT_HOURS[language]).join(' ');
}
