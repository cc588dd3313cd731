import { Tag } from '@navikt/ds-react';
import { useTexts } from '../ui/language.js';
import { settingsTexts } from './settings-texts.js';

export type SourceMark = 'DERIVED' | 'GKU';

/** Says of a value that no source or law fixes it. */
export function Mark({ mark }: { mark?: SourceMark | undefined }) {
  const texts = useTexts(settingsTexts).marks;
  if (!mark) return null;
  return (
    <Tag size="xsmall" variant="moderate" data-color={mark === 'GKU' ? 'warning' : 'info'}>
      {texts[mark]}
    </Tag>
  );
}

export function MarksHelp() {
  const texts = useTexts(settingsTexts);
  return (
    <ul className="plain-list quiet" aria-label={texts.marksTitle}>
      <li>{texts.marksDerived}</li>
      <li>{texts.marksGku}</li>
      <li>{texts.marksNone}</li>
    </ul>
  );
}
