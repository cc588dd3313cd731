import { Alert, Heading, Tag } from '@navikt/ds-react';
import { useEffect, useRef } from 'react';
import { DataTable } from '../leader/data-table.js';
import { useToday } from '../queries.js';
import { shortDate, shortDue } from '../ui/dates.js';
import { useLanguage, useTexts, useWords } from '../ui/language.js';
import { calendarTexts } from './calendar-texts.js';
import { ChangeLines } from './change-lines.js';
import type { CalendarForecast, GroupedDeadline } from './settings-queries.js';

/** What the changes would move, before anything is written. It takes the focus when it comes. */
export function Impact({ forecast }: { forecast: CalendarForecast }) {
  const texts = useTexts(calendarTexts).impact;
  const { cases, moved, exceeded, failed, teams, deadlines, changes } = forecast;
  const shown = deadlines.reduce((sum, { count }) => sum + count, 0);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [forecast]);
  return (
    <section aria-labelledby="impact">
      <Heading level="3" size="xsmall" id="impact" tabIndex={-1} ref={heading} spacing>
        {texts.title}
      </Heading>
      <p className="numbers">
        <strong>{moved === 0 ? texts.none : texts.moved(moved)}</strong>
        <span className="quiet">{texts.checked(cases)}</span>
      </p>
      {exceeded > 0 && (
        <Alert variant="warning" size="small">
          {texts.exceeded(exceeded)}
        </Alert>
      )}
      {failed > 0 && (
        <Alert variant="warning" size="small">
          {texts.failed(failed)}
        </Alert>
      )}
      <Heading level="4" size="xsmall">
        {texts.changes}
      </Heading>
      <ChangeLines changes={changes} />
      {moved > 0 && (
        <div className="blocks">
          <DataTable
            label={texts.teams}
            rows={teams}
            keyOf={({ teamId }) => teamId}
            columns={[
              { title: texts.team, cell: ({ teamName }) => teamName },
              { title: texts.cases, numeric: true, cell: (team) => team.cases },
              { title: texts.deadlines, numeric: true, cell: (team) => team.moved },
            ]}
          />
          <div>
            <Moved deadlines={deadlines} />
            {shown < moved && <p className="quiet">{texts.shown(shown, moved)}</p>}
          </div>
        </div>
      )}
    </section>
  );
}

function Moved({ deadlines }: { deadlines: GroupedDeadline[] }) {
  const texts = useTexts(calendarTexts).impact;
  const words = useWords();
  return (
    <DataTable
      label={texts.list}
      rows={deadlines}
      keyOf={(row) => JSON.stringify(row)}
      columns={[
        { title: texts.cases, numeric: true, cell: ({ count }) => count },
        {
          title: texts.caseType,
          cell: ({ caseTypeTitle, teamName }) => (
            <>
              {words(caseTypeTitle)}
              <div className="quiet">{teamName}</div>
            </>
          ),
        },
        {
          title: texts.deadline,
          cell: ({ title, exceeded }) => (
            <>
              {words(title)}{' '}
              {exceeded && (
                <Tag size="xsmall" variant="moderate" data-color="danger">
                  {texts.late}
                </Tag>
              )}
            </>
          ),
        },
        { title: texts.days, cell: (row) => <Days {...row} /> },
      ]}
    />
  );
}

/** Each day, and moment of hours, that becomes another one: old, then new. */
function Days({ from, to }: Pick<GroupedDeadline, 'from' | 'to'>) {
  const texts = useTexts(calendarTexts).impact;
  const { language } = useLanguage();
  const { today, zone } = useToday();
  const due = ({ dueOn, dueAt }: GroupedDeadline['from']) =>
    shortDue(dueOn, dueAt, { language, zone, today });
  const words = (day: string | null) => (day === null ? texts.noDay : shortDate(day, language, today));
  const rows = [
    [texts.due, due(from), due(to)],
    [texts.target, words(from.targetOn), words(to.targetOn)],
    [texts.send, words(from.latestSendOn), words(to.latestSendOn)],
  ] as const;
  return (
    <>
      {rows
        .filter(([, was, is]) => was !== is)
        .map(([name, was, is]) => (
          <div key={name}>
            {name}: <del className="was">{was}</del> → <ins>{is}</ins>
          </div>
        ))}
    </>
  );
}
