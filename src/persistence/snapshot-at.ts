import type { Instant } from '../machines/definition.js';
import type { CaseSnapshot } from '../machines/snapshot.js';
import { playLog, readLog } from './replay.js';
import type { Db } from './transaction.js';

/** The case as it was at an instant, and its version then, by playing its events again (promise 4); null before it was opened. */
export async function snapshotAt(
  db: Db,
  caseId: string,
  instant: Instant,
): Promise<{ snapshot: CaseSnapshot; version: number } | null> {
  const log = await readLog(db, caseId, instant);
  const last = log.at(-1);
  return last ? { snapshot: await playLog(db, log), version: last.version } : null;
}
