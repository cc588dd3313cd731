import { Button } from '@navikt/ds-react';
import { Link } from 'react-router';
import type { StatechartLayout } from '../../../src/machines/index.js';
import { useToday } from '../queries.js';
import { useLayout } from '../statechart/use-layout.js';
import { useCaseTypeTitle } from '../ui/case-type-title.js';
import { shortDate, shortDue } from '../ui/dates.js';
import { useLanguage, useTexts } from '../ui/language.js';
import { Loading } from '../ui/loading.js';
import { ProblemView } from '../ui/problem-view.js';
import { CaseLink, OverdueTag } from './case-cells.js';
import { DataTable, type Column } from './data-table.js';
import { useCasesBehind, type AnalyticsCaseRow } from './leader-queries.js';
import { leaderTexts } from './leader-texts.js';

type Filter = Parameters<typeof useCasesBehind>[0];

/** The cases behind a number. */
export function CasesTable({ label, filter, empty }: { label: string; filter: Filter; empty: string }) {
  const texts = useTexts(leaderTexts);
  const columns = useColumns(filter);
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useCasesBehind(filter);
  if (error) return <ProblemView error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  const rows = data.pages.flatMap(({ items }) => items);
  if (rows.length === 0) return <p>{empty}</p>;
  return (
    <>
      <DataTable label={label} rows={rows} columns={columns} keyOf={({ id }) => id} />
      {hasNextPage && (
        <Button
          variant="secondary"
          size="small"
          className="start"
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {texts.more}
        </Button>
      )}
    </>
  );
}

function useColumns({ caseType, version }: Filter): Column<AnalyticsCaseRow>[] {
  const texts = useTexts(leaderTexts);
  const { language } = useLanguage();
  const { today, zone } = useToday();
  const titleOf = useCaseTypeTitle();
  const layout = useLayout(caseType as string | undefined, version as number | undefined).data;
  const due = (day: string | null, at: string | null) =>
    day ? shortDue(day, at, { language, zone, today }) : '–';
  const date = (day: string | null) => (day ? shortDate(day, language, today) : '–');
  return [
    { title: texts.case, cell: (row) => <CaseLink {...row} /> },
    ...(layout
      ? [
          {
            title: texts.state,
            cell: ({ activeStates }: AnalyticsCaseRow) => firstStates(layout, activeStates),
          },
        ]
      : [{ title: texts.caseType, cell: (row: AnalyticsCaseRow) => titleOf(row.caseType) }]),
    { title: texts.caseworker, cell: ({ assigneeName }) => assigneeName ?? texts.nobody },
    {
      title: texts.next,
      cell: ({ status, nextDueOn, nextDueAt, endedAt, overdue }) => (
        <>
          {status === 'done' ? texts.cases.ended(date(endedAt)) : due(nextDueOn, nextDueAt)}{' '}
          {overdue && <OverdueTag />}
        </>
      ),
    },
    { title: texts.cases.lasted, numeric: true, cell: ({ days }) => texts.days(days) },
    { title: texts.inspect, cell: ({ id, caseNumber }) => <InspectLink id={id} caseNumber={caseNumber} /> },
  ];
}

function InspectLink({ id, caseNumber }: { id: string; caseNumber: string }) {
  const texts = useTexts(leaderTexts);
  return (
    <Link to={`/cases/${id}/inspect`} aria-label={`${texts.inspect}: ${caseNumber}`}>
      {texts.inspect}
    </Link>
  );
}

/** The main course first; what runs beside it is on the case's own page. */
function firstStates(layout: StatechartLayout, paths: string[]): string {
  const order = new Map(layout.states.map(({ path, title }, index) => [path, { title, index }]));
  const known = paths.flatMap((path) => order.get(path) ?? []).sort((a, b) => a.index - b.index);
  return known[0]?.title ?? '–';
}
