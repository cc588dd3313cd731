import { Link } from 'react-router';
import type { Definition, Problem } from '../../../src/machines/index.js';
import type { DraftChange } from '../api-types.js';
import { ApiProblem } from '../api.js';
import { useEventTitle } from '../case/history-words.js';
import { titledMessage } from '../rules/titled-message.js';
import { useLanguage, useTexts, useWords } from '../ui/language.js';
import { ProblemView } from '../ui/problem-view.js';
import { definitionTexts } from './definition-texts.js';
import { placeInWords } from './problem-place.js';
import { useTitles } from './use-titles.js';

interface DefinitionProblemProps {
  error: unknown;
  /** What was refused, where it is at hand. */
  document?: unknown;
  retry?: () => void;
}

/** A refusal with all that came with it: what is wrong with the document, and what others have changed. */
export function DefinitionProblem({ error, document, retry }: DefinitionProblemProps) {
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
      {problems.length > 0 &&
        (isOfOthers(error) ? <Reasons problems={problems} /> : <ProblemList {...{ problems, document }} />)}
    </div>
  );
}

/** What stands in the way lies in the definitions of other case types: nothing of this one is to be mended. */
const isOfOthers = (error: unknown): boolean =>
  error instanceof ApiProblem && error.code === 'versionStillNeeded';

function Reasons({ problems }: { problems: Problem[] }) {
  const words = useWords();
  return (
    <ul className="plain-list">
      {problems.map(({ message }, at) => (
        <li key={at}>{words(message)}</li>
      ))}
    </ul>
  );
}

/** A step of the shortest way to break a rule. */
export interface Step {
  event: string;
  to: string[];
}

interface ProblemListProps {
  problems: Problem[];
  /** Whose titles stand for the names; it may be unfinished. */
  document: unknown;
  /** Where the document can be mended. */
  editor?: string | undefined;
}

/** Everything that is wrong, each with its place in the document and, for a broken rule, the shortest way to break it. */
export function ProblemList({ problems, document, editor }: ProblemListProps) {
  const texts = useTexts(definitionTexts).problems;
  return (
    <section aria-label={texts.title(problems.length)}>
      <p className="small-heading">{texts.title(problems.length)}</p>
      <ol className="problem-list">
        {problems.map((problem, at) => (
          <Item key={`${problem.code}${problem.path}${at}`} {...{ problem, document, editor }} />
        ))}
      </ol>
    </section>
  );
}

function Item({ problem, document, editor }: Omit<ProblemListProps, 'problems'> & { problem: Problem }) {
  const texts = useTexts(definitionTexts).problems;
  const message = useProblemMessage()(problem, document);
  const place = `${editor}?at=${encodeURIComponent(problem.path)}`;
  return (
    <li>
      {message}
      <ProblemPlace path={problem.path} document={document} />
      {editor && (
        <Link to={place} aria-label={`${texts.toEditor}: ${message}`}>
          {texts.toEditor}
        </Link>
      )}
      <BreakingPath problem={problem} document={document} />
    </li>
  );
}

/** What is wrong, with titles for the names of the document. */
export function useProblemMessage(): (problem: Problem, document: unknown) => string {
  const words = useWords();
  const { language } = useLanguage();
  return ({ message }, document) =>
    titledMessage(words(message), (document ?? {}) as Partial<Definition>, language);
}

/** Where the problem lies, in words and as the path of the text. */
export function ProblemPlace({ path, document }: { path: string; document: unknown }) {
  const { language } = useLanguage();
  const place = placeInWords(document, path, language);
  return (
    <div className="quiet">
      {place && <div>{place}</div>}
      <code>{path || '/'}</code>
    </div>
  );
}

/** The shortest way to break a rule, to be unfolded; nothing of a problem that has none. */
export function BreakingPath({ problem, document }: { problem: Problem; document: unknown }) {
  const steps = problem.details?.['path'];
  if (!Array.isArray(steps) || steps.length === 0) return null;
  return <Way steps={steps as Step[]} definition={{ ...UNFINISHED, ...(document as Definition) }} />;
}

/** What an unfinished document may lack. */
const UNFINISHED = { events: {}, deadlines: {}, delays: {} };

function Way({ steps, definition }: { steps: Step[]; definition: Definition }) {
  const texts = useTexts(definitionTexts).problems;
  const eventTitle = useEventTitle(definition);
  const titles = useTitles([definition]);
  const nameOf = (event: string) =>
    event === 'case.opened' ? texts.begins : eventTitle({ type: event, event: {}, effects: [] });
  return (
    <details>
      <summary>{texts.path}</summary>
      <ol className="plain-list">
        {steps.map(({ event, to }, at) => (
          <li key={at}>
            {nameOf(event)} → {to.map((path) => titles.state(path)).join(' · ')}
          </li>
        ))}
      </ol>
    </details>
  );
}
