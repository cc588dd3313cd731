import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setSandboxClock } from '../../src/persistence/clock.js';
import { publishDefinition } from '../../src/persistence/definitions.js';
import { fireDueTimers } from '../../src/persistence/fire-timers.js';
import { openCase } from '../../src/persistence/open-case.js';
import { furnish, METTE, START, TEAM } from '../support/cases.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { checkInvariants } from '../support/invariants.js';
import { HOURS, PARCEL } from '../support/parcel/definition.js';

/** Cases that were opened at the same moment, so that their timers are due at the same moment. `npm run test:chaos -- --long`: 100,000. */
const CASES = Number(process.env['HERD'] ?? (process.env['LONG'] ? 100_000 : 2_000));
const AT_ONCE = 100;
const WORKERS = 2;

let database: TestDatabase;
beforeAll(
  async () => {
    database = await freshDatabase();
    await furnish(database.ds);
    await publishDefinition(database.ds, { document: PARCEL, proposedBy: 'bo', publishedBy: 'ida' });
    const open = () => openCase(database.ds, { caseType: 'parcel', facts: {}, by: METTE, teamId: TEAM });
    for (let opened = 0; opened < CASES; opened += AT_ONCE) {
      await Promise.all(Array.from({ length: AT_ONCE }, open));
    }
  },
  60_000 + CASES * 40,
);
afterAll(() => database.drop());

async function workUntilNothingIsDue(): Promise<void> {
  const script = ['--import', './test/support/typescript.mjs', 'test/support/worker.ts'];
  const worker = spawn(process.execPath, [...script, database.options.url, '200'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await once(worker, 'exit');
}

describe(`${CASES} timers that are due at the same moment`, () => {
  it(
    'fire once each, by however many workers, and so do the reminders that come after them',
    async () => {
      for (const hours of [HOURS.sorting, HOURS.answer - HOURS.warning]) {
        await setSandboxClock(database.ds, new Date(Date.parse(START) + hours * 3_600_000).toISOString());
        const began = performance.now();
        await Promise.all(Array.from({ length: WORKERS }, workUntilNothingIsDue));
        while ((await fireDueTimers(database.ds, { wait: true })).fired > 0);
        const seconds = Math.round((performance.now() - began) / 100) / 10;
        process.stdout.write(`${JSON.stringify({ timers: CASES, workers: WORKERS, seconds })}\n`);
      }
      const [row] = await database.ds.query(`
      select count(*)::int as events, count(distinct case_id)::int as cases,
        (select count(*)::int from messages where kind = 'reminder') as reminders,
        (select count(distinct case_id)::int from messages where kind = 'reminder') as reminded,
        (select count(*)::int from incidents) as incidents
      from case_events where type like 'xstate.after.%'`);
      expect(row).toEqual({ events: CASES, cases: CASES, reminders: CASES, reminded: CASES, incidents: 0 });
      await checkInvariants(database.ds);
    },
    120_000 + CASES * 40,
  );
});
