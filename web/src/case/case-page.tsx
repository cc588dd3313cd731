import { Alert, Heading } from '@navikt/ds-react';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { Link, useLocation, useParams } from 'react-router';
import type { CaseView } from '../api-types.js';
import { useCase, useMe, useToday } from '../queries.js';
import { caseTexts } from '../texts/case-texts.js';
import { localDate, plainDate } from '../ui/dates.js';
import { EmptyState } from '../ui/empty-pages.js';
import { useLanguage, useTexts, useWords } from '../ui/language.js';
import { Loading } from '../ui/loading.js';
import { Page } from '../ui/page.js';
import { CaseUnavailable } from './case-unavailable.js';
import { Deadlines } from './deadlines.js';
import { History } from './history.js';
import { MasterCard } from './master-card.js';
import { NewsOfOthers } from './meanwhile.js';
import { Messages } from './messages.js';
import { OtherEvents } from './other-events.js';
import { Phases } from './phases.js';
import { Relatives } from './relatives.js';
import { TaskCard } from './task-card.js';
import { useEventForm, type Done } from './use-event-form.js';
import './case.css';

/** For leaders, and where a case is held; the others need not fetch it. */
const Keeping = lazy(async () => ({ default: (await import('./keeping.js')).Keeping }));

/** One case: where it stands, what to do, by when, and what has happened. */
export function CasePage() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useCase(id);
  if (data) return <CaseContent key={id} view={data} />;
  if (!error) return <Loading />;
  return <CaseUnavailable error={error} retry={() => void refetch()} />;
}

function CaseContent({ view }: { view: CaseView }) {
  const texts = useTexts(caseTexts);
  const words = useWords();
  const state = useEventForm(view);
  const main = useRef<HTMLDivElement>(null);
  const leads = useMe().data?.rights.includes('teamLeader') === true;
  useTaskOfAddress();
  const { caseNumber, citizen, team, title } = view;
  return (
    <Page
      title={citizen?.name ?? words(title)}
      above={texts.caseLine(caseNumber, words(title), team.name)}
      lead={<StateInWords view={view} />}
      aside={
        <Link to={`/cases/${view.id}/inspect`} className="aksel-link no-print">
          {texts.inspect}
        </Link>
      }
    >
      <Phases phase={view.status === 'done' ? 'closed' : view.publicPhase} />
      <div className="case-columns">
        <div className="case-main" ref={main}>
          <DoneNotice done={state.done} />
          <NewsOfOthers view={view} formOpen={state.open !== null} />
          {view.status === 'active' && (
            <section aria-labelledby="tasks" className="block">
              <Heading size="small" level="2" id="tasks">
                {texts.tasks}
              </Heading>
              {view.tasks.length === 0 && <EmptyState title={texts.noTasks}>{texts.noTasksHelp}</EmptyState>}
              {view.tasks.map((task) => (
                <TaskCard key={task.id} task={task} view={view} state={state} />
              ))}
            </section>
          )}
          <OtherEvents view={view} state={state} />
          <Deadlines view={view} />
          <History view={view} />
        </div>
        <div className="case-side">
          <MasterCard view={view} />
          <Relatives view={view} />
          <Messages view={view} />
          {(view.hold || leads) && (
            <Suspense fallback={null}>
              <Keeping view={view} leads={leads} />
            </Suspense>
          )}
        </div>
      </div>
    </Page>
  );
}

/** The main course first; what runs beside it after. */
function StateInWords({ view }: { view: CaseView }) {
  const texts = useTexts(caseTexts);
  const words = useWords();
  const { language } = useLanguage();
  const { zone } = useToday();
  if (view.status === 'done' && view.endedAt)
    return <span>{texts.ended(plainDate(localDate(view.endedAt, zone), language))}</span>;
  const [main, ...beside] = view.activeStates.filter(({ leaf }) => leaf).map(({ title }) => words(title));
  return (
    <>
      <div>{main}</div>
      {beside.length > 0 && (
        <div className="quiet">
          {texts.alsoNow}: {beside.join(' · ')}
        </div>
      )}
    </>
  );
}

/** Says what was recorded and what came of it, and takes the focus that the form had. */
function DoneNotice({ done }: { done: Done | null }) {
  const texts = useTexts(caseTexts).form;
  const words = useWords();
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (done) notice.current?.focus();
  }, [done]);
  return (
    <div role="status" ref={notice} tabIndex={-1} className="done-notice">
      {done && (
        <Alert variant="success" size="small">
          {texts.done(words(done.event.title))}
          {done.newTasks.length > 0 &&
            ` ${texts.newTasks} ${done.newTasks.map((task) => words(task.title)).join('; ')}.`}
        </Alert>
      )}
    </div>
  );
}

/** An address that ends in `#task-…` begins at that task. */
function useTaskOfAddress(): void {
  const { hash } = useLocation();
  useEffect(() => {
    if (!hash.startsWith('#task-')) return;
    const card = document.getElementById(decodeURIComponent(hash.slice(1)));
    card?.scrollIntoView({ block: 'start' });
    card?.focus({ preventScroll: true });
  }, [hash]);
}
