import { Alert, Button, ErrorSummary, HStack, VStack } from '@navikt/ds-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { FormProvider, useForm, type FieldErrors, type UseFormReturn } from 'react-hook-form';
import type { Facts, FormSchema, ProblemError } from '../api-types.js';
import { useToday } from '../queries.js';
import { formTexts } from '../texts/form-texts.js';
import { moment, timeOfDay } from '../ui/dates.js';
import { useLanguage, useTexts, useWords } from '../ui/language.js';
import { checkValues, type FormErrors } from './check-values.js';
import { idOf } from './field-props.js';
import { Field } from './field.js';
import { factsOf, valuesOf, type FormValues } from './form-values.js';
import { useDraft } from './use-draft.js';
import './form.css';

interface SchemaFormProps {
  schema: Pick<FormSchema, 'properties' | 'required'>;
  /** What the case says already. */
  known: Facts;
  /** Names the draft that is kept when the form is left. */
  draftKey: string;
  submitLabel: string;
  busy: boolean;
  /** Field errors of the server, by path. */
  refused: readonly ProblemError[];
  /** Answers whether it went well: then the draft is dropped. */
  onSubmit: (facts: Facts) => Promise<boolean>;
  onCancel?: () => void;
  /** Above the buttons. */
  children?: ReactNode;
  /** Why it cannot be sent now, though it may be written. */
  blocked?: boolean;
}

/** A form drawn from a facts schema. What is wrong is summed up at its top, and the summary takes the focus. */
export function SchemaForm(props: SchemaFormProps) {
  const { schema, known, draftKey, busy, refused, onSubmit } = props;
  const { zone } = useToday();
  const empty = valuesOf(schema.properties, known, zone);
  const draft = useDraft(draftKey);
  const check = useCheck(schema);
  const summary = useRef<HTMLDivElement>(null);
  const form = useForm<FormValues>({
    defaultValues: { ...empty, ...draft.found?.values },
    shouldFocusError: false,
    resolver: (values) => {
      const errors = check(values);
      return Object.keys(errors).length === 0
        ? { values, errors: {} }
        : { values: {}, errors: nested(errors) };
    },
  });
  draft.useKeeping(form);
  useRefusals(form, refused, summary);
  const submit = form.handleSubmit(
    async (values) => {
      if (!busy && (await onSubmit(factsOf(schema.properties, values, zone)))) draft.finish();
    },
    () => setTimeout(() => summary.current?.focus()),
  );
  const prefix = idOf('form', draftKey);
  return (
    <FormProvider {...form}>
      <form onSubmit={(event) => void submit(event)} noValidate className="schema-form">
        <Errors form={form} prefix={prefix} summary={summary} />
        {draft.found && (
          <FoundDraft savedAt={draft.found.savedAt} drop={() => (draft.drop(), form.reset(empty))} />
        )}
        <VStack gap="space-20">
          {Object.entries(schema.properties).map(([name, field]) => (
            <Field
              key={name}
              schema={field}
              name={name}
              prefix={prefix}
              required={schema.required.includes(name)}
            />
          ))}
          {props.children}
          <Buttons {...props} savedAt={draft.savedAt} />
        </VStack>
      </form>
    </FormProvider>
  );
}

function useCheck(schema: SchemaFormProps['schema']): (values: FormValues) => FormErrors {
  const { errors: texts } = useTexts(formTexts);
  const words = useWords();
  return (values) => checkValues(schema.properties, schema.required, values, { texts, words });
}

/** Puts what the server has refused to its fields. */
function useRefusals(
  form: UseFormReturn<FormValues>,
  refused: readonly ProblemError[],
  summary: React.RefObject<HTMLDivElement | null>,
): void {
  useEffect(() => {
    if (refused.length === 0) return;
    for (const { path, message } of refused)
      form.setError(path.replace(/^facts\.?/, '') || 'root', { message });
    setTimeout(() => summary.current?.focus());
  }, [form, refused, summary]);
}

interface ErrorsProps {
  form: UseFormReturn<FormValues>;
  prefix: string;
  summary: React.RefObject<HTMLDivElement | null>;
}

function Errors({ form, prefix, summary }: ErrorsProps) {
  const errors = flattened(form.formState.errors);
  if (form.formState.submitCount === 0 || errors.length === 0) return null;
  return (
    <ErrorSummary ref={summary} size="small" headingTag="h3" className="form-errors">
      {errors.map(([path, message]) => (
        <ErrorSummary.Item key={path} href={`#${idOf(prefix, path)}`}>
          {message}
        </ErrorSummary.Item>
      ))}
    </ErrorSummary>
  );
}

function FoundDraft({ savedAt, drop }: { savedAt: string; drop: () => void }) {
  const texts = useTexts(formTexts);
  const { language } = useLanguage();
  const { zone } = useToday();
  return (
    <Alert variant="info" size="small" inline>
      {texts.draftFound(moment(savedAt, language, zone))}{' '}
      <Button type="button" variant="tertiary" size="xsmall" onClick={drop}>
        {texts.draftDrop}
      </Button>
    </Alert>
  );
}

function Buttons({
  submitLabel,
  busy,
  blocked,
  onCancel,
  savedAt,
}: SchemaFormProps & { savedAt: string | null }) {
  const texts = useTexts(formTexts);
  const { language } = useLanguage();
  const { zone } = useToday();
  return (
    <HStack gap="space-12" align="center">
      <Button type="submit" size="small" loading={busy} disabled={blocked}>
        {submitLabel}
      </Button>
      {onCancel && (
        <Button type="button" size="small" variant="tertiary" onClick={onCancel}>
          {texts.cancel}
        </Button>
      )}
      {savedAt && <span className="quiet">{texts.draftSaved(timeOfDay(savedAt, language, zone))}</span>}
    </HStack>
  );
}

/** `{ 'a.0.b': 'x' }` as react-hook-form nests its errors. */
function nested(errors: FormErrors): FieldErrors<FormValues> {
  const tree: Record<string, unknown> = {};
  for (const [path, message] of Object.entries(errors)) {
    let node = tree;
    for (const part of path.split('.')) node = (node[part] ??= {}) as Record<string, unknown>;
    Object.assign(node, { type: 'schema', message });
  }
  return tree as FieldErrors<FormValues>;
}

function flattened(errors: object, path = ''): [path: string, message: string][] {
  return Object.entries(errors).flatMap(([key, node]: [string, unknown]): [string, string][] => {
    if (typeof node !== 'object' || node === null || key === 'ref') return [];
    const at = path ? `${path}.${key}` : key;
    const { message } = node as { message?: unknown };
    const own: [string, string][] = typeof message === 'string' ? [[at, message]] : [];
    return [...own, ...flattened(node, at)];
  });
}
