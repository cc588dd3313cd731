import { BodyLong, Radio, RadioGroup, TextField } from '@navikt/ds-react';
import { useState } from 'react';
import type { Right, RoleDto, RoleUseDto } from '../api-types.js';
import type { FieldError } from '../definitions/form-errors.js';
import { useRoleName } from '../role-names.js';
import { useTexts } from '../ui/language.js';
import { FormDialog } from './form-dialog.js';
import { peopleTexts } from './people-texts.js';
import { roleTexts } from './role-texts.js';
import type { DialogState } from './user-dialog.js';

interface RoleForm {
  key: string;
  da: string;
  en: string;
  rights: Right | '';
}

const KEY = /^[A-Za-z][A-Za-z0-9_]{0,59}$/;
const RIGHTS: readonly Right[] = ['caseworker', 'teamLeader', 'admin', 'auditor'];

type RoleDialogProps = DialogState & { role?: RoleUseDto; send: (role: RoleDto) => void };

/** Makes a role, or changes what it is called and whose rights it has. */
export function RoleDialog({ role, send, ...state }: RoleDialogProps) {
  const texts = useTexts(roleTexts);
  const { key = '', title, rights = '' } = role ?? {};
  const [form, setForm] = useState<RoleForm>({ key, da: title?.da ?? '', en: title?.en ?? '', rights });
  const set = (change: Partial<RoleForm>) => setForm({ ...form, ...change });
  const submit = () => {
    const [da, en] = [form.da.trim(), form.en.trim()];
    send({ key: form.key.trim(), title: { da, ...(en !== '' && { en }) }, rights: form.rights as Right });
  };
  return (
    <FormDialog
      title={role ? texts.changeOf(role.title.da) : texts.newRole}
      submit={role ? texts.save : texts.create}
      faults={useFaults(form)}
      onSubmit={submit}
      {...state}
    >
      {(faultOf) => (
        <>
          {!role && (
            <Field name="key" form={form} set={set} fault={faultOf} description={texts.form.keyHelp} />
          )}
          <Field name="da" form={form} set={set} fault={faultOf} />
          <Field name="en" form={form} set={set} fault={faultOf} />
          <RightsField form={form} set={set} fault={faultOf('role-rights')} />
        </>
      )}
    </FormDialog>
  );
}

function useFaults(form: RoleForm): FieldError[] {
  const texts = useTexts(roleTexts).form;
  const all: [wrong: boolean, id: string, message: string][] = [
    [!KEY.test(form.key.trim()), 'role-key', texts.keyMissing],
    [!/[\p{L}\p{N}]/u.test(form.da), 'role-da', texts.daMissing],
    [form.rights === '', 'role-rights', texts.rightsMissing],
  ];
  return all.flatMap(([wrong, id, message]) => (wrong ? [{ id, message }] : []));
}

interface FieldProps {
  name: 'key' | 'da' | 'en';
  form: RoleForm;
  set: (change: Partial<RoleForm>) => void;
  fault: (id: string) => string | undefined;
  description?: string;
}
function Field({ name, form, set, fault, description }: FieldProps) {
  const texts = useTexts(roleTexts).form;
  return (
    <TextField
      id={`role-${name}`}
      size="small"
      label={texts[name]}
      description={description}
      autoComplete="off"
      value={form[name]}
      onChange={({ target }) => set({ [name]: target.value })}
      error={fault(`role-${name}`)}
    />
  );
}

function RightsField({ form, set, fault }: Pick<FieldProps, 'form' | 'set'> & { fault: string | undefined }) {
  const texts = useTexts(roleTexts).form;
  const help = useTexts(peopleTexts).rolesHelp;
  const roleName = useRoleName();
  return (
    <RadioGroup
      id="role-rights"
      tabIndex={-1}
      size="small"
      legend={texts.rights}
      value={form.rights}
      onChange={(rights: Right) => set({ rights })}
      error={fault}
    >
      {RIGHTS.map((right) => (
        <Radio key={right} value={right} description={help[right]}>
          {roleName(right)}
        </Radio>
      ))}
    </RadioGroup>
  );
}

/** Takes a role away that nobody and nothing uses. */
export function RoleDeletionDialog({
  role,
  send,
  ...state
}: DialogState & { role: RoleUseDto; send: () => void }) {
  const texts = useTexts(roleTexts);
  return (
    <FormDialog
      title={texts.deleteOf(role.title.da)}
      submit={texts.delete}
      danger
      faults={[]}
      onSubmit={send}
      {...state}
    >
      {() => <BodyLong>{texts.deleteLead}</BodyLong>}
    </FormDialog>
  );
}
