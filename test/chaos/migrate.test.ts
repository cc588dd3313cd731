import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Sender } from '../../src/machines/index.js';
import { applyEvent } from '../../src/persistence/apply-event.js';
import { publishDefinition } from '../../src/persistence/definitions.js';
import { newId } from '../../src/persistence/ids.js';
import { migrateCases } from '../../src/persistence/migrate-cases.js';
import { orderMigration } from '../../src/persistence/migration-plan.js';
import { getMigrationReport } from '../../src/persistence/migration-runs.js';
import { ERRAND, furnish, METTE, openErrand } from '../support/cases.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { checkInvariants } from '../support/invariants.js';

const CASES = 1_000;
const BO: Sender = { userId: newId(), name: 'Bo Lind', roles: ['admin'] };

let database: TestDatabase;
let caseIds: string[];
let run: string;

/** Version 2 calls `visiting` by another name and gives twice the time to answer. */
async function publishNext(): Promise<void> {
  const document = structuredClone(ERRAND);
  const open = document.machine.states!['open']!;
  const { visiting, ...states } = open.states!;
  states['asking']!.on = { RECALL: 'calling' };
  Object.assign(open, { initial: 'calling', states: { calling: visiting, ...states } });
  document.deadlines['answerBy']!.length = 'P8W';
  await publishDefinition(database.ds, { document, proposedBy: 'bo', publishedBy: 'ida' });
}

beforeEach(async () => {
  database = await freshDatabase();
  await furnish(database.ds);
  caseIds = [];
  for (let opened = 0; opened < CASES; opened += 50) {
    const cases = await Promise.all(Array.from({ length: 50 }, () => openErrand(database.ds)));
    caseIds.push(...cases.map(({ caseId }) => caseId));
  }
  await publishNext();
  const stateMap = { 'open.visiting': 'open.calling' };
  run = await orderMigration(database.ds, { caseType: 'errand', version: 2, stateMap, by: BO });
});
afterEach(() => database.drop());

function startMigrator(): ChildProcess {
  const script = ['--import', './test/support/typescript.mjs', 'test/support/migrator.ts'];
  const args = [...script, database.options.url, run];
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Resolves when that many cases have gone over. */
async function linesOf(migrator: ChildProcess, count: number): Promise<void> {
  let seen = 0;
  for await (const line of createInterface(migrator.stdout!)) {
    if (line.endsWith(' migrated')) seen += 1;
    if (seen >= count) return;
  }
}

/** Caseworkers who visit cases all over the list, again and again, until told to stop; returns how many visits were noted. */
async function visitUntil(stopped: () => boolean): Promise<number> {
  let visits = 0;
  while (!stopped()) {
    const picked = Array.from({ length: 4 }, (_, lane) => caseIds[(visits * 7 + lane * 251) % CASES]!);
    const visit = { type: 'VISITED', by: METTE, facts: { note: 'home' } };
    await Promise.all(picked.map((caseId) => applyEvent(database.ds, { caseId, event: visit })));
    visits += picked.length;
  }
  return visits;
}

interface Split {
  old: number;
  moved: number;
  events: number;
  items: number;
  half: number;
}

/** Cases per version; migration events, notes in the run; and cases of which version, state and log do not say the same. */
async function split(): Promise<Split> {
  const [row] = await database.ds.query(
    `select count(*) filter (where c.version = 1)::int as old, count(*) filter (where c.version = 2)::int as moved,
       (select count(*)::int from case_events where type = 'case.migrated') as events,
       (select count(*)::int from migration_items where outcome = 'migrated') as items,
       count(*) filter (where (c.version = 2) <> (c.active_states = '{open.calling}')
         or (c.version = 2) <> exists (select from case_events e where e.case_id = c.id and e.type = 'case.migrated')
         or (c.version = 2) <> exists (select from migration_items i where i.case_id = c.id and i.outcome = 'migrated')
       )::int as half
     from cases c`,
  );
  return row as Split;
}

describe('a node that is killed in the middle of a migration of 1,000 cases, while events arrive', () => {
  it('has left each case whole in one version or the other, and the next node finishes', async () => {
    let over = false;
    const visiting = visitUntil(() => over);
    const migrator = startMigrator();
    const exited = once(migrator, 'exit');
    await linesOf(migrator, 150);
    migrator.kill('SIGKILL');
    await exited;
    const halfway = await split();
    expect(halfway.half).toBe(0);
    expect(halfway.moved).toBeGreaterThanOrEqual(150);
    expect(halfway.old).toBeGreaterThan(0);
    expect([halfway.events, halfway.items]).toEqual([halfway.moved, halfway.moved]);
    expect(await migrateCases(database.ds, run)).toBe(true);
    over = true;
    const visits = await visiting;
    expect(await split()).toEqual({ old: 0, moved: CASES, events: CASES, items: CASES, half: 0 });
    expect(await getMigrationReport(database.ds, run)).toMatchObject({
      status: 'done',
      cases: { migrated: CASES },
    });
    const [{ noted }] = await database.ds.query(
      `select count(*)::int as noted from case_events where type = 'VISITED'`,
    );
    expect(noted).toBe(visits);
    await checkInvariants(database.ds);
  }, 180_000);
});
