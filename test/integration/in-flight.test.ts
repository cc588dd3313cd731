import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { applyEvent, type Applied } from '../../src/persistence/apply-event.js';
import { getNow, setSandboxClock } from '../../src/persistence/clock.js';
import { publishDefinition } from '../../src/persistence/definitions.js';
import { fireDueTimers } from '../../src/persistence/fire-timers.js';
import type { Db } from '../../src/persistence/transaction.js';
import { furnish, METTE, openErrand } from '../support/cases.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { definitionOf, plainEvents } from '../support/definition.js';
import { checkInvariants } from '../support/invariants.js';

const title = { da: 'Opgave' };
const invoke = (id: string, onDone: string) => ({ invoke: { src: id, id, onDone } });

/** Waits for a letter, which waits for a signature: who signs sends the letter, and then nothing can be withdrawn. */
const ORDER = definitionOf({
  caseType: 'order',
  events: plainEvents('WITHDRAWN', 'NOTED'),
  ends: { withdrawn: [], sent: [] },
  machine: {
    initial: 'writing',
    states: {
      writing: { ...invoke('epistle', 'sent'), on: { WITHDRAWN: 'withdrawn', NOTED: {} } },
      sent: { type: 'final' },
      withdrawn: { type: 'final' },
    },
  },
});
const EPISTLE = definitionOf({
  caseType: 'epistle',
  ends: { sent: [] },
  machine: {
    initial: 'signing',
    states: { signing: invoke('stamp', 'sent'), sent: { type: 'final' } },
  },
});
const STAMP = definitionOf({
  caseType: 'stamp',
  events: plainEvents('SIGNED', 'NOTED'),
  ends: { signed: [] },
  delays: { silence: { anchor: 'today', length: 'P2D', at: 'startOfDay' } },
  tasks: { SIGN: { title, role: 'caseworker', events: ['SIGNED'] } },
  machine: {
    initial: 'open',
    states: {
      open: { meta: { tasks: ['SIGN'] }, on: { SIGNED: 'signed', NOTED: {} }, after: { silence: 'signed' } },
      signed: { type: 'final' },
    },
  },
});

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await furnish(database.ds);
  for (const document of [STAMP, EPISTLE, ORDER])
    await publishDefinition(database.ds, { document, proposedBy: 'bo', publishedBy: 'ida' });
});
afterEach(() => checkInvariants(database.ds));
afterAll(() => database.drop());

const send = (caseId: string, type: string, db: Db = database.ds): Promise<Applied> =>
  applyEvent(db, { caseId, event: { type, by: METTE } });
const childOf = async (caseId: string): Promise<string> => {
  const [child] = await database.ds.query('select id from cases where parent_id = $1', [caseId]);
  return child.id;
};
async function openOrder(): Promise<{ order: string; stamp: string }> {
  const { caseId: order } = await openErrand(database.ds, { caseType: 'order', facts: {} });
  return { order, stamp: await childOf(await childOf(order)) };
}
const endOf = async (caseId: string): Promise<string | null> => {
  const [row] = await database.ds.query('select ended_as from cases where id = $1', [caseId]);
  return row.ended_as;
};
async function fireAll(): Promise<void> {
  for (let left = 1; left > 0;) {
    const { fired, stale } = await fireDueTimers(database.ds);
    left = fired + stale;
  }
}

/** The same database; the first statement that writes waits until `meanwhile` is over. */
function withinFlight(meanwhile: () => Promise<unknown>): Db {
  const { master } = database.ds.driver as unknown as { master: { query(statement: unknown): unknown } };
  let over: Promise<unknown> | undefined;
  const query = async (statement: { name: string }) => {
    if (statement.name.startsWith('write-')) await (over ??= meanwhile());
    return master.query(statement);
  };
  const driver = { master: { query } };
  return Object.assign(Object.create(database.ds) as DataSource, { driver });
}

describe('while an event is in flight', () => {
  it('the end of the child of a child is known before it is written', async () => {
    const { order, stamp } = await openOrder();
    const meanwhile = withinFlight(() => send(stamp, 'SIGNED'));
    await expect(send(order, 'WITHDRAWN', meanwhile)).rejects.toMatchObject({ code: 'caseClosed' });
    expect(await endOf(order)).toBe('sent');
  });

  it('the end of its parent’s parent is known before it is written', async () => {
    const { order, stamp } = await openOrder();
    const meanwhile = withinFlight(() => send(order, 'WITHDRAWN'));
    await expect(send(stamp, 'SIGNED', meanwhile)).rejects.toMatchObject({ code: 'caseClosed' });
    expect([await endOf(order), await endOf(stamp)]).toEqual(['withdrawn', 'cancelled']);
  });

  it('what takes nothing from it hinders it no more than before', async () => {
    const { order, stamp } = await openOrder();
    const seq = async (type: string, db?: Db) => (await send(order, type, db)).seq;
    expect(
      await seq(
        'NOTED',
        withinFlight(() => send(stamp, 'NOTED')),
      ),
    ).toBe(2);
    const note = send(
      stamp,
      'NOTED',
      withinFlight(() => send(order, 'NOTED')),
    );
    expect(await note).toMatchObject({ seq: 3 });
  });

  it('a worker that brings the end of a child does not let its parent go on as if it had not', async () => {
    const { order, stamp } = await openOrder();
    await send(stamp, 'SIGNED');
    const meanwhile = withinFlight(fireAll);
    await expect(send(order, 'WITHDRAWN', meanwhile)).rejects.toMatchObject({ code: 'caseClosed' });
  });
});

describe.each(['without a worker', 'with a worker'])('an end and a withdrawal at once, %s', (worker) => {
  /** In parallel, 15 times; how often each of the two was told that it came too late. */
  async function collide(end: (stamp: string) => Promise<unknown>): Promise<string[]> {
    const orders = await Promise.all(Array.from({ length: 15 }, openOrder));
    const colliding = new AbortController();
    const work = async (): Promise<void> => {
      if (worker === 'without a worker' || colliding.signal.aborted) return;
      await fireDueTimers(database.ds);
      await work();
    };
    const working = Promise.all([work(), work()]);
    const outcomes = await Promise.all(
      orders.map(async ({ order, stamp }) => {
        const both = await Promise.allSettled([end(stamp), send(order, 'WITHDRAWN')]);
        return both.map(({ status }) => status);
      }),
    );
    colliding.abort();
    await working;
    await fireAll();
    const ends = await Promise.all(orders.map(({ order }) => endOf(order)));
    return outcomes.map(([ended, withdrawn], index) => `${ended} ${withdrawn} ${ends[index]}`);
  }

  it('never both are accepted', async () => {
    const possible = ['fulfilled rejected sent', 'rejected fulfilled withdrawn'];
    const outcomes = await collide((stamp) => send(stamp, 'SIGNED'));
    expect(outcomes.filter((outcome) => !possible.includes(outcome))).toEqual([]);
  });

  it('nor when it is time that ends the child', async () => {
    const orders = await collide(async () => {
      const now = Date.parse(await getNow(database.ds));
      await setSandboxClock(database.ds, new Date(now + 3 * 86_400_000).toISOString());
      await fireDueTimers(database.ds);
    });
    const ends = ['fulfilled fulfilled withdrawn', 'fulfilled rejected sent'];
    expect(orders.filter((outcome) => !ends.includes(outcome))).toEqual([]);
  });
});
