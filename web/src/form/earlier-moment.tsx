import { HStack } from '@navikt/ds-react';
import { useId, useState } from 'react';
import { instantAt } from '../../../src/machines/index.js';
import { useToday } from '../queries.js';
import { formTexts } from '../texts/form-texts.js';
import { useTexts } from '../ui/language.js';
import { DateField } from './date-field.js';
import { clockOf, UNREADABLE } from './form-values.js';
import { TimeField } from './time-field.js';

/** What is wrong with one of the two fields. */
interface Faults {
  date?: 'date' | 'future';
  time?: 'time';
}

/** Whether something happened before now, and when: `read` gives the instant, nothing where both fields are empty, null where they are wrong. */
export function useEarlierMoment() {
  const { today, zone } = useToday();
  const [date, setDate] = useState('');
  const [time, setTime] = useState('');
  const [tried, setTried] = useState(false);
  const clock = clockOf(time);
  const faults: Faults = {};
  if (date !== '' || time.trim() !== '') {
    if (date === '' || date === UNREADABLE) faults.date = 'date';
    else if (date > today) faults.date = 'future';
    if (!clock) faults.time = 'time';
  }
  const wrong = Object.keys(faults).length > 0;
  const read = (): { happenedAt?: string } | null => {
    setTried(wrong);
    if (wrong) return null;
    return date && clock ? { happenedAt: instantAt(date, clock, zone) } : {};
  };
  return { date, setDate, time, setTime, faults: tried ? faults : {}, read };
}

export type EarlierMoment = ReturnType<typeof useEarlierMoment>;

/** A date and a time of day; what is wrong stands beside the field. */
export function EarlierMomentFields({ moment }: { moment: EarlierMoment }) {
  const texts = useTexts(formTexts).earlier;
  const id = useId();
  const { date, setDate, time, setTime, faults } = moment;
  return (
    <HStack gap="space-16" align="start" className="earlier-moment" role="group" aria-label={texts.title}>
      <DateField
        id={`${id}-date`}
        label={texts.date}
        description={undefined}
        error={faults.date && texts.faults[faults.date]}
        value={date}
        onChange={setDate}
        onBlur={() => undefined}
      />
      <TimeField
        label={texts.time}
        date={date}
        value={time}
        error={faults.time && texts.faults[faults.time]}
        onChange={(event) => setTime(event.target.value)}
      />
    </HStack>
  );
}
