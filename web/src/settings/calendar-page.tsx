import { ChevronLeftIcon, ChevronRightIcon } from '@navikt/aksel-icons';
import { Button } from '@navikt/ds-react';
import { useMemo, useState, type ReactNode } from 'react';
import type { CalendarData } from '../../../src/machines/index.js';
import { Section } from '../definitions/section.js';
import { Answer } from '../leader/answer.js';
import { useMe, useToday } from '../queries.js';
import { localDate, plainDate, weekday } from '../ui/dates.js';
import { useLanguage, useTexts } from '../ui/language.js';
import { calendarTexts } from './calendar-texts.js';
import { CalendarVersions } from './calendar-versions.js';
import { Changes, Outcome, usePublication } from './changes.js';
import { DateAndName } from './date-and-name.js';
import { FixedRules } from './fixed-rules.js';
import { Law } from './law.js';
import { NamedDays } from './named-days.js';
import { NonWorkingDays } from './non-working-days.js';
import { OfficeHours } from './office-hours.js';
import { withChange, without, type Pending } from './pending.js';
import { Series } from './series.js';
import { SettingsPage } from './settings-page.js';
import { useCalendar } from './settings-queries.js';
import { TimesOfDay } from './times-of-day.js';
import { readDays } from './year-days.js';
import { Legend, YearView } from './year-view.js';

/** The municipality's calendar: everybody reads it; admins change it, see what moves, and publish. */
export function CalendarPage() {
  const texts = useTexts(calendarTexts);
  const { language } = useLanguage();
  const { today, zone } = useToday();
  const calendar = useCalendar();
  const [year, setYear] = useState<number | null>(null);
  const shown = year ?? Number(today.slice(0, 4));
  const { data } = calendar;
  return (
    <SettingsPage
      title={texts.title}
      lead={data && texts.lead(data.version, plainDate(localDate(data.publishedAt, zone), language))}
      aside={data && <YearChoice year={shown} data={data.data} choose={setYear} />}
    >
      <Answer of={calendar}>
        {(row) => <Calendar version={row.version} data={row.data} year={shown} showYear={setYear} />}
      </Answer>
    </SettingsPage>
  );
}

interface YearChoiceProps {
  year: number;
  data: CalendarData;
  choose: (year: number) => void;
}
function YearChoice({ year, data, choose }: YearChoiceProps) {
  const texts = useTexts(calendarTexts);
  const [from, to] = [Number(data.from.slice(0, 4)), Number(data.to.slice(0, 4))];
  return (
    <div className="year-choice">
      <Button
        size="small"
        variant="tertiary"
        icon={<ChevronLeftIcon title={texts.before(year - 1)} />}
        disabled={year <= from}
        onClick={() => choose(year - 1)}
      />
      <span role="status">{year}</span>
      <Button
        size="small"
        variant="tertiary"
        icon={<ChevronRightIcon title={texts.after(year + 1)} />}
        disabled={year >= to}
        onClick={() => choose(year + 1)}
      />
    </div>
  );
}

interface CalendarProps {
  version: number;
  data: CalendarData;
  year: number;
  showYear: (year: number) => void;
}
function Calendar({ version, data, year, showYear }: CalendarProps) {
  const texts = useTexts(calendarTexts);
  const isAdmin = useMe().data?.rights.includes('admin') ?? false;
  const [changes, setChanges] = useState<Pending[]>([]);
  const change = (one: Pending) => setChanges((before) => withChange(before, one));
  const publication = usePublication(version, changes, () => setChanges([]));
  const foreseen = publication.preview.forecast?.changes;
  const dayOf = useMemo(() => readDays(data, changes, foreseen), [data, changes, foreseen]);
  const parts = { data, year, changes };
  if (!isAdmin) {
    return (
      <>
        <Year year={year} dayOf={dayOf} changed={false} />
        <Parts {...parts} />
      </>
    );
  }
  return (
    <>
      <Editor {...parts} dayOf={dayOf} change={change} showYear={showYear}>
        <Changes
          changes={changes}
          undo={(one) => setChanges((before) => without(before, one))}
          publication={publication}
        />
      </Editor>
      <Outcome changes={changes} publication={publication} />
      <Parts {...parts} change={change} />
      <Section title={texts.versions.title}>
        <CalendarVersions />
      </Section>
    </>
  );
}

interface PartsProps {
  data: CalendarData;
  year: number;
  changes: readonly Pending[];
  /** Left out where nothing may be changed. */
  change?: (one: Pending) => void;
}
/** What the calendar consists of besides the year, each part with the form that changes it. */
function Parts({ year, ...all }: PartsProps) {
  return (
    <>
      <div className="settings-columns even">
        <div className="settings-parts">
          <NonWorkingDays year={year} {...all} />
          <Series year={year} {...all} />
          <TimesOfDay {...all} />
        </div>
        <div className="settings-parts">
          <NamedDays {...all} />
          <OfficeHours {...all} />
          <Law {...all} />
        </div>
      </div>
      <FixedRules data={all.data} />
    </>
  );
}

type DayOf = ReturnType<typeof readDays>;

function Year({
  year,
  dayOf,
  changed,
  onPick,
}: {
  year: number;
  dayOf: DayOf;
  changed: boolean;
  onPick?: (date: string) => void;
}) {
  return (
    <div>
      <YearView year={year} dayOf={dayOf} {...(onPick && { onPick })} />
      <Legend changed={changed} />
    </div>
  );
}

interface EditorProps {
  data: CalendarData;
  year: number;
  changes: Pending[];
  dayOf: DayOf;
  change: (one: Pending) => void;
  showYear: (year: number) => void;
  children: ReactNode;
}
/** The year, and beside it the day to be closed. A day that is closed is opened by picking it. */
function Editor({ data, year, changes, dayOf, change, showYear, children }: EditorProps) {
  const texts = useTexts(calendarTexts);
  const { today } = useToday();
  const [picked, setPicked] = useState({ date: '', times: 0 });
  const pick = (date: string) => {
    const { kind, name = '' } = dayOf(date);
    const mayOpen = kind === 'closing' || ((kind === 'closed' || kind === 'holiday') && weekday(date) < 5);
    if (date >= today && mayOpen) return change({ kind: 'open', date });
    if (date >= today && kind === 'opening') return change({ kind: 'close', date, name });
    setPicked({ date, times: picked.times + 1 });
    setTimeout(() => document.getElementById('close-name')?.focus());
  };
  const dayOff = (date: string) => {
    const { kind, name } = dayOf(date);
    const off = kind !== 'working' && kind !== 'eve';
    return off ? texts.dayOff(name ?? texts.legend[kind]) : undefined;
  };
  return (
    <div className="settings-columns">
      <div>
        <p className="settings-lead quiet">{texts.pickHelp}</p>
        <Year year={year} dayOf={dayOf} changed={changes.length > 0} onPick={pick} />
      </div>
      <div className="settings-aside">
        <aside className="card" aria-label={texts.closeTitle}>
          <Section title={texts.closeTitle} lead={texts.closeLead}>
            <DateAndName
              key={picked.times}
              prefix="close"
              data={data}
              submit={texts.add}
              named
              date={picked.date}
              check={dayOff}
              onSubmit={(date, name) => {
                change({ kind: 'close', date, name });
                showYear(Number(date.slice(0, 4)));
              }}
            />
          </Section>
        </aside>
        <div className="card">{children}</div>
      </div>
    </div>
  );
}
