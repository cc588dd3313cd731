import { Alert, Heading } from '@navikt/ds-react';
import type { Definition, Problem } from '../../../src/machines/index.js';
import { ProblemPlace, useProblemMessage } from '../definitions/problems.js';
import type { Subject } from '../definitions/subject.js';
import { useTexts } from '../ui/language.js';
import { pathOf } from './findings.js';
import { ShownPath } from './path-player.js';
import { rulesTexts } from './rules-texts.js';

interface StructureProps {
  problems: Problem[];
  subject: Subject;
  definition: Definition;
}

/** What is wrong with the machine besides its rules: dead ends, dormant cases, what nobody ever comes to. */
export function Structure({ problems, subject, definition }: StructureProps) {
  const texts = useTexts(rulesTexts).structure;
  const pathless = problems.filter((problem) => !pathOf(problem));
  return (
    <section aria-labelledby="structure" className="rules">
      <div>
        <Heading level="2" size="small" id="structure">
          {texts.title}
        </Heading>
        <p className="rules-lead">{texts.lead}</p>
      </div>
      {problems.length === 0 && (
        <Alert variant="success" size="small">
          {texts.none}
        </Alert>
      )}
      {problems.map((problem, at) => {
        const path = pathOf(problem);
        return (
          path && (
            <article key={keyOf(problem, at)} className="card rule" data-problem={problem.code}>
              <Said problem={problem} definition={definition} />
              <ShownPath path={path} subject={subject} definition={definition} shown={false} />
            </article>
          )
        );
      })}
      {pathless.length > 0 && (
        <ul className="card rule problem-lines">
          {pathless.map((problem, at) => (
            <li key={keyOf(problem, at)} data-problem={problem.code}>
              <Said problem={problem} definition={definition} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const keyOf = ({ code, path }: Problem, at: number): string => `${code} ${path} ${at}`;

/** What is wrong, how sure that is, and where it stands. */
function Said({ problem, definition }: { problem: Problem; definition: Definition }) {
  const texts = useTexts(rulesTexts).structure;
  const message = useProblemMessage();
  return (
    <>
      <p className="rule-sentence">{message(problem, definition)}</p>
      {problem.code === 'cannotEnd' && <p>{texts.may}</p>}
      <ProblemPlace path={problem.path} document={definition} />
    </>
  );
}
