import { Button, Select } from '@navikt/ds-react';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { Definition } from '../api-types.js';
import { Answer } from '../leader/answer.js';
import { DataTable, type Column } from '../leader/data-table.js';
import '../leader/leader.css';
import { useTexts, useWords } from '../ui/language.js';
import { Loading } from '../ui/loading.js';
import { Page } from '../ui/page.js';
import { ProblemView } from '../ui/problem-view.js';
import { CaseRef } from './case-ref.js';
import { useDocument } from './compare.js';
import {
  useIsLeader,
  useMigration,
  useMigrationItems,
  useVersionOverview,
  type ItemOutcome,
  type MigrationItem,
  type MigrationReport,
} from './definition-queries.js';
import { definitionTexts } from './definition-texts.js';
import { casesOf, MigrationView, OUTCOMES } from './migration-view.js';
import { reasonTexts } from './reason-texts.js';
import { runTexts } from './run-texts.js';
import { Section } from './section.js';
import { Trail } from './trail.js';
import { useMoveWords } from './use-move-words.js';
import { useTitles } from './use-titles.js';
import './definitions.css';

/** One migration of open cases: how far it is and why cases stayed behind; for leaders what became of each of their own. */
export function MigrationPage() {
  const { id = '' } = useParams();
  const migration = useMigration(id);
  return <Answer of={migration}>{(report) => <Shown report={report} />}</Answer>;
}

function Shown({ report }: { report: MigrationReport }) {
  const texts = useTexts(runTexts).migration;
  const words = useWords();
  const isLeader = useIsLeader();
  const { caseType, version } = report;
  const title = useVersionOverview().data?.find((row) => row.caseType === caseType)?.title;
  const name = texts.title(version);
  return (
    <Page
      title={`${name}: ${words(title) || caseType}`}
      above={<Trail caseType={caseType} name={name} />}
      lead={texts.lead}
    >
      <div className="blocks">
        <MigrationView report={report} />
        <Order report={report} />
        <Refusals report={report} />
        {isLeader && <Cases report={report} />}
      </div>
    </Page>
  );
}

/** What was asked for. */
function Order({ report: { condition, stateMap, note } }: { report: MigrationReport }) {
  const texts = useTexts(runTexts).migration;
  const mapped = Object.entries(stateMap);
  if (condition === null && mapped.length === 0 && !note) return null;
  return (
    <dl className="facts-list">
      {note && (
        <div>
          <dt>{texts.note}</dt>
          <dd>{note}</dd>
        </div>
      )}
      {condition !== null && (
        <div>
          <dt>{texts.condition}</dt>
          <dd>
            <code>{condition}</code>
          </dd>
        </div>
      )}
      {mapped.length > 0 && (
        <div>
          <dt>{texts.stateMap}</dt>
          <dd>
            {mapped.map(([from, to]) => (
              <div key={from}>
                <code>{from}</code> → <code>{to}</code>
              </div>
            ))}
          </dd>
        </div>
      )}
    </dl>
  );
}

/** Why, in codes and counts: nothing of any single case. */
function Refusals({ report }: { report: MigrationReport }) {
  const texts = useTexts(runTexts).migration;
  const words = useTexts(reasonTexts);
  const titles = useTargetTitles(report);
  if (report.refusals.length === 0) return null;
  return (
    <Section title={texts.refusals}>
      <ul>
        {report.refusals.map(({ code, state, count }) => (
          <li key={`${code} ${state}`}>
            {`${words[code] ?? code}${state === null ? '' : `: “${titles.state(state)}”`} (${count})`}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Cases({ report }: { report: MigrationReport }) {
  const texts = useTexts(runTexts).migration;
  const all = useTexts(definitionTexts);
  const [outcome, setOutcome] = useState<ItemOutcome | ''>(report.cases.refused > 0 ? 'refused' : '');
  const { done, total } = casesOf(report);
  const items = useMigrationItems(report.id, outcome, done);
  const columns = useColumns(report);
  if (total === 0) return null;
  const rows = items.data?.pages.flatMap((page) => page.items);
  return (
    <Section title={texts.cases}>
      <Select
        label={texts.show}
        size="small"
        className="choose-outcome"
        value={outcome}
        onChange={({ target }) => setOutcome(target.value as ItemOutcome | '')}
      >
        <option value="">{texts.all}</option>
        {OUTCOMES.map((each) => (
          <option key={each} value={each}>
            {`${texts.outcomes[each]} (${report.cases[each]})`}
          </option>
        ))}
      </Select>
      {items.error && <ProblemView error={items.error} retry={() => void items.refetch()} />}
      {!rows && !items.error && <Loading />}
      {rows && rows.length === 0 && <p>{texts.noCases}</p>}
      {rows && rows.length > 0 && (
        <DataTable label={texts.cases} rows={rows} columns={columns} keyOf={({ caseId }) => caseId} />
      )}
      {items.hasNextPage && (
        <Button
          variant="secondary"
          size="small"
          loading={items.isFetchingNextPage}
          onClick={() => void items.fetchNextPage()}
        >
          {all.more}
        </Button>
      )}
    </Section>
  );
}

function useTargetTitles({ caseType, version }: MigrationReport) {
  const target = useDocument(caseType, String(version));
  // The one before it has the states that are gone.
  const before = useDocument(caseType, version > 1 ? String(version - 1) : '');
  return useTitles([target, before].map(({ data }) => data as Definition | undefined));
}

function useColumns(report: MigrationReport): Column<MigrationItem>[] {
  const texts = useTexts(runTexts).migration;
  const all = useTexts(definitionTexts);
  const words = useWords();
  const titles = useTargetTitles(report);
  const moveWords = useMoveWords(titles);
  const states = (paths: string[] | null) => (paths ?? []).map(titles.state).join(', ');
  return [
    { title: texts.case, cell: (item) => <CaseRef {...item} /> },
    {
      title: texts.from,
      cell: ({ fromVersion, fromStates }) => (
        <>
          {all.version(fromVersion)}
          <div className="quiet">{states(fromStates)}</div>
        </>
      ),
    },
    {
      title: texts.result,
      cell: ({ outcome, fromStates, toStates, deadlines, reasons }) => (
        <>
          <span className="no-wrap">{texts.outcomes[outcome]}</span>
          {toStates && (
            <div className="quiet">
              {states(toStates) === states(fromStates) ? texts.sameState : states(toStates)}
            </div>
          )}
          {deadlines.map((move) => (
            <div key={`${move.deadline} ${move.change}`} className="quiet">
              {moveWords(move)}
            </div>
          ))}
          {reasons?.map(({ text }) => (
            <div key={text.da}>{words(text)}</div>
          ))}
        </>
      ),
    },
  ];
}
