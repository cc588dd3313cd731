import type { Certificate } from '../api-types.js';
import { recordTexts } from '../texts/record-texts.js';
import { daysOfWeek, longDate, monthName, weekday, weekNumber, weeksOfMonth } from '../ui/dates.js';
import { useLanguage, useTexts } from '../ui/language.js';

const MOST_MONTHS = 3;
type Mark = 'skipped' | 'start' | 'due' | 'target';

/** The days of a certificate on a small calendar: what did not count, and where the count ended. */
export function DayCalendar({ certificate }: { certificate: Certificate }) {
  const texts = useTexts(recordTexts).certificate.legend;
  const marks = marksOf(certificate);
  const months = [...new Set([...marks.keys()].map((day) => day.slice(0, 7)))].sort().slice(-MOST_MONTHS);
  const used = [...new Set(marks.values())];
  return (
    <div className="calendars">
      {months.map((month) => (
        <Month key={month} month={month} marks={marks} />
      ))}
      <ul className="bare-list legend">
        {used.map((mark) => (
          <li key={mark}>
            <span className={`day-mark ${mark}`} aria-hidden /> {texts[mark]}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Where two meet, the end of the count counts. */
function marksOf({ steps, anchor, rule, dueOn, targetOn }: Certificate): Map<string, Mark> {
  const marks = new Map<string, Mark>();
  for (const { kind, on } of steps) if (kind === 'skip') marks.set(on, 'skipped');
  if (rule.due === undefined) marks.set(anchor.on, 'start');
  marks.set(targetOn, 'target');
  marks.set(dueOn, 'due');
  return marks;
}

function Month({ month, marks }: { month: string; marks: Map<string, Mark> }) {
  const texts = useTexts(recordTexts).certificate;
  const { language } = useLanguage();
  return (
    <table className="month">
      <caption>{monthName(`${month}-01`, language)}</caption>
      <thead>
        <tr>
          <th scope="col" className="quiet">
            {texts.week}
          </th>
          {daysOfWeek('2026-03-02').map((day) => (
            <th key={day} scope="col">
              {longDate(day, language).slice(0, 2)}
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
            {daysOfWeek(monday).map((day) => (
              <Day key={day} day={day} inMonth={day.startsWith(month)} mark={marks.get(day)} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Day({ day, inMonth, mark }: { day: string; inMonth: boolean; mark: Mark | undefined }) {
  const texts = useTexts(recordTexts).certificate.legend;
  if (!inMonth) return <td />;
  const number = Number(day.slice(8));
  if (!mark) return <td className={weekday(day) > 4 ? 'weekend' : ''}>{number}</td>;
  return (
    <td>
      <span className={`day-mark ${mark}`}>{number}</span>
      <span className="aksel-sr-only"> {texts[mark]}</span>
    </td>
  );
}
