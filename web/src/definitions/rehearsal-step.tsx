import { Alert } from '@navikt/ds-react';
import { Link } from 'react-router';
import { useTexts } from '../ui/language.js';
import type { Rehearsal, VersionOverview } from './definition-queries.js';
import { publishTexts } from './publish-texts.js';
import { RehearsalView } from './rehearsal-view.js';
import { RehearseForm } from './rehearse-form.js';
import { runTexts } from './run-texts.js';
import { Step } from './step.js';
import { subjectApi, type DraftSubject } from './subject.js';
import { baseOf, useRenames } from './use-base.js';

interface RehearsalStepProps {
  subject: DraftSubject;
  versions: VersionOverview[];
  /** The last one of this draft. */
  rehearsal: Rehearsal | undefined;
  isAdmin: boolean;
  onStarted: () => void;
}

/** What the draft would do to real cases. May be left out, but not without having been offered. */
export function RehearsalStep(props: RehearsalStepProps) {
  const { subject, versions, rehearsal, isAdmin, onStarted } = props;
  const texts = useTexts(publishTexts).rehearse;
  const runs = useTexts(runTexts).rehearsal;
  const fresh = rehearsal?.revision === subject.revision;
  const state = fresh && rehearsal?.status === 'done' ? 'done' : 'optional';
  const isOpen = subject.stage !== 'published';
  return (
    <Step name="rehearse" title={texts.title} state={state} lead={runs.lead}>
      {!isAdmin && !rehearsal && <p>{isOpen ? texts.adminsOnly : texts.none}</p>}
      {rehearsal && !fresh && (
        <Alert variant="warning" size="small">
          {runs.stale(rehearsal.revision ?? 1)}
        </Alert>
      )}
      {isAdmin && isOpen && rehearsal?.status !== 'running' && (
        <Rehearse
          subject={subject}
          base={baseOf(subject, versions)}
          label={rehearsal ? runs.again : runs.start}
          onStarted={onStarted}
        />
      )}
      {isAdmin && !isOpen && !rehearsal && <p>{texts.none}</p>}
      {rehearsal && (
        <>
          <RehearsalView key={rehearsal.id} id={rehearsal.id} />
          {isAdmin && (
            <p>
              <Link to={`/definitions/rehearsals/${rehearsal.id}`}>{runs.open}</Link>
            </p>
          )}
        </>
      )}
    </Step>
  );
}

interface RehearseProps {
  subject: DraftSubject;
  base: number | undefined;
  label: string;
  onStarted: () => void;
}
/** States that have only another name are followed, as they will be when the cases are moved. */
function Rehearse({ subject, base, ...rest }: RehearseProps) {
  const texts = useTexts(publishTexts).rehearse;
  const stateMap = useRenames(subject, base);
  const renamed = Object.entries(stateMap);
  return (
    <>
      {renamed.length > 0 && (
        <p>
          {texts.renamed}{' '}
          {renamed.map(([from, to]) => (
            <code key={from}>{`${from} → ${to} `}</code>
          ))}
        </p>
      )}
      <RehearseForm address={subjectApi(subject)} stateMap={stateMap} variant="secondary" {...rest} />
    </>
  );
}
