import { Heading, Select } from '@navikt/ds-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useToday } from '../queries.js';
import { useCaseTypeTitle } from '../ui/case-type-title.js';
import { addDays, shortDue, weekNumber } from '../ui/dates.js';
import { DayTag } from '../ui/day-tag.js';
import { useLanguage, useTexts, useWords } from '../ui/language.js';
import { Answer } from './answer.js';
import { DataTable } from './data-table.js';
import { LeaderPage } from './leader-page.js';
import { useDeadlines, type DeadlineListRow } from './leader-queries.js';
import { leaderTexts } from './leader-texts.js';

const WATCHED_DAYS = 31;
const KINDS = ['statutory', 'published', 'internal', 'citizen'] as const;

/** The deadline watch: what is exceeded, and week by week what is due in the coming month. */
export function DeadlinesPage() {
  const texts = useTexts(leaderTexts).deadlines;
  const { today } = useToday();
  const [kind, setKind] = useState('');
  const deadlines = useDeadlines(addDays(today, WATCHED_DAYS + 1), kind || undefined);
  const choose = (
    <Select label={texts.only} size="small" value={kind} onChange={({ target }) => setKind(target.value)}>
      <option value="">{texts.all}</option>
      {KINDS.map((each) => (
        <option key={each} value={each}>
          {texts.kinds[each]}
        </option>
      ))}
    </Select>
  );
  return (
    <LeaderPage
      title={texts.title}
      lead={deadlines.data && texts.lead(deadlines.data.items.length)}
      aside={choose}
    >
      <div className="blocks">
        <Answer of={deadlines}>
          {({ items }) =>
            items.length === 0 ? (
              <p>{texts.none}</p>
            ) : (
              weeksOf(items).map(([week, rows]) => <Week key={week} week={week} rows={rows} today={today} />)
            )
          }
        </Answer>
      </div>
    </LeaderPage>
  );
}

const PAST = 0;
const PAUSED = -1;
const placeOf = (week: number): number => (week === PAST ? 0 : week === PAUSED ? 2 : 1);

/** Rows by week number, in the order in which they come: those that are overdue first, those whose time stands still last. */
function weeksOf(rows: DeadlineListRow[]): [number, DeadlineListRow[]][] {
  const weeks = new Map<number, DeadlineListRow[]>();
  for (const row of rows) {
    const week = row.pausedOn ? PAUSED : row.overdue ? PAST : weekNumber(row.dueOn);
    weeks.set(week, [...(weeks.get(week) ?? []), row]);
  }
  return [...weeks].sort(([a], [b]) => placeOf(a) - placeOf(b));
}

function Week({ week, rows, today }: { week: number; rows: DeadlineListRow[]; today: string }) {
  const all = useTexts(leaderTexts);
  const texts = all.deadlines;
  const words = useWords();
  const { language } = useLanguage();
  const titleOf = useCaseTypeTitle();
  const { zone } = useToday();
  const title = week === PAST ? texts.past : week === PAUSED ? texts.paused : texts.week(week);
  return (
    <section aria-label={title}>
      <Heading level="2" size="small">
        {title} <span className="quiet">{rows.length}</span>
      </Heading>
      <DataTable
        label={title}
        rows={rows}
        keyOf={({ caseId, key }) => caseId + key}
        columns={[
          {
            title: texts.left,
            cell: ({ dueOn, dueAt, pausedOn, kind }) => (
              <DayTag day={dueOn} today={today} at={dueAt} pausedOn={pausedOn} kind={kind} />
            ),
          },
          {
            title: all.deadline,
            cell: ({ title: name, kind, dueOn, dueAt }) => (
              <>
                {words(name)}
                <div className="quiet">
                  {texts.kinds[kind]} · {shortDue(dueOn, dueAt, { language, zone, today })}
                </div>
              </>
            ),
          },
          {
            title: all.case,
            cell: ({ caseId, caseNumber, caseType }) => (
              <>
                <Link to={`/cases/${caseId}`}>{caseNumber}</Link>
                <div className="quiet">{titleOf(caseType)}</div>
              </>
            ),
          },
          { title: all.caseworker, cell: ({ assigneeName }) => assigneeName ?? all.nobody },
        ]}
      />
    </section>
  );
}
