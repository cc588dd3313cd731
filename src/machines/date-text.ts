import { epochDayOf, weekdayOfEpochDay } from './dates.js';
import type { LocalDate } from './definition.js';

export type Language = 'da' | 'en';

const WEEKDAYS: Record<Language, readonly string[]> = {
  da: 'mandag tirsdag onsdag torsdag fredag lørdag søndag'.split(' '),
  en: 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' '),
};

const MONTHS: Record<Language, readonly string[]> = {
  da: 'januar februar marts april maj juni juli august september oktober november december'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
};

/** `tirsdag`, `Tuesday`, of a day of the week from 1 (Monday) to 7. Undefined for any other number. */
export function dayOfWeekName(day: number): Record<Language, string> | undefined {
  const [da, en] = [WEEKDAYS.da[day - 1], WEEKDAYS.en[day - 1]];
  return da === undefined || en === undefined ? undefined : { da, en };
}

/** `tirsdag`, `Tuesday`. */
export function weekdayName(date: LocalDate, language: Language): string {
  return WEEKDAYS[language][weekdayOfEpochDay(epochDayOf(date)) - 1]!;
}

/** `tirsdag 7. april 2026`, `Tuesday 7 April 2026`: the same in every browser and Node, whatever its language data. */
export function longDate(date: LocalDate, language: Language): string {
  const weekday = weekdayName(date, language);
  const month = MONTHS[language][Number(date.slice(5, 7)) - 1]!;
  const day = `${Number(date.slice(8))}${language === 'da' ? '.' : ''}`;
  return `${weekday} ${day} ${month} ${Number(date.slice(0, 4))}`;
}
