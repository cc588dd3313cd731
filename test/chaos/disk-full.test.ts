import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { databaseRefusal } from '../../src/persistence/database-refusal.js';
import { startEmbeddedPostgres, type EmbeddedServer } from '../../src/persistence/embedded-postgres.js';
import { isDiskFull } from '../../src/persistence/disk-room.js';
import { openDatabase } from '../../src/persistence/open-database.js';

/** A disk of its own that is small. Only root may mount one; who may not leaves these tests out. */
const disk = mkdtempSync(join(tmpdir(), 'sagsgang-disk-'));
const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=220m', 'sagsgang', disk]).status === 0;

let server: EmbeddedServer;
let ds: DataSource;
let close: () => Promise<void>;
beforeAll(async () => {
  if (!isMounted) return;
  chmodSync(disk, 0o755);
  server = await startEmbeddedPostgres({ directory: disk, settings: ['fsync=off', 'max_wal_size=64MB'] });
  ({ ds, close } = await openDatabase({ url: server.url, schema: 'sagsgang', dataDir: disk }));
}, 60_000);
afterAll(async () => {
  if (isMounted) {
    await close();
    await server.stop();
    execFileSync('umount', [disk]);
  }
  rmSync(disk, { recursive: true });
});

const isFull = (): Promise<boolean> => isDiskFull(ds, 0);

/** All but a few pages. */
function fillDisk(): void {
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(join(disk, 'filling'), Buffer.alloc((bavail - 2) * bsize));
}

(isMounted ? describe : describe.skip)('a database whose disk is full', () => {
  it('is known by trying, and known to have room again when there is', async () => {
    expect(await isFull()).toBe(false);
    fillDisk();
    expect(await isFull()).toBe(true);
    expect(await ds.query('select count(*)::int as teams from teams')).toEqual([{ teams: 0 }]);
    rmSync(join(disk, 'filling'));
    expect(await isFull()).toBe(false);
  });

  it('refuses what needs room as one that is away, and loses nothing of what it had', async () => {
    const write = (name: string) =>
      ds.query(
        `insert into audit_entries (at, action, details) select clock_timestamp(), '${name}', to_json(repeat(md5(n::text), 100)) from generate_series(1, 2000) n`,
      );
    await write('before');
    fillDisk();
    const error = await write('meanwhile').catch((thrown: unknown) => thrown);
    expect(databaseRefusal(error)).toBe('databaseAway');
    rmSync(join(disk, 'filling'));
    await write('after');
    const kept = await ds.query(
      `select action, count(*)::int as entries from audit_entries group by action order by action`,
    );
    expect(kept).toEqual([
      { action: 'after', entries: 2_000 },
      { action: 'before', entries: 2_000 },
    ]);
  });
});
