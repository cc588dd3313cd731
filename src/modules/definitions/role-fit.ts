import type { Definition } from '../../machines/definition.js';
import { recipientInWords } from '../../machines/wording.js';
import type { Problem } from '../../machines/problems.js';
import type { RoleRow } from '../../persistence/roles.js';

/** The roles of the definition that the house does not have, or has with other rights. What they are called may differ. */
export function misfitRoles({ roles = {} }: Definition, register: readonly RoleRow[]): Problem[] {
  return Object.entries(roles).flatMap(([key, { rights }]): Problem[] => {
    const known = register.find((role) => role.key === key);
    const at = { path: `/roles/${key}`, details: { role: key, rights, registered: known?.rights ?? null } };
    if (!known) return [{ code: 'roleNotRegistered', ...at, message: notRegistered(key) }];
    return known.rights === rights
      ? []
      : [{ code: 'roleRightsDiffer', ...at, message: otherRights(key, known) }];
  });
}

const notRegistered = (key: string) => ({
  da: `Rollen “${key}” findes ikke i kommunens register. En administrator opretter den under Indstillinger, Brugere og team.`,
  en: `The role “${key}” is not in the register of the house. An administrator makes it under Settings, Users and teams.`,
});

function otherRights(key: string, { rights }: RoleRow) {
  const { da, en } = recipientInWords(rights);
  return {
    da: `Rollen “${key}” har i kommunens register rettigheder som ${da}. Skriv “rights”: “${rights}”.`,
    en: `The role “${key}” has the rights of ${en} in the register of the house. Write “rights”: “${rights}”.`,
  };
}
