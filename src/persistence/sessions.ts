import type { Instant } from '../machines/definition.js';
import { sql } from './statement.js';
import { query, queryOne, type Db } from './transaction.js';
import type { UserRow } from './users.js';

const INSERT = sql(
  'insert_session',
  'insert into sessions (token_hash, user_id, created_at, expires_at) values ($1, $2, $3, $4)',
);

/** Remembers that the holder of the token with this hash is the user, until `expiresAt`. */
export async function createSession(
  db: Db,
  session: { tokenHash: string; userId: string; createdAt: Instant; expiresAt: Instant },
): Promise<void> {
  await query(db, INSERT, [session.tokenHash, session.userId, session.createdAt, session.expiresAt]);
}

const FIND_USER = sql(
  'find_session_user',
  `select u.id, u.username, u.name, u.roles,
     array(select ut.team_id from user_teams ut where ut.user_id = u.id order by ut.team_id) as "teamIds"
   from sessions s join users u on u.id = s.user_id
   where s.token_hash = $1 and s.expires_at > $2 and u.active`,
);

/** The active user whose session has not expired at `now`. */
export function findSessionUser(db: Db, tokenHash: string, now: Instant): Promise<UserRow | null> {
  return queryOne(db, FIND_USER, [tokenHash, now]);
}

const DELETE = sql('delete_session', 'delete from sessions where token_hash = $1');

export async function deleteSession(db: Db, tokenHash: string): Promise<void> {
  await query(db, DELETE, [tokenHash]);
}

const DELETE_EXPIRED = sql('delete_expired_sessions', 'delete from sessions where expires_at <= $1');

/** Forgets sessions that have run out. */
export async function deleteExpiredSessions(db: Db, now: Instant): Promise<void> {
  await query(db, DELETE_EXPIRED, [now]);
}
