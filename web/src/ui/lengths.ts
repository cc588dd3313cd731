import type { Language } from './language.js';

const UNITS: Record<Language, Record<string, [one: string, many: string]>> = {
  da: { Y: ['år', 'år'], M: ['måned', 'måneder'], W: ['uge', 'uger'], D: ['dag', 'dage'] },
  en: { Y: ['year', 'years'], M: ['month', 'months'], W: ['week', 'weeks'], D: ['day', 'days'] },
};
const WORKING: Record<Language, [one: string, many: string]> = {
  da: ['arbejdsdag', 'arbejdsdage'],
  en: ['working day', 'working days'],
};

/** `P12W` as `12 uger`; with `workingDays`, days are working days. */
export function lengthInWords(length: string, language: Language, counting = 'calendar'): string {
  const parts = [...length.matchAll(/(\d+)([YMWD])/g)].map(([, count = '', unit = '']) => {
    const names = unit === 'D' && counting === 'workingDays' ? WORKING[language] : UNITS[language][unit]!;
    return `${count} ${names[count === '1' ? 0 : 1]}`;
  });
  return parts.join(language === 'da' ? ' og ' : ' and ') || length;
}
