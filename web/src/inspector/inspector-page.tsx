import { Button, Heading } from '@navikt/ds-react';
import { DownloadIcon } from '@navikt/aksel-icons';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { CaseView, HistoryRow } from '../api-types.js';
import { CaseUnavailable } from '../case/case-unavailable.js';
import { Deadlines } from '../case/deadlines.js';
import { isToldLater } from '../case/told-later.js';
import '../case/case.css';
import { Answer } from '../leader/answer.js';
import '../leader/leader.css';
import { useCase, useHistory, useMe } from '../queries.js';
import { save } from '../ui/save.js';
import { StateFacts } from '../statechart/outline.js';
import { Statechart } from '../statechart/statechart.js';
import { useLayout } from '../statechart/use-layout.js';
import { useTexts, useWords } from '../ui/language.js';
import { Page } from '../ui/page.js';
import { EventLog } from './event-log.js';
import { Future } from './future.js';
import { HistorySlider } from './history-slider.js';
import { inspectorTexts } from './inspector-texts.js';
import { marksOfPath } from './path-taken.js';
import { Then } from './then.js';
import { useLive } from './use-live.js';
import './inspector.css';

/** One case on its statechart: where it is, how it came there, and what is to come. */
export function InspectorPage() {
  const { id = '' } = useParams();
  const view = useCase(id);
  const history = useHistory(id, view.data?.seq);
  if (view.error && !view.data)
    return <CaseUnavailable error={view.error} retry={() => void view.refetch()} />;
  return (
    <Answer of={view}>
      {(found) => <Answer of={history}>{(rows) => <Inspector key={id} view={found} rows={rows} />}</Answer>}
    </Answer>
  );
}

function Inspector({ view, rows }: { view: CaseView; rows: HistoryRow[] }) {
  const texts = useTexts(inspectorTexts);
  const words = useWords();
  const isLeader = useMe().data?.rights.includes('teamLeader') ?? false;
  // Null: now, also when more events come.
  const [chosen, setChosen] = useState<number | null>(null);
  const at = chosen ?? rows.length - 1;
  const seen = rows.slice(0, at + 1);
  const { id, caseNumber, citizen, title } = view;
  const exportCase = () => {
    const text = JSON.stringify({ case: view, events: rows }, null, 2);
    save(new Blob([text], { type: 'application/json' }), `${caseNumber}.json`);
  };
  return (
    <Page
      title={texts.title(caseNumber)}
      above={[citizen?.name, words(title)].filter(Boolean).join(' · ')}
      lead={<Link to={`/cases/${id}`}>{texts.toCase}</Link>}
      aside={
        <Button size="small" variant="secondary" icon={<DownloadIcon aria-hidden />} onClick={exportCase}>
          {texts.export}
        </Button>
      }
    >
      <div className="blocks">
        {isLeader && <Live caseId={id} />}
        <HistorySlider
          view={view}
          rows={rows}
          at={at}
          onChange={(next) => setChosen(next === rows.length - 1 ? null : next)}
        />
        <Drawing view={view} rows={seen} isNow={chosen === null} />
        {view.status === 'active' && chosen === null && <Future view={view} />}
        {chosen === null && <Deadlines view={view} />}
        {rows[at] && <Then view={view} row={rows[at]} toldLater={rows.some(isToldLater)} />}
        <EventLog view={view} rows={rows} at={at} onChoose={setChosen} />
      </div>
    </Page>
  );
}

function Live({ caseId }: { caseId: string }) {
  const texts = useTexts(inspectorTexts);
  useLive({ caseId });
  return <p className="quiet">{texts.live}</p>;
}

function Drawing({ view, rows, isNow }: { view: CaseView; rows: HistoryRow[]; isNow: boolean }) {
  const texts = useTexts(inspectorTexts);
  const [selected, setSelected] = useState<string | null>(null);
  const layout = useLayout(view.caseType, rows.at(-1)?.version);
  const heading = isNow ? texts.nowState : texts.thenState;
  return (
    <section aria-label={heading}>
      <Heading level="2" size="small" spacing>
        {heading}
      </Heading>
      <Answer of={layout}>
        {(drawn) => {
          const state = drawn.states.find(({ path }) => path === selected);
          return (
            <>
              <Statechart
                layout={drawn}
                marks={marksOfPath(drawn, rows)}
                selected={selected}
                onSelect={setSelected}
              />
              {state && (
                <div className="card" role="status">
                  <Heading level="3" size="xsmall">
                    {texts.state}: {state.title}
                  </Heading>
                  <StateFacts state={state} layout={drawn} />
                </div>
              )}
            </>
          );
        }}
      </Answer>
    </section>
  );
}
