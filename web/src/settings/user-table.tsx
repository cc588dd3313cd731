import { PlusIcon } from '@navikt/aksel-icons';
import { Button, Heading, Switch, Tag } from '@navikt/ds-react';
import { useState } from 'react';
import type { TeamDto } from '../api-types.js';
import { DataTable, type Column } from '../leader/data-table.js';
import { useMe } from '../queries.js';
import { useRoleName } from '../role-names.js';
import { useTexts } from '../ui/language.js';
import type { Opened } from './people-page.js';
import { peopleTexts } from './people-texts.js';
import type { AccountRow } from './settings-queries.js';

interface UserTableProps {
  rows: AccountRow[];
  teams: TeamDto[];
  open: (next: Opened) => void;
}

/** Everybody who may sign in; closed accounts when they are asked for. */
export function UserTable({ rows, teams, open }: UserTableProps) {
  const texts = useTexts(peopleTexts);
  const [all, setAll] = useState(false);
  const closed = rows.filter(({ active }) => !active).length;
  const columns = useColumns(teams, open);
  return (
    <section aria-labelledby="users">
      <div className="section-head">
        <Heading level="2" size="small" id="users">
          {texts.users}
        </Heading>
        <Button size="small" icon={<PlusIcon aria-hidden />} onClick={() => open({ dialog: 'user' })}>
          {texts.newUser}
        </Button>
      </div>
      {closed > 0 && (
        <Switch size="small" checked={all} onChange={({ target }) => setAll(target.checked)}>
          {texts.showInactive(closed)}
        </Switch>
      )}
      <DataTable
        label={texts.users}
        rows={rows.filter(({ active }) => active || all)}
        columns={columns}
        keyOf={({ id }) => id}
      />
    </section>
  );
}

function useColumns(teams: TeamDto[], open: UserTableProps['open']): Column<AccountRow>[] {
  const texts = useTexts(peopleTexts);
  const roleName = useRoleName();
  const me = useMe().data;
  const nameOf = (teamId: string) => teams.find(({ id }) => id === teamId)?.name ?? teamId;
  return [
    {
      title: texts.user,
      cell: ({ id, name, username, active }) => (
        <>
          {name} {id === me?.id && <span className="quiet">({texts.you})</span>}{' '}
          {!active && (
            <Tag size="xsmall" variant="moderate" data-color="neutral">
              {texts.inactive}
            </Tag>
          )}
          <div className="quiet">{username}</div>
        </>
      ),
    },
    { title: texts.roles, cell: ({ roles }) => roles.map(roleName).join(', ') },
    {
      title: texts.teams,
      cell: ({ teamIds }) =>
        teamIds.length === 0 ? (
          <span className="quiet">{texts.noTeams}</span>
        ) : (
          teamIds.map(nameOf).join(', ')
        ),
    },
    {
      title: texts.work,
      cell: ({ openCases, openTasks }) =>
        openCases + openTasks > 0 ? texts.workOf(openCases, openTasks) : <span className="quiet">–</span>,
    },
    {
      title: texts.actions,
      cell: (account) => <Actions account={account} isOwn={account.id === me?.id} open={open} />,
    },
  ];
}

interface ActionsProps {
  account: AccountRow;
  isOwn: boolean;
  open: UserTableProps['open'];
}
function Actions({ account, isOwn, open }: ActionsProps) {
  const texts = useTexts(peopleTexts);
  const { name, active } = account;
  const button = { size: 'xsmall', variant: 'tertiary' } as const;
  if (!active) {
    return (
      <Button
        {...button}
        aria-label={texts.reactivateOf(name)}
        onClick={() => open({ dialog: 'active', account })}
      >
        {texts.reactivate}
      </Button>
    );
  }
  return (
    <div className="row-actions">
      <Button {...button} aria-label={texts.changeOf(name)} onClick={() => open({ dialog: 'user', account })}>
        {texts.change}
      </Button>
      {!isOwn && (
        <Button {...button} aria-label={texts.codeOf(name)} onClick={() => open({ dialog: 'code', account })}>
          {texts.code}
        </Button>
      )}
      {!isOwn && (
        <Button
          {...button}
          data-color="danger"
          aria-label={texts.deactivateOf(name)}
          onClick={() => open({ dialog: 'active', account })}
        >
          {texts.deactivate}
        </Button>
      )}
    </div>
  );
}
