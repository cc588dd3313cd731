import { Link } from 'react-router';
import { useTexts } from '../ui/language.js';
import { PublishForm } from './publish-form.js';
import { publishTexts } from './publish-texts.js';
import { Step, type StepState } from './step.js';
import type { DraftSubject } from './subject.js';

const STATES: Record<string, StepState> = { reviewed: 'current', published: 'done' };

/** The publication itself. */
export function PublishStep({ subject, isAdmin }: { subject: DraftSubject; isAdmin: boolean }) {
  const texts = useTexts(publishTexts).publish;
  const { stage, caseType, draft } = subject;
  const version = draft.publishedVersion;
  return (
    <Step name="publish" title={texts.title} state={STATES[stage] ?? 'waiting'}>
      {stage !== 'reviewed' && version === null && <p>{texts.waiting}</p>}
      {stage === 'reviewed' && (isAdmin ? <PublishForm subject={subject} /> : <p>{texts.adminsOnly}</p>)}
      {version !== null && (
        <p role="status">
          {texts.done(version)}{' '}
          <Link to={`/definitions/${caseType}/versions/${version}`}>{texts.see(version)}</Link>
        </p>
      )}
    </Step>
  );
}
