import { Heading, ToggleGroup } from '@navikt/ds-react';
import { useState } from 'react';
import { useToday } from '../queries.js';
import { useCaseTypeTitle } from '../ui/case-type-title.js';
import { addDays, daysBetween, shortDate, shortDue } from '../ui/dates.js';
import { useLanguage, useTexts, useWords } from '../ui/language.js';
import { Answer } from './answer.js';
import { CaseLink, OverdueTag } from './case-cells.js';
import { DataTable, type Column } from './data-table.js';
import { LeaderPage } from './leader-page.js';
import { useBreaches, type Breach } from './leader-queries.js';
import { leaderTexts } from './leader-texts.js';

const PERIODS = { last90: 90, lastYear: 365 } as const;
type Period = keyof typeof PERIODS;

/** Deadlines that were not met, how often for which reason, and in which cases. */
export function BreachesPage() {
  const texts = useTexts(leaderTexts).breaches;
  const { today } = useToday();
  const [period, setPeriod] = useState<Period>('last90');
  const breaches = useBreaches(addDays(today, -PERIODS[period]), today);
  const choose = (
    <ToggleGroup
      size="small"
      value={period}
      onChange={(value) => setPeriod(value as Period)}
      label={texts.period}
    >
      <ToggleGroup.Item value="last90" label={texts.last90} />
      <ToggleGroup.Item value="lastYear" label={texts.lastYear} />
    </ToggleGroup>
  );
  return (
    <LeaderPage title={texts.title} lead={texts.lead} aside={choose}>
      <Answer of={breaches}>
        {(rows) =>
          rows.length === 0 ? (
            <p>{texts.none}</p>
          ) : (
            <div className="blocks">
              <Reasons rows={rows} />
              <BreachTable rows={rows} />
            </div>
          )
        }
      </Answer>
    </LeaderPage>
  );
}

function useReasonWords(): (breach: Breach) => string {
  const texts = useTexts(leaderTexts).breaches;
  const words = useWords();
  return ({ reason }) => (reason.status === 'stated' ? words(reason.label) : texts[reason.status]);
}

function Reasons({ rows }: { rows: Breach[] }) {
  const texts = useTexts(leaderTexts).breaches;
  const wordsOf = useReasonWords();
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(wordsOf(row), (counts.get(wordsOf(row)) ?? 0) + 1);
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  return (
    <section aria-labelledby="reasons">
      <Heading level="2" size="small" id="reasons" spacing>
        {texts.reasons}
      </Heading>
      <div className="bare-list">
        {sorted.map(([reason, count]) => (
          <div key={reason} className="share">
            <span>{reason}</span>
            <Share of={rows.length} count={count} />
            <strong>{texts.count(count)}</strong>
          </div>
        ))}
      </div>
    </section>
  );
}

/** A bar as long as the part is of the whole; the number beside it says the same. */
function Share({ of, count }: { of: number; count: number }) {
  return (
    <svg className="share-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect className="share-whole" width={100} height={8} />
      <rect className="share-part" width={(100 * count) / of} height={8} />
    </svg>
  );
}

function BreachTable({ rows }: { rows: Breach[] }) {
  const texts = useTexts(leaderTexts);
  const wordsOf = useReasonWords();
  const words = useWords();
  const titleOf = useCaseTypeTitle();
  const { language } = useLanguage();
  const { today, zone } = useToday();
  const columns: Column<Breach>[] = [
    {
      title: texts.case,
      cell: ({ caseId, ...row }) => (
        <>
          <CaseLink id={caseId} {...row} />
          <div className="quiet">{titleOf(row.caseType)}</div>
        </>
      ),
    },
    { title: texts.deadline, cell: ({ title }) => words(title) },
    {
      title: texts.breaches.due,
      cell: ({ dueOn, breachedAt }) => shortDue(dueOn, breachedAt, { language, zone, today }),
    },
    {
      title: texts.breaches.lateBy,
      cell: ({ dueOn, status, stoppedOn }) => (
        <>
          {texts.days(daysBetween(dueOn, stoppedOn ?? today))}{' '}
          {status === 'running' ? (
            <OverdueTag />
          ) : (
            <span className="quiet">
              {texts.breaches.stopped(shortDate(stoppedOn ?? today, language, today))}
            </span>
          )}
        </>
      ),
    },
    { title: texts.breaches.reason, cell: (row) => wordsOf(row) },
    { title: texts.caseworker, cell: ({ assigneeName }) => assigneeName ?? texts.nobody },
  ];
  return (
    <DataTable
      label={texts.breaches.title}
      rows={rows}
      columns={columns}
      keyOf={({ caseId, key, breachedAt }) => `${caseId} ${key} ${breachedAt}`}
    />
  );
}
