import { Alert } from '@navikt/ds-react';
import { useState } from 'react';
import type { RoleDto, RoleUseDto, TeamDto } from '../api-types.js';
import { Answer } from '../leader/answer.js';
import { useTeams } from '../queries.js';
import { useTexts } from '../ui/language.js';
import { ActiveDialog, TeamDialog } from './account-dialogs.js';
import { peopleTexts } from './people-texts.js';
import { RoleDeletionDialog, RoleDialog } from './role-dialogs.js';
import { RoleTable } from './role-table.js';
import { roleTexts } from './role-texts.js';
import { SettingsPage } from './settings-page.js';
import { useAccounts, useRoleUse, type AccountRow } from './settings-queries.js';
import { TeamTable } from './team-table.js';
import { useAccountAction } from './use-account-actions.js';
import { CodeDialog, UserDialog } from './user-dialog.js';
import { changesTexts } from './changes-texts.js';
import { UserTable } from './user-table.js';

/** Which dialog is open, and about whom. */
export type Opened =
  | { dialog: 'user'; account?: AccountRow }
  | { dialog: 'code' | 'active'; account: AccountRow }
  | { dialog: 'team'; team?: TeamDto }
  | { dialog: 'role'; role?: RoleUseDto }
  | { dialog: 'roleDeletion'; role: RoleUseDto };

/** Who may sign in, what they may do, and the teams. */
export function PeoplePage() {
  const texts = useTexts(peopleTexts);
  const accounts = useAccounts();
  const teams = useTeams();
  const roles = useRoleUse();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [said, setSaid] = useState('');
  const open = (next: Opened) => {
    setSaid('');
    setOpened(next);
  };
  const done = (words: string) => {
    setSaid(words);
    setOpened(null);
  };
  return (
    <SettingsPage title={texts.title} lead={texts.lead}>
      <div role="status">
        {said && (
          <Alert variant="success" size="small">
            {said}
          </Alert>
        )}
      </div>
      <Answer of={accounts}>
        {(rows) => <UserTable rows={rows} teams={teams.data ?? []} open={open} />}
      </Answer>
      <Answer of={teams}>
        {(rows) => <TeamTable rows={rows} accounts={accounts.data ?? []} open={open} />}
      </Answer>
      <Answer of={roles}>{(rows) => <RoleTable rows={rows} open={open} />}</Answer>
      {opened && <Dialogs opened={opened} close={() => setOpened(null)} done={done} />}
    </SettingsPage>
  );
}

interface DialogsProps {
  opened: Opened;
  close: () => void;
  done: (words: string) => void;
}
function Dialogs({ opened, close, done }: DialogsProps) {
  const texts = useTexts(peopleTexts).done;
  const aboutRoles = useTexts(roleTexts);
  const { sent } = useTexts(changesTexts);
  const [words, setWords] = useState('');
  const action = useAccountAction((isPending) => done(isPending ? sent : words));
  const state = { busy: action.isPending, error: action.error, close };
  const run = (toSay: string, what: Parameters<typeof action.mutate>[0]) => {
    setWords(toSay);
    action.mutate(what);
  };
  switch (opened.dialog) {
    case 'user': {
      const { account } = opened;
      return (
        <UserDialog
          {...state}
          {...(account && { account })}
          send={(form) =>
            account
              ? run(texts.changed(form.name), { kind: 'change', id: account.id, seen: account, form })
              : run(sent, { kind: 'create', form })
          }
        />
      );
    }
    case 'code': {
      const { id } = opened.account;
      return <CodeDialog {...state} account={opened.account} send={() => run(sent, { kind: 'code', id })} />;
    }
    case 'active': {
      const { id, name } = opened.account;
      const send = (active: boolean) =>
        run(active ? sent : texts.deactivated(name), { kind: 'active', id, active });
      return <ActiveDialog {...state} account={opened.account} send={send} />;
    }
    case 'role': {
      const { role } = opened;
      const send = (form: RoleDto) =>
        run(aboutRoles.saved(form.title.da), { kind: 'role', form, ...(role && { seen: role }) });
      return <RoleDialog {...state} {...(role && { role })} send={send} />;
    }
    case 'roleDeletion': {
      const { key, title } = opened.role;
      const send = () => run(aboutRoles.deleted(title.da), { kind: 'roleDeletion', key });
      return <RoleDeletionDialog {...state} role={opened.role} send={send} />;
    }
    case 'team': {
      const { team } = opened;
      const send = (name: string) =>
        run(texts.team(name), { kind: 'team', name, ...(team && { seen: team }) });
      return <TeamDialog {...state} {...(team && { team })} send={send} />;
    }
  }
}
