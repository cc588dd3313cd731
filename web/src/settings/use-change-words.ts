import { longDate } from '../ui/dates.js';
import { useLanguage, useTexts } from '../ui/language.js';
import { calendarTexts } from './calendar-texts.js';
import { hoursText, hoursTexts } from './hours-texts.js';
import { partsTexts } from './parts-texts.js';
import type { Pending } from './pending.js';
import { ruleTexts, ruleWords } from './rule-texts.js';
import { useSeriesName } from './series-name.js';

/** One change of the page in words. */
export function useChangeWords(): (one: Pending) => string {
  const texts = useTexts(calendarTexts).changes;
  const parts = useTexts(partsTexts);
  const said = useTexts(ruleTexts).said;
  const officeHours = useTexts(hoursTexts);
  const now = useTexts(calendarTexts).versions.now;
  const seriesName = useSeriesName();
  const { language } = useLanguage();
  const day = (date: string) => longDate(date, language);
  return (one) => {
    switch (one.kind) {
      case 'close':
        return texts.close(day(one.date), one.name);
      case 'open':
        return texts.open(day(one.date));
      case 'add':
      case 'remove':
        return parts.changes[one.kind](seriesName(one.series), day(one.date));
      case 'hours':
        return officeHours.changed(one.weekday, one.hours && hoursText(one.hours));
      case 'clock':
        return now[one.clock](parts.clocks.shown(one.time));
      case 'name':
        return parts.changes.name(one.list, one.name, ruleWords([one.day], one, language));
      case 'unname': {
        const years = [
          one.fromYear !== undefined && said.from(one.fromYear),
          one.untilYear !== undefined && said.until(one.untilYear),
        ];
        return parts.changes.unname(
          one.list,
          one.name,
          years.map((part) => (part ? `, ${part}` : '')).join(''),
        );
      }
      case 'addRule':
      case 'removeRule':
        return parts.changes[one.kind](seriesName(one.series), ruleWords(one.days, one, language));
      case 'endSeries':
        return parts.changes.endSeries(seriesName(one.series));
      case 'law':
        return parts.changes.law(one.place, one.law.zone);
    }
  };
}
