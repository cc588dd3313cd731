import type { CalendarData } from '../../../src/machines/index.js';
import { Section } from '../definitions/section.js';
import { DataTable } from '../leader/data-table.js';
import { plainDate } from '../ui/dates.js';
import { useLanguage, useTexts } from '../ui/language.js';
import { calendarTexts } from './calendar-texts.js';
import { Mark, MarksHelp, type SourceMark } from './mark.js';
import { settingsTexts } from './settings-texts.js';

interface Row {
  what: string;
  value: string;
  source: string;
  mark?: SourceMark;
}

/** What else the calendar decides, with its sources. */
export function FixedRules({ data }: { data: CalendarData }) {
  const texts = useTexts(calendarTexts).fixed;
  const all = useTexts(settingsTexts);
  const { language } = useLanguage();
  const years = texts.yearsValue(plainDate(data.from, language), plainDate(data.to, language));
  const danish: Row[] = [
    { what: texts.meetings, value: texts.meetingsValue, source: 'S3-6.1', mark: 'DERIVED' },
    { what: texts.closedDays, value: texts.closedDaysValue, source: '', mark: 'DERIVED' },
    { what: texts.holidays, value: texts.holidaysValue, source: texts.holidaysSource },
  ];
  const rows: Row[] = [
    { what: texts.sendDays, value: texts.sendDaysValue, source: 'S3 2b.1', mark: 'DERIVED' },
    ...(data.country === 'DK' ? danish : []),
    { what: texts.years, value: years, source: '' },
  ];
  return (
    <Section title={texts.title} lead={texts.help}>
      <DataTable
        label={texts.title}
        rows={rows}
        keyOf={({ what }) => what}
        columns={[
          { title: texts.what, cell: ({ what }) => what },
          { title: texts.value, cell: ({ value }) => value },
          {
            title: all.source,
            cell: ({ source, mark }) => (
              <>
                {source} <Mark mark={mark} />
              </>
            ),
          },
        ]}
      />
      <MarksHelp />
    </Section>
  );
}
