import { Heading } from '@navikt/ds-react';
import { Link } from 'react-router';
import { useMe, useToday } from '../queries.js';
import { addDays, monthName } from '../ui/dates.js';
import { useLanguage, useTexts, useWords } from '../ui/language.js';
import { Answer } from './answer.js';
import { behind } from './cases-page.js';
import { DataTable, type Column } from './data-table.js';
import { LeaderPage } from './leader-page.js';
import { useLeadTimes, type LeadTimeRow } from './leader-queries.js';
import { leaderTexts } from './leader-texts.js';
import { MonthBars } from './month-bars.js';

const YEAR_DAYS = 365;

/** How long the ended cases took and how many of them exceeded a deadline, by case type and month. */
export function LeadTimesPage() {
  const texts = useTexts(leaderTexts).leadTimes;
  const { today } = useToday();
  const rows = useLeadTimes(addDays(today, -YEAR_DAYS), today);
  return (
    <LeaderPage title={texts.title} lead={texts.lead}>
      <div className="blocks">
        <Answer of={rows}>
          {(data) => {
            const types = data.filter(({ month }) => month === null);
            if (types.length === 0) return <p>{texts.none}</p>;
            return types.map((whole) => (
              <CaseTypeTimes
                key={whole.caseType}
                whole={whole}
                months={data.filter(({ caseType, month }) => caseType === whole.caseType && month !== null)}
              />
            ));
          }}
        </Answer>
      </div>
    </LeaderPage>
  );
}

function CaseTypeTimes({ whole, months }: { whole: LeadTimeRow; months: LeadTimeRow[] }) {
  const words = useWords();
  const title = words(whole.title);
  return (
    <section aria-label={title} className="blocks card">
      <Heading level="2" size="small">
        {title}
      </Heading>
      <MonthBars title={title} months={months} />
      <Times label={title} rows={[...months, whole]} />
    </section>
  );
}

function Times({ label, rows }: { label: string; rows: LeadTimeRow[] }) {
  const texts = useTexts(leaderTexts);
  const { language } = useLanguage();
  const columns: Column<LeadTimeRow>[] = [
    {
      title: texts.leadTimes.month,
      cell: ({ month }) => (month ? monthName(month, language) : <strong>{texts.breaches.lastYear}</strong>),
    },
    { title: texts.leadTimes.ended, numeric: true, cell: (row) => <Cases row={row}>{row.ended}</Cases> },
    {
      title: texts.leadTimes.median,
      numeric: true,
      cell: ({ medianDays }) => texts.days(Math.round(medianDays)),
    },
    {
      title: texts.leadTimes.decile,
      numeric: true,
      cell: ({ ninthDecileDays }) => texts.days(Math.round(ninthDecileDays)),
    },
    {
      title: texts.leadTimes.breached,
      numeric: true,
      cell: (row) => (
        <Cases row={row} breached>
          {texts.leadTimes.rate(row.breached, Math.round((100 * row.breached) / Math.max(row.decided, 1)))}
        </Cases>
      ),
    },
  ];
  return <DataTable label={label} rows={rows} columns={columns} keyOf={({ month }) => month ?? ''} />;
}

/** A number that leads to its cases, for those who may see cases. */
function Cases({
  row,
  breached,
  children,
}: {
  row: LeadTimeRow;
  breached?: boolean;
  children: React.ReactNode;
}) {
  const { today } = useToday();
  const isLeader = useMe().data?.rights.includes('teamLeader');
  if (!isLeader) return <>{children}</>;
  const { caseType, month } = row;
  const yearAgo = addDays(today, -YEAR_DAYS);
  const endedFrom = month && month > yearAgo ? month : yearAgo;
  const endedTo = month ? lastOfMonth(month) : today;
  const filter = { caseType, status: 'done', endedFrom, endedTo, ...(breached && { breached }) };
  return <Link to={behind(filter)}>{children}</Link>;
}

function lastOfMonth(month: string): string {
  const next = addDays(month, 32).slice(0, 7);
  return addDays(`${next}-01`, -1);
}
