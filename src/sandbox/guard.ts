import type { DataSource } from 'typeorm';
import { ConfigError } from '../config.js';
import { findSandboxClock } from '../persistence/clock.js';
import { sql } from '../persistence/statement.js';
import { queryOne } from '../persistence/transaction.js';

const IS_INHABITED = sql(
  'is-inhabited',
  'select exists (select from users) or exists (select from teams) as inhabited',
);

/**
 * A sandbox has a clock that people move, a municipality has the world's. Throws `ConfigError` when the database is the other kind than
 * `sandbox` says: a real database is never given a movable clock, and nobody works on invented cases by mistake.
 */
export async function checkKind(ds: DataSource, sandbox: boolean): Promise<void> {
  const clock = await findSandboxClock(ds);
  if (!sandbox && clock) {
    throw new ConfigError(['SANDBOX is false, but the database is a sandbox: its clock can be moved']);
  }
  if (!sandbox || clock) return;
  const { inhabited } = (await queryOne<{ inhabited: boolean }>(ds, IS_INHABITED))!;
  if (inhabited) {
    throw new ConfigError([
      'SANDBOX is true, but the database holds a municipality: set SANDBOX=false, or name another database',
    ]);
  }
}
