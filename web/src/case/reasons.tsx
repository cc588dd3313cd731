import type { Reason } from '../api-types.js';
import { caseTexts } from '../texts/case-texts.js';
import { longDate } from '../ui/dates.js';
import { useLanguage, useTexts, useWords } from '../ui/language.js';

/** Why an event is not possible now, and from which day it is. What merely lacks stands after what forbids. */
export function Reasons({ reasons }: { reasons: readonly Reason[] }) {
  const texts = useTexts(caseTexts);
  const words = useWords();
  const { language } = useLanguage();
  const stated = reasons.filter(({ code }) => code !== 'missingFact');
  const shown = stated.length > 0 ? stated : reasons;
  return (
    <ul className="plain-list reasons">
      {shown.map((reason) => (
        <li key={reason.text.da}>
          {words(reason.text)}
          {reason.opensOn && (
            <strong className="opens-on"> {texts.opensOn(longDate(reason.opensOn, language))}</strong>
          )}
        </li>
      ))}
    </ul>
  );
}
