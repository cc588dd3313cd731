import { NOW } from './clock.js';
import { hasRight, RIGHTS_OF_USER } from './roles.js';
import { sql } from './statement.js';
import { query, queryOne, type Db } from './transaction.js';
import { TEAM_IDS, type TeamRow, type UserRow } from './users.js';

/** A user as the admins see it, with what lies with her. */
export interface AccountRow extends Omit<UserRow, 'email' | 'language'> {
  /** Open cases and open tasks that are assigned to the user: they stay so when the user is deactivated. */
  openCases: number;
  openTasks: number;
}

/** What a change of an account must know of the others: whether an admin is left. */
export type LockedAccount = Omit<AccountRow, 'openCases' | 'openTasks'>;

const ACCOUNT = `u.id, u.username, u.name, u.roles, ${RIGHTS_OF_USER}, u.active, ${TEAM_IDS},
  (select count(*) from cases c where c.assignee_id = u.id and c.status = 'active')::int as "openCases",
  (select count(*) from tasks t where t.assignee_id = u.id and t.status = 'open')::int as "openTasks"`;

const LIST = sql('list-accounts', `select ${ACCOUNT} from users u order by u.active desc, u.name, u.id`);
const FIND = sql('find-account', `select ${ACCOUNT} from users u where u.id = $1`);
/** Always in the same order, so that two who change accounts at once wait for each other instead of locking each other out. */
const LOCK = sql(
  'lock-account-and-admins',
  `select u.id, u.username, u.name, u.roles, ${RIGHTS_OF_USER}, u.active, ${TEAM_IDS} from users u
   where u.id = $1 or (u.active and ${hasRight('admin')}) order by u.id for no key update of u`,
);
const FIND_USERNAME = sql('find-username', `select from users where username = $1`);
const SET_PASSWORD = sql('set-password', `update users set password_hash = $2 where id = $1`);
const REPLACE_PASSWORD = sql(
  'replace-password',
  `update users set password_hash = $3 where id = $1 and active and password_hash = $2 returning id`,
);
const SET_ACTIVE = sql('set-user-active', `update users set active = $2 where id = $1`);
const MISSING_TEAMS = sql(
  'missing-teams',
  `select id from unnest($1::text[]) as id where not exists (select from teams t where t.id = id.id and t.active)`,
);
const INSERT_TEAM = sql(
  'insert-named-team',
  `insert into teams (id, name, created_at)
   select $1, $2, ${NOW} where not exists (select from teams where folded(name) = folded($2))
   on conflict do nothing returning id, name`,
);
const LOCK_TEAM = sql('lock-team', 'select id, name from teams where id = $1 for no key update');
const RENAME_TEAM = sql(
  'rename-team',
  `update teams set name = $2
   where id = $1 and not exists (select from teams where folded(name) = folded($2) and id <> $1) returning id, name`,
);

/** Everybody, those who may sign in first. */
export function listAccounts(db: Db): Promise<AccountRow[]> {
  return query<AccountRow>(db, LIST);
}

export function findAccount(db: Db, id: string): Promise<AccountRow | null> {
  return queryOne<AccountRow>(db, FIND, [id]);
}

/** Whether any account has the name, which is in small letters. */
export async function isUsernameTaken(db: Db, username: string): Promise<boolean> {
  return (await queryOne(db, FIND_USERNAME, [username])) !== null;
}

/** Locks the user and all active admins until the transaction ends, and says how they stand. */
export function lockAccounts(db: Db, id: string): Promise<LockedAccount[]> {
  return query<LockedAccount>(db, LOCK, [id]);
}

export async function setPassword(db: Db, id: string, passwordHash: string): Promise<void> {
  await query(db, SET_PASSWORD, [id, passwordHash]);
}

/** False when the user has another password by now, or is no longer active: then nothing has changed. */
export async function replacePassword(
  db: Db,
  id: string,
  hashes: { from: string; to: string },
): Promise<boolean> {
  return (await queryOne(db, REPLACE_PASSWORD, [id, hashes.from, hashes.to])) !== null;
}

export async function setActive(db: Db, id: string, active: boolean): Promise<void> {
  await query(db, SET_ACTIVE, [id, active]);
}

/** Those of the ids that no team has. */
export async function findMissingTeams(db: Db, teamIds: string[]): Promise<string[]> {
  return (await query<{ id: string }>(db, MISSING_TEAMS, [teamIds])).map(({ id }) => id);
}

/** The team as it is until the transaction ends; null when there is none. */
export function lockTeam(tx: Db, id: string): Promise<TeamRow | null> {
  return queryOne<TeamRow>(tx, LOCK_TEAM, [id]);
}

/** Null when a team of that id or name is there already. */
export function insertTeam(db: Db, team: TeamRow): Promise<TeamRow | null> {
  return queryOne<TeamRow>(db, INSERT_TEAM, [team.id, team.name]);
}

/** Null when another team has the name, or there is no such team. */
export function renameTeam(db: Db, team: TeamRow): Promise<TeamRow | null> {
  return queryOne<TeamRow>(db, RENAME_TEAM, [team.id, team.name]);
}
