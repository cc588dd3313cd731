import { ExclamationmarkTriangleIcon } from '@navikt/aksel-icons';
import { Tag } from '@navikt/ds-react';
import { Link } from 'react-router';
import { useTexts } from '../ui/language.js';
import { leaderTexts } from './leader-texts.js';

/** The number of a case, the way to it, and the way to its inspector. */
export function CaseLink({
  id,
  caseNumber,
  citizenName,
}: {
  id: string;
  caseNumber: string;
  citizenName?: string | null;
}) {
  return (
    <>
      <Link to={`/cases/${id}`} className="case-link">
        {citizenName ?? caseNumber}
      </Link>
      {citizenName && <div className="quiet">{caseNumber}</div>}
    </>
  );
}

export function OverdueTag() {
  const texts = useTexts(leaderTexts);
  return (
    <Tag
      variant="moderate"
      data-color="danger"
      size="small"
      icon={<ExclamationmarkTriangleIcon aria-hidden />}
    >
      {texts.overdue}
    </Tag>
  );
}
