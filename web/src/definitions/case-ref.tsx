import { Link } from 'react-router';
import { useMayOpen } from './use-subject-links.js';

/** The number of a case; the way to it only for those who may see cases. */
export function CaseRef({ caseId, caseNumber }: { caseId: string; caseNumber: string }) {
  const mayOpen = useMayOpen();
  if (!mayOpen('/cases/:id')) return <span className="case-number">{caseNumber}</span>;
  return (
    <Link to={`/cases/${caseId}`} className="case-number">
      {caseNumber}
    </Link>
  );
}
