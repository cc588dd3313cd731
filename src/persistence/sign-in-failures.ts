import { createHash } from 'node:crypto';
import type { Instant } from '../machines/definition.js';
import { sql } from './statement.js';
import { query, queryOne, type Db } from './transaction.js';

/** So many may be wrong; after that each further attempt has to wait, twice as long every time. */
const FREE_FAILURES = 5;
const LONGEST_PAUSE_MINUTES = 15;
/** Who has been quiet for so long begins anew. */
const FORGOTTEN_AFTER = `interval '1 day'`;

const COUNT = `case when f.last_at < $2::timestamptz - ${FORGOTTEN_AFTER} then 1 else f.failures + 1 end`;
/** Counted before the password is looked at, row by row: many who guess at once count as many. */
const CLAIM = sql(
  'claim-sign-in-attempt',
  `insert into sign_in_failures as f (name_hash, failures, blocked_until, last_at) values ($1, 1, '-infinity', $2)
   on conflict (name_hash) do update set last_at = $2, failures = ${COUNT},
     blocked_until = case when ${COUNT} < ${FREE_FAILURES} then '-infinity' else $2::timestamptz
       + least(power(2, least(${COUNT} - ${FREE_FAILURES}, 10)), ${LONGEST_PAUSE_MINUTES}) * interval '1 minute' end
   where f.blocked_until <= $2 returning failures`,
);
const FORGIVE = sql('forgive-sign-in-failures', 'delete from sign_in_failures where name_hash = $1');
const FORGET = sql(
  'forget-sign-in-failures',
  `delete from sign_in_failures where last_at < $1::timestamptz - ${FORGOTTEN_AFTER}`,
);

/**
 * Counts an attempt for the name, whether or not anybody has it. False while the name has to wait: five may be wrong, then a minute, two,
 * four, eight, and fifteen between any two. Real time, also in the sandbox.
 */
export async function claimAttempt(db: Db, username: string, now: Instant): Promise<boolean> {
  await query(db, FORGET, [now]);
  return (await queryOne(db, CLAIM, [hashOfName(username), now])) !== null;
}

/** The attempt was right: nothing is held against the name any more. */
export async function forgiveAttempts(db: Db, username: string): Promise<void> {
  await query(db, FORGIVE, [hashOfName(username)]);
}

function hashOfName(username: string): string {
  return createHash('sha256').update(username.toLowerCase()).digest('hex');
}
