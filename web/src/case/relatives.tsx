import { Heading } from '@navikt/ds-react';
import { Link } from 'react-router';
import type { CaseView, RelativeRow } from '../api-types.js';
import { caseTexts } from '../texts/case-texts.js';
import { useCaseTypeTitle } from '../ui/case-type-title.js';
import { useTexts } from '../ui/language.js';

/** The case it comes from, and those that come from it. */
export function Relatives({ view: { parent, children } }: { view: CaseView }) {
  const texts = useTexts(caseTexts).relatives;
  if (!parent && children.length === 0) return null;
  return (
    <section className="card" aria-labelledby="relatives">
      <Heading size="xsmall" level="2" id="relatives" spacing>
        {texts.title}
      </Heading>
      <ul className="bare-list stacked">
        {parent && <Relative row={parent} relation={texts.parent} />}
        {children.map((child) => (
          <Relative key={child.id} row={child} relation={texts.child} />
        ))}
      </ul>
    </section>
  );
}

function Relative({ row, relation }: { row: RelativeRow; relation: string }) {
  const texts = useTexts(caseTexts).relatives;
  const titleOf = useCaseTypeTitle();
  return (
    <li>
      <Link to={`/cases/${row.id}`} className="aksel-link">
        {titleOf(row.caseType)} {row.caseNumber}
      </Link>
      <div className="quiet">
        {relation} · {texts[row.status]}
      </div>
    </li>
  );
}
