import { BodyShort, Search, Select } from '@navikt/ds-react';
import { useDeferredValue } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { CaseListRow } from '../api-types.js';
import { useCases, useCaseTypes, useToday } from '../queries.js';
import { casesTexts } from '../texts/cases-texts.js';
import { useCaseTypeTitle } from '../ui/case-type-title.js';
import { shortDue } from '../ui/dates.js';
import { DayTag } from '../ui/day-tag.js';
import { EmptyState } from '../ui/empty-pages.js';
import { useLanguage, useTexts, useWords } from '../ui/language.js';
import { Loading } from '../ui/loading.js';
import { Page } from '../ui/page.js';
import { ProblemView } from '../ui/problem-view.js';
import './cases.css';

type Filter = Record<'text' | 'caseType' | 'status', string>;

/** The cases of the user's teams, last changed first. What is searched for stands in the address. */
export function CasesPage() {
  const texts = useTexts(casesTexts);
  const [parameters, setParameters] = useSearchParams();
  const filter: Filter = {
    text: parameters.get('text') ?? '',
    caseType: parameters.get('caseType') ?? '',
    status: parameters.get('status') ?? '',
  };
  const change = (name: keyof Filter, value: string) =>
    setParameters(
      Object.entries({ ...filter, [name]: value }).filter(([, each]) => each !== ''),
      { replace: true },
    );
  return (
    <Page
      title={texts.title}
      aside={
        <Link to="/cases/new" className="aksel-link">
          {texts.newCase}
        </Link>
      }
    >
      <FilterFields filter={filter} change={change} />
      <CaseTable filter={filter} />
    </Page>
  );
}

interface FilterProps {
  filter: Filter;
  change: (name: keyof Filter, value: string) => void;
}

function FilterFields({ filter, change }: FilterProps) {
  const texts = useTexts(casesTexts);
  const words = useWords();
  const types = useCaseTypes().data ?? [];
  return (
    <form role="search" className="case-filter no-print" onSubmit={(event) => event.preventDefault()}>
      <Search
        label={texts.search}
        hideLabel={false}
        size="small"
        variant="simple"
        value={filter.text}
        onChange={(value) => change('text', value)}
      />
      <Select
        label={texts.caseType}
        size="small"
        value={filter.caseType}
        onChange={(event) => change('caseType', event.target.value)}
      >
        <option value="">{texts.anyType}</option>
        {types.map(({ caseType, title }) => (
          <option key={caseType} value={caseType}>
            {words(title)}
          </option>
        ))}
      </Select>
      <Select
        label={texts.status}
        size="small"
        value={filter.status}
        onChange={(event) => change('status', event.target.value)}
      >
        <option value="">{texts.anyStatus}</option>
        <option value="active">{texts.active}</option>
        <option value="done">{texts.done}</option>
      </Select>
    </form>
  );
}

function CaseTable({ filter }: { filter: Filter }) {
  const texts = useTexts(casesTexts);
  const { data, error, refetch } = useCases(useDeferredValue(filter));
  if (!data) return error ? <ProblemView error={error} retry={() => void refetch()} /> : <Loading />;
  if (data.items.length === 0) return <EmptyState title={texts.none}>{texts.noneHelp}</EmptyState>;
  const { citizen, caseType, number, next, caseworker } = texts.columns;
  return (
    <>
      <table className="case-table">
        <thead>
          <tr>
            {[citizen, caseType, number, next, caseworker].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.items.map((row) => (
            <CaseLine key={row.id} row={row} />
          ))}
        </tbody>
      </table>
      {data.next && <BodyShort className="quiet">{texts.cut(data.items.length)}</BodyShort>}
    </>
  );
}

function CaseLine({ row }: { row: CaseListRow }) {
  const texts = useTexts(casesTexts);
  const titleOf = useCaseTypeTitle();
  const { language } = useLanguage();
  const { today, zone } = useToday();
  return (
    <tr>
      <th scope="row">
        <Link to={`/cases/${row.id}`} className="task-link">
          {row.citizenName ?? row.caseNumber}
        </Link>
      </th>
      <td>{titleOf(row.caseType)}</td>
      <td>{row.caseNumber}</td>
      <td>
        {row.status === 'done' && texts.done}
        {row.nextDueOn && (
          <span className="case-due">
            <DayTag day={row.nextDueOn} today={today} at={row.nextDueAt} />{' '}
            {shortDue(row.nextDueOn, row.nextDueAt, { language, zone, today })}
          </span>
        )}
      </td>
      <td>{row.assigneeName ?? texts.nobody}</td>
    </tr>
  );
}
