import type { Instant, Role } from '../machines/definition.js';
import { newId } from './ids.js';
import { sql } from './statement.js';
import { query, queryOne, type Db } from './transaction.js';

export interface UserRow {
  id: string;
  username: string;
  name: string;
  roles: Role[];
  teamIds: string[];
}

export interface NewUser {
  username: string;
  name: string;
  email?: string;
  roles: Role[];
  teamIds: string[];
  /** argon2id; null for people who sign in through the identity provider only. */
  passwordHash: string | null;
}

const USER_COLUMNS = `u.id, u.username, u.name, u.roles,
  array(select ut.team_id from user_teams ut where ut.user_id = u.id order by ut.team_id) as "teamIds"`;

const FIND_BY_NAME = sql(
  'find_user_by_name',
  `select ${USER_COLUMNS}, u.password_hash as "passwordHash" from users u where u.username = $1 and u.active`,
);

/** The active user of that name with the stored hash, for signing in. */
export function findUserToSignIn(
  db: Db,
  username: string,
): Promise<(UserRow & { passwordHash: string | null }) | null> {
  return queryOne(db, FIND_BY_NAME, [username]);
}

const LIST_OF_TEAMS = sql(
  'list_users_of_teams',
  `select ${USER_COLUMNS} from users u
   where u.active and exists (select from user_teams ut where ut.user_id = u.id and ut.team_id = any($1))
   order by u.name, u.id`,
);

/** Active users of any of the teams, by name. */
export function listUsersOfTeams(db: Db, teamIds: string[]): Promise<UserRow[]> {
  return query(db, LIST_OF_TEAMS, [teamIds]);
}

const LIST_ALL = sql(
  'list_users',
  `select ${USER_COLUMNS} from users u where u.active order by u.name, u.id`,
);

/** All active users, by name. */
export function listUsers(db: Db): Promise<UserRow[]> {
  return query(db, LIST_ALL);
}

const INSERT = sql(
  'insert_user',
  `with made as (
     insert into users (id, username, name, email, roles, password_hash, created_at)
     values ($1, $2, $3, $4, $5, $6, $7) returning id
   )
   insert into user_teams (user_id, team_id) select $1, unnest($8::text[])`,
);

/** Adds a user to existing teams and returns the new id. */
export async function createUser(db: Db, user: NewUser, at: Instant): Promise<string> {
  const id = newId();
  const { username, name, email = null, roles, passwordHash, teamIds } = user;
  await query(db, INSERT, [id, username, name, email, roles, passwordHash, at, teamIds]);
  return id;
}

export interface TeamRow {
  id: string;
  name: string;
}

const LIST_TEAMS = sql('list_teams', 'select id, name from teams where active order by name, id');

/** All active teams, by name. */
export function listTeams(db: Db): Promise<TeamRow[]> {
  return query(db, LIST_TEAMS);
}

const INSERT_TEAM = sql('insert_team', 'insert into teams (id, name, created_at) values ($1, $2, $3)');

/** Adds a team. */
export async function createTeam(db: Db, team: TeamRow, at: Instant): Promise<void> {
  await query(db, INSERT_TEAM, [team.id, team.name, at]);
}
