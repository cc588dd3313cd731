import type { CountedDays } from '../../../src/machines/index.js';
import type { Language } from './language.js';

const UNITS: Record<Language, Record<string, [one: string, many: string]>> = {
  da: { Y: ['år', 'år'], M: ['måned', 'måneder'], W: ['uge', 'uger'], D: ['dag', 'dage'] },
  en: { Y: ['year', 'years'], M: ['month', 'months'], W: ['week', 'weeks'], D: ['day', 'days'] },
};
const COUNTED: Record<CountedDays, Record<Language, [one: string, many: string]>> = {
  workingDays: { da: ['arbejdsdag', 'arbejdsdage'], en: ['working day', 'working days'] },
  weekdays: { da: ['hverdag', 'hverdage'], en: ['weekday', 'weekdays'] },
};

/** `P12W` as `12 uger`; its days may be those that count. */
export function lengthInWords(
  length: string,
  language: Language,
  days: 'days' | CountedDays = 'days',
): string {
  const parts = [...length.matchAll(/(\d+)([YMWD])/g)].map(([, count = '', unit = '']) => {
    const names = unit === 'D' && days !== 'days' ? COUNTED[days][language] : UNITS[language][unit]!;
    return `${count} ${names[count === '1' ? 0 : 1]}`;
  });
  return parts.join(language === 'da' ? ' og ' : ' and ') || length;
}
