import { longDate } from '../ui/dates.js';
import { useLanguage, useTexts } from '../ui/language.js';
import { calendarTexts } from './calendar-texts.js';
import { datesByName } from './day-rule.js';
import { hoursText, hoursTexts } from './hours-texts.js';
import { partsTexts } from './parts-texts.js';
import { placeName } from './place-names.js';
import { datesInWords } from './rule-texts.js';
import { useSeriesName } from './series-name.js';
import type { CalendarForecast } from './settings-queries.js';

type Changed = CalendarForecast['changes'];

/** How two calendars differ, a line each; days that bear one name are one line. */
export function ChangeLines({ changes }: { changes: Changed }) {
  const lines = useChangeLines()(changes);
  return (
    <ul className="plain-list">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function useChangeLines(): (changes: Changed) => string[] {
  const texts = useTexts(calendarTexts).versions;
  const officeHours = useTexts(hoursTexts);
  const { language } = useLanguage();
  const now = useNowWords();
  const series = useSeriesLines();
  const named = (days: { date: string; name: string }[], say: (when: string, name: string) => string) =>
    [...datesByName(days)].map(([name, dates]) => say(datesInWords(dates, language), name));
  const day = (date: string) => longDate(date, language);
  return ({ closed, opened, holidays, citizenHolidays, ...rest }) => [
    ...closed.map(({ date, name }) => texts.closed(day(date), name)),
    ...opened.map(({ date, name }) => texts.opened(day(date), name)),
    ...named(holidays.added, texts.holiday),
    ...named(holidays.removed, texts.noHoliday),
    ...named(citizenHolidays.added, texts.forCitizens),
    ...named(citizenHolidays.removed, texts.notForCitizens),
    ...rest.officeHours.map(({ weekday, hours }) => officeHours.changed(weekday, hours && hoursText(hours))),
    ...now(rest.now),
    ...rest.series.flatMap(series),
    ...(rest.other ? [texts.other] : []),
  ];
}

function useNowWords(): (now: Changed['now']) => string[] {
  const texts = useTexts(calendarTexts).versions.now;
  const clock = useTexts(partsTexts).clocks.shown;
  const { language } = useLanguage();
  return ({ country, zone, ...clocks }) => [
    ...(country === undefined ? [] : [texts.country(placeName(country.split('-'), [], language))]),
    ...(zone === undefined ? [] : [texts.zone(zone)]),
    ...Object.entries(clocks).map(([what, time]) => texts[what as keyof typeof clocks](clock(time))),
  ];
}

function useSeriesLines(): (one: Changed['series'][number]) => string[] {
  const texts = useTexts(calendarTexts).versions;
  const { language } = useLanguage();
  const titleOf = useSeriesName();
  return ({ name, added, removed, whole }) => {
    const title = titleOf(name);
    if (whole === 'removed') return [texts.seriesGone(title)];
    return [
      ...(added.length > 0 ? [texts.added(datesInWords(added, language), title)] : []),
      ...(removed.length > 0 ? [texts.removed(datesInWords(removed, language), title)] : []),
      ...(whole === 'added' && added.length === 0 ? [texts.seriesCome(title)] : []),
    ];
  };
}
