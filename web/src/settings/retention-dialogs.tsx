import { BodyLong, Button, TextField } from '@navikt/ds-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { RetentionPreview, RetentionRow } from '../api-types.js';
import { post, request } from '../api.js';
import { ProblemView } from '../ui/problem-view.js';
import { useTexts, useWords } from '../ui/language.js';
import { FormDialog } from './form-dialog.js';
import { retentionTexts } from './retention-texts.js';

interface DialogProps {
  row: RetentionRow;
  close: () => void;
  done: () => void;
}

/** What nobody has confirmed, to begin with. */
const PROPOSED_YEARS = '5';

/** Asks for a rule; another administrator approves it. */
export function RetentionDialog({ row: { caseType, title, rule }, close, done }: DialogProps) {
  const texts = useTexts(retentionTexts);
  const words = useWords();
  const [form, setForm] = useState<RetentionForm>(() => formOf(rule));
  const period = periodOf(form);
  const source = form.source.trim();
  const ask = useMutation({
    mutationFn: () => request('PUT', `/api/retention/${caseType}`, { body: { period, source } }),
    onSuccess: done,
  });
  const faults = [
    ...(period === null ? [{ id: 'retention-years', message: texts.periodMissing }] : []),
    ...(source.length < 3 ? [{ id: 'retention-source', message: texts.sourceMissing }] : []),
  ];
  return (
    <FormDialog
      title={texts.setOf(words(title))}
      submit={texts.ask}
      danger
      busy={ask.isPending}
      error={ask.error}
      faults={faults}
      onSubmit={() => ask.mutate()}
      close={close}
    >
      {(faultOf) => (
        <>
          <Fields form={form} set={(change) => setForm({ ...form, ...change })} faultOf={faultOf} />
          <BodyLong className="quiet">{texts.proposal}</BodyLong>
          <Preview key={period} caseType={caseType} period={period} />
        </>
      )}
    </FormDialog>
  );
}

interface RetentionForm {
  years: string;
  months: string;
  source: string;
}

function formOf(rule: RetentionRow['rule']): RetentionForm {
  if (!rule) return { years: PROPOSED_YEARS, months: '', source: '' };
  const [, years = '', months = ''] = /^P(?:(\d+)Y)?(?:(\d+)M)?$/.exec(rule.period) ?? [];
  return { years, months, source: rule.source };
}

interface FieldsProps {
  form: RetentionForm;
  set: (change: Partial<RetentionForm>) => void;
  faultOf: (id: string) => string | undefined;
}
function Fields({ form, set, faultOf }: FieldsProps) {
  const texts = useTexts(retentionTexts);
  const number = { size: 'small', inputMode: 'numeric', htmlSize: 4 } as const;
  return (
    <>
      <TextField
        {...number}
        id="retention-years"
        label={texts.years}
        value={form.years}
        onChange={({ target }) => set({ years: target.value })}
        error={faultOf('retention-years')}
      />
      <TextField
        {...number}
        label={texts.months}
        value={form.months}
        onChange={({ target }) => set({ months: target.value })}
      />
      <TextField
        id="retention-source"
        size="small"
        label={texts.source}
        description={texts.sourceHelp}
        value={form.source}
        onChange={({ target }) => set({ source: target.value })}
        error={faultOf('retention-source')}
      />
    </>
  );
}

function Preview({ caseType, period }: { caseType: string; period: string | null }) {
  const texts = useTexts(retentionTexts);
  const look = useMutation({
    mutationFn: () => post<RetentionPreview>('/api/retention/preview', { caseType, period }),
  });
  return (
    <div role="status">
      <Button
        type="button"
        size="small"
        variant="secondary"
        disabled={period === null}
        loading={look.isPending}
        onClick={() => look.mutate()}
      >
        {texts.preview}
      </Button>
      {look.error && <ProblemView error={look.error} />}
      {look.data && (
        <p>
          {texts.would(look.data.ended, look.data.due)} {texts.stay(look.data.held, look.data.waiting)}
        </p>
      )}
    </div>
  );
}

/** Takes a rule away, at once. */
export function ClearRetention({ row: { caseType, title }, close, done }: DialogProps) {
  const texts = useTexts(retentionTexts);
  const words = useWords();
  const clear = useMutation({
    mutationFn: () => request('DELETE', `/api/retention/${caseType}`),
    onSuccess: done,
  });
  return (
    <FormDialog
      title={texts.clearOf(words(title))}
      submit={texts.clear}
      busy={clear.isPending}
      error={clear.error}
      faults={[]}
      onSubmit={() => clear.mutate()}
      close={close}
    >
      {() => <BodyLong>{texts.clearLead}</BodyLong>}
    </FormDialog>
  );
}

const COUNT = /^[1-9]\d?$/;
const isNone = (text: string): boolean => text === '' || text === '0';

/** Null for what is no time of whole years and months. */
function periodOf({ years, months }: RetentionForm): string | null {
  const parts = [
    { text: years.trim(), unit: 'Y' },
    { text: months.trim(), unit: 'M' },
  ].filter(({ text }) => !isNone(text));
  if (parts.length === 0 || parts.some(({ text }) => !COUNT.test(text))) return null;
  return `P${parts.map(({ text, unit }) => text + unit).join('')}`;
}
