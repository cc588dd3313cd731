import { Heading, ReadMore } from '@navikt/ds-react';
import type { Definition } from '../api-types.js';
import { DataTable, type Column } from '../leader/data-table.js';
import { useTexts } from '../ui/language.js';
import { useDocument } from './compare.js';
import {
  useIsLeader,
  useVersionOverview,
  type ForecastGroup,
  type Rehearsal,
  type RehearsalSummary,
} from './definition-queries.js';
import { reasonTexts } from './reason-texts.js';
import { runTexts } from './run-texts.js';
import { useMoveWords } from './use-move-words.js';
import { useTitles, type Titles } from './use-titles.js';

interface ResultProps {
  rehearsal: Rehearsal;
  summary: RehearsalSummary;
  level: '2' | '3';
}

/** What was found: counted, and grouped by what would happen; for leaders with their own cases as a file. */
export function RehearsalResult({ rehearsal: { id, status }, rehearsal, summary, level }: ResultProps) {
  const texts = useTexts(runTexts).rehearsal;
  const isLeader = useIsLeader();
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
      {isLeader && status !== 'running' && (
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
  const [newest, before] = (useVersionOverview().data ?? []).filter((row) => row.caseType === caseType);
  const documents = [
    useDocument(caseType, String(version ?? draftId ?? ''), revision ?? 0),
    useDocument(caseType, String(newest?.version ?? '')),
    useDocument(caseType, String(before?.version ?? '')),
  ];
  const titles = useTitles(documents.map(({ data }) => data as Definition | undefined));
  const describe = useForecastWords(titles);
  return [
    { title: texts.cases, numeric: true, cell: ({ count }) => count },
    { title: texts.outcome, cell: ({ outcome }) => texts.outcomes[outcome as keyof typeof texts.outcomes] },
    { title: texts.what, cell: (group) => <Lines lines={describe(group)} /> },
    { title: texts.where, cell: ({ standing }) => <Standing {...{ standing, titles }} /> },
  ];
}

interface StandingProps extends Pick<ForecastGroup, 'standing'> {
  titles: Titles;
}

const Standing = ({ standing, titles }: StandingProps) =>
  standing
    .map(({ state, count }) =>
      standing.length > 1 ? `${titles.state(state)} (${count})` : titles.state(state),
    )
    .join(', ');

const Lines = ({ lines }: { lines: string[] }) => (
  <ul className="bare-list lines">
    {[...new Set(lines)].map((line) => (
      <li key={line}>{line}</li>
    ))}
  </ul>
);

function useForecastWords(titles: Titles): (group: ForecastGroup) => string[] {
  const { rehearsal: texts } = useTexts(runTexts);
  const reasonWords = useTexts(reasonTexts);
  const moveWords = useMoveWords(titles);
  const named = (paths: string[]) => paths.map((path) => `“${titles.state(path)}”`).join(', ');
  const statesOf = ({ outcome, from = [], to = [] }: ForecastGroup): string[] => {
    if (outcome === 'renamed') return to.map(texts.newName);
    if (outcome === 'cannotMigrate') return from.map((path) => named([path]));
    return from.length + to.length > 0 ? [texts.moves(named(from), named(to))] : [];
  };
  return (group) => [
    ...(group.event === undefined ? [] : [texts.refused(titles.of('events', group.event))]),
    ...(group.reasons ?? []).map((code) => reasonWords[code] ?? code),
    ...statesOf(group),
    ...(group.deadlines ?? []).map(moveWords),
  ];
}
