import { Alert, ReadMore } from '@navikt/ds-react';
import type { Definition, RuleProof } from '../../../src/machines/index.js';
import { useTitles } from '../definitions/use-titles.js';
import { useLanguage, useTexts, useWords } from '../ui/language.js';
import { rulesTexts } from './rules-texts.js';

/** What a proof claims, and how it was found. */
export function ProofView({ proof, definition }: { proof: RuleProof; definition: Definition }) {
  const texts = useTexts(rulesTexts).proof;
  const words = useWords();
  const { language } = useLanguage();
  const titles = useTitles([definition]);
  const { claims, applied, configurations, regions, assumptions } = proof;
  return (
    <>
      {claims.includes('may') && <p>{texts.may}</p>}
      {!applied && (
        <Alert variant="warning" size="small">
          {texts.notApplied}
        </Alert>
      )}
      <ReadMore header={texts.how} size="small">
        <p>{texts.holds}</p>
        <p>{texts.configurations(configurations.toLocaleString(language))}</p>
        <p>
          {regions.length > 0
            ? texts.regions(regions.map((path) => titles.state(path)).join(', '))
            : texts.whole}
        </p>
        {assumptions.length > 0 && (
          <>
            <p>{texts.assumed}</p>
            <ul className="plain-list">
              {assumptions.map((assumption) => (
                <li key={assumption.da}>{words(assumption)}</li>
              ))}
            </ul>
          </>
        )}
      </ReadMore>
    </>
  );
}
