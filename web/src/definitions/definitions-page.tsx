import { PlusIcon } from '@navikt/aksel-icons';
import { Alert, Button, Tag } from '@navikt/ds-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { Answer } from '../leader/answer.js';
import { DataTable, type Column } from '../leader/data-table.js';
import '../leader/leader.css';
import { useToday } from '../queries.js';
import { localDate, plainDate } from '../ui/dates.js';
import { EmptyState } from '../ui/empty-pages.js';
import { useLanguage, useTexts, useWords } from '../ui/language.js';
import { Page } from '../ui/page.js';
import {
  useDrafts,
  useIsAdmin,
  useReviews,
  useVersionOverview,
  type DueReview,
  type VersionOverview,
} from './definition-queries.js';
import { definitionTexts } from './definition-texts.js';
import { DraftTable } from './draft-table.js';
import { listTexts } from './list-texts.js';
import { NewDraftDialog } from './new-draft-dialog.js';
import { ReviewDialog } from './review-dialog.js';
import { Section } from './section.js';
import './definitions.css';

/** Every case type with the version that new cases get, and the drafts that are on their way. */
export function DefinitionsPage() {
  const texts = useTexts(listTexts);
  const { definitions } = useTexts(definitionTexts);
  const isAdmin = useIsAdmin();
  const overview = useVersionOverview();
  const [asks, setAsks] = useState(false);
  const [made, setMade] = useState(0);
  return (
    <Page title={definitions} lead={texts.list.lead} aside={isAdmin && <Tools ask={() => setAsks(true)} />}>
      <div className="blocks">
        <div role="status">
          {made > 0 && (
            <Alert variant="success" size="small">
              {texts.newDraft.created(made)}
            </Alert>
          )}
        </div>
        <Answer of={overview}>
          {(versions) => (
            <>
              <Drafts versions={versions} />
              <CaseTypes versions={versions} />
              {asks && (
                <NewDraftDialog
                  versions={versions}
                  close={() => setAsks(false)}
                  onImported={(count) => (setMade(count), setAsks(false))}
                />
              )}
            </>
          )}
        </Answer>
      </div>
    </Page>
  );
}

function Tools({ ask }: { ask: () => void }) {
  const texts = useTexts(listTexts);
  return (
    <div className="tools">
      <a className="aksel-link" href="/api/definitions/bundle" download="definitioner.json">
        {texts.list.takeAll}
      </a>
      <Button size="small" icon={<PlusIcon aria-hidden />} onClick={ask}>
        {texts.newDraft.button}
      </Button>
    </div>
  );
}

function Drafts({ versions }: { versions: VersionOverview[] }) {
  const texts = useTexts(listTexts).list;
  const drafts = useDrafts();
  return (
    <Section title={texts.drafts}>
      <Answer of={drafts}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState title={texts.noDrafts}>{texts.noDraftsHelp}</EmptyState>
          ) : (
            <DraftTable label={texts.drafts} rows={rows} versions={versions} />
          )
        }
      </Answer>
    </Section>
  );
}

/** One case type with all its versions. */
interface CaseTypeRow {
  caseType: string;
  newest: VersionOverview;
  current: VersionOverview | undefined;
  inUse: VersionOverview[];
  review: DueReview | undefined;
}

function rowsOf(versions: VersionOverview[], reviews: DueReview[]): CaseTypeRow[] {
  return [...new Set(versions.map(({ caseType }) => caseType))].map((caseType) => {
    const own = versions.filter((version) => version.caseType === caseType);
    return {
      caseType,
      newest: own[0]!,
      current: own.find(({ current }) => current),
      inUse: own.filter(({ open }) => open > 0),
      review: reviews.find((review) => review.caseType === caseType),
    };
  });
}

function CaseTypes({ versions }: { versions: VersionOverview[] }) {
  const texts = useTexts(listTexts).list;
  const { data: reviews = [] } = useReviews();
  const [reviewed, setReviewed] = useState<DueReview | null>(null);
  const columns = useCaseTypeColumns(setReviewed);
  return (
    <Section title={texts.caseTypes}>
      <DataTable
        label={texts.caseTypes}
        rows={rowsOf(versions, reviews)}
        columns={columns}
        keyOf={({ caseType }) => caseType}
      />
      {reviewed && <ReviewDialog review={reviewed} close={() => setReviewed(null)} />}
    </Section>
  );
}

function useCaseTypeColumns(onReview: (review: DueReview) => void): Column<CaseTypeRow>[] {
  const all = useTexts(definitionTexts);
  const texts = useTexts(listTexts).list;
  const words = useWords();
  const { language } = useLanguage();
  const { zone } = useToday();
  const day = (instant: string) => plainDate(localDate(instant, zone), language);
  return [
    {
      title: texts.caseType,
      cell: ({ caseType, newest }) => (
        <>
          <Link to={`/definitions/${caseType}`} className="case-link">
            {words(newest.title)}
          </Link>
          <div className="quiet">{newest.owner}</div>
        </>
      ),
    },
    {
      title: texts.current,
      cell: ({ caseType, current }) =>
        current ? (
          <>
            <Link to={`/definitions/${caseType}/versions/${current.version}`}>
              {all.version(current.version)}
            </Link>
            <div className="quiet no-wrap">{texts.since(day(current.validFrom))}</div>
          </>
        ) : (
          texts.nothingCurrent
        ),
    },
    { title: texts.openCases, cell: ({ inUse }) => <OpenCases versions={inUse} /> },
    { title: texts.review, cell: ({ review }) => review && <ReviewCell {...{ review, day, onReview }} /> },
  ];
}

function OpenCases({ versions }: { versions: VersionOverview[] }) {
  const texts = useTexts(listTexts).list;
  if (versions.length === 0) return <>{texts.noOpen}</>;
  return (
    <ul className="bare-list">
      {versions.map(({ version, open }) => (
        <li key={version}>{texts.openOf(open, version)}</li>
      ))}
    </ul>
  );
}

interface ReviewCellProps {
  review: DueReview;
  day: (instant: string) => string;
  onReview: (review: DueReview) => void;
}
function ReviewCell({ review, day, onReview }: ReviewCellProps) {
  const texts = useTexts(listTexts).list;
  const words = useWords();
  const isAdmin = useIsAdmin();
  return (
    <div className="cell-line">
      <span>
        {review.overdue && (
          <Tag size="small" variant="moderate" data-color="warning">
            {texts.reviewDue}
          </Tag>
        )}{' '}
        {texts.reviewBy(day(review.dueAt))}
      </span>
      {isAdmin && (
        <Button
          size="xsmall"
          variant={review.overdue ? 'secondary' : 'tertiary'}
          aria-label={texts.reviewOf(words(review.title))}
          onClick={() => onReview(review)}
        >
          {texts.reviewed}
        </Button>
      )}
    </div>
  );
}
