import { Alert } from '@navikt/ds-react';
import { Link } from 'react-router';
import { useTexts } from '../ui/language.js';
import type { Rehearsal } from './definition-queries.js';
import { publishTexts } from './publish-texts.js';
import { RehearsalView } from './rehearsal-view.js';
import { RehearseForm } from './rehearse-form.js';
import { runTexts } from './run-texts.js';
import { Step } from './step.js';
import { subjectApi, type DraftSubject } from './subject.js';

interface RehearsalStepProps {
  subject: DraftSubject;
  /** The last one of this draft. */
  rehearsal: Rehearsal | undefined;
  isAdmin: boolean;
}

/** What the draft would do to real cases. May be left out, but not without having been offered. */
export function RehearsalStep({ subject, rehearsal, isAdmin }: RehearsalStepProps) {
  const texts = useTexts(publishTexts).rehearse;
  const runs = useTexts(runTexts).rehearsal;
  const fresh = rehearsal?.revision === subject.revision;
  const state = fresh && rehearsal?.status === 'done' ? 'done' : 'optional';
  const isOpen = subject.stage !== 'published';
  return (
    <Step name="rehearse" title={texts.title} state={state} lead={runs.lead}>
      {!isAdmin && <p>{texts.adminsOnly}</p>}
      {isAdmin && rehearsal && !fresh && (
        <Alert variant="warning" size="small">
          {runs.stale(rehearsal.revision ?? 1)}
        </Alert>
      )}
      {isAdmin && isOpen && rehearsal?.status !== 'running' && (
        <RehearseForm
          address={subjectApi(subject)}
          label={rehearsal ? runs.again : runs.start}
          variant="secondary"
        />
      )}
      {isAdmin && !isOpen && !rehearsal && <p>{texts.none}</p>}
      {rehearsal && (
        <>
          <RehearsalView key={rehearsal.id} id={rehearsal.id} />
          <p>
            <Link to={`/definitions/rehearsals/${rehearsal.id}`}>{runs.open}</Link>
          </p>
        </>
      )}
    </Step>
  );
}
