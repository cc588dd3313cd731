import { useState, type KeyboardEvent } from 'react';
import { useToday } from '../queries.js';
import { addDays, daysOfWeek, longDate, monthName, weekNumber, weeksOfMonth } from '../ui/dates.js';
import { useLanguage, useTexts } from '../ui/language.js';
import { calendarTexts } from './calendar-texts.js';
import { useSeriesName } from './series-name.js';
import type { DayOfYear } from './year-days.js';

interface YearProps {
  year: number;
  dayOf: (date: string) => DayOfYear;
  /** Left out where nothing may be changed. */
  onPick?: (date: string) => void;
}

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
const MONDAY = '2026-03-02';

/** The twelve months of a year. Where days may be picked, one of them is reached by Tab and the others by the arrow keys. */
export function YearView({ year, dayOf, onPick }: YearProps) {
  const texts = useTexts(calendarTexts);
  const { today } = useToday();
  const first = `${year}-01-01`;
  const [stop, setStop] = useState(today.startsWith(`${year}`) ? today : first);
  const focused = stop.startsWith(`${year}`) ? stop : first;
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const step = STEPS[event.key];
    const next = step === undefined ? '' : addDays(focused, step);
    if (!next.startsWith(`${year}`)) return;
    event.preventDefault();
    setStop(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-date="${next}"]`)?.focus();
  };
  const months = Array.from({ length: 12 }, (_, at) => `${year}-${`${at + 1}`.padStart(2, '0')}`);
  const pick = onPick && {
    focused,
    onPick: (date: string) => {
      setStop(date);
      onPick(date);
    },
  };
  return (
    <section aria-label={texts.yearOf(year)}>
      <div className="year" onKeyDown={pick ? move : undefined} role="presentation">
        {months.map((month) => (
          <Month key={month} month={month} dayOf={dayOf} {...(pick && { pick })} />
        ))}
      </div>
    </section>
  );
}

interface Pick {
  focused: string;
  onPick: (date: string) => void;
}

function Month({ month, dayOf, pick }: { month: string; dayOf: YearProps['dayOf']; pick?: Pick }) {
  const { language } = useLanguage();
  const [name] = monthName(`${month}-01`, language).split(' ');
  return (
    <table className="year-month">
      <caption>{name}</caption>
      <thead>
        <tr>
          <td />
          {daysOfWeek(MONDAY)
            .map((date) => longDate(date, language))
            .map((day) => (
              <th key={day} scope="col">
                <span aria-hidden>{day.slice(0, 2)}</span>
                <span className="aksel-sr-only">{day.split(/[\s,]/)[0]}</span>
              </th>
            ))}
        </tr>
      </thead>
      <tbody>
        {weeksOfMonth(month).map((monday) => (
          <tr key={monday}>
            <th scope="row" className="quiet">
              {weekNumber(monday)}
            </th>
            {daysOfWeek(monday).map((date) =>
              date.startsWith(month) ? (
                <td key={date}>
                  <Day date={date} day={dayOf(date)} {...(pick && { pick })} />
                </td>
              ) : (
                <td key={date} />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Day({ date, day, pick }: { date: string; day: DayOfYear; pick?: Pick }) {
  const { language } = useLanguage();
  const { today } = useToday();
  const words = useDayWords();
  const seriesName = useSeriesName();
  const number = Number(date.slice(8));
  const marks = [day.kind, day.series.length > 0 && 'meeting', date === today && 'today']
    .filter(Boolean)
    .join(' ');
  const said = words(day, date === today);
  const title = [day.name, ...day.series.map(seriesName)].filter(Boolean).join(', ') || undefined;
  if (!pick) {
    return (
      <span className={`year-day ${marks}`} title={title}>
        {number}
        {said && <span className="aksel-sr-only"> {said}</span>}
      </span>
    );
  }
  return (
    <button
      type="button"
      className={`year-day ${marks}`}
      data-date={date}
      title={title}
      tabIndex={date === pick.focused ? 0 : -1}
      aria-label={[longDate(date, language), said].filter(Boolean).join(', ')}
      onClick={() => pick.onPick(date)}
    >
      {number}
    </button>
  );
}

/** What a day is, in words; empty for a plain working day. */
function useDayWords(): (day: DayOfYear, isToday: boolean) => string {
  const texts = useTexts(calendarTexts).legend;
  const seriesName = useSeriesName();
  return ({ kind, name, series }, isToday) =>
    [isToday && texts.today, kind !== 'working' && texts[kind], name, ...series.map(seriesName)]
      .filter(Boolean)
      .join(', ');
}

const LEGEND = ['holiday', 'closed', 'weekend', 'eve', 'meeting', 'today'] as const;
const CHANGED = ['closing', 'opening'] as const;

export function Legend({ changed }: { changed: boolean }) {
  const texts = useTexts(calendarTexts).legend;
  return (
    <ul className="bare-list year-legend">
      {[...LEGEND, ...(changed ? CHANGED : [])].map((mark) => (
        <li key={mark}>
          <span className={`year-day ${mark}`} aria-hidden>
            {mark === 'today' || mark === 'meeting' || mark === 'weekend' || mark === 'eve' ? '7' : ''}
          </span>
          {texts[mark]}
        </li>
      ))}
    </ul>
  );
}
