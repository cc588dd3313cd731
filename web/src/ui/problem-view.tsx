import { Alert, BodyLong, Button, Heading } from '@navikt/ds-react';
import { ApiProblem } from '../api.js';
import { problemTexts } from '../texts/problem-texts.js';
import { shellTexts } from '../texts/shell-texts.js';
import { useTexts, useWords } from './language.js';

/** Codes whose number in the log is worth quoting. */
const OURS = 500;

/** What went wrong and what to do about it, announced to screen readers. */
export function ProblemView({ error, retry }: { error: unknown; retry?: () => void }) {
  const texts = useTexts(problemTexts);
  const shell = useTexts(shellTexts);
  const words = useWords();
  const problem = error instanceof ApiProblem ? error : new ApiProblem({ code: 'unexpected' });
  const advice = (texts.advice as Partial<Record<string, string>>)[problem.code] ?? problem.detail;
  return (
    <Alert variant={problem.code === 'staleSeq' ? 'warning' : 'error'} role="alert" tabIndex={-1}>
      <Heading size="xsmall" level="2">
        {problem.message === problem.code ? texts.title : problem.message}
      </Heading>
      {advice !== problem.message && <BodyLong>{advice}</BodyLong>}
      {problem.reasons.length > 0 && (
        <ul className="plain-list">
          {problem.reasons.map((reason) => (
            <li key={reason.text.da}>{words(reason.text)}</li>
          ))}
        </ul>
      )}
      {problem.status >= OURS && problem.id && <BodyLong size="small">{texts.quote(problem.id)}</BodyLong>}
      {retry && (
        <Button size="small" variant="secondary" onClick={retry}>
          {shell.tryAgain}
        </Button>
      )}
    </Alert>
  );
}
