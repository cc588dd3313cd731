import { Link } from 'react-router';
import type { DraftSummary } from '../api-types.js';
import { DataTable } from '../leader/data-table.js';
import { useToday } from '../queries.js';
import { moment } from '../ui/dates.js';
import { inOrder } from '../ui/folded.js';
import { useLanguage, useTexts, useWords } from '../ui/language.js';
import type { VersionOverview } from './definition-queries.js';
import { listTexts } from './list-texts.js';
import { StageTag } from './subject-frame.js';
import { useDraftPath } from './use-subject-links.js';

interface DraftTableProps {
  label: string;
  rows: DraftSummary[];
  /** Where the titles of the case types come from. */
  versions: VersionOverview[];
}

/** Drafts that are on their way: how far, by whom, and why. */
export function DraftTable({ label, rows, versions }: DraftTableProps) {
  const texts = useTexts(listTexts).list;
  const words = useWords();
  const { language } = useLanguage();
  const { zone } = useToday();
  const pathOf = useDraftPath();
  const titleOf = (caseType: string) =>
    words(versions.find((version) => version.caseType === caseType)?.title) || caseType;
  return (
    <DataTable
      label={label}
      rows={inOrder(rows, ({ caseType }) => titleOf(caseType), language)}
      keyOf={({ id }) => id}
      columns={[
        {
          title: texts.draftOf,
          cell: ({ id, stage, caseType, note, baseVersion }) => (
            <>
              <Link to={pathOf({ id, stage })} className="case-link">
                {titleOf(caseType)}
              </Link>
              <div className="quiet">
                {[note, baseVersion && texts.basedOn(baseVersion)].filter(Boolean).join(' · ')}
              </div>
            </>
          ),
        },
        { title: texts.stage, cell: ({ stage }) => <StageTag stage={stage} /> },
        { title: texts.author, cell: ({ createdByName }) => createdByName },
        {
          title: texts.changed,
          cell: ({ updatedAt, updatedByName, createdByName }) => (
            <>
              {moment(updatedAt, language, zone)}
              {updatedByName !== createdByName && <div className="quiet">{updatedByName}</div>}
            </>
          ),
        },
      ]}
    />
  );
}
