import type { Notification, Pool, PoolClient } from 'pg';
import type { DataSource } from 'typeorm';

export interface Listener {
  /** False once the connection is lost: listen anew. */
  isAlive: () => boolean;
  stop: () => void;
}

export interface Listening {
  /** What is said to this schema, without the name of the schema. */
  onHint: (text: string) => void;
  /** The connection was lost, and hints with it. Not called by `stop`. */
  onLost?: () => void;
}

/**
 * Hears the hints that any node sends to this schema on a channel: payloads of the form `schema` or `schema text`. Keeps one connection of
 * the pool. Hints may be lost (while the connection is away, for example), so nothing may depend on them. Throws what the database throws, and
 * gives the connection back then.
 */
export async function listen(
  ds: DataSource,
  channel: string,
  { onHint, onLost }: Listening,
): Promise<Listener> {
  const pool = (ds.driver as unknown as { master: Pool }).master;
  const client: PoolClient = await pool.connect();
  let alive = true;
  let isHeard = false;
  const stop = (): void => {
    if (!alive) return;
    alive = false;
    // Not back into the pool: the next one to use it would go on listening.
    client.release(true);
  };
  // Before anything is asked: a connection that is lost while nobody listens to its errors ends the process.
  client.on('error', () => {
    if (!alive) return;
    stop();
    if (isHeard) onLost?.();
  });
  try {
    const { rows } = await client.query<{ schema: string }>('select current_schema() as schema');
    const ours = rows[0]!.schema;
    client.on('notification', ({ payload = '' }: Notification) => {
      if (!alive) return;
      if (payload === ours) onHint('');
      else if (payload.startsWith(`${ours} `)) onHint(payload.slice(ours.length + 1));
    });
    await client.query(`listen ${channel}`);
  } catch (error) {
    stop();
    throw error;
  }
  isHeard = true;
  return { isAlive: () => alive, stop };
}
