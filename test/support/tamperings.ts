import { generateKeyPairSync } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { advanceClock } from '../../src/persistence/advance-clock.js';
import { applyEvent } from '../../src/persistence/apply-event.js';
import { logAccess } from '../../src/persistence/audit.js';
import { chainHash } from '../../src/persistence/hash-chain.js';
import { newId } from '../../src/persistence/ids.js';
import { readRecords } from '../../src/persistence/replay.js';
import type { FindingKind } from '../../src/persistence/tampering/finding.js';
import { RootKeys } from '../../src/persistence/tampering/root-key.js';
import { makeRoot } from '../../src/persistence/tampering/roots.js';
import { furnish, METTE, openErrand } from './cases.js';

export const newKeys = (): RootKeys =>
  RootKeys.read(
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  );
export const KEYS = newKeys();
export const quiet = async (): Promise<void> => undefined;

/** Cases with one of each thing that could be tampered with, vouched for by two roots. */
export interface World {
  /** Has been reminded of, and closed by itself. */
  old: string;
  /** Protected, assigned, with a letter, a running deadline, and a child whose answer waits. */
  case: string;
  child: string;
}

export async function furnishWorld(ds: DataSource): Promise<World> {
  await furnish(ds);
  const old = (await openErrand(ds)).caseId;
  const tell = (caseId: string, type: string, more = {}) =>
    applyEvent(ds, { caseId, event: { type, by: METTE, ...more } });
  await tell(old, 'VISITED', { facts: { note: 'home' } });
  await advanceClock(ds, '2026-03-05T12:00:00.000Z', quiet);
  const hidden = { protected: true, namedUserIds: [METTE.userId] };
  const { caseId } = await openErrand(ds, hidden);
  await log(ds, 'case.open', caseId);
  await tell(caseId, 'case.assigned', { assigneeId: METTE.userId });
  await tell(caseId, 'SEND');
  await tell(caseId, 'VISITED', { facts: { note: 'home' } });
  await makeRoot(ds, KEYS);
  await log(ds, 'case.read', caseId);
  await ds
    .transaction(async (tx) => {
      await log(tx, 'case.read', caseId);
      throw new Error('rolled back');
    })
    .catch(() => undefined);
  await log(ds, 'case.event', caseId);
  await tell(caseId, 'ASK');
  const [{ id: child }] = await ds.query('select id from cases where parent_id = $1', [caseId]);
  await tell(child, 'ANSWERED', { facts: { answer: 'yes' } });
  await makeRoot(ds, KEYS);
  return { old, case: caseId, child };
}

export const log = (db: Parameters<typeof logAccess>[0], action: string, caseId: string) =>
  logAccess(db, { action, userId: METTE.userId, userName: METTE.name, caseId });

export type Query = (text: string) => Promise<unknown>;
export type Tampering = string | ((query: Query, ds: DataSource) => Promise<unknown>);

const EVENT = 'update case_events set';
const OF_2 = 'where case_id = :case and seq = 2';
const eventCopy = `insert into case_events select * from json_populate_record(cast(null as case_events), (
  select (row_to_json(e)::jsonb || '{"seq": 99}')::json from case_events e where case_id = :case and seq = 4))`;
const everythingOf = (id: string) =>
  [
    ...[
      'case_events',
      'tasks',
      'deadlines',
      'deadline_certificates',
      'timers',
      'messages',
      'agenda_items',
      'audit_entries',
    ].map((table) => `delete from ${table} where case_id = ${id}`),
    `delete from cases where id = ${id}`,
  ].join('; ');

/** Writes the name of a sender anew, and counts the chain again from there: nothing within the case shows it. */
async function countAnew(query: Query, ds: DataSource): Promise<void> {
  await query(`${EVENT} event = (jsonb_set(event::jsonb, '{by,name}', '"Lars"'))::json ${OF_2}`);
  let previous = '0'.repeat(64);
  const [{ id }] = await ds.query(`select id from cases where protected and parent_id is null`);
  for await (const record of readRecords(ds, id)) {
    const { caseType: _type, hash: _hash, prevHash: _previous, ...chained } = record;
    const hash = chainHash(previous, chained);
    await query(
      `${EVENT} prev_hash = '${previous}', hash = '${hash}' where case_id = :case and seq = ${chained.seq}`,
    );
    previous = hash;
  }
  await query(`update cases set last_hash = '${previous}' where id = :case`);
}

const ROOTS = 2;

/** The same, and the roots made to agree: all but the key is in the database. */
export async function countAllAnew(query: Query, ds: DataSource, keys: RootKeys | null): Promise<void> {
  await countAnew(query, ds);
  await query('delete from audit_roots; delete from audit_heads');
  for (let roots = 0; roots < ROOTS; roots += 1) await makeRoot(ds, keys);
}

/** What was done, how, and how it must be found. */
export const TAMPERINGS: [string, Tampering, FindingKind, RegExp][] = [
  [
    'facts of an event',
    `${EVENT} event = (jsonb_set(event::jsonb, '{facts,note}', '"away"'))::json where case_id = :case and seq = 4`,
    'eventChanged',
    /breaks at event 4/,
  ],
  ['an event backdated', `${EVENT} at = at - interval '1 day' ${OF_2}`, 'eventChanged', /breaks at event 2/],
  [
    'an event said to have happened earlier',
    `${EVENT} happened_at = at - interval '1 day' ${OF_2}`,
    'eventChanged',
    /breaks at event 2/,
  ],
  ['an event taken out', `delete from case_events ${OF_2}`, 'eventChanged', /breaks at event 2/],
  [
    'the last event taken out',
    'delete from case_events where case_id = :case and seq = 5',
    'lastEventMissing',
    /after event 4/,
  ],
  ['an event put in', eventCopy, 'eventChanged', /breaks at event 6/],
  [
    'the type of an event',
    `${EVENT} type = 'RECALL' ${OF_2}`,
    'eventDiffers',
    /event 2 was kept with another type/,
  ],
  [
    'the sender of an event',
    `${EVENT} sender_id = '${newId()}' ${OF_2}`,
    'eventDiffers',
    /event 2 .* senderId/,
  ],
  [
    'the effects of an event',
    `${EVENT} effects = '[]' where case_id = :case and seq = 3`,
    'eventDiffers',
    /event 3 .* effects/,
  ],
  [
    'the states before an event',
    `${EVENT} from_states = '{done}' ${OF_2}`,
    'eventDiffers',
    /event 2 .* from/,
  ],
  ['the states after an event', `${EVENT} to_states = '{done}' ${OF_2}`, 'eventDiffers', /event 2 .* to/],
  [
    'when an event was due',
    `${EVENT} due_at = due_at + interval '1 day' where case_id = :old and seq = 3`,
    'eventChanged',
    /breaks at event 3/,
  ],
  ['that an event came late', `${EVENT} late = not late ${OF_2}`, 'eventChanged', /breaks at event 2/],
  [
    'what an event knew of its case',
    `${EVENT} case_values = (jsonb_set(case_values::jsonb, '{teamId}', '"other"'))::json ${OF_2}`,
    'eventDiffers',
    /event 2 .* caseValues/,
  ],
  [
    'how the case came to be',
    `${EVENT} origin = null where case_id = :case and seq = 1`,
    'eventChanged',
    /breaks at event 1/,
  ],
  [
    'the snapshot',
    `update cases set snapshot = (jsonb_set(snapshot::jsonb, '{facts,subject}', '"lift"'))::json where id = :case`,
    'snapshotDiffers',
    /where it stands/,
  ],
  [
    'a case closed',
    `update cases set status = 'done', ended_as = 'done' where id = :case`,
    'caseDiffers',
    /status is done instead of active/,
  ],
  [
    'a case given to another team',
    `update cases set team_id = 'other' where id = :case`,
    'caseDiffers',
    /team_id is other instead of team/,
  ],
  [
    'a case assigned to nobody',
    'update cases set assignee_id = null where id = :case',
    'caseDiffers',
    /assignee_id/,
  ],
  [
    'the protected flag',
    'update cases set protected = false where id = :case',
    'caseDiffers',
    /protected is false instead of true/,
  ],
  [
    'who may see a protected case',
    `update cases set named_user_ids = array['${newId()}'::uuid] where id = :case`,
    'caseDiffers',
    /named_user_ids/,
  ],
  [
    'the citizen of a case',
    `update cases set citizen_id = '${newId()}' where id = :case`,
    'caseDiffers',
    /citizen_id/,
  ],
  [
    'the number of a case',
    `update cases set number = '2025-000001' where id = :case`,
    'caseDiffers',
    /number/,
  ],
  [
    'when a case was opened',
    `update cases set opened_at = opened_at - interval '30 days' where id = :case`,
    'caseDiffers',
    /opened_at/,
  ],
  [
    'the states that lists show',
    `update cases set active_states = '{done}' where id = :case`,
    'caseDiffers',
    /active_states/,
  ],
  [
    'a task deleted',
    `delete from tasks where case_id = :case and key = 'VISIT'`,
    'rowMissing',
    /the task VISIT \(1\) is gone/,
  ],
  [
    'a task put off',
    `update tasks set due_on = due_on + 30 where case_id = :case and key = 'VISIT'`,
    'rowDiffers',
    /task VISIT .* due_on is 2026/,
  ],
  [
    'a task given to another',
    `update tasks set assignee_id = '${newId()}' where case_id = :case and key = 'VISIT'`,
    'rowDiffers',
    /task VISIT .* assignee_id/,
  ],
  [
    'a task reopened',
    `update tasks set status = 'open' where case_id = :old and key = 'VISIT'`,
    'rowDiffers',
    /status is open instead of/,
  ],
  [
    'a task added',
    `insert into tasks (id, case_id, key, title, role, team_id, status, opened_seq, opened_at) values ('${newId()}', :case, 'PAY', '{}', 'caseworker', 'team', 'open', 1, now())`,
    'rowAdded',
    /the task PAY \(1\) comes from no event/,
  ],
  [
    'a deadline moved',
    `update deadlines set due_on = due_on + 7, due_at = due_at + interval '7 days' where case_id = :case`,
    'rowDiffers',
    /deadline answerBy .* due_on is 2026-04-09 instead of 2026-04-0/,
  ],
  [
    'a deadline deleted',
    'delete from deadlines where case_id = :case',
    'rowMissing',
    /the deadline answerBy \(1\) is gone/,
  ],
  [
    'a breach withdrawn',
    'update deadlines set breached_at = null where case_id = :old',
    'rowDiffers',
    /breached_at is empty instead of/,
  ],
  [
    'a certificate changed',
    `update deadline_certificates set certificate = '{}' where case_id = :case`,
    'rowDiffers',
    /certificate of the deadline answerBy/,
  ],
  [
    'a certificate deleted',
    'delete from deadline_certificates where case_id = :case',
    'rowMissing',
    /certificate of the deadline answerBy/,
  ],
  [
    'a timer moved',
    `update timers set due_at = due_at + interval '9 days' where case_id = :case and kind = 'armed'`,
    'rowDiffers',
    /the timer deadline.answerBy .* due_at is/,
  ],
  [
    'a timer put off',
    `update timers set wake_at = 'infinity' where case_id = :case and kind = 'armed'`,
    'rowDiffers',
    /the timer deadline.answerBy .* wake_at/,
  ],
  [
    'a timer said to have failed and put off',
    `update timers set wake_at = '2099-01-01', attempts = 1 where case_id = :case and kind = 'armed'`,
    'rowDiffers',
    /the timer deadline.answerBy .* wake_at/,
  ],
  [
    'a timer deleted',
    `delete from timers where case_id = :case and kind = 'armed'`,
    'rowMissing',
    /the timer deadline.answerBy .* is gone/,
  ],
  [
    'a timer added',
    `insert into timers (case_id, timer_id, arming, kind, due_at, event, wake_at) values (:case, 'x', 9, 'armed', now(), '{}', now())`,
    'rowAdded',
    /the timer x \(9\) comes from no event/,
  ],
  [
    'a letter deleted',
    `delete from messages where case_id = :case and kind = 'letter'`,
    'rowMissing',
    /the message .* is gone/,
  ],
  [
    'a letter sent to another',
    `update messages set recipients = '{teamLeader}' where case_id = :case`,
    'rowDiffers',
    /the message .* recipients/,
  ],
  [
    'a letter called back',
    `update messages set status = 'cancelled' where case_id = :case`,
    'rowDiffers',
    /status is cancelled instead of queued/,
  ],
  [
    'a letter put off',
    `update messages set next_attempt_at = '2099-01-01' where case_id = :case`,
    'rowDiffers',
    /next_attempt_at is 2099/,
  ],
  [
    'an agenda item deleted',
    'delete from agenda_items where case_id = :case',
    'rowMissing',
    /the agenda item 3 \(weekly\) is gone/,
  ],
  [
    'what a case has sent to another',
    `delete from timers where case_id = :case and kind = 'delivery'`,
    'deliveryLost',
    /has sent to case .* never heard/,
  ],
  [
    'what a case is about to hear',
    `update timers set event = (jsonb_set(event::jsonb, '{output,end}', '"other"'))::json where case_id = :case and kind = 'delivery'`,
    'deliveryDiffers',
    /waits there changed/,
  ],
  [
    'an event as if another case had sent it',
    `insert into timers (case_id, timer_id, arming, kind, due_at, event, wake_at) values (:case, 'from.' || :old || '.2', 0, 'delivery', now(), '{}', now())`,
    'deliveryForged',
    /no case has sent it/,
  ],
  ['a whole case', everythingOf(':case'), 'caseMissing', /Case 2026-\d+ .* is gone, which root 1 of/],
  [
    'a whole case that another has opened',
    everythingOf(':child'),
    'openedCaseMissing',
    /the type question that it has opened is gone/,
  ],
  [
    'the row of a case',
    'delete from cases where id = :old',
    'caseMissing',
    /is gone, and case_events, .* still speak of it/,
  ],
  ['all events', 'truncate case_events', 'lastEventMissing', /all its events are gone/],
  [
    'an entry of the access log changed',
    `update audit_entries set user_name = 'Lars' where action = 'case.read'`,
    'accessChanged',
    /Root 2: one of the entries 2 to 4/,
  ],
  [
    'an entry of the access log taken out',
    `delete from audit_entries where action = 'case.read'`,
    'accessMissing',
    /Root 2: entries 2 of the access log/,
  ],
  [
    'an entry of the access log put in',
    `insert into audit_entries (id, at, action, details) overriding system value values (3, now(), 'case.read', '{}')`,
    'accessAdded',
    /Root 2: entries 3 were put/,
  ],
  ['the access log', 'truncate audit_entries', 'accessMissing', /Root 1: entries 1 of the access log/],
  [
    'a chain counted anew',
    countAnew,
    'caseRecounted',
    /its chain was counted anew; event 4 is not the one that root 1/,
  ],
  [
    'a chain counted anew with its roots',
    (query, ds) => countAllAnew(query, ds, null),
    'rootUnsigned',
    /None of the 1 roots is signed/,
  ],
  [
    'a chain counted anew with roots of another key',
    (query, ds) => countAllAnew(query, ds, newKeys()),
    'rootForged',
    /signed with another key/,
  ],
  [
    'what a root has seen',
    `update audit_heads set seq = seq - 1 where root = 2 and kind = 'case'`,
    'rootChanged',
    /Root 2: what it says of cases/,
  ],
  ['a root taken out', 'delete from audit_roots where number = 1', 'rootMissing', /Root 1: it is gone/],
  [
    'a signature',
    `update audit_roots set signature = null where number = 2`,
    'rootUnsigned',
    /Root 2: it is not signed/,
  ],
  [
    'a definition',
    `update definitions set document = (jsonb_set(document::jsonb, '{title,da}', '"x"'))::json where case_type = 'question'`,
    'publishedDiffers',
    /The question version 1 is not what was published/,
  ],
  [
    'a definition with its hash',
    `update definitions set hash = 'x' where case_type = 'question'`,
    'publishedDiffers',
    /The question version 1 is not the one that root 1/,
  ],
  ['a calendar taken out', 'delete from calendars', 'publishedMissing', /The calendar version 1 is gone/],
  [
    'the guards of a table',
    'alter table case_events disable trigger all',
    'guardMissing',
    /case_events_append_only is gone or switched off/,
  ],
];
