import { Button } from '@navikt/ds-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { DataTable } from '../leader/data-table.js';
import '../leader/leader.css';
import { useToday } from '../queries.js';
import '../settings/settings.css';
import { moment } from '../ui/dates.js';
import { EmptyState } from '../ui/empty-pages.js';
import { useLanguage, useTexts } from '../ui/language.js';
import { Loading } from '../ui/loading.js';
import { Page } from '../ui/page.js';
import { ProblemView } from '../ui/problem-view.js';
import './audit.css';
import { FilterForm, NO_FILTER } from './audit-filter.js';
import { useAudit, type AuditEntryRow, type AuditFilter } from './audit-queries.js';
import { auditTexts } from './audit-texts.js';
import { useDetailWords, type Detail } from './detail-words.js';

/** The access log, for auditors. The address holds the filter, so that a view of it can be kept and sent. */
export function AuditPage() {
  const texts = useTexts(auditTexts);
  const [parameters, setParameters] = useSearchParams();
  const filter = filterOf(parameters);
  const [times, setTimes] = useState(0);
  const apply = (next: AuditFilter) => {
    setParameters(Object.entries(next).filter(([, value]) => value !== ''));
    setTimes(times + 1);
  };
  return (
    <Page title={texts.title} lead={texts.lead}>
      <div className="blocks">
        <FilterForm key={times} filter={filter} apply={apply} />
        <Lines filter={filter} />
        <p className="quiet">{texts.chain}</p>
      </div>
    </Page>
  );
}

function filterOf(parameters: URLSearchParams): AuditFilter {
  const given = Object.keys(NO_FILTER).map((name) => [name, parameters.get(name) ?? '']);
  return Object.fromEntries(given) as unknown as AuditFilter;
}

function Lines({ filter }: { filter: AuditFilter }) {
  const texts = useTexts(auditTexts);
  const { zone } = useToday();
  const lines = useAudit(filter, zone);
  if (lines.error) return <ProblemView error={lines.error} retry={() => void lines.refetch()} />;
  if (!lines.data) return <Loading />;
  const rows = lines.data.pages.flatMap(({ items }) => items);
  return (
    <section aria-label={texts.title}>
      <p className="quiet" role="status">
        {rows.length > 0 && texts.shown(rows.length)}
      </p>
      {rows.length === 0 ? (
        <EmptyState title={texts.none}>{texts.noneHelp}</EmptyState>
      ) : (
        <Table rows={rows} />
      )}
      {lines.hasNextPage && (
        <Button
          size="small"
          className="audit-more"
          variant="secondary"
          loading={lines.isFetchingNextPage}
          onClick={() => void lines.fetchNextPage()}
        >
          {texts.more}
        </Button>
      )}
    </section>
  );
}

function Table({ rows }: { rows: AuditEntryRow[] }) {
  const texts = useTexts(auditTexts);
  const { language } = useLanguage();
  const { zone } = useToday();
  const detailsOf = useDetailWords();
  const actions: Partial<Record<string, string>> = texts.actions;
  return (
    <DataTable
      label={texts.title}
      rows={rows}
      keyOf={({ id }) => String(id)}
      columns={[
        {
          title: texts.when,
          cell: ({ at }) => <span className="audit-line audit-when">{moment(at, language, zone)}</span>,
        },
        {
          title: texts.who,
          cell: ({ userName }) => <span className="audit-line">{userName ?? texts.system}</span>,
        },
        { title: texts.what, cell: ({ action }) => actions[action] ?? action },
        {
          title: texts.case,
          cell: ({ caseNumber }) => caseNumber && <span className="case-number">{caseNumber}</span>,
        },
        { title: texts.details, cell: (row) => <Details details={detailsOf(row)} /> },
      ]}
    />
  );
}

/** What the line says besides. */
function Details({ details }: { details: Detail[] }) {
  return (
    <ul className="bare-list audit-details">
      {details.map(({ label, value }) => (
        <li key={label}>
          <span className="quiet">{label}:</span> {value}
        </li>
      ))}
    </ul>
  );
}
