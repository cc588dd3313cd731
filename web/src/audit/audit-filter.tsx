import { Button, Select, TextField } from '@navikt/ds-react';
import { useState, type FormEvent } from 'react';
import { FormErrors } from '../definitions/form-errors.js';
import { DateField } from '../form/date-field.js';
import { UNREADABLE } from '../form/form-values.js';
import { useAccounts } from '../settings/settings-queries.js';
import { useTexts } from '../ui/language.js';
import type { AuditFilter } from './audit-queries.js';
import { auditTexts } from './audit-texts.js';

export const NO_FILTER: AuditFilter = { userId: '', action: '', caseNumber: '', from: '', to: '' };

interface FilterProps {
  filter: AuditFilter;
  apply: (filter: AuditFilter) => void;
}

/** Narrows the log down: who, what, which case, when. */
export function FilterForm({ filter, apply }: FilterProps) {
  const texts = useTexts(auditTexts);
  const [form, setForm] = useState(filter);
  const [attempt, setAttempt] = useState(0);
  const set = (change: Partial<AuditFilter>) => setForm({ ...form, ...change });
  const faults = useFaults(form);
  const shown: Faults = attempt > 0 ? faults : {};
  const send = (event: FormEvent) => {
    event.preventDefault();
    const wrong = Object.keys(faults).length > 0;
    setAttempt(wrong ? attempt + 1 : 0);
    if (!wrong) apply({ ...form, caseNumber: form.caseNumber.trim() });
  };
  const errors = Object.entries(shown).map(([field, message]) => ({ id: `audit-${field}`, message }));
  return (
    <form className="card audit-filter" aria-label={texts.filter} onSubmit={send} noValidate>
      <FormErrors errors={errors} attempt={attempt} headingTag="h2" />
      <Fields form={form} set={set} faults={shown} />
      <div className="row-actions">
        <Button type="submit" size="small">
          {texts.show}
        </Button>
        <Button type="button" size="small" variant="tertiary" onClick={() => apply(NO_FILTER)}>
          {texts.reset}
        </Button>
      </div>
    </form>
  );
}

interface FieldsProps {
  form: AuditFilter;
  set: (change: Partial<AuditFilter>) => void;
  faults: Faults;
}
function Fields({ form, set, faults }: FieldsProps) {
  const texts = useTexts(auditTexts);
  const people = useAccounts().data ?? [];
  return (
    <div className="audit-fields">
      <Select
        size="small"
        label={texts.who}
        value={form.userId}
        onChange={({ target }) => set({ userId: target.value })}
      >
        <option value="">{texts.everybody}</option>
        {people.map(({ id, name, username }) => (
          <option key={id} value={id}>
            {name} ({username})
          </option>
        ))}
      </Select>
      <ActionSelect value={form.action} onChange={(action) => set({ action })} />
      <TextField
        size="small"
        label={texts.case}
        value={form.caseNumber}
        onChange={({ target }) => set({ caseNumber: target.value })}
      />
      {(['from', 'to'] as const).map((field) => (
        <DateField
          key={field}
          id={`audit-${field}`}
          label={texts[field]}
          description={undefined}
          error={faults[field]}
          value={form[field]}
          onChange={(date) => set({ [field]: date })}
          onBlur={() => undefined}
        />
      ))}
    </div>
  );
}

type Faults = Partial<Record<'from' | 'to', string>>;

function useFaults({ from, to }: AuditFilter): Faults {
  const texts = useTexts(auditTexts);
  return {
    ...(from === UNREADABLE && { from: texts.dateWrong }),
    ...(to === UNREADABLE && { to: texts.dateWrong }),
    ...(from && to && from !== UNREADABLE && to !== UNREADABLE && to < from && { to: texts.orderWrong }),
  };
}

const GROUPS = ['case', 'session', 'user', 'definition', 'calendar', 'other'] as const;
const GROUP_OF: Record<string, (typeof GROUPS)[number]> = {
  case: 'case',
  cases: 'case',
  change: 'user',
  rehearsedCases: 'case',
  migratedCases: 'case',
  citizens: 'case',
  tasks: 'case',
  deadlines: 'case',
  messages: 'case',
  incident: 'case',
  incidents: 'case',
  session: 'session',
  user: 'user',
  team: 'user',
  definition: 'definition',
  calendar: 'calendar',
};

function ActionSelect({ value, onChange }: { value: string; onChange: (action: string) => void }) {
  const texts = useTexts(auditTexts);
  const actions = Object.entries(texts.actions);
  return (
    <Select size="small" label={texts.what} value={value} onChange={({ target }) => onChange(target.value)}>
      <option value="">{texts.everything}</option>
      {GROUPS.map((group) => (
        <optgroup key={group} label={texts.groups[group]}>
          {actions
            .filter(([action]) => (GROUP_OF[action.split('.')[0]!] ?? 'other') === group)
            .map(([action, words]) => (
              <option key={action} value={action}>
                {words}
              </option>
            ))}
        </optgroup>
      ))}
    </Select>
  );
}
