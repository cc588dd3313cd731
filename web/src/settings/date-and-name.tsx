import { Button, TextField } from '@navikt/ds-react';
import { useState, type FormEvent } from 'react';
import type { CalendarData } from '../../../src/machines/index.js';
import { FormErrors, type FieldError } from '../definitions/form-errors.js';
import { DateField } from '../form/date-field.js';
import { UNREADABLE } from '../form/form-values.js';
import { useToday } from '../queries.js';
import { plainDate } from '../ui/dates.js';
import { useLanguage, useTexts } from '../ui/language.js';
import { calendarTexts } from './calendar-texts.js';

interface DateAndNameProps {
  /** Before the ids of the fields. */
  prefix: string;
  data: CalendarData;
  submit: string;
  /** Asks for a name too. */
  named: boolean;
  /** The day to begin with. */
  date?: string;
  /** What else is wrong with a day that can be read. */
  check: (date: string) => string | undefined;
  onSubmit: (date: string, name: string) => void;
}

/** A day, and if asked for its name. What is wrong is summed up above, and the summary takes the focus. */
export function DateAndName(props: DateAndNameProps) {
  const { prefix, submit, named, onSubmit } = props;
  const texts = useTexts(calendarTexts);
  const [date, setDate] = useState(props.date ?? '');
  const [name, setName] = useState('');
  const [attempt, setAttempt] = useState(0);
  const [shown, setShown] = useState(0);
  const faults = useFaults(props)(date, name);
  const visible = attempt > 0 ? faults : {};
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (Object.keys(faults).length > 0) return setAttempt(attempt + 1);
    onSubmit(date, name.trim());
    setDate('');
    setName('');
    setAttempt(0);
    setShown(shown + 1);
  };
  const errors: FieldError[] = Object.entries(visible).map(([field, message]) => ({
    id: `${prefix}-${field}`,
    message,
  }));
  return (
    <form className="settings-form" onSubmit={send} noValidate>
      <FormErrors errors={errors} attempt={attempt} />
      <DateField
        key={shown}
        id={`${prefix}-date`}
        label={texts.date}
        description={undefined}
        error={visible.date}
        value={date}
        onChange={setDate}
        onBlur={() => undefined}
      />
      {named && (
        <TextField
          id={`${prefix}-name`}
          size="small"
          label={texts.closedName}
          description={texts.closedNameHelp}
          value={name}
          maxLength={100}
          onChange={({ target }) => setName(target.value)}
          error={visible.name}
        />
      )}
      <Button size="small" variant="secondary" type="submit">
        {submit}
      </Button>
    </form>
  );
}

type Faults = Partial<Record<'date' | 'name', string>>;

function useFaults({ data, named, check }: DateAndNameProps): (date: string, name: string) => Faults {
  const texts = useTexts(calendarTexts);
  const { language } = useLanguage();
  const { today } = useToday();
  const ofDate = (date: string) => {
    if (date === '' || date === UNREADABLE) return texts.dateMissing;
    if (date < today) return texts.datePast;
    if (date > data.to) return texts.dateOutside(plainDate(today, language), plainDate(data.to, language));
    return check(date);
  };
  return (date, name) => {
    const wrong = ofDate(date);
    return {
      ...(wrong !== undefined && { date: wrong }),
      ...(named && name.trim() === '' && { name: texts.nameMissing }),
    };
  };
}
