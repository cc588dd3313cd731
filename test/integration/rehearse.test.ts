import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Definition, Sender } from '../../src/machines/index.js';
import { advanceClock } from '../../src/persistence/advance-clock.js';
import { setSandboxClock } from '../../src/persistence/clock.js';
import { applyEvent } from '../../src/persistence/apply-event.js';
import { newId } from '../../src/persistence/ids.js';
import {
  claimRehearsal,
  listOrphanedRehearsals,
  releaseRehearsal,
} from '../../src/persistence/rehearsal-claims.js';
import { rehearse, type RehearseOptions } from '../../src/persistence/rehearse.js';
import {
  createRehearsal,
  eachRehearsedLine,
  finishRehearsal,
  getRehearsal,
  type RehearsalOrder,
  type RehearsedLine,
} from '../../src/persistence/rehearsals.js';
import { ERRAND, furnish, LEADER, METTE, openErrand } from '../support/cases.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { checkInvariants } from '../support/invariants.js';
import { SOURCE_THREADS } from '../support/source-threads.js';

const BO: Sender = { userId: newId(), name: 'Bo Lind', roles: ['admin'] };

let database: TestDatabase;
/** One that was visited, one that asks its child, one whose timer has fired, one that is finished. */
let visiting: string;
let asking: string;
let closing: string;
let finished: string;

beforeAll(async () => {
  database = await freshDatabase();
  await furnish(database.ds);
  const send = (caseId: string, type: string) =>
    applyEvent(database.ds, { caseId, event: { type, by: METTE } });
  closing = (await openErrand(database.ds)).caseId;
  await advanceClock(database.ds, '2026-02-06T12:00:00.000Z', async () => undefined);
  visiting = (await openErrand(database.ds)).caseId;
  await send(visiting, 'VISITED');
  asking = (await openErrand(database.ds)).caseId;
  await setSandboxClock(database.ds, '2026-02-06T13:00:00.000Z');
  await send(asking, 'ASK');
  finished = (await openErrand(database.ds)).caseId;
  await send(finished, 'FINISH');
});
afterEach(() => checkInvariants(database.ds));
afterAll(() => database.drop());

const order = (
  change: (definition: Definition) => void,
  more: Partial<RehearsalOrder> = {},
): Promise<string> => {
  const document = structuredClone(ERRAND);
  change(document);
  return createRehearsal(database.ds, {
    caseType: 'errand',
    document,
    stateMap: {},
    closedSample: 10,
    by: BO,
    ...more,
  });
};
const rehearsed = async (
  change: (definition: Definition) => void,
  more: Partial<RehearsalOrder> = {},
  options: RehearseOptions = {},
) => {
  const id = await order(change, more);
  await rehearse(database.ds, id, { batch: 2, ...options });
  const lines = new Map<string, RehearsedLine>();
  for await (const line of eachRehearsedLine(database.ds, id, LEADER)) lines.set(line.caseId, line);
  return { rehearsal: await getRehearsal(database.ds, id), lines };
};
const openOf = (definition: Definition) => definition.machine.states!['open']!;
const countRows = async (): Promise<number> => {
  const [row] = await database.ds.query(
    `select ((select count(*) from case_events) + (select sum(seq) from cases) + (select count(*) from timers)
       + (select count(*) from tasks) + (select count(*) from messages))::int as n`,
  );
  return row.n as number;
};

const remove = (definition: Definition): void => {
  const { visiting: _removed, ...states } = openOf(definition).states!;
  states['asking']!.on = { RECALL: 'closing' };
  states['closing']!.on = { ASK: 'asking' };
  Object.assign(openOf(definition), { initial: 'closing', states });
};

describe('a rehearsal', () => {
  it('of the same definition finds that nothing changes, and writes nothing of any case', async () => {
    const before = await countRows();
    const { rehearsal, lines } = await rehearsed(() => undefined);
    expect(rehearsal).toMatchObject({ status: 'done', total: 4, done: 4, failure: null });
    expect(rehearsal.summary).toMatchObject({
      open: 3,
      closed: 1,
      migration: { unchanged: 3, renamed: 0, movesTo: 0, deadlineMoves: 0, cannotMigrate: 0 },
      replay: { same: 4, endsIn: 0, refusedAt: 0 },
    });
    expect(lines.get(closing)).toMatchObject({
      states: ['open.closing'],
      migration: { outcome: 'unchanged' },
    });
    expect(lines.get(finished)).toMatchObject({ states: ['done'], replay: { outcome: 'same' } });
    expect(lines.get(finished)!.migration).toBeUndefined();
    expect(await countRows()).toBe(before);
  });

  it('says by how many days deadlines move', async () => {
    const { rehearsal, lines } = await rehearsed(
      (definition) => (definition.deadlines['answerBy']!.length = 'P8W'),
    );
    expect(lines.get(visiting)!.migration).toEqual({
      outcome: 'deadlineMoves',
      deadlines: [{ deadline: 'answerBy', change: 'moves', from: '2026-03-06', to: '2026-04-03', days: 28 }],
    });
    const [group, ...others] = rehearsal.summary!.groups.filter(({ question }) => question === 'migration');
    expect(others).toEqual([]);
    expect(group).toMatchObject({
      outcome: 'deadlineMoves',
      deadlines: [{ deadline: 'answerBy', days: 28 }],
      count: 3,
    });
    expect(group!.standing).toHaveLength(3);
    expect(group!.standing).toContainEqual({ state: 'open.closing', count: 1 });
    expect(JSON.stringify(rehearsal.summary)).not.toMatch(/2026-\d{6}|"caseId"/);
  });

  it('says which case cannot go over, and where it would stand with a map', async () => {
    const { rehearsal, lines } = await rehearsed(remove);
    expect(rehearsal.summary!.migration).toMatchObject({ unchanged: 2, cannotMigrate: 1 });
    expect(lines.get(visiting)!.migration).toMatchObject({
      outcome: 'cannotMigrate',
      reasons: [{ code: 'stateRemoved' }],
    });
    expect(lines.get(visiting)!.replay).toMatchObject({ outcome: 'refusedAt', seq: 2, event: 'VISITED' });
    expect(rehearsal.summary!.groups).toContainEqual(
      expect.objectContaining({
        outcome: 'cannotMigrate',
        from: ['open.visiting'],
        reasons: ['stateRemoved'],
      }),
    );
    const mapped = await rehearsed(remove, { stateMap: { 'open.visiting': 'open.closing' } });
    expect(mapped.rehearsal.summary!.groups).toContainEqual(
      expect.objectContaining({
        outcome: 'movesTo',
        from: ['open.visiting'],
        to: ['open.closing'],
        count: 1,
      }),
    );
    expect(mapped.lines.get(visiting)!.migration).toMatchObject({
      outcome: 'movesTo',
      states: ['open.closing'],
    });
  });

  it('fires what only the new version would have fired, at its own instant', async () => {
    const { lines } = await rehearsed((definition) => (definition.delays['later']!.length = 'P2W'));
    expect(lines.get(closing)!.replay).toMatchObject({ outcome: 'endsIn', states: ['open.visiting'] });
    const sooner = await rehearsed((definition) => {
      definition.delays['later'] = { due: 'now' };
    });
    expect(sooner.lines.get(asking)!.replay).toMatchObject({ outcome: 'refusedAt', event: 'ASK' });
  });

  it('rehearses as many finished cases as were asked for', async () => {
    const { rehearsal } = await rehearsed(() => undefined, { closedSample: 0 });
    expect(rehearsal).toMatchObject({ total: 3, done: 3, summary: { closed: 0 } });
  });

  it('ends when it is cancelled, and keeps what it has found', async () => {
    const id = await order(() => undefined);
    const cancel = { batch: 1, onProgress: () => finishRehearsal(database.ds, { id }, 'cancelled') };
    await rehearse(database.ds, id, cancel);
    expect(await getRehearsal(database.ds, id)).toMatchObject({
      status: 'cancelled',
      done: 1,
      total: 4,
      summary: { open: 1 },
    });
  });

  it('finds the same in threads of its own', async () => {
    const [here, there] = await Promise.all(
      [{}, { threads: 2, ...SOURCE_THREADS }].map((options) => rehearsed(remove, {}, options)),
    );
    expect(there!.lines).toEqual(here!.lines);
    expect(there!.rehearsal.summary).toMatchObject({ ...here!.rehearsal.summary, groups: expect.anything() });
    expect(there!.rehearsal).toMatchObject({ status: 'done', done: 4 });
  });

  it.each([
    ['before it has answered', 'parentPort.on("message", () => process.exit());'],
    [
      'after its first answer',
      'const post = parentPort.postMessage.bind(parentPort);' +
        'parentPort.postMessage = (answer) => { post(answer); if (answer !== "ready") process.exit(); };',
    ],
  ])('whose thread ends %s fails with a sentence', async (_when, ending) => {
    const id = await order(() => undefined);
    const loaded = `import { parentPort } from 'node:worker_threads'; ${ending}`;
    const url = `data:text/javascript,${encodeURIComponent(loaded)}`;
    const execArgv = [...SOURCE_THREADS.execArgv, '--import', url];
    const work = rehearse(database.ds, id, { threads: 1, batch: 1, execArgv });
    await expect(work).rejects.toThrow('The thread has ended.');
    expect(await getRehearsal(database.ds, id)).toMatchObject({
      status: 'failed',
      failure: 'bug',
    });
  });

  it('of a definition that does not compile fails with the reason', async () => {
    const id = await order((definition) => (definition.deadlines['answerBy']!.anchor = 'nothing'));
    await expect(rehearse(database.ds, id)).rejects.toMatchObject({ code: 'invalidDefinition' });
    expect(await getRehearsal(database.ds, id)).toMatchObject({
      status: 'failed',
      failure: 'invalidDefinition',
    });
  });
});

describe('a rehearsal whose node is gone', () => {
  const statusOf = (id: string) => getRehearsal(database.ds, id);
  /** As if nothing had been heard of its node for two minutes. */
  const silence = (id: string) =>
    database.ds.query(
      `update rehearsals set alive_at = clock_timestamp() - interval '2 minutes' where id = $1`,
      [id],
    );
  /** Begun by a node that dies after the first batch: what it had was never put down. */
  const begun = async (): Promise<string> => {
    const id = await order(() => undefined);
    const owner = newId();
    expect(await claimRehearsal(database.ds, { id, owner })).toBe(true);
    return id;
  };

  it('is begun anew by another, and by nobody while the node gives signs of life', async () => {
    const id = await begun();
    expect(await listOrphanedRehearsals(database.ds)).not.toContain(id);
    await rehearse(database.ds, id);
    expect(await statusOf(id)).toMatchObject({ status: 'running', done: 0 });
    await silence(id);
    expect(await listOrphanedRehearsals(database.ds)).toContain(id);
    await rehearse(database.ds, id);
    expect(await statusOf(id)).toMatchObject({ status: 'done', done: 4, summary: { open: 3, closed: 1 } });
  });

  it('that was only slow stops when it finds another at work', async () => {
    const id = await order(() => undefined);
    const other = { id, owner: newId() };
    let batches = 0;
    await rehearse(database.ds, id, {
      batch: 1,
      onProgress: async () => {
        batches += 1;
        if (batches > 1) return;
        await silence(id);
        expect(await claimRehearsal(database.ds, other)).toBe(true);
      },
    });
    expect(batches).toBe(2);
    expect(await statusOf(id)).toMatchObject({ status: 'running', done: 0 });
    await releaseRehearsal(database.ds, other);
  });

  it('goes to the next node at once when the first is stopped in good order', async () => {
    const id = await order(() => undefined);
    const stop = new AbortController();
    await rehearse(database.ds, id, { batch: 1, signal: stop.signal, onProgress: () => stop.abort() });
    expect(await statusOf(id)).toMatchObject({ status: 'running', done: 1 });
    expect(await listOrphanedRehearsals(database.ds)).toContain(id);
    await rehearse(database.ds, id);
    expect((await statusOf(id)).status).toBe('done');
  });

  it('is given up when every node that takes it dies', async () => {
    const id = await begun();
    for (let node = 2; node <= 3; node += 1) {
      await silence(id);
      expect(await claimRehearsal(database.ds, { id, owner: newId() })).toBe(true);
    }
    await silence(id);
    expect(await listOrphanedRehearsals(database.ds)).not.toContain(id);
    expect(await statusOf(id)).toMatchObject({ status: 'failed', failure: 'nodesDied' });
  });
});
