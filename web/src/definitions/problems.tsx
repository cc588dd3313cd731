import { Link } from 'react-router';
import type { Problem } from '../../../src/machines/index.js';
import type { DraftChange } from '../api-types.js';
import { ApiProblem } from '../api.js';
import { useTexts, useWords } from '../ui/language.js';
import { ProblemView } from '../ui/problem-view.js';
import { definitionTexts } from './definition-texts.js';

/** A refusal with all that came with it: what is wrong with the document, and what others have changed. */
export function DefinitionProblem({ error, retry }: { error: unknown; retry?: () => void }) {
  const texts = useTexts(definitionTexts).problems;
  const { problems = [], changes = [] } = (error instanceof ApiProblem ? error.details : {}) as {
    problems?: Problem[];
    changes?: DraftChange[];
  };
  return (
    <div className="blocks-small">
      <ProblemView error={error} {...(retry && { retry })} />
      {changes.length > 0 && (
        <ul className="plain-list">
          {changes.map(({ byName, revision, action, at }) => (
            <li key={`${revision}${action}${at}`}>{texts.changedBy(byName, revision)}</li>
          ))}
        </ul>
      )}
      {problems.length > 0 && <ProblemList problems={problems} />}
    </div>
  );
}

export interface Step {
  event: string;
  from: string[];
  to: string[];
}

/** Everything that is wrong, each with its place in the document and, for a broken rule, the shortest way to break it. */
export function ProblemList({ problems, editor }: { problems: Problem[]; editor?: string | undefined }) {
  const texts = useTexts(definitionTexts).problems;
  const words = useWords();
  return (
    <section aria-label={texts.title(problems.length)}>
      <p className="small-heading">{texts.title(problems.length)}</p>
      <ol className="problem-list">
        {problems.map(({ code, path, message, details }, at) => (
          <li key={`${code}${path}${at}`}>
            {words(message)}
            <div className="quiet">
              {texts.at}: <code>{path || '/'}</code>
            </div>
            <BreakingPath steps={(details?.['path'] ?? []) as Step[]} />
          </li>
        ))}
      </ol>
      {editor && <Link to={editor}>{texts.toEditor}</Link>}
    </section>
  );
}

/** The shortest way to break a rule, to be unfolded. */
export function BreakingPath({ steps }: { steps: Step[] }) {
  const texts = useTexts(definitionTexts).problems;
  if (!Array.isArray(steps) || steps.length === 0) return null;
  return (
    <details>
      <summary>{texts.path}</summary>
      <ol className="plain-list">
        {steps.map(({ event, to }, at) => (
          <li key={at}>
            {event === 'case.opened' ? texts.begins : <code>{event}</code>} → {to.join(', ')}
          </li>
        ))}
      </ol>
    </details>
  );
}
