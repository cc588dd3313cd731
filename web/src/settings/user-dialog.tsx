import { BodyLong, Checkbox, CheckboxGroup, TextField } from '@navikt/ds-react';
import { useState } from 'react';
import type { FieldError } from '../definitions/form-errors.js';
import { useMe, useTeams } from '../queries.js';
import { useRoleName, useRoles } from '../role-names.js';
import { useTexts } from '../ui/language.js';
import { FormDialog } from './form-dialog.js';
import { SHORTEST_PASSWORD } from './password-length.js';
import { peopleTexts } from './people-texts.js';
import type { AccountRow } from './settings-queries.js';
import type { AccountForm } from './use-account-actions.js';

export interface DialogState {
  busy: boolean;
  error: unknown;
  close: () => void;
}

const USERNAME = /^[a-z0-9][a-z0-9._@-]{1,63}$/i;

type Send = (form: AccountForm) => void;

/** Makes a user, or changes name, roles and teams of one. */
export function UserDialog({ account, send, ...state }: DialogState & { account?: AccountRow; send: Send }) {
  const texts = useTexts(peopleTexts);
  const [form, setForm] = useState<AccountForm>({
    username: account?.username ?? '',
    name: account?.name ?? '',
    roles: account?.roles ?? [],
    teamIds: account?.teamIds ?? [],
    password: '',
  });
  const set = (change: Partial<AccountForm>) => setForm({ ...form, ...change });
  const faults = useFaults(form, account === undefined);
  return (
    <FormDialog
      title={account ? texts.changeOf(account.name) : texts.newUser}
      submit={account ? texts.save : texts.create}
      faults={faults}
      onSubmit={() => send({ ...form, username: form.username.trim(), name: form.name.trim() })}
      {...state}
    >
      {(faultOf) => (
        <>
          {!account && (
            <TextField
              id="user-username"
              size="small"
              label={texts.form.username}
              description={texts.form.usernameHelp}
              autoCapitalize="none"
              autoComplete="off"
              value={form.username}
              onChange={({ target }) => set({ username: target.value })}
              error={faultOf('user-username')}
            />
          )}
          <TextField
            id="user-name"
            size="small"
            label={texts.form.name}
            autoComplete="off"
            value={form.name}
            onChange={({ target }) => set({ name: target.value })}
            error={faultOf('user-name')}
          />
          <Rights form={form} set={set} own={account?.id} fault={faultOf('user-roles')} />
          {!account && (
            <PasswordField
              value={form.password}
              onChange={(password) => set({ password })}
              error={faultOf('user-password')}
            />
          )}
        </>
      )}
    </FormDialog>
  );
}

function useFaults(form: AccountForm, isNew: boolean): FieldError[] {
  const texts = useTexts(peopleTexts).form;
  const all: [wrong: boolean, id: string, message: string][] = [
    [isNew && !USERNAME.test(form.username.trim()), 'user-username', texts.usernameMissing],
    [form.name.trim() === '', 'user-name', texts.nameMissing],
    [form.roles.length === 0, 'user-roles', texts.rolesMissing],
    [isNew && form.password.length < SHORTEST_PASSWORD, 'user-password', texts.passwordMissing],
  ];
  return all.flatMap(([wrong, id, message]) => (wrong ? [{ id, message }] : []));
}

interface RightsProps {
  form: AccountForm;
  set: (change: Partial<AccountForm>) => void;
  /** Whose account it is. */
  own: string | undefined;
  fault: string | undefined;
}
function Rights({ form, set, own, fault }: RightsProps) {
  const texts = useTexts(peopleTexts);
  const roleName = useRoleName();
  const roles = useRoles().data ?? [];
  const teams = useTeams().data ?? [];
  const isOwn = useMe().data?.id === own;
  if (isOwn) return <BodyLong className="quiet">{texts.form.ownRights}</BodyLong>;
  return (
    <>
      <CheckboxGroup
        id="user-roles"
        tabIndex={-1}
        size="small"
        legend={texts.form.roles}
        value={form.roles}
        onChange={(roles: string[]) => set({ roles })}
        error={fault}
      >
        {roles.map(({ key, rights }) => (
          <Checkbox key={key} value={key} description={texts.rolesHelp[rights]}>
            {roleName(key)}
          </Checkbox>
        ))}
      </CheckboxGroup>
      <CheckboxGroup
        size="small"
        legend={texts.form.teams}
        description={texts.form.teamsHelp}
        value={form.teamIds}
        onChange={(teamIds: string[]) => set({ teamIds })}
      >
        {teams.map(({ id, name }) => (
          <Checkbox key={id} value={id}>
            {name}
          </Checkbox>
        ))}
      </CheckboxGroup>
    </>
  );
}

interface PasswordFieldProps {
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
}
/** Shown as it is written: it is the password of somebody else, who must be told it. */
function PasswordField({ value, onChange, error }: PasswordFieldProps) {
  const texts = useTexts(peopleTexts).form;
  return (
    <TextField
      id="user-password"
      size="small"
      label={texts.password}
      description={texts.passwordHelp}
      autoComplete="off"
      spellCheck={false}
      value={value}
      onChange={({ target }) => onChange(target.value)}
      error={error}
    />
  );
}

/** Sets a new password for somebody who has lost the old one. */
export function PasswordDialog({
  account,
  send,
  ...state
}: DialogState & { account: AccountRow; send: (password: string) => void }) {
  const texts = useTexts(peopleTexts);
  const [password, setPassword] = useState('');
  const short = password.length < SHORTEST_PASSWORD;
  return (
    <FormDialog
      title={texts.passwordOf(account.name)}
      submit={texts.save}
      faults={short ? [{ id: 'user-password', message: texts.form.passwordMissing }] : []}
      onSubmit={() => send(password)}
      {...state}
    >
      {(faultOf) => (
        <>
          <BodyLong>{texts.form.passwordLead}</BodyLong>
          <PasswordField value={password} onChange={setPassword} error={faultOf('user-password')} />
        </>
      )}
    </FormDialog>
  );
}
