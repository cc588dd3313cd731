import { Heading } from '@navikt/ds-react';
import { Link } from 'react-router';
import { useLive } from '../inspector/use-live.js';
import { useTasks, useToday } from '../queries.js';
import { useCaseTypeTitle } from '../ui/case-type-title.js';
import { addDays, longDate } from '../ui/dates.js';
import { DayTag } from '../ui/day-tag.js';
import { useLanguage, useTexts, useWords } from '../ui/language.js';
import { Answer } from './answer.js';
import { behind } from './cases-page.js';
import { DataTable } from './data-table.js';
import { Incidents } from './incidents.js';
import { LeaderPage } from './leader-page.js';
import { useDeadlines, useOverview, useVersions, type Overview } from './leader-queries.js';
import { leaderTexts } from './leader-texts.js';

const SHOWN = 8;

/** What needs the leader today: own tasks first, then what is late, what nobody has, and what the system could not do. */
export function OverviewPage() {
  const texts = useTexts(leaderTexts).overview;
  const { language } = useLanguage();
  const { today } = useToday();
  const overview = useOverview();
  useLive({});
  return (
    <LeaderPage title={texts.title} lead={texts.lead(longDate(today, language))}>
      <div className="blocks">
        <Answer of={overview}>{(numbers) => <Numbers numbers={numbers} />}</Answer>
        <div className="two-columns">
          <OwnTasks />
          <Exceeded />
        </div>
        <Incidents />
        <ByType />
      </div>
    </LeaderPage>
  );
}

function Numbers({ numbers }: { numbers: Overview }) {
  const texts = useTexts(leaderTexts).overview;
  const tiles = [
    { count: numbers.leaderTasks, words: texts.tasks, to: '/tasks', urgent: false },
    {
      count: numbers.exceededDeadlines,
      words: texts.exceeded,
      to: behind({ status: 'active', overdue: true }),
      urgent: true,
    },
    { count: numbers.deadlinesThisWeek, words: texts.week, to: '/team/deadlines', urgent: false },
    { count: numbers.unassignedCases, words: texts.unassigned, to: '/team/workload', urgent: false },
  ];
  return (
    <ul className="tiles" aria-label={texts.numbers}>
      {tiles.map(({ count, words, to, urgent }) => (
        <li key={words}>
          <Link to={to} className={urgent && count > 0 ? 'tile urgent' : 'tile'}>
            <strong>{count}</strong>
            <span>{words}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function OwnTasks() {
  const all = useTexts(leaderTexts);
  const texts = all.overview;
  const words = useWords();
  const { today } = useToday();
  const tasks = useTasks('mine');
  return (
    <section aria-labelledby="own-tasks">
      <Heading level="2" size="small" id="own-tasks">
        {texts.yourTasks}
      </Heading>
      <Answer of={tasks}>
        {({ items }) => (
          <ul className="bare-list rows">
            {items.length === 0 && <li>{texts.noTasks}</li>}
            {items.slice(0, SHOWN).map((task) => (
              <li key={task.id}>
                <DayTag
                  day={task.latestSendOn ?? task.dueOn}
                  today={today}
                  at={task.dueAt}
                  pausedOn={task.pausedOn}
                />
                <span>
                  <Link to={`/cases/${task.caseId}#task-${task.key}`}>{words(task.title)}</Link>
                  <span className="quiet case-number"> {task.caseNumber}</span>
                </span>
              </li>
            ))}
            {items.length > SHOWN && (
              <li>
                <Link to="/tasks">{texts.seeAll}</Link>
              </li>
            )}
          </ul>
        )}
      </Answer>
    </section>
  );
}

function Exceeded() {
  const all = useTexts(leaderTexts);
  const texts = all.overview;
  const words = useWords();
  const { today } = useToday();
  const deadlines = useDeadlines(addDays(today, 1));
  return (
    <section aria-labelledby="exceeded">
      <Heading level="2" size="small" id="exceeded">
        {texts.late}
      </Heading>
      <Answer of={deadlines}>
        {({ items }) => {
          const late = items.filter(({ overdue }) => overdue);
          return (
            <ul className="bare-list rows">
              {late.length === 0 && <li>{texts.noLate}</li>}
              {late.slice(0, SHOWN).map((row) => (
                <li key={row.caseId + row.key}>
                  <DayTag day={row.dueOn} today={today} at={row.dueAt} />
                  <span>
                    <Link to={`/cases/${row.caseId}`}>{words(row.title)}</Link>
                    <span className="quiet">
                      {' '}
                      {row.caseNumber} · {row.assigneeName ?? all.nobody}
                    </span>
                  </span>
                </li>
              ))}
              {late.length > SHOWN && (
                <li>
                  <Link to="/team/deadlines">{texts.seeAll}</Link>
                </li>
              )}
            </ul>
          );
        }}
      </Answer>
    </section>
  );
}

function ByType() {
  const all = useTexts(leaderTexts);
  const words = useWords();
  const titleOf = useCaseTypeTitle();
  const versions = useVersions();
  return (
    <section aria-labelledby="by-type">
      <Heading level="2" size="small" id="by-type">
        {all.overview.byType}
      </Heading>
      <Answer of={versions}>
        {(rows) => (
          <DataTable
            label={all.overview.byType}
            rows={rows}
            keyOf={({ caseType, version }) => `${caseType} ${version}`}
            columns={[
              {
                title: all.caseType,
                cell: ({ caseType, version, title }) => (
                  <>
                    <Link to={`/team/charts/${caseType}/${version}`}>
                      {words(title) || titleOf(caseType)}
                    </Link>
                    <span className="quiet"> {all.version(version)}</span>
                  </>
                ),
              },
              {
                title: all.open,
                numeric: true,
                cell: ({ caseType, version, open }) => (
                  <Link to={behind({ caseType, version, status: 'active' })}>{open}</Link>
                ),
              },
              {
                title: all.overdue,
                numeric: true,
                cell: ({ caseType, version, overdue }) => (
                  <Link to={behind({ caseType, version, status: 'active', overdue: true })}>{overdue}</Link>
                ),
              },
              {
                title: all.nobody,
                numeric: true,
                cell: ({ caseType, version, unassigned }) => (
                  <Link to={behind({ caseType, version, status: 'active', unassigned: true })}>
                    {unassigned}
                  </Link>
                ),
              },
            ]}
          />
        )}
      </Answer>
    </section>
  );
}
