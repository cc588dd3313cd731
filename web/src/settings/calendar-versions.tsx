import { Button, Tag } from '@navikt/ds-react';
import { useToday } from '../queries.js';
import { longDate, moment } from '../ui/dates.js';
import { useLanguage, useTexts } from '../ui/language.js';
import { Loading } from '../ui/loading.js';
import { ProblemView } from '../ui/problem-view.js';
import { calendarTexts } from './calendar-texts.js';
import { hoursText, hoursTexts } from './hours-texts.js';
import { useCalendarVersions, type CalendarVersion } from './settings-queries.js';
import { settingsTexts } from './settings-texts.js';

/** Who published which version, when, why, and what it changed. */
export function CalendarVersions() {
  const more = useTexts(settingsTexts).more;
  const versions = useCalendarVersions();
  if (versions.error) return <ProblemView error={versions.error} retry={() => void versions.refetch()} />;
  if (!versions.data) return <Loading />;
  const rows = versions.data.pages.flat();
  return (
    <>
      <ol className="bare-list rows versions">
        {rows.map((row, at) => (
          <li key={row.version}>
            <Version row={row} current={at === 0} />
          </li>
        ))}
      </ol>
      {versions.hasNextPage && (
        <Button
          size="small"
          variant="tertiary"
          loading={versions.isFetchingNextPage}
          onClick={() => void versions.fetchNextPage()}
        >
          {more}
        </Button>
      )}
    </>
  );
}

function Version({ row, current }: { row: CalendarVersion; current: boolean }) {
  const texts = useTexts(calendarTexts).versions;
  const shared = useTexts(settingsTexts);
  const { language } = useLanguage();
  const { zone } = useToday();
  const { version, publishedAt, publishedByName, note } = row;
  return (
    <div>
      <strong className="version-name">{shared.version(version)}</strong>{' '}
      {current && (
        <Tag size="xsmall" variant="moderate" data-color="success">
          {texts.current}
        </Tag>
      )}
      <div className="quiet">
        {texts.by(publishedByName ?? texts.someone, moment(publishedAt, language, zone))}
      </div>
      {note && <div>{note}</div>}
      <VersionChanges row={row} />
    </div>
  );
}

/** Another law changes hundreds of days. */
const MOST_LINES = 20;

function VersionChanges({ row: { changes } }: { row: CalendarVersion }) {
  const texts = useTexts(calendarTexts).versions;
  const officeHours = useTexts(hoursTexts);
  const { language } = useLanguage();
  const day = (date: string) => longDate(date, language);
  const lines = changes
    ? [
        ...changes.closed.map(({ date, name }) => texts.closed(day(date), name)),
        ...changes.opened.map(({ date, name }) => texts.opened(day(date), name)),
        ...changes.holidays.added.map(({ date, name }) => texts.holiday(day(date), name)),
        ...changes.holidays.removed.map(({ date, name }) => texts.noHoliday(day(date), name)),
        ...changes.citizenHolidays.added.map(({ date, name }) => texts.forCitizens(day(date), name)),
        ...changes.citizenHolidays.removed.map(({ date, name }) => texts.notForCitizens(day(date), name)),
        ...changes.officeHours.map(({ weekday, hours }) =>
          officeHours.changed(weekday, hours && hoursText(hours)),
        ),
        ...Object.entries(changes.now).map(([what, value]) =>
          texts.now[what as keyof typeof texts.now](value),
        ),
        ...changes.series.flatMap(({ name, added, removed }) => [
          ...added.map((date) => texts.added(day(date), name)),
          ...removed.map((date) => texts.removed(day(date), name)),
        ]),
        ...(changes.other ? [texts.other] : []),
      ]
    : [texts.first];
  return (
    <ul className="plain-list">
      {lines.slice(0, MOST_LINES).map((line) => (
        <li key={line}>{line}</li>
      ))}
      {lines.length > MOST_LINES && <li>{texts.more(lines.length - MOST_LINES)}</li>}
    </ul>
  );
}
