import { Link } from 'react-router';
import { useToday } from '../queries.js';
import { moment } from '../ui/dates.js';
import { useLanguage, useTexts } from '../ui/language.js';
import type { VersionOverview } from './definition-queries.js';
import { PublishForm } from './publish-form.js';
import { publishTexts } from './publish-texts.js';
import { Step, type StepState } from './step.js';
import type { DraftSubject } from './subject.js';

const STATES: Record<string, StepState> = { reviewed: 'current', published: 'done' };

interface PublishStepProps {
  subject: DraftSubject;
  versions: VersionOverview[];
  isAdmin: boolean;
}

/** The publication itself. */
export function PublishStep({ subject, versions, isAdmin }: PublishStepProps) {
  const texts = useTexts(publishTexts).publish;
  const { stage, caseType, draft } = subject;
  const version = draft.publishedVersion;
  const from = useMomentToCome(versions.find((each) => each.version === version)?.validFrom);
  return (
    <Step name="publish" title={texts.title} state={STATES[stage] ?? 'waiting'}>
      {stage !== 'reviewed' && version === null && <p>{texts.waiting}</p>}
      {stage === 'reviewed' && (isAdmin ? <PublishForm subject={subject} /> : <p>{texts.adminsOnly}</p>)}
      {version !== null && (
        <p role="status">
          {texts.done(version)} {from && texts.comes(from)}{' '}
          <Link to={`/definitions/${caseType}/versions/${version}`}>{texts.see(version)}</Link>
        </p>
      )}
    </Step>
  );
}

/** In words; null when it has come already. */
function useMomentToCome(validFrom: string | undefined): string | null {
  const { language } = useLanguage();
  const { zone, now } = useToday();
  return validFrom !== undefined && validFrom > now ? moment(validFrom, language, zone) : null;
}
