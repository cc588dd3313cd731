import { PlusIcon } from '@navikt/aksel-icons';
import { Button, Heading } from '@navikt/ds-react';
import type { TeamDto } from '../api-types.js';
import { DataTable } from '../leader/data-table.js';
import { useTexts } from '../ui/language.js';
import type { Opened } from './people-page.js';
import { peopleTexts } from './people-texts.js';
import type { AccountRow } from './settings-queries.js';

interface TeamTableProps {
  rows: TeamDto[];
  accounts: AccountRow[];
  open: (next: Opened) => void;
}

/** The teams and who is in them. */
export function TeamTable({ rows, accounts, open }: TeamTableProps) {
  const texts = useTexts(peopleTexts);
  const membersOf = (teamId: string) =>
    accounts.filter(({ active, teamIds }) => active && teamIds.includes(teamId)).map(({ name }) => name);
  return (
    <section aria-labelledby="teams">
      <div className="section-head">
        <Heading level="2" size="small" id="teams">
          {texts.teams}
        </Heading>
        <Button
          size="small"
          variant="secondary"
          icon={<PlusIcon aria-hidden />}
          onClick={() => open({ dialog: 'team' })}
        >
          {texts.newTeam}
        </Button>
      </div>
      <DataTable
        label={texts.teams}
        rows={rows}
        keyOf={({ id }) => id}
        columns={[
          { title: texts.form.name, cell: ({ name }) => name },
          { title: texts.members, cell: ({ id }) => membersOf(id).join(', ') || '–' },
          {
            title: texts.actions,
            cell: (team) => (
              <Button
                size="xsmall"
                variant="tertiary"
                aria-label={texts.renameOf(team.name)}
                onClick={() => open({ dialog: 'team', team })}
              >
                {texts.rename}
              </Button>
            ),
          },
        ]}
      />
    </section>
  );
}
