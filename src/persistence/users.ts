import type { Instant, Right, Role } from '../machines/definition.js';
import { hintChange } from './change-hint.js';
import { newId } from './ids.js';
import { RIGHTS_OF_USER } from './roles.js';
import { sql } from './statement.js';
import { query, queryOne, type Db } from './transaction.js';

export interface TeamRow {
  id: string;
  name: string;
}

export interface UserRow {
  id: string;
  username: string;
  name: string;
  email: string | null;
  roles: Role[];
  /** What the roles allow. */
  rights: Right[];
  teamIds: string[];
  active: boolean;
  language: 'da' | 'en';
}

/** A user as the sign-in sees it: who may sign in, with what to check the password against. */
export type UserToSignIn = Pick<UserRow, 'id' | 'username' | 'name' | 'roles' | 'rights' | 'teamIds'> & {
  passwordHash: string | null;
};

export interface NewUser {
  username: string;
  name: string;
  email?: string | null;
  roles: Role[];
  teamIds: string[];
  passwordHash?: string | null;
  /** Subject of the identity provider. */
  subject?: string | null;
}

/** The teams of `users u`. */
export const TEAM_IDS = `array(select ut.team_id from user_teams ut where ut.user_id = u.id order by ut.team_id) as "teamIds"`;
const USER = `u.id, u.username, u.name, u.email, u.roles, ${RIGHTS_OF_USER}, u.active, u.language, ${TEAM_IDS}`;

const INSERT_TEAM = sql('insert-team', `insert into teams (id, name, created_at) values ($1, $2, $3)`);
const LIST_TEAMS = sql('list-teams', `select id, name from teams where active order by name`);
const INSERT_USER = sql(
  'insert-user',
  `with made as (
     insert into users (id, username, name, email, roles, password_hash, subject, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning id
   )
   insert into user_teams (user_id, team_id) select made.id, team from made, unnest($9::text[]) as team`,
);
const LIST_USERS = sql('list-users', `select ${USER} from users u order by u.name, u.id`);
const FIND_USER = sql('find-user', `select ${USER} from users u where u.id = $1`);
const FIND_USER_TO_SIGN_IN = sql(
  'find-user-to-sign-in',
  `select u.id, u.username, u.name, u.roles, ${RIGHTS_OF_USER}, u.password_hash as "passwordHash", ${TEAM_IDS}
   from users u where u.username = $1 and u.active`,
);
const UPDATE_USER = sql('update-user', `update users set name = $2, roles = $3 where id = $1`);
const SET_USER_TEAMS = sql(
  'set-user-teams',
  `with gone as (delete from user_teams where user_id = $1 and team_id <> all ($2::text[]))
   insert into user_teams (user_id, team_id) select $1, team from unnest($2::text[]) as team on conflict do nothing`,
);

export async function createTeam(db: Db, team: TeamRow, at: Instant): Promise<void> {
  await query(db, INSERT_TEAM, [team.id, team.name, at]);
}

export function listTeams(db: Db): Promise<TeamRow[]> {
  return query<TeamRow>(db, LIST_TEAMS);
}

/** The new user's id. User names are kept in small letters. */
export async function createUser(db: Db, user: NewUser, at: Instant): Promise<string> {
  const id = newId();
  const { name, email = null, roles, passwordHash = null, subject = null, teamIds } = user;
  const username = user.username.toLowerCase();
  await query(db, INSERT_USER, [id, username, name, email, roles, passwordHash, subject, at, teamIds]);
  return id;
}

export function listUsers(db: Db): Promise<UserRow[]> {
  return query<UserRow>(db, LIST_USERS);
}

export function findUser(db: Db, id: string): Promise<UserRow | null> {
  return queryOne<UserRow>(db, FIND_USER, [id]);
}

/** The active user of that name, in any case of letters. */
export function findUserToSignIn(db: Db, username: string): Promise<UserToSignIn | null> {
  return queryOne<UserToSignIn>(db, FIND_USER_TO_SIGN_IN, [username.toLowerCase()]);
}

/** Changes name, roles and teams. Run it in a transaction. */
export async function updateUser(
  db: Db,
  user: Pick<UserRow, 'id' | 'name' | 'roles' | 'teamIds'>,
): Promise<void> {
  await query(db, UPDATE_USER, [user.id, user.name, user.roles]);
  await query(db, SET_USER_TEAMS, [user.id, user.teamIds]);
  hintChange(db, { sessions: true });
}
