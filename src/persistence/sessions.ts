import type { Instant } from '../machines/definition.js';
import { hintChange } from './change-hint.js';
import { RIGHTS_OF_USER } from './roles.js';
import { sql } from './statement.js';
import { query, queryOne, type Db } from './transaction.js';
import type { UserRow } from './users.js';

export interface SessionRow {
  tokenHash: string;
  userId: string;
  createdAt: Instant;
  expiresAt: Instant;
}

/** A session that is asked for with a password, by the hash that it fitted; or for somebody whom the identity provider has named. */
export interface WantedSession extends SessionRow {
  passwordHash?: string;
  logoutHint?: string;
}

/** What makes a session one that counts: it began not too long ago, and its person was there not too long ago. */
export interface SessionLimits {
  now: Instant;
  /** Who was last seen before has been away for too long. */
  seenAfter: Instant;
}

export type SessionUser = Pick<UserRow, 'id' | 'username' | 'name' | 'roles' | 'rights' | 'teamIds'>;

/** The lock waits for whoever is changing the password, or taking the access away: their sessions are deleted, so this one must not come after. */
const INSERT = sql(
  'insert-session',
  `insert into sessions (token_hash, user_id, created_at, last_seen_at, expires_at, logout_hint)
   select $1, u.id, $3, $3, $4, $6 from users u
   where u.id = $2 and u.active and ($5::text is null or u.password_hash = $5) for share
   returning token_hash`,
);
const DELETE = sql(
  'delete-session',
  `delete from sessions s using users u where s.token_hash = $1 and u.id = s.user_id
   returning u.id, u.name, s.logout_hint as "logoutHint"`,
);
const DELETE_OF_USER = sql('delete-sessions-of-user', `delete from sessions where user_id = $1`);
const DELETE_OTHERS = sql(
  'delete-other-sessions-of-user',
  `delete from sessions where user_id = $1 and token_hash <> $2`,
);
const DELETE_EXPIRED = sql(
  'delete-expired-sessions',
  `delete from sessions where expires_at <= $1 or last_seen_at <= $2`,
);
const TOUCH = sql(
  'touch-session',
  `update sessions set last_seen_at = $2 where token_hash = $1 and last_seen_at < $2`,
);
const USER = `u.id, u.username, u.name, u.roles, ${RIGHTS_OF_USER},
          array(select ut.team_id from user_teams ut where ut.user_id = u.id order by ut.team_id) as "teamIds"
   from sessions s join users u on u.id = s.user_id and u.active`;
const COUNTS = `s.expires_at > $2 and s.last_seen_at > $3`;
const FIND_USER = sql(
  'find-session-user',
  `select s.last_seen_at as "lastSeenAt", ${USER} where s.token_hash = $1 and ${COUNTS}`,
);
const LIST_USERS = sql(
  'list-session-users',
  `select s.token_hash as "tokenHash", ${USER} where s.token_hash = any ($1) and ${COUNTS}`,
);

/** False when the user has another password by now, or is no longer active: then there is no session. */
export async function createSession(db: Db, session: WantedSession): Promise<boolean> {
  const { tokenHash, userId, createdAt, expiresAt, passwordHash = null, logoutHint = null } = session;
  const values = [tokenHash, userId, createdAt, expiresAt, passwordHash, logoutHint];
  return (await queryOne(db, INSERT, values)) !== null;
}

/** Whose it was, and what the identity provider wants to be shown of it; null when there is no such session. */
export async function deleteSession(
  db: Db,
  tokenHash: string,
): Promise<{ id: string; name: string; logoutHint: string | null } | null> {
  const gone = await queryOne<{ id: string; name: string; logoutHint: string | null }>(db, DELETE, [
    tokenHash,
  ]);
  hintChange(db, { sessions: true });
  return gone;
}

/** Signs a user out everywhere: when the password, the roles or the access is taken away. */
export async function deleteSessionsOfUser(db: Db, userId: string): Promise<void> {
  await query(db, DELETE_OF_USER, [userId]);
  hintChange(db, { sessions: true });
}

/** Signs a user out everywhere but in one session. */
export async function deleteOtherSessionsOfUser(db: Db, userId: string, kept: string): Promise<void> {
  await query(db, DELETE_OTHERS, [userId, kept]);
  hintChange(db, { sessions: true });
}

export async function deleteExpiredSessions(db: Db, { now, seenAfter }: SessionLimits): Promise<void> {
  await query(db, DELETE_EXPIRED, [now, seenAfter]);
}

/** Its person has done something. */
export async function touchSession(db: Db, tokenHash: string, now: Instant): Promise<void> {
  await query(db, TOUCH, [tokenHash, now]);
}

/** The active user of a session that counts, and when she was last seen. */
export async function findSessionUser(
  db: Db,
  tokenHash: string,
  { now, seenAfter }: SessionLimits,
): Promise<{ user: SessionUser; lastSeenAt: Instant } | null> {
  const values = [tokenHash, now, seenAfter];
  const row = await queryOne<SessionUser & { lastSeenAt: Instant }>(db, FIND_USER, values);
  if (!row) return null;
  const { lastSeenAt, ...user } = row;
  return { user, lastSeenAt };
}

/** The same for many sessions at once, by token hash; those that are over are missing. */
export async function findSessionUsers(
  db: Db,
  tokenHashes: readonly string[],
  { now, seenAfter }: SessionLimits,
): Promise<Map<string, SessionUser>> {
  const rows = await query<SessionUser & { tokenHash: string }>(db, LIST_USERS, [
    tokenHashes,
    now,
    seenAfter,
  ]);
  return new Map(rows.map(({ tokenHash, ...user }) => [tokenHash, user]));
}
