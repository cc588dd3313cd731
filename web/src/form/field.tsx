import { Checkbox, CheckboxGroup, Radio, RadioGroup, Select, Textarea, TextField } from '@navikt/ds-react';
import { Controller, useFormContext } from 'react-hook-form';
import type { FactSchema } from '../api-types.js';
import { formTexts } from '../texts/form-texts.js';
import { useTexts, useWords } from '../ui/language.js';
import { DateField } from './date-field.js';
import { kindOf } from './field-kind.js';
import { idOf, useLabel, type BoundProps, type FieldProps } from './field-props.js';
import { DateTimeField, GroupField, ItemsField } from './grouped-fields.js';
import type { FormValues } from './form-values.js';

/** Draws one fact as the field that fits it. */
export function Field(props: FieldProps) {
  const { schema } = props;
  switch (kindOf(schema)) {
    case 'items':
      return <ItemsField {...props} Draw={Field} />;
    case 'group':
      return <GroupField {...props} Draw={Field} />;
    case 'dateTime':
      return <DateTimeField {...props} />;
    case 'choices':
      return <ChoicesField {...props} />;
    default:
      return <SingleField {...props} />;
  }
}

function SingleField(props: FieldProps) {
  const { schema, name, prefix } = props;
  const { control } = useFormContext<FormValues>();
  const label = useLabel(props);
  return (
    <Controller
      control={control}
      name={name}
      render={({ field, fieldState: { error } }) => (
        <Input
          schema={schema}
          id={idOf(prefix, name)}
          label={label}
          description={schema.description}
          error={error?.message}
          value={typeof field.value === 'string' ? field.value : ''}
          onChange={field.onChange}
          onBlur={field.onBlur}
        />
      )}
    />
  );
}

function Input({ schema, onChange, ...bound }: BoundProps & { schema: FactSchema }) {
  const texts = useTexts(formTexts);
  const written = {
    ...bound,
    size: 'small' as const,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  };
  switch (kindOf(schema)) {
    case 'date':
      return <DateField {...bound} onChange={onChange} />;
    case 'yesNo':
      return (
        <Choice
          {...bound}
          onChange={onChange}
          options={[
            ['yes', texts.yes],
            ['no', texts.no],
          ]}
        />
      );
    case 'choice':
      return <EnumInput {...bound} onChange={onChange} schema={schema} />;
    case 'number':
      return <TextField {...written} inputMode="decimal" className="narrow-input" />;
    case 'longText':
      return <Textarea {...written} maxLength={schema.maxLength} minRows={3} />;
    case 'lines':
      return <Textarea {...written} description={bound.description ?? texts.onePerLine} minRows={3} />;
    default:
      return <TextField {...written} />;
  }
}

const FEW = 5;

function EnumInput({ schema, onChange, ...bound }: BoundProps & { schema: FactSchema }) {
  const texts = useTexts(formTexts);
  const words = useWords();
  const options = (schema.enum ?? []).map((value): [string, string] => [
    value,
    words(schema.labels?.[value]) || value,
  ]);
  if (options.length <= FEW) return <Choice {...bound} onChange={onChange} options={options} />;
  return (
    <Select {...bound} size="small" onChange={(event) => onChange(event.target.value)}>
      <option value="">{texts.choose}</option>
      {options.map(([value, label]) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </Select>
  );
}

function Choice({
  id,
  label,
  description,
  error,
  value,
  onChange,
  onBlur,
  options,
}: BoundProps & { options: [string, string][] }) {
  return (
    <RadioGroup
      id={id}
      tabIndex={-1}
      legend={label}
      description={description}
      error={error}
      value={value}
      onChange={onChange}
      onBlur={onBlur}
      size="small"
      className={isShort(options) ? 'one-line' : ''}
    >
      {options.map(([option, text]) => (
        <Radio key={option} value={option}>
          {text}
        </Radio>
      ))}
    </RadioGroup>
  );
}

const ONE_LINE = 24;

/** Few short answers stand on one line. */
function isShort(options: readonly [string, string][]): boolean {
  return options.reduce((sum, [, text]) => sum + text.length, 0) <= ONE_LINE;
}

function ChoicesField(props: FieldProps) {
  const { schema, name, prefix } = props;
  const { control } = useFormContext<FormValues>();
  const words = useWords();
  const label = useLabel(props);
  return (
    <Controller
      control={control}
      name={name}
      render={({ field, fieldState: { error } }) => (
        <CheckboxGroup
          id={idOf(prefix, name)}
          tabIndex={-1}
          legend={label}
          error={error?.message}
          value={(field.value as string[] | undefined) ?? []}
          onChange={field.onChange}
          size="small"
        >
          {(schema.items?.enum ?? []).map((value) => (
            <Checkbox key={value} value={value}>
              {words(schema.items?.labels?.[value]) || value}
            </Checkbox>
          ))}
        </CheckboxGroup>
      )}
    />
  );
}
