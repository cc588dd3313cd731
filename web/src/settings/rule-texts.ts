import { bilingual, type Language } from '../ui/language.js';
import { readRule, yearSpans, type Weekday } from './day-rule.js';
import type { Years } from './pending.js';
import { longDate, plainDate, monthName } from '../ui/dates.js';

/** Days that come back: how they are chosen, and how they are said. */
export const ruleTexts = bilingual(
  {
    kind: 'Hvornår',
    kinds: {
      date: 'En bestemt dato',
      yearly: 'Samme dato hvert år',
      easter: 'Dage regnet fra påskedag',
      weekday: 'En ugedag i en måned',
    },
    date: 'Dato',
    day: 'Dag i måneden',
    month: 'Måned',
    everyMonth: 'hver måned',
    offset: 'Dage efter påskedag',
    offsetHelp: 'Med minus foran: dage før. Fx 26 for den fjerde fredag efter påske.',
    count: 'Hvilken',
    counts: { 1: 'den første', 2: 'den anden', 3: 'den tredje', 4: 'den fjerde', 5: 'den femte' },
    weekday: 'Ugedag',
    weekdays: {
      monday: 'mandag',
      tuesday: 'tirsdag',
      wednesday: 'onsdag',
      thursday: 'torsdag',
      friday: 'fredag',
      saturday: 'lørdag',
      sunday: 'søndag',
    },
    fromYear: 'Fra og med år',
    untilYear: 'Til og med år',
    yearsHelp: 'Lad feltet være tomt, hvis der ingen grænse er.',
    faults: {
      date: 'Skriv en dato, fx 14.05.2027',
      outside: 'Datoen ligger uden for de år, som kalenderen kender',
      day: 'Skriv en dag, som måneden har',
      offset: 'Skriv et antal dage, fx 26 eller −3',
      year: 'Skriv et årstal, som kalenderen kender',
      yearOrder: 'Det sidste år ligger før det første',
    },
    said: {
      yearly: (day: string) => `${day} hvert år`,
      easter: (days: number) =>
        days === 0
          ? 'påskedag'
          : `${Math.abs(days)} ${Math.abs(days) === 1 ? 'dag' : 'dage'} ${days > 0 ? 'efter' : 'før'} påskedag`,
      weekday: (which: string, months: string) => `${which} i ${months}`,
      every: 'hver måned',
      from: (year: number) => `fra og med ${year}`,
      until: (year: number) => `til og med ${year}`,
      days: (count: number, years: string) => `${count} dage, ${years}`,
    },
  },
  {
    kind: 'When',
    kinds: {
      date: 'One date',
      yearly: 'The same date every year',
      easter: 'Days counted from Easter Sunday',
      weekday: 'A weekday of a month',
    },
    date: 'Date',
    day: 'Day of the month',
    month: 'Month',
    everyMonth: 'every month',
    offset: 'Days after Easter Sunday',
    offsetHelp: 'With a minus before it: days before. For instance 26 for the fourth Friday after Easter.',
    count: 'Which one',
    counts: { 1: 'the first', 2: 'the second', 3: 'the third', 4: 'the fourth', 5: 'the fifth' },
    weekday: 'Weekday',
    weekdays: {
      monday: 'Monday',
      tuesday: 'Tuesday',
      wednesday: 'Wednesday',
      thursday: 'Thursday',
      friday: 'Friday',
      saturday: 'Saturday',
      sunday: 'Sunday',
    },
    fromYear: 'From the year',
    untilYear: 'Until the year',
    yearsHelp: 'Leave the field empty where there is no limit.',
    faults: {
      date: 'Enter a date, for instance 14.05.2027',
      outside: 'The date lies outside the years that the calendar knows',
      day: 'Enter a day that the month has',
      offset: 'Enter a number of days, for instance 26 or −3',
      year: 'Enter a year that the calendar knows',
      yearOrder: 'The last year lies before the first',
    },
    said: {
      yearly: (day) => `${day} every year`,
      easter: (days) =>
        days === 0
          ? 'Easter Sunday'
          : `${Math.abs(days)} ${Math.abs(days) === 1 ? 'day' : 'days'} ${days > 0 ? 'after' : 'before'} Easter Sunday`,
      weekday: (which, months) => `${which} of ${months}`,
      every: 'every month',
      from: (year) => `from ${year}`,
      until: (year) => `until ${year}`,
      days: (count, years) => `${count} days, ${years}`,
    },
  },
);

export const monthWord = (month: number, language: Language): string =>
  monthName(`2000-${`${month}`.padStart(2, '0')}-01`, language).split(' ')[0]!;

/** `den anden torsdag i marts, fra og med 2027`. */
export function ruleWords(
  days: readonly string[],
  { fromYear, untilYear }: Years,
  language: Language,
): string {
  const { said, counts, weekdays } = ruleTexts[language];
  const rule = readRule(days);
  const which = (count: number, weekday: Weekday) => `${counts[count as 1]} ${weekdays[weekday]}`;
  const words = () => {
    if (rule.kind === 'date') return longDate(rule.date, language);
    if (rule.kind === 'yearly') return said.yearly(plainDate(rule.date, language).replace(/ 2000$/, ''));
    if (rule.kind === 'easter') return said.easter(rule.offset);
    const months =
      rule.months.length === 12 ? said.every : rule.months.map((at) => monthWord(at, language)).join(', ');
    return said.weekday(which(rule.count, rule.weekday), months);
  };
  const years = [
    fromYear !== undefined && said.from(fromYear),
    untilYear !== undefined && said.until(untilYear),
  ];
  return [words(), ...years].filter(Boolean).join(', ');
}

/** One date as it is, many as their number and years. */
export function datesInWords(dates: readonly string[], language: Language): string {
  if (dates.length === 1) return longDate(dates[0]!, language);
  return ruleTexts[language].said.days(dates.length, yearSpans(dates));
}
