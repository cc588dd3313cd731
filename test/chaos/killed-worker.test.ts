import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { setSandboxClock } from '../../src/persistence/clock.js';
import { fireDueTimers } from '../../src/persistence/fire-timers.js';
import { furnish, openErrand } from '../support/cases.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { checkInvariants } from '../support/invariants.js';

const CASES = 1_000;
const BATCH = 20;

let database: TestDatabase;
beforeEach(async () => {
  database = await freshDatabase();
  await furnish(database.ds);
  for (let opened = 0; opened < CASES; opened += 50) {
    await Promise.all(Array.from({ length: 50 }, () => openErrand(database.ds)));
  }
  // The `after` of every case is due, and nothing else.
  await setSandboxClock(database.ds, '2026-02-06T12:00:00.000Z');
});
afterEach(() => database.drop());

function startWorker(): ChildProcess {
  const script = ['--import', './test/support/typescript.mjs', 'test/support/worker.ts'];
  const args = [...script, database.options.url, String(BATCH)];
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Resolves when the worker has printed that many lines; the first says that it is ready. */
async function linesOf(worker: ChildProcess, count: number): Promise<void> {
  let seen = 0;
  for await (const line of createInterface(worker.stdout!)) {
    seen += line === '' ? 0 : 1;
    if (seen >= count) return;
  }
}

async function effectsOfTimers(): Promise<Record<string, number>> {
  const [row] = await database.ds.query(`
    select (select count(*)::int from case_events where type like 'xstate.after.%') as events,
      (select count(distinct case_id)::int from case_events where type like 'xstate.after.%') as cases,
      (select count(*)::int from tasks where key = 'CLOSE') as tasks,
      (select count(*)::int from timers where timer_id like 'xstate.after.%') as left`);
  return row;
}

const ALL_ONCE = { events: CASES, cases: CASES, tasks: CASES, left: 0 };

describe('a worker that is killed in the middle of 1,000 due timers', () => {
  it('has left all of them whole or untouched, and the next one finishes them', async () => {
    const worker = startWorker();
    const exited = once(worker, 'exit');
    await linesOf(worker, 6);
    worker.kill('SIGKILL');
    await exited;
    const halfway = await effectsOfTimers();
    expect(halfway.events).toBeGreaterThanOrEqual(5 * BATCH);
    expect(halfway.events! + halfway.left!).toBe(CASES);
    await checkInvariants(database.ds);
    while ((await fireDueTimers(database.ds, { wait: true })).fired > 0);
    expect(await effectsOfTimers()).toEqual(ALL_ONCE);
    await checkInvariants(database.ds);
  });
});

describe('three workers at once', () => {
  it('fire each timer once between them, although one is killed', async () => {
    const workers = [startWorker(), startWorker(), startWorker()];
    const exits = workers.map((worker) => once(worker, 'exit'));
    await linesOf(workers[0]!, 4);
    workers[0]!.kill('SIGKILL');
    for (const worker of workers.slice(1)) worker.stdout!.resume();
    await Promise.all(exits);
    while ((await fireDueTimers(database.ds, { wait: true })).fired > 0);
    expect(await effectsOfTimers()).toEqual(ALL_ONCE);
    await checkInvariants(database.ds);
  });
});
