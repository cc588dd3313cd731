import { ConfigError } from '../../src/config.js';
import { findSandboxClock, startSandboxClock } from '../../src/persistence/clock.js';
import { checkKind } from '../../src/sandbox/guard.js';
import { seedSandbox } from '../../src/sandbox/seed-sandbox.js';
import { furnish } from '../support/cases.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';

describe('a database and a configuration', () => {
  let db: TestDatabase;
  beforeEach(async () => {
    db = await freshDatabase();
  });
  afterEach(() => db.drop());

  it('agree while the database is empty', async () => {
    await expect(checkKind(db.ds, true)).resolves.toBeUndefined();
    await expect(checkKind(db.ds, false)).resolves.toBeUndefined();
  });

  it('agree on a sandbox, and never take it for a municipality', async () => {
    await startSandboxClock(db.ds, '2026-03-25T07:30:00.000Z');
    await expect(checkKind(db.ds, true)).resolves.toBeUndefined();
    await expect(checkKind(db.ds, false)).rejects.toThrow(ConfigError);
  });

  it('never give a municipality a clock that can be moved', async () => {
    await furnish(db.ds);
    await (await db.asOwner()).query('delete from clock');
    await expect(checkKind(db.ds, false)).resolves.toBeUndefined();
    await expect(checkKind(db.ds, true)).rejects.toThrow('holds a municipality');
  });

  it('never fill a municipality with invented cases, whoever asks for it', async () => {
    await furnish(db.ds);
    await (await db.asOwner()).query('delete from clock');
    const deliver = (): Promise<void> => Promise.resolve();
    await expect(seedSandbox(db.ds, { deliver })).rejects.toThrow('holds a municipality');
    expect(await findSandboxClock(db.ds)).toBeNull();
  });
});
