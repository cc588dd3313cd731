import { useTexts } from '../ui/language.js';
import { Differences } from './compare.js';
import type { VersionOverview } from './definition-queries.js';
import { publishTexts } from './publish-texts.js';
import { Step } from './step.js';
import type { DraftSubject } from './subject.js';
import { TakeIn } from './take-in.js';
import { baseOf, isOvertaken } from './use-base.js';

/** The draft in sentences. */
export function DifferencesStep({
  subject,
  versions,
  isAdmin,
}: {
  subject: DraftSubject;
  versions: VersionOverview[];
  isAdmin: boolean;
}) {
  const texts = useTexts(publishTexts).differences;
  const { id, caseType, stage, revision, draft } = subject;
  const base = baseOf(subject, versions);
  if (base === undefined)
    return (
      <Step name="differences" title={texts.title} state="done">
        <p>{texts.nothing}</p>
      </Step>
    );
  const to = draft.publishedVersion === null ? id : String(draft.publishedVersion);
  return (
    <Step
      name="differences"
      title={texts.title}
      state={stage === 'published' ? 'done' : 'ready'}
      lead={texts.lead(base)}
    >
      {isOvertaken(subject, versions) && <TakeIn subject={subject} isAdmin={isAdmin} />}
      <Differences caseType={caseType} from={String(base)} to={to} revision={revision} />
    </Step>
  );
}
