import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Cluster } from '../../support/nodes/cluster.js';
import { findInstalledPostgres, startInstalledPostgres } from '../../support/nodes/installed-postgres.js';
import type { KnownCase } from '../../support/nodes/load.js';
import { auditVerify, effectsAmiss } from '../../support/nodes/settled.js';
import { beginLoad, daysGoBy, furnishParcels, tell, underLoad } from '../../support/nodes/trial.js';

const programs = findInstalledPostgres();

/** The commands of a chapter of `docs/operations.md` that begin with one of these words, as they stand there. */
function commandsOf(chapter: string, ...words: string[]): string[] {
  const text = readFileSync('docs/operations.md', 'utf8');
  const [, after] = text.split(`\n## ${chapter}\n`);
  const lines = after!.split('\n## ', 1)[0]!.split('\n');
  return lines.map((line) => line.trim()).filter((line) => words.some((word) => line.startsWith(`${word} `)));
}

let cluster: Cluster;
beforeEach(async () => {
  if (programs === null) throw new Error('This drill needs a PostgreSQL with pg_dump on this machine.');
  cluster = await Cluster.start((options) => startInstalledPostgres(programs, options));
  await furnishParcels(cluster);
  await cluster.startNode('all');
}, 120_000);
afterEach(() => cluster.stop(), 60_000);

function run(command: string): void {
  const env = { ...process.env, PATH: `${programs}:${process.env.PATH}`, DATABASE_URL: cluster.url };
  execFileSync('sh', ['-c', `umask 077; ${command}`], { env, cwd: cluster.directory, stdio: 'pipe' });
}

/** What was acknowledged before the dump and is not there after the restore, or is there twice. */
async function lostSince(before: KnownCase[]): Promise<string[]> {
  const rows = await cluster.query<{ id: string; notes: string[] }>(`
    select c.id, array(select note ->> 'text' from json_array_elements((c.snapshot -> 'facts' -> 'notes')::json) note) as notes
    from cases c`);
  const there = new Map(rows.map(({ id, notes }) => [id, notes]));
  const lost = before.flatMap(({ id, notes }) => notes.filter((note) => !there.get(id)?.includes(note)));
  const all = rows.flatMap(({ notes }) => notes);
  return [...lost, ...all.filter((note, at) => all.indexOf(note) !== at)];
}

describe('a backup that is taken under load, and restored by the commands of docs/operations.md', () => {
  it('has all that was acknowledged before it, is proved whole, and catches up with the world', async () => {
    const load = await beginLoad(cluster, 10);
    let before: KnownCase[] = [];
    await underLoad(load, 6, async () => {
      await load.after(300);
      before = structuredClone(load.cases);
      const [dump] = commandsOf('Backup', 'pg_dump');
      run(dump!);
      await load.after(100);
    });
    while (cluster.nodes[0]) await cluster.kill(cluster.nodes[0], 'SIGTERM');
    const restore = commandsOf('Restore', 'psql', 'pg_restore');
    expect(restore).toHaveLength(3);
    const [aside, back, sessions] = restore;
    run(aside!);
    run(back!);
    expect(await auditVerify(cluster)).toMatch(/, 0 faults$/);
    run(sessions!);
    await cluster.startNode('all');
    await daysGoBy(cluster, 6);
    expect(await lostSince(before)).toEqual([]);
    const { filesMissing, ...amiss } = await effectsAmiss(cluster);
    expect(amiss).toEqual({ unsent: 0, incidents: 0, early: 0 });
    // Letters of the hours that are gone have left all the same.
    expect(filesMissing).toBeLessThanOrEqual(0);
    expect(await auditVerify(cluster)).toMatch(/, 0 faults$/);
    tell({ restored: before.length, notes: before.flatMap(({ notes }) => notes).length });
  }, 400_000);
});
