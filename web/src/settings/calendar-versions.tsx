import { Button, Tag } from '@navikt/ds-react';
import { useToday } from '../queries.js';
import { moment } from '../ui/dates.js';
import { useLanguage, useTexts } from '../ui/language.js';
import { Loading } from '../ui/loading.js';
import { ProblemView } from '../ui/problem-view.js';
import { calendarTexts } from './calendar-texts.js';
import { ChangeLines } from './change-lines.js';
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
      {row.changes ? <ChangeLines changes={row.changes} /> : <p>{texts.first}</p>}
    </div>
  );
}
