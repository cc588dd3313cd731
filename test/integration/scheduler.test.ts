import { EventEmitter, once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Test, type TestingModule } from '@nestjs/testing';
import type { DataSource } from 'typeorm';
import { loadConfig } from '../../src/config.js';
import { FoundationModule } from '../../src/modules/foundation/foundation.module.js';
import { createLog } from '../../src/modules/http/log.js';
import { DELIVER } from '../../src/modules/messages/delivery.js';
import { MetricsModule } from '../../src/modules/metrics/metrics.module.js';
import { applyEvent } from '../../src/persistence/apply-event.js';
import { setSandboxClock } from '../../src/persistence/clock.js';
import { listen } from '../../src/persistence/listener.js';
import { WORK_CHANNEL } from '../../src/persistence/work-hint.js';
import type { Deliver } from '../../src/persistence/outbox.js';
import type { RecurringTask } from '../../src/scheduler/recurring-task.js';
import { SchedulerModule } from '../../src/scheduler/scheduler.module.js';
import { SchedulerService } from '../../src/scheduler/scheduler.service.js';
import { furnish, METTE, openErrand } from '../support/cases.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { checkInvariants } from '../support/invariants.js';

let database: TestDatabase;
let delivered: string[];
let nodes: TestingModule[];
beforeEach(async () => {
  [delivered, nodes] = [[], []];
  database = await freshDatabase();
  await furnish(database.ds);
});
afterEach(async () => {
  await checkInvariants(await database.asOwner());
  await Promise.all(nodes.map((node) => node.close()));
  await database.drop();
});

/** One node of the product with nothing but its scheduler; `api` nodes act only when a test says so. */
async function startNode(role: 'api' | 'worker', ds?: DataSource): Promise<SchedulerService> {
  const config = { ...loadConfig({ NODE_ENV: 'test', LOG_LEVEL: 'silent' }), role };
  const dataSource = ds ?? (await database.secondNode());
  const deliver: Deliver = async ({ subject }) => void delivered.push(subject);
  const node = await Test.createTestingModule({
    imports: [
      FoundationModule.with({ config, dataSource, log: createLog(config) }),
      MetricsModule,
      SchedulerModule,
    ],
  })
    .overrideProvider(DELIVER)
    .useValue(deliver)
    .compile();
  nodes.push(node);
  await node.init();
  return node.get(SchedulerService);
}

/** Asks the database again and again until it says so; the test's time limit is the limit. */
async function until(statement: string): Promise<void> {
  for (;;) {
    const [row] = await database.ds.query(`select (${statement}) as yes`);
    if (row.yes) return;
  }
}

describe('a tick', () => {
  it('does all that is due, and what becomes due by it', async () => {
    const { caseId } = await openErrand(database.ds);
    await applyEvent(database.ds, { caseId, event: { type: 'ASK', by: METTE } });
    await applyEvent(database.ds, { caseId, event: { type: 'FINISH', by: METTE } });
    const scheduler = await startNode('api');
    expect(await scheduler.tick()).toMatchObject({ fired: 1, failed: 0 });
    expect(await scheduler.tick()).toMatchObject({ fired: 0, sent: 0 });
  });

  it('of several nodes at once does everything once', async () => {
    for (let round = 0; round < 5; round += 1) {
      await Promise.all(Array.from({ length: 8 }, () => openErrand(database.ds)));
    }
    await setSandboxClock(database.ds, '2026-03-03T12:00:00.000Z');
    const schedulers = await Promise.all([startNode('api'), startNode('api'), startNode('api')]);
    const reports = await Promise.all(schedulers.map((scheduler) => scheduler.tick()));
    reports.push(await schedulers[0]!.tick());
    // Of each of the 40 cases the `after`, and its deadline's timer at each of its instants: before the day, at the breach, in the morning after it.
    expect(reports.reduce((sum, { fired }) => sum + fired, 0)).toBe(160);
    // Of the reminders that were slept over only the newest leaves.
    expect(delivered).toHaveLength(40);
  });
});

describe('a worker', () => {
  it('finds by itself what fell due before it started', async () => {
    await openErrand(database.ds);
    await setSandboxClock(database.ds, '2026-02-06T12:00:00.000Z');
    await startNode('worker');
    await until(`exists (select from case_events where type like 'xstate.after.%')`);
  });

  it('is told by another node that there is work for now, and only then', async () => {
    const heard: string[] = [];
    const arrivals = new EventEmitter();
    const onHint = (text: string): void => {
      heard.push(text || 'work');
      arrivals.emit(text || 'work');
    };
    const listener = await listen(database.ds, WORK_CHANNEL, { onHint });
    const { caseId } = await openErrand(database.ds);
    await applyEvent(database.ds, { caseId, event: { type: 'ASK', by: METTE } });
    await database.ds.query(`select pg_notify('${WORK_CHANNEL}', 'another schema')`);
    const work = once(arrivals, 'work');
    await applyEvent(database.ds, { caseId, event: { type: 'RECALL', by: METTE } });
    await work;
    // What is said later is heard later: after this nothing can be on its way.
    const end = once(arrivals, 'end');
    await database.ds.query(`select pg_notify('${WORK_CHANNEL}', current_schema() || ' end')`);
    await end;
    expect(heard).toEqual(['work', 'end']);
    listener.stop();
  });

  it('does what another node has caused', async () => {
    await startNode('worker');
    const { caseId } = await openErrand(database.ds);
    await applyEvent(database.ds, { caseId, event: { type: 'ASK', by: METTE } });
    await applyEvent(database.ds, { caseId, event: { type: 'RECALL', by: METTE } });
    await until(`exists (select from cases where ended_as = 'cancelled')`);
  });

  it('goes on when its connections are cut', async () => {
    await startNode('worker');
    await database
      .asOwner()
      .then((owner) =>
        owner.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
        ),
      );
    const other = await database.secondNode();
    await openErrand(other);
    await setSandboxClock(other, '2026-02-06T12:00:00.000Z');
    database.ds = other;
    await until(`exists (select from case_events where type like 'xstate.after.%')`);
  });
});

describe('a recurring task', () => {
  it('runs once per slot over all nodes, and again in the next slot', async () => {
    const ran: string[] = [];
    const task: RecurringTask = {
      name: 'draw',
      slotAt: (now) => now.slice(0, 7),
      run: async (_ds, now) => ran.push(now),
    };
    const schedulers = await Promise.all([startNode('api'), startNode('api')]);
    const runs = () => Promise.all([...schedulers, ...schedulers].map((node) => node.runRecurring(task)));
    expect((await runs()).filter(Boolean)).toHaveLength(1);
    await setSandboxClock(database.ds, '2026-03-01T00:00:00.000Z');
    expect((await runs()).filter(Boolean)).toHaveLength(1);
    expect(ran.map((now) => now.slice(0, 7))).toEqual(['2026-02', '2026-03']);
  });

  it('that fails is tried again', async () => {
    let attempts = 0;
    const task: RecurringTask = {
      name: 'flaky',
      slotAt: () => 'only',
      run: async () => {
        attempts += 1;
        if (attempts === 1) throw new Error('not yet');
      },
    };
    const scheduler = await startNode('api');
    expect(await scheduler.runRecurring(task)).toBe(false);
    expect(await scheduler.runRecurring(task)).toBe(true);
    expect(await scheduler.runRecurring(task)).toBe(false);
  });
});
