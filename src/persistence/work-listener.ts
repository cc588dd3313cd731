import type { Notification, Pool, PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import { WORK_CHANNEL } from './work-hint.js';

export interface WorkListener {
  /** False once the connection is lost: listen anew. */
  isAlive: () => boolean;
  stop: () => void;
}

/**
 * Calls `onWork` when any node says that work is due in this schema. Keeps one connection of the pool. Hints may be lost (while
 * the connection is away, for example), so nothing may depend on them.
 */
export async function listenForWork(ds: DataSource, onWork: () => void): Promise<WorkListener> {
  const pool = (ds.driver as unknown as { master: Pool }).master;
  const client: PoolClient = await pool.connect();
  const { rows } = await client.query<{ schema: string }>('select current_schema() as schema');
  let alive = true;
  const stop = (): void => {
    if (!alive) return;
    alive = false;
    // Not back into the pool: the next one to use it would go on listening.
    client.release(true);
  };
  client.on('notification', ({ payload }: Notification) => {
    if (payload === rows[0]!.schema) onWork();
  });
  client.on('error', stop);
  await client.query(`listen ${WORK_CHANNEL}`);
  return { isAlive: () => alive, stop };
}
