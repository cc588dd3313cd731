import { Heading, Tag } from '@navikt/ds-react';
import { BreakingPath, type Step } from '../definitions/problems.js';
import { useTexts, useWords } from '../ui/language.js';
import { editorTexts } from './editor-texts.js';
import { NOT_PROVED, type Finding } from './findings.js';
import type { Checks } from './use-checks.js';

interface ProblemListProps {
  findings: readonly Finding[];
  onChoose: (finding: Finding) => void;
}

/** Everything that keeps the text from being published; nothing when there is nothing. */
export function ProblemList({ findings, onChoose }: ProblemListProps) {
  const texts = useTexts(editorTexts).problems;
  if (findings.length === 0) return null;
  return (
    <section aria-label={texts.title} className="editor-problems">
      <Heading level="3" size="xsmall">
        {texts.title}
      </Heading>
      <ol className="problem-list">
        {findings.map((finding, at) => (
          <Item key={`${finding.code}${finding.path}${at}`} finding={finding} onChoose={onChoose} />
        ))}
      </ol>
    </section>
  );
}

/** How far the checking has come. What is settled is announced; what is under way is only shown, or the one who writes would be interrupted all the time. */
export function CheckStatus({ checks }: { checks: Checks }) {
  const texts = useTexts(editorTexts).problems;
  const { stage, findings } = checks;
  const settled = stage === 'done' || stage === 'broken';
  const colour = findings.length === 0 ? 'success' : 'danger';
  return (
    <>
      <span role="status" className="check-status">
        {settled && (
          <Tag size="small" variant="moderate" data-color={onlyUnproved(findings) ? 'warning' : colour}>
            {useSettledWords(checks)}
          </Tag>
        )}
      </span>
      {!settled && <span className="quiet">{texts[stage]}</span>}
    </>
  );
}

const onlyUnproved = (findings: readonly Finding[]): boolean =>
  findings.length > 0 && findings.every(({ code }) => code === NOT_PROVED);

function useSettledWords({ stage, findings, proofs }: Checks): string {
  const texts = useTexts(editorTexts).problems;
  if (stage === 'broken') return texts.broken;
  if (onlyUnproved(findings)) return texts.notProved;
  if (findings.length > 0) return texts.count(findings.length);
  return proofs.length > 0 ? texts.proved(proofs.length) : texts.noRules;
}

function Item({ finding, onChoose }: { finding: Finding; onChoose: (finding: Finding) => void }) {
  const texts = useTexts(editorTexts).problems;
  const words = useWords();
  const { message, path, details, range } = finding;
  const within = details?.['expandedPath'];
  return (
    <li>
      <button type="button" className="problem-button" onClick={() => onChoose(finding)}>
        {words(message)}
      </button>
      <div className="quiet">
        {!range && <code>{path || '/'}</code>}
        {typeof within === 'string' && (
          <>
            {' '}
            ({texts.fragment}: <code>{within}</code>)
          </>
        )}
      </div>
      <BreakingPath steps={(details?.['path'] ?? []) as Step[]} />
    </li>
  );
}
