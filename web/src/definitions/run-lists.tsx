import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Answer } from '../leader/answer.js';
import { DataTable, type Column } from '../leader/data-table.js';
import { useToday } from '../queries.js';
import { moment } from '../ui/dates.js';
import { useLanguage, useTexts } from '../ui/language.js';
import { useMigrations, useRehearsals, type MigrationRun, type Rehearsal } from './definition-queries.js';
import { definitionTexts } from './definition-texts.js';
import { MigrationStatus } from './migration-view.js';
import { RehearsalStatus } from './rehearsal-view.js';
import { Section } from './section.js';

type Run = Pick<Rehearsal, 'id' | 'requestedAt' | 'requestedByName'>;

function useRunColumns<Row extends Run>(
  what: (row: Row) => ReactNode,
  status: (row: Row) => ReactNode,
): Column<Row>[] {
  const texts = useTexts(definitionTexts).caseType;
  const { language } = useLanguage();
  const { zone } = useToday();
  return [
    { title: texts.what, cell: what },
    { title: texts.status, cell: status },
    { title: texts.when, cell: ({ requestedAt }) => moment(requestedAt, language, zone) },
    { title: texts.who, cell: ({ requestedByName }) => requestedByName },
  ];
}

/** The rehearsals of a case type, newest first. */
export function RehearsalRuns({ caseType }: { caseType: string }) {
  const all = useTexts(definitionTexts);
  const texts = all.caseType;
  const runs = useRehearsals(caseType);
  const columns = useRunColumns<Rehearsal>(
    ({ id, version, revision }) => (
      <Link to={`/definitions/rehearsals/${id}`}>
        {version === null ? texts.rehearsedDraft(revision ?? 1) : all.version(version)}
      </Link>
    ),
    ({ status }) => <RehearsalStatus status={status} />,
  );
  return (
    <Section title={texts.rehearsals}>
      <Answer of={runs}>
        {(rows) => <RunTable {...{ rows, columns }} label={texts.rehearsals} none={texts.noRehearsals} />}
      </Answer>
    </Section>
  );
}

/** The migrations of a case type, newest first. */
export function MigrationRuns({ caseType }: { caseType: string }) {
  const texts = useTexts(definitionTexts).caseType;
  const runs = useMigrations(caseType);
  const columns = useRunColumns<MigrationRun>(
    ({ id, version, note }) => (
      <>
        <Link to={`/definitions/migrations/${id}`}>{texts.toVersion(version)}</Link>
        {note && <div className="quiet">{note}</div>}
      </>
    ),
    ({ status }) => <MigrationStatus status={status} />,
  );
  return (
    <Section title={texts.migrations}>
      <Answer of={runs}>
        {(rows) => <RunTable {...{ rows, columns }} label={texts.migrations} none={texts.noMigrations} />}
      </Answer>
    </Section>
  );
}

interface RunTableProps<Row> {
  label: string;
  rows: Row[];
  columns: Column<Row>[];
  none: string;
}
function RunTable<Row extends Run>({ label, rows, columns, none }: RunTableProps<Row>) {
  if (rows.length === 0) return <p className="quiet">{none}</p>;
  return <DataTable label={label} rows={rows} columns={columns} keyOf={({ id }) => id} />;
}
