import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { advanceClock, findNextDue } from '../../src/persistence/advance-clock.js';
import { applyEvent } from '../../src/persistence/apply-event.js';
import { setSandboxClock } from '../../src/persistence/clock.js';
import { fireDueTimers } from '../../src/persistence/fire-timers.js';
import { newId } from '../../src/persistence/ids.js';
import { deliverThrough, LetterDirectory } from '../../src/persistence/letters.js';
import { claimMessages, deliverDueMessages, type OutgoingMessage } from '../../src/persistence/outbox.js';
import { whilePresent } from '../../src/persistence/presence.js';
import { measureQueues } from '../../src/persistence/queues.js';
import { furnish, METTE, openErrand } from '../support/cases.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { checkInvariants } from '../support/invariants.js';

let database: TestDatabase;
let delivered: OutgoingMessage[];
const keep = async (message: OutgoingMessage): Promise<void> => void delivered.push(message);

beforeEach(async () => {
  delivered = [];
  database = await freshDatabase();
  // A Friday evening: no letter leaves before Monday morning.
  await furnish(database.ds, '2026-02-06T19:00:00.000Z');
});
afterEach(async () => {
  await checkInvariants(database.ds);
  await database.drop();
});

const send = (caseId: string, type: string) =>
  applyEvent(database.ds, { caseId, event: { type, by: METTE } });
const deliver = (how = keep) => deliverDueMessages(database.ds, how, { owner: newId() });
const statuses = async (): Promise<string[]> =>
  (await database.ds.query('select status from messages')).map((row: { status: string }) => row.status);

describe('a letter', () => {
  it('waits until it may leave, and leaves then under a stable key', async () => {
    const { caseId, number } = await openErrand(database.ds);
    await send(caseId, 'SEND');
    expect(await deliver()).toEqual({ sent: 0, failed: 0 });
    await setSandboxClock(database.ds, '2026-02-09T07:00:00.000Z');
    expect(await deliver()).toEqual({ sent: 1, failed: 0 });
    expect(delivered).toMatchObject([
      { caseNumber: number, kind: 'letter', template: 'note-1', recipients: ['citizen'] },
    ]);
    expect(delivered[0]!.idempotencyKey.startsWith(`${caseId}:`)).toBe(true);
    expect(await deliver()).toEqual({ sent: 0, failed: 0 });
  });

  it('that is recalled before it left never leaves', async () => {
    const { caseId } = await openErrand(database.ds);
    await send(caseId, 'SEND');
    await send(caseId, 'RECALL');
    await setSandboxClock(database.ds, '2026-02-09T07:00:00.000Z');
    expect(await deliver()).toEqual({ sent: 0, failed: 0 });
    expect(await statuses()).toEqual(['cancelled']);
  });

  it('whose delivery fails stays queued with the reason, and is tried again later', async () => {
    const { caseId } = await openErrand(database.ds);
    await send(caseId, 'SEND');
    await setSandboxClock(database.ds, '2026-02-09T07:00:00.000Z');
    const broken = async (): Promise<void> => {
      throw new Error('no paper');
    };
    expect(await deliver(broken)).toEqual({ sent: 0, failed: 1 });
    expect(await deliver()).toEqual({ sent: 0, failed: 0 });
    const [message] = await database.ds.query('select status, failure, attempts from messages');
    expect(message).toEqual({ status: 'queued', failure: 'no paper', attempts: 1 });
    await setSandboxClock(database.ds, '2026-02-09T07:01:00.000Z');
    expect(await deliver()).toEqual({ sent: 1, failed: 0 });
  });

  it('is counted as queued from when it may leave until it has left, also between two attempts', async () => {
    const { caseId } = await openErrand(database.ds);
    await send(caseId, 'SEND');
    const queued = async (): Promise<number> => (await measureQueues(database.ds)).queuedMessages;
    expect(await queued()).toBe(0);
    await setSandboxClock(database.ds, '2026-02-09T07:00:00.000Z');
    expect(await queued()).toBe(1);
    await deliver(() => Promise.reject(new Error('no paper')));
    expect(await queued()).toBe(1);
    await setSandboxClock(database.ds, '2026-02-09T08:00:00.000Z');
    await deliver();
    expect(await queued()).toBe(0);
  });

  it('is leased to one node as long as that is there, and free for another at once when it is gone', async () => {
    const { caseId } = await openErrand(database.ds);
    await send(caseId, 'SEND');
    await setSandboxClock(database.ds, '2026-02-09T07:00:00.000Z');
    // An `after` is due at the same moment.
    await fireDueTimers(database.ds);
    const node = newId();
    await whilePresent(database.ds, node, async () => {
      expect(await claimMessages(database.ds, node)).toHaveLength(1);
      expect(await deliver()).toEqual({ sent: 0, failed: 0 });
      expect((await findNextDue(database.ds)).dueAt).not.toBe('2026-02-09T07:00:00.000Z');
    });
    expect((await findNextDue(database.ds)).dueAt).toBe('2026-02-09T07:00:00.000Z');
    expect(await deliver()).toEqual({ sent: 1, failed: 0 });
  });

  it('is free for another when its node stands still for longer than the lease', async () => {
    const { caseId } = await openErrand(database.ds);
    await send(caseId, 'SEND');
    await setSandboxClock(database.ds, '2026-02-09T07:00:00.000Z');
    const node = newId();
    await whilePresent(database.ds, node, async () => {
      await claimMessages(database.ds, node);
      await database.ds.query(`update messages set lease_until = clock_timestamp() - interval '1 second'`);
      expect(await deliver()).toEqual({ sent: 1, failed: 0 });
    });
  });

  it('is not marked as sent by a node whose lease another has taken over', async () => {
    const { caseId } = await openErrand(database.ds);
    await send(caseId, 'SEND');
    await setSandboxClock(database.ds, '2026-02-09T07:00:00.000Z');
    const slow = async (): Promise<void> => {
      await database.ds.query('update messages set lease_owner = $1', [newId()]);
    };
    await deliver(slow);
    expect(await statuses()).toEqual(['queued']);
  });

  it('is one file, however often it is handed over', async () => {
    const directory = join(await mkdtemp(join(tmpdir(), 'letters-')), 'out');
    const { caseId } = await openErrand(database.ds);
    await send(caseId, 'SEND');
    await setSandboxClock(database.ds, '2026-02-09T07:00:00.000Z');
    const handOver = deliverThrough(new LetterDirectory(directory));
    await deliver(async (message) => {
      await handOver(message);
      await handOver(message);
    });
    const [file, ...others] = await readdir(directory);
    expect(others).toEqual([]);
    const letter = JSON.parse(await readFile(join(directory, file!), 'utf8')) as OutgoingMessage;
    expect(letter).toMatchObject({ caseId, subject: 'note', title: { da: 'Brev', en: 'Brev' } });
  });
});

describe('advancing the sandbox clock', () => {
  it('fires each timer and sends each message at its own instant, in due order', async () => {
    const { caseId } = await openErrand(database.ds);
    await send(caseId, 'SEND');
    const report = await advanceClock(database.ds, '2026-03-20T12:00:00.000Z', keep);
    expect(report).toMatchObject({ now: '2026-03-20T12:00:00.000Z', failed: 0 });
    const events = await database.ds.query(
      'select type, at, due_at, late from case_events where case_id = $1 and due_at is not null order by seq',
      [caseId],
    );
    expect(events.length).toBeGreaterThan(3);
    for (const { at, due_at, late } of events as { at: Date; due_at: Date; late: boolean }[]) {
      expect([at, late]).toEqual([due_at, false]);
    }
    const kinds = delivered.map(({ kind, rung }) => rung ?? kind);
    expect(kinds.slice(0, 3)).toEqual(['letter', '-P2D', 'breach']);
  });

  it('leads to the same end in one leap as in many', async () => {
    const one = await openErrand(database.ds);
    await advanceClock(database.ds, '2026-03-20T12:00:00.000Z', keep);
    const events = 'select type, due_at from case_events where case_id = $1 order by seq';
    const leap = await database.ds.query(events, [one.caseId]);
    await database.drop();
    database = await freshDatabase();
    await furnish(database.ds, '2026-02-06T19:00:00.000Z');
    const other = await openErrand(database.ds);
    for (const day of ['02-10', '02-25', '03-06', '03-07', '03-20']) {
      await advanceClock(database.ds, `2026-${day}T12:00:00.000Z`, keep);
    }
    expect(await database.ds.query(events, [other.caseId])).toEqual(leap);
  });

  it('never goes back', async () => {
    const report = await advanceClock(database.ds, '2026-01-01T00:00:00.000Z', keep);
    expect(report.now).toBe('2026-02-06T19:00:00.000Z');
  });

  it('is refused outside the sandbox', async () => {
    await database.ds.query('delete from clock');
    const advance = advanceClock(database.ds, '2027-01-01T00:00:00.000Z', keep);
    await expect(advance).rejects.toMatchObject({ code: 'notFound' });
  });
});
