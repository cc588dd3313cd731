import { Alert, Button, Textarea } from '@navikt/ds-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Draft } from '../api-types.js';
import { request } from '../api.js';
import '../form/form.css';
import { useRefresh, useToday } from '../queries.js';
import { moment } from '../ui/dates.js';
import { useLanguage, useTexts } from '../ui/language.js';
import { DefinitionProblem } from './problems.js';
import { publishTexts } from './publish-texts.js';
import { Step, type StepState } from './step.js';
import { draftKey, keepDraft, subjectApi, type DraftSubject } from './subject.js';

const STATES: Record<string, StepState> = { draft: 'waiting', verified: 'current' };

/** The second pair of eyes. Who has written the draft is told whom to ask. */
export function ReviewStep({ subject, isOwn }: { subject: DraftSubject; isOwn: boolean }) {
  const texts = useTexts(publishTexts).review;
  const { language } = useLanguage();
  const { zone } = useToday();
  const { stage, draft } = subject;
  const { reviewedByName, reviewedAt } = draft;
  return (
    <Step name="review" title={texts.title} state={STATES[stage] ?? 'done'}>
      {stage === 'draft' && <p>{texts.waiting}</p>}
      {stage === 'verified' &&
        (isOwn ? (
          <Alert variant="info" size="small">
            {texts.own}
          </Alert>
        ) : (
          <ReviewForm key={subject.revision} subject={subject} />
        ))}
      {reviewedByName && reviewedAt && (
        <p>{texts.done(reviewedByName, moment(reviewedAt, language, zone))}</p>
      )}
    </Step>
  );
}

function useReview(subject: DraftSubject) {
  const client = useQueryClient();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: { approved: boolean; note?: string }) =>
      request<Draft>('POST', `${subjectApi(subject)}/review`, { body, revision: subject.revision }),
    onSuccess: (draft) => {
      keepDraft(client, draft);
      return refresh();
    },
    // A draft that has changed meanwhile must be read again before it is judged.
    onError: () => client.invalidateQueries({ queryKey: draftKey(subject.id) }),
  });
}

function ReviewForm({ subject }: { subject: DraftSubject }) {
  const texts = useTexts(publishTexts).review;
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const review = useReview(subject);
  const send = (approved: boolean) => {
    const lacks = !approved && note.trim() === '';
    setMissing(lacks);
    if (lacks) field.current?.focus();
    else review.mutate({ approved, ...(note.trim() && { note: note.trim() }) });
  };
  return (
    <div className="schema-form">
      <p>{texts.lead}</p>
      <Textarea
        ref={field}
        label={texts.note}
        description={texts.noteHelp}
        size="small"
        minRows={2}
        value={note}
        onChange={({ target }) => setNote(target.value)}
        error={missing && note.trim() === '' && texts.noteMissing}
      />
      {review.error && <DefinitionProblem error={review.error} />}
      <div className="cell-line">
        <Button size="small" loading={review.isPending} onClick={() => send(true)}>
          {texts.approve}
        </Button>
        <Button size="small" variant="secondary" disabled={review.isPending} onClick={() => send(false)}>
          {texts.sendBack}
        </Button>
      </div>
    </div>
  );
}
