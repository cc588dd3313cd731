import { createHash } from 'node:crypto';
import type { Instant } from '../machines/definition.js';
import { sql } from './statement.js';
import { query, queryOne, type Db } from './transaction.js';

const SET = sql(
  'set-one-time-code',
  `update users set password_hash = null, code_hash = $2, code_expires_at = $3 where id = $1`,
);
const FIND = sql(
  'find-user-of-code',
  `select id, username, name from users
   where username = $1 and active and code_hash = $2 and code_expires_at > $3`,
);
const USE = sql(
  'use-one-time-code',
  `update users set password_hash = $3, code_hash = null, code_expires_at = null
   where id = $1 and active and code_hash = $2 and code_expires_at > $4 returning id`,
);

const hashOfCode = (code: string): string => createHash('sha256').update(code).digest('hex');

/** The old password is none any more; the code, which is kept nowhere, is the only way in until then. */
export async function setOneTimeCode(
  db: Db,
  userId: string,
  code: string,
  expiresAt: Instant,
): Promise<void> {
  await query(db, SET, [userId, hashOfCode(code), expiresAt]);
}

/** Whose code it is; null for a wrong or old one. */
export function findUserOfCode(
  db: Db,
  { username, code }: { username: string; code: string },
  now: Instant,
): Promise<{ id: string; username: string; name: string } | null> {
  return queryOne(db, FIND, [username.toLowerCase(), hashOfCode(code), now]);
}

/** False when somebody has used it meanwhile. */
export async function redeemCode(
  db: Db,
  userId: string,
  { code, passwordHash }: { code: string; passwordHash: string },
  now: Instant,
): Promise<boolean> {
  return (await queryOne(db, USE, [userId, hashOfCode(code), passwordHash, now])) !== null;
}
