import { TextField, type TextFieldProps, VStack } from '@navikt/ds-react';
import { timesShown } from '../../../src/machines/index.js';
import { useToday } from '../queries.js';
import { formTexts } from '../texts/form-texts.js';
import { useTexts } from '../ui/language.js';
import { clockOf, UNREADABLE } from './form-values.js';

/** A time of day on a date; says what is meant where the clock is changed: a time that does not exist, or one that comes twice. */
export function TimeField({ date, ...props }: TextFieldProps & { date: string; value: string }) {
  const texts = useTexts(formTexts);
  const { zone } = useToday();
  const clock = clockOf(props.value);
  const shown = date && date !== UNREADABLE && clock ? timesShown(date, clock, zone) : 'once';
  return (
    <VStack gap="space-4">
      <TextField size="small" className="time-input" {...props} />
      <span className="quiet" role="status">
        {shown === 'once' ? '' : texts.clockChange[shown]}
      </span>
    </VStack>
  );
}
