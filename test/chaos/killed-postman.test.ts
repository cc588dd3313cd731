import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { applyEvent } from '../../src/persistence/apply-event.js';
import { setSandboxClock } from '../../src/persistence/clock.js';
import { newId } from '../../src/persistence/ids.js';
import { deliverDueMessages } from '../../src/persistence/outbox.js';
import { furnish, METTE, openErrand } from '../support/cases.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { checkInvariants } from '../support/invariants.js';

const LETTERS = 5;

let database: TestDatabase;
let postman: ChildProcess;
beforeEach(async () => {
  database = await freshDatabase();
  await furnish(database.ds);
  for (let sent = 0; sent < LETTERS; sent += 1) {
    const { caseId } = await openErrand(database.ds);
    await applyEvent(database.ds, { caseId, event: { type: 'SEND', by: METTE } });
  }
  await setSandboxClock(database.ds, '2026-02-02T10:00:00.000Z');
  const script = ['--import', './test/support/typescript.mjs', 'test/support/postman.ts'];
  postman = spawn(process.execPath, [...script, database.options.url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(createInterface(postman.stdout!), 'line');
});
afterEach(async () => {
  postman.kill('SIGKILL');
  await database.drop();
});

const deliver = async (): Promise<number> =>
  (await deliverDueMessages(database.ds, async () => undefined, { owner: newId() })).sent;

/** The lease on the letters that have not left, in seconds; null when all have. */
async function leaseLeft(): Promise<number | null> {
  const [row] = await database.ds.query(
    `select extract(epoch from min(lease_until) - clock_timestamp())::float8 as left from messages where status = 'queued'`,
  );
  return (row as { left: number | null }).left;
}

describe('a node that is killed with letters in its hands', () => {
  it('keeps them while it is there, and leaves them to the next one long before its lease runs out', async () => {
    expect(await deliver()).toBe(0);
    const exited = once(postman, 'exit');
    postman.kill('SIGKILL');
    await exited;
    let left = await leaseLeft();
    let sent = 0;
    // PostgreSQL needs a moment to see that the connection is closed.
    while (sent === 0 && left! > 60) {
      sent = await deliver();
      left = (await leaseLeft()) ?? left;
    }
    expect(sent).toBe(LETTERS);
    expect(left).toBeGreaterThan(60);
    await checkInvariants(database.ds);
  });
});
