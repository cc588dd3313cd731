import { DatePicker, useDatepicker } from '@navikt/ds-react';
import { useToday } from '../queries.js';
import { formTexts } from '../texts/form-texts.js';
import { addDays, dateOfPicker, pickerOfDate } from '../ui/dates.js';
import { useTexts } from '../ui/language.js';
import type { BoundProps } from './field-props.js';
import { UNREADABLE } from './form-values.js';

const YEARS_SHOWN = 366 * 25;

/** A date, written or picked. Gives `YYYY-MM-DD`, or `UNREADABLE` for what is no date. */
export function DateField({ id, label, description, error, value, onChange, onBlur }: BoundProps) {
  const texts = useTexts(formTexts);
  const { today } = useToday();
  const { datepickerProps, inputProps } = useDatepicker({
    inputFormat: 'dd.MM.yyyy',
    today: pickerOfDate(today),
    fromDate: pickerOfDate(addDays(today, -YEARS_SHOWN)),
    toDate: pickerOfDate(addDays(today, YEARS_SHOWN)),
    ...(value && value !== UNREADABLE && { defaultSelected: pickerOfDate(value) }),
    onValidate: ({ isEmpty, isValidDate }) => {
      if (isEmpty) onChange('');
      else if (!isValidDate) onChange(UNREADABLE);
    },
    onDateChange: (date) => {
      if (date) onChange(dateOfPicker(date));
    },
  });
  return (
    <DatePicker {...datepickerProps} showWeekNumber dropdownCaption>
      <DatePicker.Input
        {...inputProps}
        onBlur={(event) => {
          inputProps.onBlur?.(event);
          onBlur();
        }}
        id={id}
        label={label}
        description={description}
        error={error}
        placeholder={texts.datePlaceholder}
        size="small"
      />
    </DatePicker>
  );
}
