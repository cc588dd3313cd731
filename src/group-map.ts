import type { Role } from './machines/definition.js';

/** What membership of a group of the identity provider gives here: roles of the register, and teams by their ids. */
export type GroupMap = Record<string, { roles: Role[]; teams: string[] }>;

export interface Admission {
  roles: Role[];
  teamIds: string[];
}

/** Null for a text that is no such map. */
export function readGroupMap(text: string): GroupMap | null {
  try {
    const given: unknown = JSON.parse(text);
    if (!isRecord(given)) return null;
    const entries = Object.entries(given).map(([group, value]) => [group, readGrant(value)] as const);
    return entries.every(([, grant]) => grant !== null) ? (Object.fromEntries(entries) as GroupMap) : null;
  } catch {
    return null;
  }
}

function readGrant(value: unknown): GroupMap[string] | null {
  if (!isRecord(value)) return null;
  const { roles = [], teams = [], ...more } = value;
  return isTexts(roles) && isTexts(teams) && Object.keys(more).length === 0 ? { roles, teams } : null;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

/** Everything that the groups give together; groups that are not in the map give nothing. Null when that is no role. */
export function admissionOf(map: GroupMap, groups: readonly string[]): Admission | null {
  const grants = groups.flatMap((group) => (Object.hasOwn(map, group) ? [map[group]!] : []));
  const roles = [...new Set(grants.flatMap((grant) => grant.roles))].sort();
  const teamIds = [...new Set(grants.flatMap((grant) => grant.teams))].sort();
  return roles.length === 0 ? null : { roles, teamIds };
}
