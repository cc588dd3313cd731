import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { applyEvent } from '../../src/persistence/apply-event.js';
import { getCurrentCalendar, publishCalendar } from '../../src/persistence/calendars.js';
import { setSandboxClock } from '../../src/persistence/clock.js';
import { fireDueTimers } from '../../src/persistence/fire-timers.js';
import { newId } from '../../src/persistence/ids.js';
import { deliverDueMessages } from '../../src/persistence/outbox.js';
import { recomputeDeadlines } from '../../src/persistence/recompute-deadlines.js';
import { furnish, METTE, openErrand } from '../support/cases.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { checkInvariants } from '../support/invariants.js';
import { startMortalNode, type Death, type MortalNode } from '../support/mortal-node.js';

/** `EVERY=1 npm run test:chaos -- every-statement` kills at each statement; the gate at every twenty-fifth. */
const EVERY = Number(process.env['EVERY'] ?? 25);

let furnished: TestDatabase;
beforeAll(async () => {
  furnished = await freshDatabase();
  await furnish(furnished.ds);
  await furnished.close();
});
afterAll(() => furnished.drop());

/** What a run of the scenario needs to know of itself: the same as long as it is the same client who asks. */
interface Run {
  database: TestDatabase;
  caseId: string;
  delivered: Set<string>;
}

type Step = (ds: DataSource, run: Run) => Promise<unknown>;

const once = (key: string) => ({ scope: METTE.userId, key });
const send =
  (type: string, facts = {}): Step =>
  (ds, { caseId }) =>
    applyEvent(ds, { caseId, event: { type, facts, by: METTE }, idempotency: once(type) });

async function work(ds: DataSource, { delivered }: Run): Promise<void> {
  const deliver = async ({ idempotencyKey }: { idempotencyKey: string }): Promise<void> =>
    void delivered.add(idempotencyKey);
  for (let busy = true; busy;) {
    const { fired } = await fireDueTimers(ds);
    const { sent } = await deliverDueMessages(ds, deliver, { owner: newId() });
    busy = fired + sent > 0;
  }
}

/** Until the server has seen that the connections of the dead are closed. */
async function untilNobodyIsPresent({ ds }: TestDatabase): Promise<void> {
  const present = `select from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`;
  while (((await ds.query(present)) as unknown[]).length > 0) continue;
}

/** The clock goes on whoever dies. */
const later =
  (instant: string): Step =>
  async (ds, run) => {
    await setSandboxClock(run.database.ds, instant);
    await untilNobodyIsPresent(run.database);
    await work(ds, run);
  };

async function answer(ds: DataSource, { caseId }: Run): Promise<void> {
  const [child] = (await ds.query('select id from cases where parent_id = $1', [caseId])) as { id: string }[];
  const event = { type: 'ANSWERED', facts: { answer: 'yes' }, by: METTE };
  await applyEvent(ds, { caseId: child!.id, event, idempotency: once('ANSWERED') });
}

async function closeDay(ds: DataSource, { database }: Run): Promise<void> {
  const { data, version } = await getCurrentCalendar(database.ds);
  const closedDays = { ...data.closedDays, '2026-03-02': 'Lukket' };
  if (version === 1) await publishCalendar(database.ds, { ...data, closedDays }, { by: 'bo' });
  await recomputeDeadlines(ds);
}

const SCENARIO: Step[] = [
  async (ds, run) => {
    run.caseId = (await openErrand(ds, { idempotency: once('open') })).caseId;
  },
  send('VISITED', { note: 'at home' }),
  send('ASK'),
  send('SEND'),
  later('2026-02-03T09:00:00.000Z'),
  closeDay,
  answer,
  later('2026-02-27T09:00:00.000Z'),
  later('2026-03-12T09:00:00.000Z'),
  send('FINISH'),
  later('2026-03-20T09:00:00.000Z'),
];

interface Played {
  statements: number;
  state: string[];
  delivered: number;
}

/** Plays the scenario; whoever gets no answer asks again, at a node that was started anew. */
async function play(at: number, death: Death): Promise<Played> {
  const database = await freshDatabase(furnished.name);
  const run: Run = { database, caseId: '', delivered: new Set() };
  const first = await startMortalNode(database, at, death);
  let node: MortalNode = first;
  try {
    for (const step of SCENARIO) {
      try {
        await step(node.ds, run);
      } catch (error) {
        if (!node.isDead()) throw error;
        node = await startMortalNode(database, Infinity, death);
        await step(node.ds, run);
      }
    }
    // A death in the last statement is one that nobody may have noticed.
    await later('2026-03-20T09:00:00.000Z')((await startMortalNode(database, Infinity, death)).ds, run);
    await checkInvariants(database.ds);
    return {
      statements: first.statements(),
      state: await stateOf(database.ds),
      delivered: run.delivered.size,
    };
  } finally {
    await database.drop();
  }
}

const TABLES = ['cases', 'case_events', 'tasks', 'deadlines', 'deadline_certificates', 'timers', 'messages'];
const NAMELESS = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b(\\\\x)?[0-9a-f]{64}\b/g;

/** Every row, without the names that are drawn anew in each run, and in no order. */
async function stateOf(ds: DataSource): Promise<string[]> {
  const rows: string[] = [];
  for (const table of [...TABLES, 'agenda_items', 'incidents']) {
    const found = (await ds.query(
      `select (to_jsonb(t) - 'lease_owner' - 'lease_until')::text as row from ${table} t`,
    )) as { row: string }[];
    rows.push(...found.map(({ row }) => `${table} ${row.replaceAll(NAMELESS, '#')}`));
  }
  return rows.toSorted();
}

describe.each(['before', 'after'] as const)('a node that is killed %s one of its statements', (death) => {
  it('has changed nothing of what comes out in the end, whichever statement it was', async () => {
    const undisturbed = await play(Infinity, death);
    expect(undisturbed.delivered).toBeGreaterThan(2);
    const wrong: Record<number, string[]> = {};
    for (let at = 1; at <= undisturbed.statements; at += EVERY) {
      const { state, delivered } = await play(at, death);
      const strange = state.filter((row) => !undisturbed.state.includes(row));
      if (strange.length > 0 || state.length !== undisturbed.state.length) wrong[at] = strange;
      expect(delivered).toBe(undisturbed.delivered);
    }
    expect(wrong).toEqual({});
  }, 600_000);
});
