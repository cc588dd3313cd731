import { Alert, Button, TextField } from '@navikt/ds-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiProblem, post } from '../api.js';
import { useRefresh } from '../queries.js';
import { useTexts } from '../ui/language.js';
import { ProblemView } from '../ui/problem-view.js';
import { calendarTexts } from './calendar-texts.js';
import { Impact } from './impact.js';
import { editOf, subjectOf, type Pending } from './pending.js';
import type { CalendarChange, CalendarEdit, CalendarForecast } from './settings-queries.js';
import { useChangeWords } from './use-change-words.js';
import { Section } from '../definitions/section.js';

interface ChangesProps {
  changes: Pending[];
  /** Takes a change back. */
  undo: (one: Pending) => void;
  publication: Publication;
}

export type Publication = ReturnType<typeof usePublication>;

/** The way of the changes to a new version: what they would move is looked at first, then they are published. */
export function usePublication(basedOn: number, changes: Pending[], clear: () => void) {
  const edit = editOf(changes);
  const { reset, look, ...preview } = usePreview(basedOn, edit);
  const publish = usePublish(() => {
    clear();
    reset();
  });
  return {
    preview,
    publish,
    look: () => {
      publish.reset();
      look();
    },
    send: (note: string | undefined) => publish.mutate({ ...edit, basedOn, note }),
  };
}

/** What has been changed on the page and is not published yet. */
export function Changes({ changes, undo, publication: { preview, publish, look } }: ChangesProps) {
  const texts = useTexts(calendarTexts).changes;
  return (
    <Section title={texts.title(changes.length)}>
      <div className="settings-aside">
        {changes.length === 0 && !publish.data && <p className="quiet">{texts.none}</p>}
        {changes.length > 0 && <ChangeList changes={changes} undo={undo} />}
        {changes.length > 0 && (
          <div>
            <Button size="small" loading={preview.busy} onClick={look}>
              {texts.preview}
            </Button>
          </div>
        )}
        <div role="status">{publish.data && <Report report={publish.data} />}</div>
      </div>
    </Section>
  );
}

/** What the changes would move, the publication, and what went wrong with either. */
export function Outcome({ changes, publication }: Pick<ChangesProps, 'changes' | 'publication'>) {
  const { preview, publish, look, send } = publication;
  return (
    <>
      {preview.error && <ProblemView error={preview.error} retry={look} />}
      {preview.forecast && changes.length > 0 && (
        <div className="card settings-aside">
          <Impact forecast={preview.forecast} />
          <Publish busy={publish.isPending} send={send} />
        </div>
      )}
      {publish.error && <Refused error={publish.error} />}
    </>
  );
}

function ChangeList({ changes, undo }: Pick<ChangesProps, 'changes' | 'undo'>) {
  const texts = useTexts(calendarTexts).changes;
  const words = useChangeWords();
  return (
    <ul className="bare-list change-list">
      {changes.map((one) => (
        <li key={`${one.kind} ${subjectOf(one)}`}>
          {words(one)}
          <Button
            size="xsmall"
            variant="tertiary"
            aria-label={texts.undoOf(words(one))}
            onClick={() => undo(one)}
          >
            {texts.undo}
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** What was seen is what is published: after another change, or on another calendar, it must be looked at anew. */
function usePreview(basedOn: number, edit: CalendarEdit) {
  const client = useQueryClient();
  const present = JSON.stringify([basedOn, edit]);
  const [asked, setAsked] = useState('');
  const { data, error, isPending, mutate, reset } = useMutation({
    mutationFn: () => post<CalendarForecast>('/api/calendar/preview', edit),
    onSuccess: (forecast) =>
      forecast.basedOn === basedOn ? undefined : client.invalidateQueries({ queryKey: ['calendar'] }),
  });
  return {
    error,
    reset,
    busy: isPending,
    forecast: data && asked === present && data.basedOn === basedOn ? data : null,
    look: () => {
      setAsked(present);
      mutate();
    },
  };
}

function usePublish(onDone: () => void) {
  const client = useQueryClient();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: object) => post<CalendarChange>('/api/calendar/versions', body),
    onSuccess: onDone,
    onError: () => client.invalidateQueries({ queryKey: ['calendar'] }),
    onSettled: refresh,
  });
}

function Publish({ busy, send }: { busy: boolean; send: (note: string | undefined) => void }) {
  const texts = useTexts(calendarTexts).changes;
  const [note, setNote] = useState('');
  return (
    <form
      className="settings-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) send(note.trim() || undefined);
      }}
    >
      <TextField
        size="small"
        label={texts.note}
        description={texts.noteHelp}
        value={note}
        maxLength={500}
        onChange={({ target }) => setNote(target.value)}
      />
      <Button type="submit" loading={busy}>
        {texts.publish}
      </Button>
    </form>
  );
}

function Report({ report: { version, cases, moved, failed } }: { report: CalendarChange }) {
  const texts = useTexts(calendarTexts);
  return (
    <Alert variant={failed > 0 ? 'warning' : 'success'} size="small">
      {texts.published(version, cases, moved)}
      {failed > 0 && ` ${texts.publishedFailed(failed)}`}
    </Alert>
  );
}

function Refused({ error }: { error: unknown }) {
  const texts = useTexts(calendarTexts);
  if (!(error instanceof ApiProblem) || error.code !== 'staleCalendar') return <ProblemView error={error} />;
  return (
    <Alert variant="warning" size="small" role="alert">
      {texts.stale}
    </Alert>
  );
}
