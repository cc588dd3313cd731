import { BodyLong, Checkbox, CheckboxGroup, TextField } from '@navikt/ds-react';
import { useState } from 'react';
import type { FieldError } from '../definitions/form-errors.js';
import { useMe, useTeams } from '../queries.js';
import { useRoleName, useRoles } from '../role-names.js';
import { useTexts } from '../ui/language.js';
import { FormDialog } from './form-dialog.js';
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
  });
  const set = (change: Partial<AccountForm>) => setForm({ ...form, ...change });
  const faults = useFaults(form, account === undefined);
  return (
    <FormDialog
      title={account ? texts.changeOf(account.name) : texts.newUser}
      submit={account ? texts.save : texts.ask}
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
          <BodyLong className="quiet">{texts.form.twoPeople}</BodyLong>
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

/** Asks for a way in for somebody who has lost her password. */
export function CodeDialog({
  account: { name },
  send,
  ...state
}: DialogState & { account: AccountRow; send: () => void }) {
  const texts = useTexts(peopleTexts);
  return (
    <FormDialog title={texts.codeOf(name)} submit={texts.ask} faults={[]} onSubmit={send} {...state}>
      {() => <BodyLong>{texts.form.codeLead}</BodyLong>}
    </FormDialog>
  );
}
