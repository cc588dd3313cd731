import { Heading, Select } from '@navikt/ds-react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import type { StatechartLayout } from '../../../src/machines/index.js';
import { useLive } from '../inspector/use-live.js';
import { useMe } from '../queries.js';
import type { ChartMarks } from '../statechart/marks.js';
import { StateFacts } from '../statechart/outline.js';
import { Statechart } from '../statechart/statechart.js';
import { useLayout } from '../statechart/use-layout.js';
import { useTexts, useWords } from '../ui/language.js';
import { Answer } from './answer.js';
import { CasesTable } from './cases-table.js';
import { LeaderPage } from './leader-page.js';
import { useStateCounts, useVersions, type StateCounts, type VersionCounts } from './leader-queries.js';
import { leaderTexts } from './leader-texts.js';

/** The living statechart of a case type: how many cases are where, and which. */
export function ChartsPage() {
  const texts = useTexts(leaderTexts).charts;
  const { caseType, version } = useParams();
  const versions = useVersions();
  return (
    <LeaderPage title={texts.title} lead={texts.lead}>
      <Answer of={versions}>
        {(all) => {
          const asked = all.find((each) => each.caseType === caseType && String(each.version) === version);
          const shown = asked ?? all[0];
          return shown ? <LivingChart key={keyOf(shown)} all={all} shown={shown} /> : null;
        }}
      </Answer>
    </LeaderPage>
  );
}

const keyOf = ({ caseType, version }: VersionCounts): string => `${caseType}/${version}`;

function LivingChart({ all, shown }: { all: VersionCounts[]; shown: VersionCounts }) {
  const { caseType, version } = shown;
  const [parameters, setParameters] = useSearchParams();
  const selected = parameters.get('state');
  const layout = useLayout(caseType, version);
  const counts = useStateCounts(caseType, version);
  useLive({ caseType });
  return (
    <div className="blocks">
      <ChooseVersion all={all} shown={shown} />
      <Answer of={layout}>
        {(drawn) => (
          <>
            <Statechart
              layout={drawn}
              marks={marksOf(counts.data ?? [])}
              selected={selected}
              onSelect={(state) => setParameters({ state }, { replace: true })}
            />
            <Chosen layout={drawn} path={selected} shown={shown} />
          </>
        )}
      </Answer>
    </div>
  );
}

function marksOf(counts: StateCounts[]): ChartMarks {
  return { states: new Map(counts.map(({ state, cases, overdue }) => [state, { cases, overdue }])) };
}

function ChooseVersion({ all, shown }: { all: VersionCounts[]; shown: VersionCounts }) {
  const texts = useTexts(leaderTexts).charts;
  const words = useWords();
  const navigate = useNavigate();
  return (
    <Select
      label={texts.choose}
      description={shown.current ? texts.current : undefined}
      size="small"
      className="choose-chart"
      value={keyOf(shown)}
      onChange={({ target }) => void navigate(`/team/charts/${target.value}`)}
    >
      {all.map((each) => (
        <option key={keyOf(each)} value={keyOf(each)}>
          {texts.option(words(each.title), each.version, each.open)}
        </option>
      ))}
    </Select>
  );
}

interface ChosenProps {
  layout: StatechartLayout;
  path: string | null;
  shown: VersionCounts;
}
/** What is in the state that was chosen: for leaders the cases, for everybody what the definition says of it. */
function Chosen({ layout, path, shown: { caseType, version } }: ChosenProps) {
  const texts = useTexts(leaderTexts).charts;
  const isLeader = useMe().data?.rights.includes('teamLeader');
  const state = layout.states.find((each) => each.path === path);
  if (!state) return <p role="status">{texts.pick}</p>;
  const title = texts.casesIn(state.title);
  const filter = { caseType, version, state: state.path, status: 'active' };
  return (
    <section aria-label={title} className="blocks">
      <div role="status">
        <Heading level="2" size="small">
          {title}
        </Heading>
      </div>
      {isLeader ? (
        <CasesTable label={title} filter={filter} empty={texts.noCases} />
      ) : (
        <p>{texts.adminsSeeNumbers}</p>
      )}
      <Heading level="3" size="xsmall">
        {texts.about}
      </Heading>
      <StateFacts state={state} layout={layout} />
    </section>
  );
}
