import { useSearchParams } from 'react-router';
import { useCaseTypeTitle } from '../ui/case-type-title.js';
import { plainDate } from '../ui/dates.js';
import { useLanguage, useTexts } from '../ui/language.js';
import { CasesTable } from './cases-table.js';
import { LeaderPage } from './leader-page.js';
import { leaderTexts } from './leader-texts.js';

const NAMES = [
  'caseType',
  'version',
  'status',
  'state',
  'overdue',
  'unassigned',
  'assigneeId',
  'endedFrom',
  'endedTo',
  'breached',
] as const;

/** The cases behind a number of another page; the address says which. */
export function BehindPage() {
  const texts = useTexts(leaderTexts).cases;
  const [parameters] = useSearchParams();
  const given = NAMES.flatMap((name) => {
    const value = parameters.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  const filter: Partial<Record<(typeof NAMES)[number], string>> = Object.fromEntries(given);
  return (
    <LeaderPage title={texts.title} lead={<FilterInWords filter={filter} />}>
      <div className="blocks">
        <CasesTable key={parameters.toString()} label={texts.title} filter={filter} empty={texts.none} />
      </div>
    </LeaderPage>
  );
}

function FilterInWords({ filter }: { filter: Partial<Record<(typeof NAMES)[number], string>> }) {
  const texts = useTexts(leaderTexts).cases;
  const titleOf = useCaseTypeTitle();
  const { language } = useLanguage();
  const { caseType, status, overdue, unassigned, breached, endedFrom, endedTo } = filter;
  const words = [
    caseType && titleOf(caseType),
    (status === 'active' || status === 'done') && texts.filter[status],
    overdue === 'true' && texts.filter.overdue,
    unassigned === 'true' && texts.filter.unassigned,
    breached === 'true' && texts.filter.breached,
    endedFrom && endedTo && texts.between(plainDate(endedFrom, language), plainDate(endedTo, language)),
  ].filter(Boolean);
  return <>{words.length > 0 ? words.join(' · ') : texts.all}</>;
}

/** The address of the cases behind a number. */
export function behind(filter: Partial<Record<(typeof NAMES)[number], string | number | boolean>>): string {
  const given = Object.entries(filter).map(([name, value]) => [name, String(value)]);
  return `/team/cases?${new URLSearchParams(given)}`;
}
