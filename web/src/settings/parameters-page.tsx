import { ToggleGroup } from '@navikt/ds-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { valueInWords } from '../../../src/machines/index.js';
import type { Definition } from '../api-types.js';
import { useVersionOverview, type VersionOverview } from '../definitions/definition-queries.js';
import { Answer } from '../leader/answer.js';
import { DataTable } from '../leader/data-table.js';
import { useTexts, useWords } from '../ui/language.js';
import { Loading } from '../ui/loading.js';
import { ProblemView } from '../ui/problem-view.js';
import { lettersTexts } from './letters-texts.js';
import { Mark, MarksHelp } from './mark.js';
import { SettingsPage } from './settings-page.js';
import { useDefinitions } from './settings-queries.js';
import { settingsTexts } from './settings-texts.js';

const FILTERS = ['all', 'DERIVED', 'GKU', 'none'] as const;
type Filter = (typeof FILTERS)[number];

/** Everything a lawyer may change, of the versions that new cases get. */
export function ParametersPage() {
  const texts = useTexts(lettersTexts).parameters;
  const versions = useVersionOverview();
  return (
    <SettingsPage title={texts.title} lead={texts.lead}>
      <Answer of={versions}>{(all) => <Parameters versions={all.filter(({ current }) => current)} />}</Answer>
    </SettingsPage>
  );
}

type Row = Definition['parameters'][string] & { name: string; caseType: string; of: Definition['title'] };

function Parameters({ versions }: { versions: VersionOverview[] }) {
  const answers = useDefinitions(versions);
  const failed = answers.find(({ error }) => error);
  if (failed) return <ProblemView error={failed.error} retry={() => void failed.refetch()} />;
  const documents = answers.flatMap(({ data }) => data ?? []);
  if (documents.length < versions.length) return <Loading />;
  const rows = documents.flatMap(({ caseType, title, parameters }) =>
    Object.entries(parameters).map(([name, parameter]) => ({ ...parameter, name, caseType, of: title })),
  );
  return <Filtered rows={rows} />;
}

function Filtered({ rows }: { rows: Row[] }) {
  const texts = useTexts(lettersTexts).parameters;
  const marks = useTexts(settingsTexts).marks;
  const [filter, setFilter] = useState<Filter>('all');
  const shown = rows.filter(({ mark }) => filter === 'all' || (mark ?? 'none') === filter);
  return (
    <>
      <MarksHelp />
      <div>
        <ToggleGroup
          size="small"
          label={texts.filter}
          value={filter}
          onChange={(value) => setFilter(value as Filter)}
        >
          {FILTERS.map((each) => (
            <ToggleGroup.Item key={each} value={each} label={each === 'all' ? texts.all : marks[each]} />
          ))}
        </ToggleGroup>
        <p className="quiet" role="status">
          {texts.count(shown.length, rows.length)}
        </p>
      </div>
      {shown.length === 0 ? <p>{texts.none}</p> : <ParameterTable rows={shown} />}
    </>
  );
}

function ParameterTable({ rows }: { rows: Row[] }) {
  const texts = useTexts(lettersTexts).parameters;
  const shared = useTexts(settingsTexts);
  const words = useWords();
  return (
    <DataTable
      label={texts.title}
      rows={rows}
      keyOf={({ caseType, name }) => `${caseType} ${name}`}
      columns={[
        {
          title: texts.parameter,
          cell: ({ title, name }) => (
            <>
              {words(title)}
              <div className="quiet">
                <code>{name}</code>
              </div>
            </>
          ),
        },
        { title: texts.value, cell: ({ value }) => words(valueInWords(value)) },
        {
          title: shared.source,
          cell: ({ source, mark }) => (
            <>
              {source} <Mark mark={mark} />
            </>
          ),
        },
        {
          title: shared.caseType,
          cell: ({ caseType, of }) => (
            <Link to={`/definitions/${caseType}`} aria-label={shared.toDefinitionOf(words(of))}>
              {words(of)}
            </Link>
          ),
        },
      ]}
    />
  );
}
