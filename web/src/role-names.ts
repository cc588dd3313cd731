import { useQuery } from '@tanstack/react-query';
import type { RoleDto } from './api-types.js';
import { get } from './api.js';
import { recordTexts } from './texts/record-texts.js';
import { shellTexts } from './texts/shell-texts.js';
import { useTexts, useWords } from './ui/language.js';

const FIVE_MINUTES_MS = 300_000;

/** The roles of the house, the four that every house has first. */
export const useRoles = () =>
  useQuery({
    queryKey: ['roles'],
    queryFn: ({ signal }) => get<RoleDto[]>('/api/roles', signal),
    staleTime: FIVE_MINUTES_MS,
  });

/** `Sagsbehandler`, `Jurist`: what a role is called where it stands alone. */
export function useRoleName(): (role: string) => string {
  const builtIn: Partial<Record<string, string>> = useTexts(shellTexts).roles;
  const roles = useRoles().data ?? [];
  const words = useWords();
  return (role) => builtIn[role] ?? (words(roles.find(({ key }) => key === role)?.title) || role);
}

/** `sagsbehandleren`, `borgeren`, `rollen “Jurist”`: whom something is sent to, within a sentence. */
export function useRecipientName(): (recipient: string) => string {
  const { recipients, ownRole } = useTexts(recordTexts).messages;
  const known: Partial<Record<string, string>> = recipients;
  const roleName = useRoleName();
  return (recipient) => known[recipient] ?? ownRole(roleName(recipient));
}
