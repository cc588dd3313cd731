import { Link } from 'react-router';
import { useTexts, useWords } from '../ui/language.js';
import { useVersionOverview } from './definition-queries.js';
import { definitionTexts } from './definition-texts.js';

/** Where a page about a case type belongs. */
export function Trail({ caseType, name }: { caseType: string; name?: string }) {
  const texts = useTexts(definitionTexts);
  const words = useWords();
  const overview = useVersionOverview();
  const title = words(overview.data?.find((row) => row.caseType === caseType)?.title) || caseType;
  return (
    <nav aria-label={texts.frame.trail} className="trail">
      <Link to="/definitions">{texts.definitions}</Link> <span aria-hidden>›</span>
      {name === undefined ? (
        <span aria-current="location">{title}</span>
      ) : (
        <>
          <Link to={`/definitions/${caseType}`}>{title}</Link> <span aria-hidden>›</span>
          <span aria-current="location">{name}</span>
        </>
      )}
    </nav>
  );
}
