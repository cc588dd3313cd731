import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import type { Config } from '../config.js';
import { CONFIG, LOG } from '../modules/foundation/foundation.module.js';
import { DELIVER } from '../modules/messages/delivery.js';
import { MetricsService } from '../modules/metrics/metrics.service.js';
import { findNextDue } from '../persistence/advance-clock.js';
import { getNow } from '../persistence/clock.js';
import { fireDueTimers, type FiringReport } from '../persistence/fire-timers.js';
import { newId } from '../persistence/ids.js';
import { deliverDueMessages, type Deliver, type DeliveryReport } from '../persistence/outbox.js';
import { whilePresent } from '../persistence/presence.js';
import { claimRun, finishRun, releaseRun } from '../persistence/recurring-runs.js';
import type { Db } from '../persistence/transaction.js';
import { listenForWork, type WorkListener } from '../persistence/work-listener.js';
import { inSpan } from '../tracing/spans.js';
import { RECURRING_TASKS, type RecurringTask } from './recurring-task.js';

export type TickReport = FiringReport & DeliveryReport & { undelivered: number };

/** The longest time between two looks at the database: one statement a second while nothing happens. */
const LOOK_MS = 1_000;
const RECURRING_MS = 60_000;
const LOOK = 'scheduler.look';
const RECUR = 'scheduler.recur';

/**
 * Fires timers, delivers messages and runs recurring tasks. It keeps nothing in memory that matters: any number of nodes may run it, and one
 * that dies is missed by nobody. What fell due while all were down is caught up at start, in due order.
 */
@Injectable()
export class SchedulerService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly node = newId();
  private running: Promise<TickReport> | null = null;
  private again = false;
  private stopped = false;
  /** Planned work that has begun; a shutdown waits for it. */
  private readonly working = new Set<Promise<void>>();
  private listener: WorkListener | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly registry: SchedulerRegistry,
    private readonly metrics: MetricsService,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Logger,
    @Inject(DELIVER) private readonly deliver: Deliver,
    @Inject(RECURRING_TASKS) private readonly tasks: RecurringTask[],
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.role === 'api') return;
    this.plan(LOOK, 0, () => this.look());
    this.plan(RECUR, 0, () => this.recur());
  }

  /** Waits for the batch at work; what is left is due at the next start, or for another node. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    for (const name of [LOOK, RECUR]) this.cancel(name);
    await Promise.allSettled([...this.working, this.running]);
    this.listener?.stop();
  }

  /**
   * Does everything that is due now, batch by batch. One tick at a time per node: who asks while one runs gets a further round of it. Throws
   * when the database cannot be reached.
   */
  tick(): Promise<TickReport> {
    this.again = true;
    this.running ??= inSpan({ name: 'scheduler.tick' }, () => this.rounds()).finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async rounds(): Promise<TickReport> {
    const total = { fired: 0, stale: 0, failed: 0, oldestLatenessMs: 0, sent: 0, undelivered: 0 };
    while (this.again && !this.stopped) {
      this.again = false;
      const timers = await fireDueTimers(this.dataSource);
      const messages = await deliverDueMessages(this.dataSource, this.deliver, { owner: this.node });
      if (timers.fired > 0) this.metrics.timerLatenessSeconds.observe(timers.oldestLatenessMs / 1000);
      total.fired += timers.fired;
      total.stale += timers.stale;
      total.failed += timers.failed;
      total.sent += messages.sent;
      total.undelivered += messages.failed;
      total.oldestLatenessMs = Math.max(total.oldestLatenessMs, timers.oldestLatenessMs);
      if (timers.fired + timers.stale + timers.failed + messages.sent > 0) this.again = true;
    }
    return total;
  }

  /** One look: work if something is due, then sleep until the next moment, a hint, or the longest pause. */
  private async look(): Promise<void> {
    try {
      if (!this.listener?.isAlive()) this.listener = await listenForWork(this.dataSource, () => this.wake());
      const pause = await this.untilNextDue();
      if (pause > 0) return this.plan(LOOK, Math.min(pause, LOOK_MS), () => this.look());
      this.report(await this.tick());
      // Short, not zero: what is due may be locked by another node.
      this.plan(LOOK, 50, () => this.look());
    } catch (error) {
      this.log.error({ err: error }, 'The scheduler could not look for work; it tries again.');
      this.plan(LOOK, LOOK_MS, () => this.look());
    }
  }

  private wake(): void {
    if (this.running) this.again = true;
    else this.plan(LOOK, 0, () => this.look());
  }

  private async untilNextDue(): Promise<number> {
    const { now, dueAt } = await findNextDue(this.dataSource);
    return dueAt === null ? LOOK_MS : Date.parse(dueAt) - Date.parse(now);
  }

  private report(report: TickReport): void {
    if (report.failed > 0) this.log.error(report, 'Timers have failed and are incidents now.');
    else if (report.undelivered > 0) this.log.warn(report, 'Messages could not be delivered.');
    else if (report.fired + report.sent > 0) this.log.info(report, 'Timers fired, messages sent.');
  }

  private async recur(): Promise<void> {
    for (const task of this.tasks) await this.runRecurring(task);
    this.plan(RECUR, RECURRING_MS, () => this.recur());
  }

  /** Runs the task if its present slot has not been run by any node. */
  async runRecurring(task: RecurringTask): Promise<boolean> {
    try {
      return await whilePresent(this.dataSource, this.node, (db) => this.runIfDue(db, task));
    } catch (error) {
      this.log.error({ err: error, task: task.name }, 'A recurring task has failed; it is tried again.');
      return false;
    }
  }

  private async runIfDue(db: Db, task: RecurringTask): Promise<boolean> {
    const now = await getNow(db);
    const run = { task: task.name, slot: task.slotAt(now), owner: this.node };
    if (!(await claimRun(db, run))) return false;
    try {
      const result = await inSpan({ name: `task ${task.name}` }, () => task.run(this.dataSource, now));
      await finishRun(db, run, result);
      return true;
    } catch (error) {
      await releaseRun(db, run, String(error));
      throw error;
    }
  }

  private plan(name: string, pauseMs: number, work: () => Promise<void>): void {
    this.cancel(name);
    if (this.stopped) return;
    this.registry.addTimeout(
      name,
      setTimeout(() => void work(), pauseMs),
    );
  }

  private cancel(name: string): void {
    if (this.registry.doesExist('timeout', name)) this.registry.deleteTimeout(name);
  }
}
