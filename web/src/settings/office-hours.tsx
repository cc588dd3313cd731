import { Button, Select, TextField } from '@navikt/ds-react';
import { useState, type FormEvent } from 'react';
import { OFFICE_WEEKDAYS, type CalendarData, type OfficeWeekday } from '../../../src/machines/index.js';
import { FormErrors } from '../definitions/form-errors.js';
import { Section } from '../definitions/section.js';
import { useTexts } from '../ui/language.js';
import { hoursTexts } from './hours-texts.js';
import { faultOfHours, hoursWith, readHours } from './hours.js';
import type { Pending } from './pending.js';

interface OfficeHoursProps {
  data: CalendarData;
  changes: readonly Pending[];
  /** Left out where nothing may be changed. */
  change?: (one: Pending) => void;
}

/** When the office is open on working days, as it would be with the changes. */
export function OfficeHours({ data, changes, change }: OfficeHoursProps) {
  const texts = useTexts(hoursTexts);
  const hours = hoursWith(data, changes);
  return (
    <Section title={texts.title} lead={texts.lead}>
      <ul className="bare-list change-list">
        {OFFICE_WEEKDAYS.map((weekday) => (
          <li key={weekday}>
            {texts.weekdays[weekday]}
            <span>{texts.hours(hours[weekday] ?? null)}</span>
          </li>
        ))}
      </ul>
      {change && <HoursForm data={data} changes={changes} change={change} />}
    </Section>
  );
}

/** The hours of one weekday; both times left empty are none. */
function HoursForm({ data, changes, change }: Required<OfficeHoursProps>) {
  const texts = useTexts(hoursTexts);
  const [weekday, setWeekday] = useState<OfficeWeekday>('monday');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [attempt, setAttempt] = useState(0);
  const read = readHours(from, to);
  const fault = faultOfHours(read, weekday, hoursWith(data, changes));
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (fault || read === 'unreadable') return setAttempt(attempt + 1);
    change({ kind: 'hours', weekday, hours: read });
    setFrom('');
    setTo('');
    setAttempt(0);
  };
  const visible = attempt > 0 && fault ? texts.faults[fault] : undefined;
  return (
    <form className="settings-form" onSubmit={send} noValidate>
      <FormErrors errors={visible ? [{ id: 'hours-from', message: visible }] : []} attempt={attempt} />
      <Select
        label={texts.weekday}
        size="small"
        value={weekday}
        onChange={({ target }) => setWeekday(target.value as OfficeWeekday)}
      >
        {OFFICE_WEEKDAYS.map((each) => (
          <option key={each} value={each}>
            {texts.weekdays[each]}
          </option>
        ))}
      </Select>
      <TextField
        id="hours-from"
        size="small"
        className="time-input"
        label={texts.from}
        description={texts.help}
        value={from}
        error={visible}
        onChange={({ target }) => setFrom(target.value)}
      />
      <TextField
        id="hours-to"
        size="small"
        className="time-input"
        label={texts.to}
        value={to}
        onChange={({ target }) => setTo(target.value)}
      />
      <Button size="small" variant="secondary" type="submit">
        {texts.add}
      </Button>
    </form>
  );
}
