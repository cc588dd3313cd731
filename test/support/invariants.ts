import type { DataSource } from 'typeorm';
import type { CaseSnapshot } from '../../src/machines/snapshot.js';
import { listBrokenTraces } from '../../src/persistence/broken-traces.js';
import type { CaseRow } from '../../src/persistence/case-row.js';
import { getCompiled } from '../../src/persistence/compiled-cache.js';
import { findCase } from '../../src/persistence/open-case.js';
import { auditCase, eachCaseId } from '../../src/persistence/replay.js';
import { statesOf, activePaths } from '../../src/machines/state-value.js';
import { whileRemembering } from './database.js';

interface OpenRows {
  tasks: Record<string, number>;
  deadlines: Record<string, string>;
  timers: Record<string, number>;
}

const OPEN_ROWS = `
  select
    (select coalesce(json_object_agg(key, opened_seq), '{}') from tasks where case_id = $1 and status = 'open') as tasks,
    (select coalesce(json_object_agg(key, due_on), '{}') from deadlines where case_id = $1 and status = 'running') as deadlines,
    (select coalesce(json_object_agg(timer_id, arming), '{}') from timers where case_id = $1 and kind = 'armed') as timers`;

const sorted = (record: Record<string, unknown>): string =>
  JSON.stringify(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

function expectedRows(snapshot: CaseSnapshot): OpenRows {
  const map = <In, Out>(record: Record<string, In>, pick: (value: In) => Out): Record<string, Out> =>
    Object.fromEntries(Object.entries(record).map(([key, value]) => [key, pick(value)]));
  return {
    tasks: snapshot.tasks,
    deadlines: map(snapshot.deadlines, ({ dueOn }) => dueOn),
    timers: map(snapshot.timers, ({ arming }) => arming),
  };
}

/**
 * Checks promise 4 (the log gives the snapshot, the chain holds, the rows are the snapshot's), promise 6 (no dormant case, nothing left of
 * a finished one) and the rules that were proved, over all cases. Returns what is wrong in words; an empty list is what every test wants.
 */
export async function brokenPromises(ds: DataSource): Promise<string[]> {
  const faults: string[] = [];
  for await (const caseId of eachCaseId(ds)) {
    const audit = await auditCase(ds, caseId);
    if (audit.brokenAt !== null) faults.push(`${caseId}: the chain breaks at event ${audit.brokenAt}`);
    if (!audit.replays) faults.push(`${caseId}: ${audit.problem}`);
    faults.push(...(await faultsOfRows(ds, caseId)));
  }
  return [...faults, ...(await brokenRules(ds))];
}

/** A case that was migrated may bring along what its version forbids; one that has lived in its version from the beginning may not. */
const LIVED_WHOLE = `select id from cases c where not exists (
  select from case_events where case_id = c.id and type = 'case.migrated')`;

async function brokenRules(ds: DataSource): Promise<string[]> {
  const faults: string[] = [];
  const versions = (await ds.query('select distinct case_type as "caseType", version from cases')) as {
    caseType: string;
    version: number;
  }[];
  const whole = new Set(((await ds.query(LIVED_WHOLE)) as { id: string }[]).map(({ id }) => id));
  for (const version of versions) {
    const { definition } = await getCompiled(ds, version.caseType, version.version);
    if (definition.rules.length === 0) continue;
    const { items } = await listBrokenTraces(ds, version, { teamIds: null, limit: 1_000_000 });
    for (const { caseId, broken } of items.filter((item) => whole.has(item.caseId)))
      faults.push(...broken.map(({ rule, seq }) => `${caseId}: event ${seq} breaks the rule ${rule}`));
  }
  return faults;
}

async function faultsOfRows(ds: DataSource, caseId: string): Promise<string[]> {
  const row = (await findCase(ds, caseId))!;
  const [rows] = (await ds.query(OPEN_ROWS, [caseId])) as [OpenRows];
  const expected = expectedRows(row.snapshot);
  const faults = (['tasks', 'deadlines', 'timers'] as const)
    .filter((kind) => sorted(rows[kind]) !== sorted(expected[kind]))
    .map(
      (kind) => `${caseId}: ${kind} are ${sorted(rows[kind])}, the snapshot says ${sorted(expected[kind])}`,
    );
  if (row.status !== row.snapshot.status || row.seq !== row.snapshot.seq)
    faults.push(`${caseId}: the row lags`);
  if (await isDormant(ds, row)) faults.push(`${caseId}: dormant`);
  return faults;
}

/** Open, with nothing that will happen by itself and nobody asked to do anything; or finished, with something left open. */
async function isDormant(ds: DataSource, { caseType, version, snapshot }: CaseRow): Promise<boolean> {
  const open = [snapshot.tasks, snapshot.deadlines, snapshot.timers, snapshot.children];
  const count = open.reduce((sum, record) => sum + Object.keys(record).length, 0);
  if (snapshot.status === 'done') return count > 0;
  if (count > 0) return false;
  const compiled = await getCompiled(ds, caseType, version);
  return statesOf(compiled, activePaths(compiled, snapshot.value)).every(({ meta }) => !meta.wait);
}

/** Throws with all that is wrong; call it after every test that changes cases. */
export async function checkInvariants(ds: DataSource): Promise<void> {
  const faults = await whileRemembering(() => brokenPromises(ds));
  if (faults.length > 0) throw new Error(`Promises are broken:\n${faults.join('\n')}`);
}
