import type { Text } from './definition.js';

/** What the product lets people do: casework, leading a team, administration, reading the logs. Each is also a role that every house has. */
export const RIGHTS = ['caseworker', 'teamLeader', 'admin', 'auditor'] as const;
export type Right = (typeof RIGHTS)[number];

/** Who acts, by name: one of `RIGHTS`, or a role of the municipality that the definition declares. Events of the engine itself have no role. */
export type Role = string;

/** A role besides the four that every house has. Its name says what it may do in cases; its rights, what it may do in the product. */
export interface RoleDefinition {
  title: Text;
  rights: Right;
}

/** Where a letter or reminder may go besides a role. */
export const PARTIES = [
  'citizen',
  'youngPerson',
  'custodyHolders',
  'partyRepresentative',
  'guardian',
] as const;
export type Party = (typeof PARTIES)[number];
/** A role or a party. */
export type Recipient = string;
