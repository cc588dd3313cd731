import { Alert, Heading } from '@navikt/ds-react';
import type { Definition, Problem } from '../../../src/machines/index.js';
import type { Subject } from '../definitions/subject.js';
import { useTexts, useWords } from '../ui/language.js';
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
  const words = useWords();
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
          <article
            key={`${problem.code} ${problem.path} ${at}`}
            className="card rule"
            data-problem={problem.code}
          >
            <p className="rule-sentence">{words(problem.message)}</p>
            {problem.code === 'cannotEnd' && <p>{texts.may}</p>}
            <p className="quiet">
              {texts.at}: <code>{problem.path || '/'}</code>
            </p>
            {path && <ShownPath path={path} subject={subject} definition={definition} shown={false} />}
          </article>
        );
      })}
    </section>
  );
}
