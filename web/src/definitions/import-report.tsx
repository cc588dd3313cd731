import { Alert } from '@navikt/ds-react';
import type { ImportResult, Outcome } from '../../../src/machines/index.js';
import { useTexts, useWords } from '../ui/language.js';
import { importTexts } from './import-texts.js';

const ORDER: Outcome[] = ['left', 'changed', 'taken'];

/** Every key of a machine from another tool, grouped by what became of it; what is lost comes first. */
export function ImportReportView({ result: { definition, report } }: { result: ImportResult }) {
  const texts = useTexts(importTexts);
  const grouped = (outcome: Outcome) => report.lines.filter((line) => line.outcome === outcome);
  const [left, changed, taken] = ORDER.map((outcome) => grouped(outcome).length) as [number, number, number];
  return (
    <section aria-label={texts.title} className="blocks-small" aria-live="polite">
      <p className="small-heading">{texts.title}</p>
      {definition === null ? (
        <Alert variant="error" size="small" inline>
          {texts.noDraft}
        </Alert>
      ) : (
        <>
          <p>{texts.sum(taken, changed, left)}</p>
          <p className="quiet">{texts.unfinished}</p>
        </>
      )}
      <Lines title={texts.problems} lines={report.problems} open={definition === null} />
      {ORDER.map((outcome) => (
        <Lines key={outcome} title={texts[outcome]} lines={grouped(outcome)} open={outcome === 'left'} />
      ))}
    </section>
  );
}

interface LinesProps {
  title: (count: number) => string;
  lines: { path: string; message: { da: string; en: string } }[];
  open: boolean;
}

function Lines({ title, lines, open }: LinesProps) {
  const words = useWords();
  if (lines.length === 0) return null;
  return (
    <details open={open}>
      <summary>{title(lines.length)}</summary>
      <ul className="plain-list import-lines">
        {lines.map(({ path, message }, at) => (
          <li key={`${path}${at}`}>
            <code>{path || '/'}</code> {words(message)}
          </li>
        ))}
      </ul>
    </details>
  );
}
