import type { Instant } from '../machines/definition.js';
import { NOW } from './clock.js';
import { newId } from './ids.js';
import { hasRight } from './roles.js';
import { sql } from './statement.js';
import { query, queryOne, type Db } from './transaction.js';

export const CHANGE_KINDS = [
  'user.create',
  'user.change',
  'user.reactivate',
  'user.code',
  'definition.retire',
  'definition.migrate',
  'retention.set',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** What one administrator has asked for; it happens when another approves it. */
export interface PendingChange {
  id: string;
  kind: ChangeKind;
  /** What it is about: id of the user, user name of a new one, or case type and version; case type. */
  subject: string;
  payload: Record<string, unknown>;
  requestedBy: string;
  requestedByName: string;
  requestedAt: Instant;
  /** Null as long as nobody has decided. */
  outcome: 'approved' | 'refused' | null;
  decidedByName: string | null;
  decidedAt: Instant | null;
}

/** What nobody has decided in that time has to be asked for anew. */
const VALID_FOR = `interval '14 days'`;
const COLUMNS = `id, kind, subject, payload, requested_by as "requestedBy", requested_by_name as "requestedByName",
  requested_at as "requestedAt", outcome, decided_by_name as "decidedByName", decided_at as "decidedAt"`;
const IS_OPEN = `outcome is null and requested_at > ${NOW} - ${VALID_FOR}`;

const EXPIRE = sql(
  'expire-pending-changes',
  `update pending_changes set outcome = 'refused', decided_at = ${NOW} where outcome is null and not (${IS_OPEN})`,
);
const CREATE = sql(
  'create-pending-change',
  `insert into pending_changes (id, kind, subject, payload, requested_by, requested_by_name, requested_at)
   values ($1, $2, $3, $4, $5, $6, ${NOW}) on conflict do nothing returning ${COLUMNS}`,
);
const FIND = sql(
  'find-pending-change',
  `select ${COLUMNS} from pending_changes where id = $1 and ${IS_OPEN}`,
);
const LIST = sql(
  'list-pending-changes',
  `select ${COLUMNS} from pending_changes order by (${IS_OPEN}) desc, requested_at desc, id limit 100`,
);
const DECIDE = sql(
  'decide-pending-change',
  `update pending_changes set outcome = $2, decided_by = $3, decided_by_name = $4, decided_at = ${NOW}
   where id = $1 and ${IS_OPEN} returning ${COLUMNS}`,
);
const REOPEN = sql(
  'reopen-pending-change',
  `update pending_changes set outcome = null, decided_by = null, decided_by_name = null, decided_at = null where id = $1`,
);
/** Neither has had a hand in the other's account, or in a way into it. */
const TWO = `a.id <> b.id and not a.id::text = any (b.made_by) and not b.id::text = any (a.made_by)`;
const ARE_TWO = sql(
  'are-two-people',
  `select from users a, users b where a.id::text = $1 and b.id::text = $2 and not (${TWO})`,
);
const HAVE_TWO_ADMINS = sql(
  'have-two-admins',
  `with admins as (select u.id, u.made_by from users u where u.active and ${hasRight('admin')})
   select from admins a, admins b where ${TWO} limit 1`,
);
const NOTE_MAKERS = sql(
  'note-makers',
  `update users set made_by = array(select distinct unnest(made_by || $2::text[]) order by 1) where id = $1`,
);

interface Person {
  id: string;
  name: string;
}

/** Null when the same is pending already. */
export async function createPendingChange(
  db: Db,
  change: Pick<PendingChange, 'kind' | 'subject' | 'payload'>,
  by: Person,
): Promise<PendingChange | null> {
  await query(db, EXPIRE);
  const { kind, subject, payload } = change;
  return queryOne<PendingChange>(db, CREATE, [
    newId(),
    kind,
    subject,
    JSON.stringify(payload),
    by.id,
    by.name,
  ]);
}

/** Null when it has been decided, or is too old. */
export function findPendingChange(db: Db, id: string): Promise<PendingChange | null> {
  return queryOne<PendingChange>(db, FIND, [id]);
}

/** The pending ones first, then the last; the newest first. */
export function listPendingChanges(db: Db): Promise<PendingChange[]> {
  return query<PendingChange>(db, LIST);
}

/** Null when somebody else was faster. */
export function decidePendingChange(
  db: Db,
  id: string,
  outcome: 'approved' | 'refused',
  by: Person,
): Promise<PendingChange | null> {
  return queryOne<PendingChange>(db, DECIDE, [id, outcome, by.id, by.name]);
}

/** What was approved could not be done: it is pending as before. */
export async function reopenPendingChange(db: Db, id: string): Promise<void> {
  await query(db, REOPEN, [id]);
}

/** Whether two accounts count as two people: neither had a hand in making the other, or in giving it a new way in. */
export async function areTwoPeople(db: Db, one: string, other: string): Promise<boolean> {
  return one !== other && (await queryOne(db, ARE_TWO, [one, other])) === null;
}

/** Whether there are two active administrators who count as two people: only then can anything be approved. */
export async function haveTwoAdmins(db: Db): Promise<boolean> {
  return (await queryOne(db, HAVE_TWO_ADMINS)) !== null;
}

/** From now on the account and these people count as one. */
export async function noteMakers(db: Db, userId: string, makers: string[]): Promise<void> {
  await query(db, NOTE_MAKERS, [userId, makers]);
}
