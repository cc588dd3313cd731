import { Select } from '@navikt/ds-react';
import type { RoleChoice, SourceRole } from '../../../src/machines/index.js';
import type { RoleDto } from '../api-types.js';
import { useRoleName, useRoles } from '../role-names.js';
import { useTexts } from '../ui/language.js';
import { importTexts } from './import-texts.js';

/** Who may send events besides the roles that the house has made. */
const BUILT_IN = ['caseworker', 'teamLeader'] as const;
const NEW = '';

interface ImportRolesProps {
  /** The roles that the file names. */
  asked: readonly SourceRole[];
  choices: readonly RoleChoice[];
  choose: (choices: RoleChoice[]) => void;
}

/** What each role of the file is to be here: one of the house, or a new one. */
export function ImportRoles({ asked, choices, choose }: ImportRolesProps) {
  const texts = useTexts(importTexts).roles;
  const own = useRoles().data?.filter(({ key }) => !BUILT_IN.some((builtIn) => builtIn === key)) ?? [];
  const roleName = useRoleName();
  if (asked.length === 0) return null;
  const set = (name: string, key: string) => {
    const others = choices.filter((choice) => choice.name !== name);
    choose([...others, choiceOf(name, key, own)]);
  };
  const isNew = (name: string) => choices.some((choice) => choice.name === name && choice.key === undefined);
  return (
    <section aria-label={texts.title} className="import-roles">
      <p className="small-heading">{texts.title}</p>
      <p className="quiet">{texts.lead}</p>
      {asked.map(({ name, events }) => (
        <Select
          key={name}
          size="small"
          label={name}
          description={texts.sends(events.join(', '))}
          value={isNew(name) ? NEW : (choices.find((choice) => choice.name === name)?.key ?? BUILT_IN[0])}
          onChange={({ target }) => set(name, target.value)}
        >
          {[...BUILT_IN, ...own.map(({ key }) => key)].map((key) => (
            <option key={key} value={key}>
              {roleName(key)}
            </option>
          ))}
          <option value={NEW}>{texts.make(name)}</option>
        </Select>
      ))}
      {choices.some(({ key }) => key === undefined) && <p role="status">{texts.toMake}</p>}
    </section>
  );
}

function choiceOf(name: string, key: string, own: readonly RoleDto[]): RoleChoice {
  const builtIn = BUILT_IN.find((each) => each === key);
  if (builtIn) return { name, key: builtIn, rights: builtIn };
  const role = own.find((each) => each.key === key);
  return role ? { name, ...role } : { name, rights: 'caseworker' };
}
