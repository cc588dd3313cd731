import type { CalendarData } from '../../../src/machines/index.js';
import { Section } from '../definitions/section.js';
import { DataTable } from '../leader/data-table.js';
import { useToday } from '../queries.js';
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
export function FixedTimes({ data }: { data: CalendarData }) {
  const texts = useTexts(calendarTexts).fixed;
  const all = useTexts(settingsTexts);
  const { language } = useLanguage();
  const years = texts.yearsValue(plainDate(data.from, language), plainDate(data.to, language));
  const { today } = useToday();
  const citizens = Object.entries(data.citizenHolidays)
    .filter(([date]) => date.startsWith(today.slice(0, 4)))
    .map(([date, name]) => `${plainDate(date, language)} (${name})`)
    .join(', ');
  const rows: Row[] = [
    { what: texts.reminders, value: texts.clock(data.reminderClock), source: '', mark: 'DERIVED' },
    { what: texts.sendFrom, value: texts.clock(data.sendFrom), source: '', mark: 'DERIVED' },
    { what: texts.cutOff, value: texts.clock(data.sendCutOff), source: '', mark: 'DERIVED' },
    { what: texts.sendDays, value: texts.sendDaysValue, source: 'S3 2b.1', mark: 'DERIVED' },
    { what: texts.meetings, value: texts.meetingsValue, source: 'S3-6.1', mark: 'DERIVED' },
    { what: texts.closedDays, value: texts.closedDaysValue, source: '', mark: 'DERIVED' },
    { what: texts.holidays, value: texts.holidaysValue, source: texts.holidaysSource },
    { what: texts.country, value: data.country, source: '' },
    { what: texts.citizenHolidays, value: citizens, source: 'forældelsesloven § 27' },
    { what: texts.years, value: years, source: '' },
    { what: texts.zone, value: data.zone, source: '' },
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
