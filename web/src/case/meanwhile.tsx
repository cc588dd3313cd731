import { Alert, BodyLong, Button } from '@navikt/ds-react';
import { useEffect, useRef, useState } from 'react';
import type { CaseView, HistoryRow } from '../api-types.js';
import { ApiProblem } from '../api.js';
import { useHistory, useMe, useToday } from '../queries.js';
import { caseTexts } from '../texts/case-texts.js';
import { localDate, moment, timeOfDay } from '../ui/dates.js';
import { useLanguage, useTexts } from '../ui/language.js';
import { useHistoryWords } from './history-words.js';
import { isNotable } from './notable.js';
import type { EventForm } from './use-event-form.js';

/** What others did while a form was being filled in. A refusal because of it takes the focus here. */
export function Meanwhile({ view, state }: { view: CaseView; state: EventForm }) {
  const texts = useTexts(caseTexts).form;
  const notice = useRef<HTMLDivElement>(null);
  const refused = state.error instanceof ApiProblem && state.error.code === 'staleSeq' && !state.busy;
  const shown = state.changes.length > 0;
  useEffect(() => {
    if (refused && shown) notice.current?.focus();
  }, [refused, shown]);
  if (!shown) return null;
  return (
    <div ref={notice} tabIndex={-1} className="meanwhile">
      <Alert variant="warning" size="small" role="alert">
        <strong>{texts.stale}</strong>
        <BodyLong size="small">{texts.staleHelp}</BodyLong>
        <ChangeList rows={state.changes} view={view} />
        <Button type="button" size="xsmall" variant="secondary" data-color="neutral" onClick={state.noteSeen}>
          {texts.staleSeen}
        </Button>
      </Alert>
    </div>
  );
}

const MOST = 3;

/** What others have done to the case since the page was opened. While a form is open, the form says it. */
export function NewsOfOthers({ view, formOpen }: { view: CaseView; formOpen: boolean }) {
  const texts = useTexts(caseTexts).news;
  const me = useMe().data;
  const [seen, setSeen] = useState(view.seq);
  const rows = useHistory(view.id, view.seq).data ?? [];
  useEffect(() => {
    if (formOpen) setSeen(view.seq);
  }, [formOpen, view.seq]);
  const news = rows.filter((row) => row.seq > seen && row.event.by?.userId !== me?.id && isNotable(row));
  return (
    <div role="status" className="done-notice">
      {!formOpen && news.length > 0 && (
        <Alert variant="info" size="small" closeButton onClose={() => setSeen(view.seq)}>
          <strong>{texts.title}</strong>
          <ChangeList rows={news.slice(-MOST)} view={view} />
        </Alert>
      )}
    </div>
  );
}

function ChangeList({ rows, view }: { rows: readonly HistoryRow[]; view: CaseView }) {
  const say = useSentence(view);
  return (
    <ul className="plain-list">
      {rows.map((row) => (
        <li key={row.seq}>{say(row)}</li>
      ))}
    </ul>
  );
}

/** `Lars Krog registrerede “Notat” kl. 10.14`; what the engine calls an event is a sentence already. */
function useSentence(view: CaseView): (row: HistoryRow) => string {
  const texts = useTexts(caseTexts).news;
  const { language } = useLanguage();
  const { today, zone } = useToday();
  const inWords = useHistoryWords(view);
  return (row) => {
    const isToday = localDate(row.at, zone) === today;
    const when = isToday ? texts.at(timeOfDay(row.at, language, zone)) : moment(row.at, language, zone);
    const by = row.event.by?.name;
    const title = inWords.title(row);
    if (!by) return `${title}, ${when}`;
    const ofEngine = row.type.includes('.');
    return ofEngine ? `${title} – ${by}, ${when}` : texts.did(by, title, when);
  };
}
