import { Link } from 'react-router';
import { useTexts } from '../ui/language.js';
import { definitionTexts } from './definition-texts.js';

/** Where a page about a case type belongs. */
export function Trail({ caseType, name }: { caseType: string; name?: string }) {
  const texts = useTexts(definitionTexts);
  return (
    <nav aria-label={texts.frame.trail} className="trail">
      <Link to="/definitions">{texts.definitions}</Link> <span aria-hidden>›</span>
      {name === undefined ? (
        <span aria-current="location">{caseType}</span>
      ) : (
        <>
          <Link to={`/definitions/${caseType}`}>{caseType}</Link> <span aria-hidden>›</span>
          <span aria-current="location">{name}</span>
        </>
      )}
    </nav>
  );
}
