import { Heading, Tag } from '@navikt/ds-react';
import type { Definition } from '../../../src/machines/index.js';
import { BreakingPath, ProblemPlace, useProblemMessage } from '../definitions/problems.js';
import { useTexts } from '../ui/language.js';
import { editorTexts } from './editor-texts.js';
import { NOT_PROVED, type Finding } from './findings.js';
import type { Checks } from './use-checks.js';

interface ProblemListProps {
  findings: readonly Finding[];
  /** The last text that could be read: its titles stand for the names. */
  definition: Definition | null;
  onChoose: (finding: Finding) => void;
}

/** Everything that keeps the text from being published; nothing when there is nothing. */
export function ProblemList({ findings, definition, onChoose }: ProblemListProps) {
  const texts = useTexts(editorTexts).problems;
  if (findings.length === 0) return null;
  return (
    <section aria-label={texts.title} className="editor-problems">
      <Heading level="3" size="xsmall">
        {texts.title}
      </Heading>
      <ol className="problem-list">
        {findings.map((finding, at) => (
          <Item key={`${finding.code}${finding.path}${at}`} {...{ finding, definition, onChoose }} />
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

interface ItemProps extends Omit<ProblemListProps, 'findings'> {
  finding: Finding;
}

function Item({ finding, definition, onChoose }: ItemProps) {
  const texts = useTexts(editorTexts).problems;
  const message = useProblemMessage();
  const { path, details, range } = finding;
  const within = details?.['expandedPath'];
  return (
    <li>
      <button type="button" className="problem-button" onClick={() => onChoose(finding)}>
        {message(finding, definition)}
      </button>
      {!range && <ProblemPlace path={path} document={definition} />}
      {typeof within === 'string' && (
        <div className="quiet">
          {texts.fragment}: <code>{within}</code>
        </div>
      )}
      <BreakingPath problem={finding} document={definition} />
    </li>
  );
}
