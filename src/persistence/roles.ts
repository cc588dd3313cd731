import type { Right, Text } from '../machines/definition.js';
import { NOW } from './clock.js';
import { sql } from './statement.js';
import { query, queryOne, type Db } from './transaction.js';

/** A role of the house. The four that every house has are among them, each with the rights of its own name. */
export interface RoleRow {
  key: string;
  title: Text;
  rights: Right;
}

/** A role with what speaks against taking it away, and where it is wanting. */
export interface RoleUse extends RoleRow {
  /** People who have it, also those who may not sign in at present. */
  users: number;
  /** Case types that name it in some published version. */
  caseTypes: string[];
  /** Teams in which no active user has it: there the team leader gets its prompts. */
  absentIn: string[];
}

/** What the roles of `users u` allow. A name that is not in the register allows nothing. */
export const RIGHTS_OF_USER = `array(select distinct r.rights from roles r where r.key = any (u.roles) order by r.rights) as rights`;

/** Condition: the roles of `users u` allow this. */
export const hasRight = (right: Right): string =>
  `exists (select from roles r where r.key = any (u.roles) and r.rights = '${right}')`;

/**
 * Condition: of the people of the team nobody has the role, so that its prompts go to the leader. What is for the caseworker is for whoever
 * has the case, and a party of the case is no role.
 */
export const isAbsent = (role: string, team: string): string =>
  `(${role} not in ('caseworker', 'teamLeader') and exists (select from roles where key = ${role}) and not exists (
     select from users member join user_teams mt on mt.user_id = member.id
     where member.active and ${role} = any (member.roles) and mt.team_id = ${team}))`;

const LIST = sql('list-roles', 'select key, title, rights from roles order by created_at, key');
/** A definition names its own roles under `roles`; it cannot be published with one that it does not declare. */
const NAMED_BY = `array(select distinct d.case_type from definitions d
  where d.status = 'published' and (d.document -> 'roles' -> r.key) is not null order by d.case_type)`;
const LIST_USE = sql(
  'list-role-use',
  `select r.key, r.title, r.rights, ${NAMED_BY} as "caseTypes",
     (select count(*) from users u where r.key = any (u.roles))::int as users,
     array(select t.name from teams t where t.active and ${isAbsent('r.key', 't.id')} order by t.name) as "absentIn"
   from roles r order by r.created_at, r.key`,
);
const LOCK = sql(
  'lock-roles',
  'select key, title, rights from roles where key = any ($1) order by key for share',
);
const LOCK_TO_CHANGE = sql(
  'lock-role-to-change',
  'select key, title, rights from roles where key = $1 for update',
);
const FIND_USE = sql(
  'find-role-use',
  `select ${NAMED_BY} as "caseTypes", (select count(*) from users u where r.key = any (u.roles))::int as users
   from roles r where r.key = $1`,
);
const INSERT = sql(
  'insert-role',
  `insert into roles (key, title, rights, created_at) values ($1, $2, $3, ${NOW}) on conflict do nothing returning key`,
);
const UPDATE = sql('update-role', 'update roles set title = $2, rights = $3 where key = $1');
const DELETE = sql('delete-role', 'delete from roles where key = $1');

/** The four that every house has come first. */
export function listRoles(db: Db): Promise<RoleRow[]> {
  return query<RoleRow>(db, LIST);
}

export function listRoleUse(db: Db): Promise<RoleUse[]> {
  return query<RoleUse>(db, LIST_USE);
}

/** Those of the roles that are there; none of them changes before the transaction ends. */
export function lockRoles(tx: Db, keys: readonly string[]): Promise<RoleRow[]> {
  return query<RoleRow>(tx, LOCK, [keys]);
}

/** The role, for one transaction alone: nobody gets it and no definition is published with it meanwhile. */
export function lockRoleToChange(tx: Db, key: string): Promise<RoleRow | null> {
  return queryOne<RoleRow>(tx, LOCK_TO_CHANGE, [key]);
}

export async function getRoleUse(db: Db, key: string): Promise<Pick<RoleUse, 'users' | 'caseTypes'>> {
  return (await queryOne<Pick<RoleUse, 'users' | 'caseTypes'>>(db, FIND_USE, [key]))!;
}

/** False when there is a role of that name already. */
export async function insertRole(db: Db, { key, title, rights }: RoleRow): Promise<boolean> {
  return (await queryOne(db, INSERT, [key, JSON.stringify(title), rights])) !== null;
}

export async function updateRole(db: Db, { key, title, rights }: RoleRow): Promise<void> {
  await query(db, UPDATE, [key, JSON.stringify(title), rights]);
}

export async function deleteRole(db: Db, key: string): Promise<void> {
  await query(db, DELETE, [key]);
}
