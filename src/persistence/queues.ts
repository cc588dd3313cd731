import type { DataSource } from 'typeorm';
import { NOW } from './clock.js';
import { sql } from './statement.js';
import { queryOne } from './transaction.js';

/** What waits to be done now, for `/metrics` and `/health/ready`. */
export interface QueueSizes {
  dueTimers: number;
  /** How long the timer that is due longest has waited; 0 when none is due. */
  oldestDueTimerSeconds: number;
  /** Messages that may leave and have not; one whose delivery has failed counts while it waits for the next attempt. */
  queuedMessages: number;
  openIncidents: number;
}

const MEASURE = sql(
  'measure_queues',
  `with clock_now as (select ${NOW} as at)
   select
     (select count(*) from timers, clock_now where wake_at <= at) as "dueTimers",
     (select coalesce(extract(epoch from max(at - wake_at)), 0)::float8 from timers, clock_now
        where wake_at <= at) as "oldestDueTimerSeconds",
     (select count(*) from messages, clock_now
        where status = 'queued' and (next_attempt_at <= at or attempts > 0)) as "queuedMessages",
     (select count(*) from incidents where resolved_at is null) as "openIncidents"`,
);

const asked = new WeakMap<DataSource, Promise<QueueSizes>>();

/**
 * The queues at this moment, by the sandbox's clock where there is one. Whoever asks while the database is still answering another gets the same
 * answer: nobody needs an account to ask, and however many do, they take one connection.
 */
export function measureQueues(ds: DataSource): Promise<QueueSizes> {
  const running = asked.get(ds);
  if (running) return running;
  const measured = queryOne<QueueSizes>(ds, MEASURE)
    .then((sizes) => sizes!)
    .finally(() => asked.delete(ds));
  asked.set(ds, measured);
  return measured;
}
