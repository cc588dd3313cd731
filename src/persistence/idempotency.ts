import { AppError } from '../errors.js';
import type { Instant } from '../machines/definition.js';
import { canonicalJson, sha256 } from './canonical-json.js';
import { sql } from './statement.js';
import { query, type Db } from './transaction.js';
import type { WriteSet } from './write-set.js';

/** The key that a client gave its request; unique within the scope, which is the user. */
export interface IdempotencyKey {
  scope: string;
  key: string;
}

export interface StoredAnswer {
  caseId: string;
  number: string;
  seq: number;
}

export interface AnswerColumns {
  requestHash: string | null;
  answer: StoredAnswer | null;
}

export const ANSWER_COLUMNS = `k.request_hash as "requestHash", k.answer`;

/** Left join on a key that may be null. */
export const ANSWER_JOIN = (scope: string, key: string): string =>
  `left join idempotency_keys k on k.scope = ${scope} and k.key = ${key}`;

export function hashOfRequest(request: unknown): string {
  return sha256(canonicalJson(request));
}

/** The answer given before to the same request; null if there was none. Throws `idempotencyKeyReused` for another request. */
export function earlierAnswer(stored: AnswerColumns, requestHash: string): StoredAnswer | null {
  if (stored.requestHash === null) return null;
  if (stored.requestHash !== requestHash) throw new AppError('idempotencyKeyReused');
  return stored.answer;
}

/** The answer is stored in the transaction of the change. `cause`: the case whose step it is, null for an opening. */
export function keepAnswer(
  set: WriteSet,
  idempotency: IdempotencyKey,
  request: { hash: string; cause: string | null; at: Instant },
  answer: StoredAnswer,
): void {
  set.also('answers', {
    cause: request.cause,
    scope: idempotency.scope,
    key: idempotency.key,
    request_hash: request.hash,
    answer,
    created_at: request.at,
  });
}

const DELETE_OLD = sql(
  'delete-old-answers',
  'delete from idempotency_keys where created_at < $1 returning 1',
);

/** Forgets answers given before an instant, and says how many. */
export async function deleteOldAnswers(db: Db, before: Instant): Promise<number> {
  return (await query(db, DELETE_OLD, [before])).length;
}
