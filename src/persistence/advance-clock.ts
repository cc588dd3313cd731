import type { DataSource } from 'typeorm';
import { AppError } from '../errors.js';
import type { Instant } from '../machines/definition.js';
import { findSandboxClock, NOW, setSandboxClock } from './clock.js';
import { fireDueTimers } from './fire-timers.js';
import { newId } from './ids.js';
import { deliverDueMessages, IS_FREE, type Deliver } from './outbox.js';
import { sql } from './statement.js';
import { queryOne } from './transaction.js';

export interface AdvanceReport {
  now: Instant;
  fired: number;
  failed: number;
  sent: number;
}

const FIND_NEXT = sql(
  'find-next-due',
  `select ${NOW} as now, least(
     (select min(wake_at) from timers),
     (select min(m.next_attempt_at) from messages m where m.status = 'queued' and ${IS_FREE})) as "dueAt"`,
);

/** Now, and the earliest moment at which a timer or a message that nobody is delivering is due; null when nothing waits. May lie in the past. */
export async function findNextDue(ds: DataSource): Promise<{ now: Instant; dueAt: Instant | null }> {
  return (await queryOne<{ now: Instant; dueAt: Instant | null }>(ds, FIND_NEXT))!;
}

/**
 * Moves the sandbox clock to `until`, stopping at every moment at which something is due, so that each timer fires and each message
 * leaves at its own instant, in due order, as it would have in real time. Throws `notFound` outside the sandbox. A moment in the past
 * moves nothing. May run in several processes at once.
 */
export async function advanceClock(ds: DataSource, until: Instant, deliver: Deliver): Promise<AdvanceReport> {
  const report = { now: until, fired: 0, failed: 0, sent: 0 };
  if ((await findSandboxClock(ds)) === null) throw new AppError('notFound', { what: 'clock' });
  for (;;) {
    await doAllDue(ds, deliver, report);
    const { dueAt } = await findNextDue(ds);
    if (dueAt === null || dueAt > until) break;
    await setSandboxClock(ds, dueAt);
  }
  await setSandboxClock(ds, until);
  return { ...report, now: (await findSandboxClock(ds))! };
}

/** All that is due at this moment, and what becomes due by it. */
async function doAllDue(ds: DataSource, deliver: Deliver, report: AdvanceReport): Promise<void> {
  for (;;) {
    const { fired, stale, failed } = await fireDueTimers(ds, { wait: true });
    const { sent, failed: unsent } = await deliverDueMessages(ds, deliver, { owner: newId() });
    report.fired += fired;
    report.failed += failed;
    report.sent += sent;
    if (fired + stale + failed + sent + unsent === 0) return;
  }
}
