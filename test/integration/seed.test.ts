import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { findSandboxClock } from '../../src/persistence/clock.js';
import {
  hashOfDocument,
  listCurrentDefinitions,
  publishDefinition,
} from '../../src/persistence/definitions.js';
import type { OutgoingMessage } from '../../src/persistence/outbox.js';
import { listUsers } from '../../src/persistence/users.js';
import { listTasks, type TaskListRow } from '../../src/persistence/views/task-list.js';
import { TODAY } from '../../src/sandbox/municipality.js';
import { seedSandbox } from '../../src/sandbox/seed-sandbox.js';
import { STORIES } from '../../src/sandbox/stories/all.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { checkInvariants } from '../support/invariants.js';

const TODAY_ON = '2026-03-27';

let database: TestDatabase;
let ds: DataSource;
let told: boolean;
let first: Record<string, number>;
const letters: OutgoingMessage[] = [];
const lines: string[] = [];

async function keepLetters(message: OutgoingMessage): Promise<void> {
  if (message.kind === 'letter') letters.push(message);
}

async function refuseAll(): Promise<void> {
  throw new Error('Nothing is to leave');
}

/** Everything that a seed could change, as one number per table. */
async function countsOf(ds: DataSource): Promise<Record<string, number>> {
  const tables = ['teams', 'users', 'citizens', 'definitions', 'calendars', 'cases', 'case_events', 'tasks'];
  const more = ['deadlines', 'timers', 'messages', 'audit_entries', 'incidents'];
  const counted = await Promise.all(
    [...tables, ...more].map(async (table) => {
      const [row] = (await ds.query(`select count(*)::int as n from ${table}`)) as [{ n: number }];
      return [table, row.n] as const;
    }),
  );
  return Object.fromEntries(counted);
}

async function tasksOf(username: string, scope: 'mine' | 'team' | 'unassigned' = 'mine') {
  const user = (await listUsers(ds)).find((one) => one.username === username)!;
  const viewer = { userId: user.id, teamIds: user.teamIds };
  const { items } = await listTasks(ds, viewer, { scope, roles: user.roles, leads: false, limit: 200 });
  return items;
}

const keysOf = (tasks: TaskListRow[]): string[] => tasks.map(({ key }) => key);

beforeAll(async () => {
  database = await freshDatabase();
  ds = database.ds;
  told = await seedSandbox(ds, { deliver: keepLetters, say: (line) => lines.push(line) });
  first = await countsOf(ds);
}, 180_000);

afterAll(() => database.drop());

describe('the sandbox municipality', () => {
  test('is filled on an empty database, and says so', async () => {
    expect(told).toBe(true);
    expect(lines).toEqual([expect.stringContaining('Solvang Kommune')]);
    expect(await findSandboxClock(ds)).toBe(TODAY);
  });

  test('keeps every promise, without an incident', async () => {
    await checkInvariants(ds);
    expect((await countsOf(ds))['incidents']).toBe(0);
  }, 120_000);

  test('has cases of all shipped types, open and closed, in many states', async () => {
    const rows = (await ds.query(
      `select case_type as type, status, ended_as as "endedAs", active_states as states from cases`,
    )) as { type: string; status: string; endedAs: string | null; states: string[] }[];
    expect(rows.length).toBeGreaterThan(STORIES.length);
    expect(new Set(rows.map(({ type, status }) => `${type} ${status}`)).size).toBe(8);
    expect(new Set(rows.map(({ endedAs }) => endedAs).filter(Boolean))).toEqual(
      new Set([
        'decidedFinal',
        'forwardedToRightAuthority',
        'joined',
        'movedOut',
        'sent',
        'transitioned',
        'withdrawn',
      ]),
    );
    const mainStates = new Set(rows.flatMap(({ type, states }) => states.map((state) => `${type}.${state}`)));
    expect(mainStates.size).toBeGreaterThan(60);
  });

  test('gives mette work that is late, work for today and work to come', async () => {
    const tasks = await tasksOf('mette');
    const due = tasks.map(({ dueOn }) => dueOn).filter((day) => day !== null);
    expect(due.filter((day) => day < TODAY_ON).length).toBeGreaterThanOrEqual(2);
    expect(due.filter((day) => day === TODAY_ON).length).toBeGreaterThanOrEqual(2);
    expect(due.filter((day) => day > TODAY_ON).length).toBeGreaterThanOrEqual(5);
  });

  test('has work that nobody has taken', async () => {
    expect(keysOf(await tasksOf('lars', 'unassigned'))).toContain('SCREEN');
  });

  test('waits for anne to review a remand, to extend, to waive a call and to explain', async () => {
    expect(keysOf(await tasksOf('anne'))).toEqual(
      expect.arrayContaining([
        'REVIEW_REMAND',
        'APPROVE_EXTENSION',
        'APPROVE_NO_CALL',
        'STATE_BREACH_REASON',
        'DEADLINE_CANNOT_BE_KEPT',
        'TRANSITION_OVERDUE',
      ]),
    );
  });

  test('keeps the second team apart', async () => {
    const seen = await tasksOf('jens', 'team');
    expect(seen.length).toBeGreaterThan(0);
    expect(new Set(seen.map(({ teamId }) => teamId))).toEqual(new Set(['familie']));
  });

  test('has refusals that wait for a day on which letters may leave', async () => {
    const [row] = (await ds.query(
      `select count(*)::int as n from cases where 'open.main.noticeGiven.waitingForSendDay' = any (active_states)`,
    )) as [{ n: number }];
    expect(row.n).toBe(2);
  });

  test('has had deadlines kept, missed and extended, and reminders of them', async () => {
    const rows = (await ds.query(
      `select status, breached_at is not null as breached, extended_to is not null as extended from deadlines`,
    )) as { status: string; breached: boolean; extended: boolean }[];
    expect(rows.some(({ status }) => status === 'met')).toBe(true);
    expect(rows.some(({ status, breached }) => status === 'running' && breached)).toBe(true);
    expect(rows.some(({ extended }) => extended)).toBe(true);
    expect(letters.length).toBeGreaterThan(20);
  });

  test('publishes the shipped definitions as they are, and once', async () => {
    const current = await listCurrentDefinitions(ds);
    expect(current.map(({ caseType, version }) => `${caseType} ${version}`).sort()).toEqual([
      'newApplication 1',
      'refusal 1',
      'remandedCase 1',
      'transitionToAdult 1',
    ]);
    for (const { document, hash } of current) expect(hash).toBe(hashOfDocument(document));
  });
});

describe('a second run', () => {
  test('changes nothing', async () => {
    expect(await seedSandbox(ds, { deliver: refuseAll })).toBe(false);
    expect(await countsOf(ds)).toEqual(first);
    expect(await findSandboxClock(ds)).toBe(TODAY);
  });

  test('leaves a definition alone that an admin has changed meanwhile', async () => {
    const [shipped] = await listCurrentDefinitions(ds);
    const document = { ...shipped!.document, owner: 'Ny tovholder' };
    await publishDefinition(ds, { document, proposedBy: 'bo', publishedBy: 'ida' });
    await seedSandbox(ds, { deliver: async () => undefined });
    const [current] = await listCurrentDefinitions(ds);
    expect(current).toMatchObject({ version: 2, document: { owner: 'Ny tovholder' } });
  });
});

describe('a seed that was cut off', () => {
  test('goes on where it was and tells nothing twice', async () => {
    const other = await freshDatabase();
    try {
      const node = await other.secondNode();
      let left = 20;
      const dieAfterSome = async (): Promise<void> => {
        left -= 1;
        if (left === 0) void node.destroy();
      };
      await expect(seedSandbox(node, { deliver: dieAfterSome })).rejects.toThrow();
      expect(await findSandboxClock(other.ds)).not.toBe(TODAY);
      expect(await seedSandbox(other.ds, { deliver: async () => undefined })).toBe(true);
      expect(await countsOf(other.ds)).toEqual(first);
      await checkInvariants(other.ds);
    } finally {
      await other.drop();
    }
  }, 180_000);
});
