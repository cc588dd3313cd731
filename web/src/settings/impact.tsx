import { Alert, Heading, Tag } from '@navikt/ds-react';
import { useEffect, useRef } from 'react';
import { DataTable } from '../leader/data-table.js';
import { useToday } from '../queries.js';
import { shortDate } from '../ui/dates.js';
import { useLanguage, useTexts, useWords } from '../ui/language.js';
import { calendarTexts } from './calendar-texts.js';
import type { CalendarForecast, MovedDeadline } from './settings-queries.js';

/** What the changes would move, before anything is written. It takes the focus when it comes. */
export function Impact({ forecast }: { forecast: CalendarForecast }) {
  const texts = useTexts(calendarTexts).impact;
  const { cases, moved, exceeded, failed, failedCases, teams, deadlines } = forecast;
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
          {texts.failed(failed, failedCases.join(', '))}
        </Alert>
      )}
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
            {deadlines.length < moved && <p className="quiet">{texts.shown(deadlines.length, moved)}</p>}
          </div>
        </div>
      )}
    </section>
  );
}

function Moved({ deadlines }: { deadlines: MovedDeadline[] }) {
  const texts = useTexts(calendarTexts).impact;
  const words = useWords();
  return (
    <DataTable
      label={texts.list}
      rows={deadlines}
      keyOf={({ caseNumber, key }) => `${caseNumber} ${key}`}
      columns={[
        {
          title: texts.case,
          cell: ({ caseNumber, caseTypeTitle, teamName }) => (
            <>
              <span className="case-number">{caseNumber}</span>
              <div className="quiet">
                {words(caseTypeTitle)} · {teamName}
              </div>
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

const DAYS = [
  ['dueOn', 'due'],
  ['targetOn', 'target'],
  ['latestSendOn', 'send'],
] as const;

/** Each day that becomes another one: old, then new. */
function Days({ from, to }: Pick<MovedDeadline, 'from' | 'to'>) {
  const texts = useTexts(calendarTexts).impact;
  const { language } = useLanguage();
  const { today } = useToday();
  const words = (day: string | null) => (day === null ? texts.noDay : shortDate(day, language, today));
  return (
    <>
      {DAYS.filter(([key]) => from[key] !== to[key]).map(([key, name]) => (
        <div key={key}>
          {texts[name]}: <del className="was">{words(from[key])}</del> → <ins>{words(to[key])}</ins>
        </div>
      ))}
    </>
  );
}
