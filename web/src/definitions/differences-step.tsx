import { Alert } from '@navikt/ds-react';
import { useTexts } from '../ui/language.js';
import { Differences } from './compare.js';
import type { VersionOverview } from './definition-queries.js';
import { publishTexts } from './publish-texts.js';
import { Step } from './step.js';
import type { DraftSubject } from './subject.js';
import { baseOf } from './use-base.js';

/** The draft in sentences. */
export function DifferencesStep({
  subject,
  versions,
}: {
  subject: DraftSubject;
  versions: VersionOverview[];
}) {
  const texts = useTexts(publishTexts).differences;
  const { id, caseType, stage, revision, baseVersion, draft } = subject;
  const base = baseOf(subject, versions);
  const newest = versions[0]?.version;
  const overtaken =
    stage !== 'published' && baseVersion !== null && newest !== undefined && newest > baseVersion;
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
      {overtaken && (
        <Alert variant="warning" size="small">
          {texts.overtaken(baseVersion, newest)}
        </Alert>
      )}
      <Differences caseType={caseType} from={String(base)} to={to} revision={revision} />
    </Step>
  );
}
