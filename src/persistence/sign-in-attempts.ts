import type { Instant } from '../machines/definition.js';
import { sql } from './statement.js';
import { query, queryOne, type Db } from './transaction.js';

/** A browser that has left for the identity provider. */
export interface SignInAttempt {
  /** How the request is called that it took along. */
  requestId: string;
  /** Hash of what it keeps meanwhile. */
  browserHash: string;
  expiresAt: Instant;
}

const FORGET = sql('forget-sign-in-attempts', 'delete from sign_in_attempts where expires_at <= $1');
const INSERT = sql(
  'insert-sign-in-attempt',
  'insert into sign_in_attempts (request_id, browser_hash, expires_at) values ($1, $2, $3)',
);
const ANSWER = sql(
  'answer-sign-in-attempt',
  `update sign_in_attempts set person = $2
   where request_id = $1 and person is null and expires_at > $3 returning request_id`,
);
const TAKE = sql(
  'take-sign-in-attempt',
  `delete from sign_in_attempts
   where browser_hash = $1 and person is not null and expires_at > $2 returning person`,
);

/** Real time, also in the sandbox. */
export async function addSignInAttempt(db: Db, attempt: SignInAttempt, now: Instant): Promise<void> {
  await query(db, FORGET, [now]);
  await query(db, INSERT, [attempt.requestId, attempt.browserHash, attempt.expiresAt]);
}

/** False when nobody has asked so, or it has been answered: an answer counts once, on whichever nodes it comes. */
export async function answerSignInAttempt(
  db: Db,
  requestId: string,
  person: object,
  now: Instant,
): Promise<boolean> {
  return (await queryOne(db, ANSWER, [requestId, JSON.stringify(person), now])) !== null;
}

/** Who has signed in, for the browser that had left and for nobody else, once; null when no answer has come. */
export async function takeSignInAttempt<Person>(
  db: Db,
  browserHash: string,
  now: Instant,
): Promise<Person | null> {
  const row = await queryOne<{ person: Person }>(db, TAKE, [browserHash, now]);
  return row?.person ?? null;
}
