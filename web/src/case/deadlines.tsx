import { Button, Heading, ReadMore, Tag } from '@navikt/ds-react';
import { lazy, Suspense, useId, useState } from 'react';
import type { CaseView, DeadlineRow } from '../api-types.js';
import { useToday } from '../queries.js';
import { caseTexts } from '../texts/case-texts.js';
import { shortDate, shortDue } from '../ui/dates.js';
import { DayTag } from '../ui/day-tag.js';
import { useLanguage, useTexts, useWords } from '../ui/language.js';
import { Loading } from '../ui/loading.js';

const CertificateView = lazy(async () => ({ default: (await import('./certificate.js')).CertificateView }));

/** The running deadlines, the nearest first, and how the others ended. */
export function Deadlines({ view }: { view: CaseView }) {
  const texts = useTexts(caseTexts).deadlines;
  const running = view.deadlines
    .filter(({ status }) => status === 'running')
    .sort((a, b) => a.targetOn.localeCompare(b.targetOn) || a.dueAt.localeCompare(b.dueAt));
  const past = view.deadlines.filter(({ status }) => status !== 'running');
  return (
    <section className="block" aria-labelledby="deadlines">
      <Heading size="small" level="2" id="deadlines">
        {texts.title}
      </Heading>
      {running.length === 0 && <p className="quiet">{texts.none}</p>}
      <ul className="bare-list">
        {running.map((deadline) => (
          <DeadlineLine key={deadline.key} deadline={deadline} view={view} />
        ))}
      </ul>
      {past.length > 0 && (
        <ReadMore header={texts.past(past.length)} size="small">
          <ul className="bare-list">
            {past.map((deadline) => (
              <DeadlineLine key={deadline.key} deadline={deadline} view={view} />
            ))}
          </ul>
        </ReadMore>
      )}
    </section>
  );
}

function DeadlineLine({ deadline, view }: { deadline: DeadlineRow; view: CaseView }) {
  const texts = useTexts(caseTexts).deadlines;
  const words = useWords();
  const { language } = useLanguage();
  const { today, zone } = useToday();
  const [open, setOpen] = useState(false);
  const id = useId();
  const title = words(deadline.title);
  return (
    <li className="deadline">
      <div className="deadline-name">
        <strong>{title}</strong>
        <span className="quiet">{texts.kinds[deadline.kind]}</span>
      </div>
      <div>
        <div className="deadline-date">
          {shortDue(deadline.targetOn, deadline.dueAt, { language, zone, today })}
        </div>
        <DeadlineNotes deadline={deadline} />
      </div>
      <div>
        <DeadlineTag deadline={deadline} today={today} />
      </div>
      <Button
        size="xsmall"
        variant="tertiary"
        aria-expanded={open}
        aria-controls={id}
        aria-label={texts.howOf(title)}
        onClick={() => setOpen(!open)}
      >
        {texts.how}
      </Button>
      <div id={id} className="deadline-how">
        {open && (
          <Suspense fallback={<Loading />}>
            <CertificateView view={view} deadline={deadline} />
          </Suspense>
        )}
      </div>
    </li>
  );
}

function DeadlineTag({
  deadline: { status, targetOn, dueAt, pausedOn, kind },
  today,
}: {
  deadline: DeadlineRow;
  today: string;
}) {
  const texts = useTexts(caseTexts).deadlines;
  if (status === 'running')
    return <DayTag day={targetOn} today={today} at={dueAt} pausedOn={pausedOn} kind={kind} />;
  return (
    <Tag variant="moderate" data-color={OUTCOME_COLOURS[status]} size="small">
      {texts[status]}
    </Tag>
  );
}

/** Green and red for what we have answered for; neither for a citizen's own time, nor for what fell away. */
const OUTCOME_COLOURS = { met: 'success', late: 'danger', expired: 'neutral', fellAway: 'neutral' } as const;

/** The day aimed at is the one that counts in daily work; what differs from it is said below. */
function DeadlineNotes({
  deadline: { dueOn, targetOn, latestSendOn, extendedTo },
}: {
  deadline: DeadlineRow;
}) {
  const texts = useTexts(caseTexts).deadlines;
  const { language } = useLanguage();
  const { today } = useToday();
  const date = (day: string) => shortDate(day, language, today);
  const notes = [
    latestSendOn && latestSendOn !== targetOn ? texts.latestSend(date(latestSendOn)) : '',
    dueOn !== targetOn ? texts.due(date(dueOn)) : '',
    extendedTo ? texts.extended(date(extendedTo)) : '',
  ].filter(Boolean);
  return notes.length === 0 ? null : <div className="quiet">{notes.join(' · ')}</div>;
}
