import { PlusIcon } from '@navikt/aksel-icons';
import { Button, Heading } from '@navikt/ds-react';
import type { RoleUseDto } from '../api-types.js';
import { DataTable, type Column } from '../leader/data-table.js';
import { useRoleName } from '../role-names.js';
import { useTexts } from '../ui/language.js';
import type { Opened } from './people-page.js';
import { roleTexts } from './role-texts.js';

interface RoleTableProps {
  rows: RoleUseDto[];
  open: (next: Opened) => void;
}

/** The roles of the house: whose rights they have, where they are used, and in which teams nobody has one that is. */
export function RoleTable({ rows, open }: RoleTableProps) {
  const texts = useTexts(roleTexts);
  return (
    <section aria-labelledby="roles">
      <div className="section-head">
        <Heading level="2" size="small" id="roles">
          {texts.title}
        </Heading>
        <Button
          size="small"
          variant="secondary"
          icon={<PlusIcon aria-hidden />}
          onClick={() => open({ dialog: 'role' })}
        >
          {texts.newRole}
        </Button>
      </div>
      <p className="quiet">{texts.lead}</p>
      <DataTable label={texts.title} rows={rows} keyOf={({ key }) => key} columns={useColumns(open)} />
    </section>
  );
}

/** Each of the four that every house has has the rights of its own name. */
const own = ({ key, rights }: RoleUseDto): boolean => key !== rights;

function useColumns(open: RoleTableProps['open']): Column<RoleUseDto>[] {
  const texts = useTexts(roleTexts);
  const roleName = useRoleName();
  return [
    {
      title: texts.role,
      cell: ({ key }) => (
        <>
          {roleName(key)} <div className="quiet">{key}</div>
        </>
      ),
    },
    { title: texts.rights, cell: ({ rights }) => roleName(rights) },
    { title: texts.users, cell: ({ users }) => users },
    {
      title: texts.caseTypes,
      cell: ({ caseTypes, absentIn }) => (
        <>
          {caseTypes.join(', ') || '–'}
          {caseTypes.length > 0 && absentIn.length > 0 && <div>{texts.absent(absentIn.join(', '))}</div>}
        </>
      ),
    },
    {
      title: texts.actions,
      cell: (role) =>
        own(role) ? (
          <>
            <Button
              size="xsmall"
              variant="tertiary"
              aria-label={texts.changeOf(roleName(role.key))}
              onClick={() => open({ dialog: 'role', role })}
            >
              {texts.change}
            </Button>
            <Button
              size="xsmall"
              variant="tertiary"
              aria-label={texts.deleteOf(roleName(role.key))}
              onClick={() => open({ dialog: 'roleDeletion', role })}
            >
              {texts.delete}
            </Button>
          </>
        ) : (
          <span className="quiet">{texts.builtIn}</span>
        ),
    },
  ];
}
