import type { DataSource } from 'typeorm';
import type { Instant, Recipient } from '../machines/definition.js';
import type { MessageKind, PlainText } from '../machines/effects.js';
import { hintChange } from './change-hint.js';
import { getNow, NOW } from './clock.js';
import { retryAfter } from './incidents.js';
import { IS_GONE, whilePresent } from './presence.js';
import { isAbsent } from './roles.js';
import { sql } from './statement.js';
import { query, type Db } from './transaction.js';

/** A message that is to leave now. It names the case by number and the matter by title: nothing personal is in it. */
export interface OutgoingMessage {
  id: string;
  /** The same at every attempt and never used twice: `<case id>:<key within the case>`. */
  idempotencyKey: string;
  caseId: string;
  caseNumber: string;
  kind: MessageKind;
  subject: string;
  title: PlainText;
  recipients: Recipient[];
  template: string | null;
  rung: string | null;
  late: boolean;
  createdAt: Instant;
  /** Deliveries that failed before. */
  attempts: number;
}

/** Hands a message over; throws when that failed. May be called again for a message that it has handed over already. */
export type Deliver = (message: OutgoingMessage) => Promise<void>;

export interface DeliveryReport {
  sent: number;
  failed: number;
}

/** The messages of a node that is gone are free at once; one that is there and has not finished within this time is taken to stand still. */
const LEASE_MS = 120_000;
const DEFAULT_LIMIT = 100;

/** Whoever has the role gets it; where nobody in the team has, the leader as well. */
const RECIPIENTS = `case when not 'teamLeader' = any (m.recipients) and exists (
  select from unnest(m.recipients) as recipient where ${isAbsent('recipient', 'c.team_id')})
  then m.recipients || 'teamLeader'::text else m.recipients end`;

/** SQL: no node is delivering the message `m`. The lease runs on the real clock: the sandbox's may stand still while a node dies, or jump while it works. */
export const IS_FREE = `(m.lease_until is null or m.lease_until <= clock_timestamp() or ${IS_GONE('m.lease_owner')})`;

const CLAIM = sql(
  'claim-messages',
  `with due as materialized (
     select m.id from messages m
     where m.status = 'queued' and m.next_attempt_at <= ${NOW} and ${IS_FREE}
     order by m.next_attempt_at, m.id limit $2 for update of m skip locked
   ), leased as (
     update messages m set lease_owner = $1, lease_until = clock_timestamp() + $3 * interval '1 millisecond'
     from due where m.id = due.id returning m.*
   )
   select m.id, m.case_id || ':' || m.key as "idempotencyKey", m.case_id as "caseId", c.number as "caseNumber", m.kind,
     m.subject, m.title, ${RECIPIENTS} as recipients, m.template, m.rung, m.late, m.created_at as "createdAt", m.attempts
   from leased m join cases c on c.id = m.case_id order by m.next_attempt_at, m.id`,
);
/** Every write repeats the ownership: a node that comes back from the dead changes nothing. */
const MARK_SENT = sql(
  'mark-messages-sent',
  `update messages set status = 'sent', sent_at = ${NOW}, lease_owner = null, lease_until = null, failure = null
   where id = any ($2::uuid[]) and lease_owner = $1 and status = 'queued' returning id`,
);
const MARK_FAILED = sql(
  'mark-message-failed',
  `update messages set attempts = attempts + 1, failure = $3, next_attempt_at = $4, lease_owner = null,
     lease_until = null
   where id = $2 and lease_owner = $1 and status = 'queued' returning id`,
);

/** Messages whose time has come, leased to `owner`, oldest first. Nobody else gets them while `owner` is present (`presence.ts`), before the lease runs out. */
export function claimMessages(db: Db, owner: string, limit = DEFAULT_LIMIT): Promise<OutgoingMessage[]> {
  return query<OutgoingMessage>(db, CLAIM, [owner, limit, LEASE_MS]);
}

/**
 * Delivers what is due. Each message leaves at least once: a node that dies between delivery and note is followed by one that delivers
 * again under the same key. A delivery that fails is tried again later, less and less often, and stays visible with its reason.
 */
export function deliverDueMessages(
  ds: DataSource,
  deliver: Deliver,
  options: { owner: string; limit?: number },
): Promise<DeliveryReport> {
  return whilePresent(ds, options.owner, (db) => deliverBatch(db, deliver, options));
}

async function deliverBatch(
  db: Db,
  deliver: Deliver,
  { owner, limit }: { owner: string; limit?: number },
): Promise<DeliveryReport> {
  const messages = await claimMessages(db, owner, limit);
  const sent: OutgoingMessage[] = [];
  for (const message of messages) {
    if (await tryDeliver(db, deliver, owner, message)) sent.push(message);
  }
  if (sent.length > 0) {
    await query(db, MARK_SENT, [owner, sent.map(({ id }) => id)]);
    hintChange(db, { cases: new Map(sent.map(({ caseId }) => [caseId, { seq: 0, messages: true }])) });
  }
  return { sent: sent.length, failed: messages.length - sent.length };
}

async function tryDeliver(
  db: Db,
  deliver: Deliver,
  owner: string,
  message: OutgoingMessage,
): Promise<boolean> {
  try {
    await deliver(message);
    return true;
  } catch (error) {
    const next = retryAfter(message.attempts + 1, await getNow(db));
    const reason = error instanceof Error ? error.message : String(error);
    await query(db, MARK_FAILED, [owner, message.id, reason, next]);
    return false;
  }
}
