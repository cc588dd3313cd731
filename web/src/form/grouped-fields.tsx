import { PlusIcon, TrashIcon } from '@navikt/aksel-icons';
import { Button, ErrorMessage, Fieldset, HStack, VStack } from '@navikt/ds-react';
import { Controller, useFieldArray, useFormContext, useFormState, useWatch } from 'react-hook-form';
import { formTexts } from '../texts/form-texts.js';
import { useToday } from '../queries.js';
import { useTexts, useWords } from '../ui/language.js';
import { DateField } from './date-field.js';
import { idOf, useLabel, type FieldProps, type Nesting } from './field-props.js';
import { valuesOf, type FormValues } from './form-values.js';
import { TimeField } from './time-field.js';

/** A list of things that each have fields of their own. */
export function ItemsField(props: FieldProps & Nesting) {
  const { schema, name, prefix } = props;
  const texts = useTexts(formTexts);
  const { zone } = useToday();
  const { control } = useFormContext<Record<string, FormValues[]>>();
  const { fields, append, remove } = useFieldArray({ control, name });
  const { errors } = useFormState({ control, name });
  const label = useLabel(props);
  const own = (errors as Record<string, { message?: string } | undefined>)[name]?.message;
  const properties = schema.items?.properties ?? {};
  return (
    <Fieldset legend={label} id={idOf(prefix, name)} tabIndex={-1} size="small">
      <VStack gap="space-12">
        {fields.length === 0 && <div className="quiet">{texts.none}</div>}
        {fields.map((item, at) => (
          <Item key={item.id} {...props} at={at} remove={() => remove(at)} />
        ))}
        {own && <ErrorMessage size="small">{own}</ErrorMessage>}
        <Button
          type="button"
          size="small"
          variant="secondary"
          className="start"
          icon={<PlusIcon aria-hidden />}
          onClick={() => append(valuesOf(properties, {}, zone))}
        >
          {fields.length === 0 ? texts.add(label) : texts.addAnother}
        </Button>
      </VStack>
    </Fieldset>
  );
}

function Item({
  Draw,
  schema,
  name,
  prefix,
  at,
  remove,
}: FieldProps & Nesting & { at: number; remove: () => void }) {
  const texts = useTexts(formTexts);
  const words = useWords();
  const { properties = {}, required = [] } = schema.items ?? {};
  return (
    <Fieldset legend={texts.item(words(schema.title), at + 1)} hideLegend size="small" className="form-item">
      {Object.entries(properties).map(([key, field]) => (
        <Draw
          key={key}
          schema={field}
          name={`${name}.${at}.${key}`}
          prefix={prefix}
          required={required.includes(key)}
        />
      ))}
      <Button
        type="button"
        size="small"
        variant="tertiary"
        data-color="neutral"
        className="start"
        icon={<TrashIcon aria-hidden />}
        onClick={remove}
      >
        {texts.remove(at + 1)}
      </Button>
    </Fieldset>
  );
}

/** Facts that belong together. */
export function GroupField(props: FieldProps & Nesting) {
  const { Draw, schema, name, prefix } = props;
  const label = useLabel(props);
  const { properties = {}, required = [] } = schema;
  return (
    <Fieldset legend={label} id={idOf(prefix, name)} tabIndex={-1} size="small" className="form-item">
      {Object.entries(properties).map(([key, field]) => (
        <Draw
          key={key}
          schema={field}
          name={`${name}.${key}`}
          prefix={prefix}
          required={required.includes(key)}
        />
      ))}
    </Fieldset>
  );
}

/** A moment, as a day and a time of day in the zone of the municipality. */
export function DateTimeField(props: FieldProps) {
  const { name, prefix } = props;
  const texts = useTexts(formTexts);
  const { control } = useFormContext<Record<string, string>>();
  const { errors } = useFormState({ control, name });
  const date = useWatch({ control, name: `${name}.date` });
  const label = useLabel(props);
  const own = (errors as Record<string, { message?: string } | undefined>)[name]?.message;
  return (
    <Fieldset legend={label} id={idOf(prefix, name)} tabIndex={-1} size="small" error={own}>
      <HStack gap="space-16" align="start">
        <Controller
          control={control}
          name={`${name}.date`}
          render={({ field }) => (
            <DateField
              id={idOf(prefix, `${name}.date`)}
              label={texts.date}
              description={undefined}
              error={undefined}
              value={field.value ?? ''}
              onChange={field.onChange}
              onBlur={field.onBlur}
            />
          )}
        />
        <Controller
          control={control}
          name={`${name}.time`}
          render={({ field }) => (
            <TimeField
              id={idOf(prefix, `${name}.time`)}
              label={texts.time}
              date={date ?? ''}
              inputMode="numeric"
              value={field.value ?? ''}
              onChange={field.onChange}
              onBlur={field.onBlur}
            />
          )}
        />
      </HStack>
    </Fieldset>
  );
}
