import { caseTexts } from '../texts/case-texts.js';
import { useTexts } from '../ui/language.js';
import { Page } from '../ui/page.js';
import { ProblemView } from '../ui/problem-view.js';

/** In place of a case that is not there, or not for this user. */
export function CaseUnavailable({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <Page title={useTexts(caseTexts).unavailable}>
      <ProblemView error={error} retry={retry} />
    </Page>
  );
}
