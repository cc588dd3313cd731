import { Button, Tag } from '@navikt/ds-react';
import type { CalendarData } from '../../../src/machines/index.js';
import { Section } from '../definitions/section.js';
import { DataTable, type Column } from '../leader/data-table.js';
import { useToday } from '../queries.js';
import { longDate, weekday } from '../ui/dates.js';
import { useLanguage, useTexts } from '../ui/language.js';
import { calendarTexts } from './calendar-texts.js';
import { ofKind, type Pending } from './pending.js';

interface ListProps {
  data: CalendarData;
  year: number;
  changes: readonly Pending[];
  /** Left out where nothing may be changed. */
  change?: (one: Pending) => void;
}

interface Row {
  date: string;
  name: string;
  kind: 'holiday' | 'closedDay';
}

/** The days of the year that are not working days, besides weekends, as a list. */
export function NonWorkingDays({ data, year, changes, change }: ListProps) {
  const texts = useTexts(calendarTexts);
  const { language } = useLanguage();
  const { today } = useToday();
  const opening = new Set(ofKind(changes, 'open').map(({ date }) => date));
  const rows = rowsOf(data, year);
  const columns: Column<Row>[] = [
    {
      title: texts.day,
      cell: ({ date }) => (
        <>
          {longDate(date, language)}
          {weekday(date) > 4 && <div className="quiet">{texts.onWeekend}</div>}
        </>
      ),
    },
    { title: texts.name, cell: ({ name }) => name },
    {
      title: texts.kind,
      cell: ({ kind }) => (
        <Tag size="xsmall" variant="moderate" data-color={kind === 'holiday' ? 'danger' : 'warning'}>
          {texts.kinds[kind]}
        </Tag>
      ),
    },
  ];
  if (change) {
    columns.push({
      title: texts.action,
      cell: ({ date }) => {
        if (weekday(date) > 4 || date < today) return null;
        if (opening.has(date)) return texts.legend.opening;
        return (
          <Button
            size="xsmall"
            variant="tertiary"
            aria-label={texts.openDay(longDate(date, language))}
            onClick={() => change({ kind: 'open', date })}
          >
            {texts.open}
          </Button>
        );
      },
    });
  }
  return (
    <Section title={texts.listTitle(year)} lead={texts.listLead}>
      <DataTable label={texts.listTitle(year)} rows={rows} columns={columns} keyOf={({ date }) => date} />
    </Section>
  );
}

function rowsOf({ holidays, closedDays }: CalendarData, year: number): Row[] {
  const of = (days: Record<string, string>, kind: Row['kind']) =>
    Object.entries(days).flatMap(([date, name]) =>
      date.startsWith(`${year}-`) ? [{ date, name, kind }] : [],
    );
  return [...of(holidays, 'holiday'), ...of(closedDays, 'closedDay')].sort((a, b) =>
    a.date < b.date ? -1 : 1,
  );
}
