import { Button } from '@navikt/ds-react';
import type { CalendarData } from '../../../src/machines/index.js';
import { Section } from '../definitions/section.js';
import { useToday } from '../queries.js';
import { longDate } from '../ui/dates.js';
import { useLanguage, useTexts } from '../ui/language.js';
import { calendarTexts } from './calendar-texts.js';
import { DateAndName } from './date-and-name.js';
import type { Pending } from './pending.js';
import { meetingsWith } from './year-days.js';

interface MeetingsProps {
  data: CalendarData;
  year: number;
  changes: readonly Pending[];
  /** Left out where nothing may be changed. */
  change?: (one: Pending) => void;
}

/** The café meetings of the year, as they would be with the changes. */
export function Meetings({ data, year, changes, change }: MeetingsProps) {
  const texts = useTexts(calendarTexts);
  const { language } = useLanguage();
  const { today } = useToday();
  const all = meetingsWith(data, changes);
  const dates = all.filter((date) => date.startsWith(`${year}-`));
  return (
    <Section title={texts.meetings} lead={texts.meetingsLead(year)}>
      {dates.length === 0 && <p>{texts.noMeetings}</p>}
      <ul className="bare-list change-list meetings">
        {dates.map((date) => (
          <li key={date}>
            {longDate(date, language)}
            {change && date >= today && (
              <Button
                size="xsmall"
                variant="tertiary"
                aria-label={texts.removeMeeting(longDate(date, language))}
                onClick={() => change({ kind: 'remove', date })}
              >
                {texts.remove}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {change && (
        <DateAndName
          prefix="meeting"
          data={data}
          submit={texts.addMeeting}
          named={false}
          check={(date) => (all.includes(date) ? texts.meetingThere : undefined)}
          onSubmit={(date) => change({ kind: 'add', date })}
        />
      )}
    </Section>
  );
}
