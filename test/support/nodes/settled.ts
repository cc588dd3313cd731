import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Cluster } from './cluster.js';
import type { KnownCase } from './load.js';

const DUE = `select (select count(*)::int from timers, clock where wake_at <= instant) as timers,
  (select count(*)::int from messages, clock where status = 'queued' and next_attempt_at <= instant) as letters`;

/** Resolves when nothing is due any more; who is not done after so long throws what is left. */
export async function untilNothingIsDue(cluster: Cluster, patienceMs: number): Promise<void> {
  const giveUpAt = Date.now() + patienceMs;
  for (;;) {
    const [due] = await cluster.query<{ timers: number; letters: number }>(DUE);
    if (due!.timers + due!.letters === 0) return;
    if (Date.now() > giveUpAt) throw new Error(`Still due after ${patienceMs} ms: ${JSON.stringify(due)}`);
    await pause(100);
  }
}

export async function moveClock(cluster: Cluster, hours: number): Promise<void> {
  await cluster.query(`update clock set instant = instant + $1 * interval '1 hour'`, [hours]);
}

/** What the database has that the clients do not know, or has lost, or has twice; in words. */
export async function lossesIn(cluster: Cluster, known: KnownCase[]): Promise<string[]> {
  const rows = await cluster.query<{ id: string; notes: string[]; letters: number }>(`
    select c.id, array(select note ->> 'text' from json_array_elements((c.snapshot -> 'facts' -> 'notes')::json) note) as notes,
      (select count(*)::int from messages m where m.case_id = c.id and m.kind = 'letter') as letters
    from cases c`);
  const there = new Map(rows.map((row) => [row.id, row]));
  const faults = known.flatMap(({ id, notes, letters }) => {
    const row = there.get(id);
    if (!row) return [`case ${id} is lost`];
    const lost = notes.filter((note) => !row.notes.includes(note)).map((note) => `${note} is lost`);
    const twice = row.notes.filter((note, at) => row.notes.indexOf(note) !== at || !notes.includes(note));
    const wrong = row.letters === letters ? [] : [`${row.letters} letters instead of ${letters}`];
    return [...lost, ...twice.map((note) => `${note} is there once too often`), ...wrong];
  });
  return rows.length === known.length
    ? faults
    : [...faults, `${rows.length} cases instead of ${known.length}`];
}

/** Messages that have not left, letters that have not become exactly one file, incidents, and timers that fired before they were due. */
export async function effectsAmiss(cluster: Cluster): Promise<Record<string, number>> {
  const files = await readdir(cluster.letters).catch(() => []);
  const [row] = await cluster.query<{ letters: number; unsent: number; incidents: number; early: number }>(`
    select (select count(*)::int from messages where kind = 'letter') as letters,
      (select count(*)::int from messages where status <> 'sent') as unsent,
      (select count(*)::int from incidents) as incidents,
      (select count(*)::int from case_events where due_at > at) as early`);
  const { letters, ...wrong } = row!;
  return { ...wrong, filesMissing: letters - files.filter((name) => name.endsWith('.json')).length };
}

const run = promisify(execFile);

/** The last line of `audit:verify`: how much it looked at and what it found. */
export async function auditVerify(cluster: Cluster): Promise<string> {
  const args = ['--import', './test/support/typescript.mjs', 'src/audit-verify.ts'];
  const env = { ...process.env, ...cluster.environment('all') };
  const { stdout } = await run(process.execPath, args, { env }).catch((error: { stdout: string }) => error);
  return stdout.trim().split('\n').at(-1)!;
}
