import { Heading, Tag } from '@navikt/ds-react';
import { useMemo } from 'react';
import { ruleSentences, type Definition } from '../../../src/machines/index.js';
import { WithCode } from '../definitions/changes.js';
import type { Subject } from '../definitions/subject.js';
import { useTexts, useWords } from '../ui/language.js';
import { templateId } from './catalogue.js';
import { pathOf, type RuleFinding } from './findings.js';
import { ShownPath } from './path-player.js';
import { ProofView } from './proof-view.js';
import { rulesTexts } from './rules-texts.js';

const COLOURS = { holds: 'success', broken: 'danger', notProved: 'warning', unknown: 'neutral' } as const;

interface RuleCardProps {
  finding: RuleFinding;
  subject: Subject;
  definition: Definition;
  /** Its path lies open from the beginning. */
  shown: boolean;
}

/** One rule: where it comes from, what it demands, and what was found. */
export function RuleCard({ finding, subject, definition, shown }: RuleCardProps) {
  const texts = useTexts(rulesTexts);
  const words = useWords();
  const sentence = useMemo(() => ruleSentences(definition), [definition]);
  const { rule, verdict, proof, problems } = finding;
  return (
    <article className="card rule" data-rule={rule.id} data-verdict={verdict}>
      <div className="card-head">
        <Heading level="3" size="xsmall">
          {words(rule.title)}
        </Heading>
        <Tag variant="moderate" data-color={COLOURS[verdict]} size="small">
          {texts.verdicts[verdict]}
        </Tag>
      </div>
      <p className="rule-sentence">
        <WithCode text={words(sentence(rule))} />
      </p>
      <p className="quiet">
        {texts.source}: {rule.source} · {texts.template}:{' '}
        <a href={`#${templateId(rule.template)}`}>{texts.catalogue.names[rule.template]}</a>
      </p>
      {proof?.verdict === 'holds' && <ProofView proof={proof} definition={definition} />}
      {problems.map((problem) => {
        const path = pathOf(problem);
        return (
          <div key={`${problem.code} ${problem.message.da}`} className="rule-problem">
            <p>{words(problem.message)}</p>
            {path && <ShownPath path={path} subject={subject} definition={definition} shown={shown} />}
          </div>
        );
      })}
    </article>
  );
}
