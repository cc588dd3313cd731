import { Heading, ReadMore } from '@navikt/ds-react';
import { Fragment } from 'react';
import type { Definition } from '../api-types.js';
import { DataTable, type Column } from '../leader/data-table.js';
import { useTexts } from '../ui/language.js';
import { CaseRef } from './case-ref.js';
import { useDocument } from './compare.js';
import {
  useIsAdmin,
  useVersionOverview,
  type ForecastGroup,
  type Rehearsal,
  type RehearsalSummary,
} from './definition-queries.js';
import { reasonTexts } from './reason-texts.js';
import { runTexts } from './run-texts.js';
import { useMoveWords } from './use-move-words.js';
import { useTitles } from './use-titles.js';

interface ResultProps {
  rehearsal: Rehearsal;
  summary: RehearsalSummary;
  level: '2' | '3';
}

/** What was found: counted, grouped by what would happen, with cases to look at. */
export function RehearsalResult({ rehearsal: { id, status }, rehearsal, summary, level }: ResultProps) {
  const texts = useTexts(runTexts).rehearsal;
  const isAdmin = useIsAdmin();
  const { open, closed, ungrouped } = summary;
  if (open + closed === 0) return status === 'running' ? null : <p>{texts.nothing}</p>;
  const files = `/api/definitions/rehearsals/${id}/cases`;
  return (
    <>
      <p>{texts.counts(open, closed)}</p>
      {(['migration', 'replay'] as const).map((question) => (
        <Question key={question} {...{ question, rehearsal, summary, level }} />
      ))}
      {ungrouped > 0 && <p>{texts.ungrouped(ungrouped)}</p>}
      {isAdmin && status !== 'running' && (
        <p>
          {texts.files}{' '}
          <a className="aksel-link" href={`${files}.csv`} download>
            {texts.csv}
          </a>
          {' · '}
          <a className="aksel-link" href={`${files}.json`} download>
            {texts.json}
          </a>
        </p>
      )}
    </>
  );
}

interface QuestionProps extends ResultProps {
  question: 'migration' | 'replay';
}

function Question({ question, rehearsal, summary, level }: QuestionProps) {
  const texts = useTexts(runTexts).rehearsal;
  const columns = useColumns(rehearsal);
  const counts: [string, number][] = Object.entries(summary[question]);
  const rows = summary.groups.filter((group) => group.question === question);
  const quiet = rows.filter(isQuiet);
  if (rows.length === 0) return null;
  return (
    <section aria-label={texts[question]}>
      <Heading level={level} size="xsmall">
        {texts[question]}
      </Heading>
      <ul className="outcome-counts">
        {counts.map(([outcome, count]) => (
          <li key={outcome} data-outcome={outcome} data-count={count}>
            <strong>{count}</strong> {texts.outcomes[outcome as keyof typeof texts.outcomes]}
          </li>
        ))}
      </ul>
      <Groups label={texts[question]} rows={rows.filter((row) => !isQuiet(row))} columns={columns} />
      {quiet.length > 0 && (
        <ReadMore header={texts.quiet(sumOf(quiet))} size="small">
          <Groups label={texts.quiet(sumOf(quiet))} rows={quiet} columns={columns} />
        </ReadMore>
      )}
    </section>
  );
}

const isQuiet = ({ outcome }: ForecastGroup): boolean => outcome === 'unchanged' || outcome === 'same';
const sumOf = (groups: ForecastGroup[]): number => groups.reduce((sum, { count }) => sum + count, 0);

interface GroupsProps {
  label: string;
  rows: ForecastGroup[];
  columns: Column<ForecastGroup>[];
}
function Groups({ label, rows, columns }: GroupsProps) {
  if (rows.length === 0) return null;
  return (
    <div className="wide-table">
      <DataTable label={label} rows={rows} columns={columns} keyOf={(row) => JSON.stringify(row)} />
    </div>
  );
}

function useColumns({ caseType, version, draftId, revision }: Rehearsal): Column<ForecastGroup>[] {
  const texts = useTexts(runTexts).rehearsal;
  const isAdmin = useIsAdmin();
  const [newest, before] = (useVersionOverview().data ?? []).filter((row) => row.caseType === caseType);
  const documents = [
    useDocument(caseType, String(version ?? draftId ?? ''), revision ?? 0),
    useDocument(caseType, String(newest?.version ?? '')),
    useDocument(caseType, String(before?.version ?? '')),
  ];
  const titles = useTitles(documents.map(({ data }) => data as Definition | undefined));
  const describe = useForecastWords(titles);
  const columns: Column<ForecastGroup>[] = [
    { title: texts.cases, numeric: true, cell: ({ count }) => count },
    { title: texts.outcome, cell: ({ outcome }) => texts.outcomes[outcome as keyof typeof texts.outcomes] },
    { title: texts.where, cell: ({ from }) => <Where states={from.map(titles.state)} /> },
    { title: texts.what, cell: (group) => <Lines lines={describe(group)} /> },
  ];
  return isAdmin ? [...columns, { title: texts.examples, cell: Examples }] : columns;
}

const Examples = ({ examples }: ForecastGroup) =>
  examples.map((example, at) => (
    <Fragment key={example.caseId}>
      {at > 0 && ', '}
      <CaseRef {...example} />
    </Fragment>
  ));

/** A case stands in the state of its main course, and in those of the courses beside it. */
const Where = ({ states: [main, ...beside] }: { states: string[] }) => (
  <>
    {main}
    {beside.length > 0 && <div className="quiet">{beside.join(', ')}</div>}
  </>
);

const Lines = ({ lines }: { lines: string[] }) => (
  <ul className="bare-list">
    {[...new Set(lines)].map((line) => (
      <li key={line}>{line}</li>
    ))}
  </ul>
);

function useForecastWords(titles: ReturnType<typeof useTitles>): (group: ForecastGroup) => string[] {
  const { rehearsal: texts } = useTexts(runTexts);
  const reasonWords = useTexts(reasonTexts);
  const moveWords = useMoveWords(titles);
  return ({ outcome, from, to = [], deadlines = [], event, reasons = [] }) => [
    ...to
      .filter((path) => !from.includes(path))
      .map((path) => (outcome === 'renamed' ? texts.newName(path) : texts.moves(titles.state(path)))),
    ...deadlines.map(moveWords),
    ...(event === undefined ? [] : [texts.refused(titles.of('events', event))]),
    ...reasons.map((code) => reasonWords[code] ?? code),
  ];
}
