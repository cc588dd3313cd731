import type { DataSource } from 'typeorm';
import { eachCaseId } from '../replay.js';
import { checkCase } from './case-findings.js';
import { disposalFindings } from './disposal-findings.js';
import type { Finding } from './finding.js';
import { exportFindings, rootFindings } from './root-findings.js';
import type { RootKeys } from './root-key.js';
import type { Root } from './roots.js';
import { forgedDeliveries, guardFindings, publishedFindings, strayFindings } from './stray-findings.js';

export interface CheckOptions {
  /** With which roots must be signed; null: signatures are not looked at. */
  keys?: RootKeys | null;
  /** Roots that were exported and kept elsewhere. */
  kept?: AsyncIterable<Root>;
}

export interface Checked {
  cases: number;
  events: number;
  faults: number;
}

/**
 * Looks at everything that was recorded and what follows from it, and calls `onFinding` for each thing that is not as the product wrote it. May run
 * while nodes work: each case is read as of one moment. Holds one case at a time, and of its events a page.
 */
export async function findTampering(
  ds: DataSource,
  onFinding: (finding: Finding) => void,
  { keys = null, kept }: CheckOptions = {},
): Promise<Checked> {
  const total = { cases: 0, events: 0, faults: 0 };
  const tell = (finding: Finding): void => {
    total.faults += 1;
    onFinding(finding);
  };
  for (const look of [guardFindings, publishedFindings]) (await look(ds)).forEach(tell);
  for await (const caseId of eachCaseId(ds)) {
    const { events, findings } = await checkCase(ds, caseId);
    total.cases += 1;
    total.events += events;
    findings.forEach(tell);
  }
  for (const look of [strayFindings, forgedDeliveries, disposalFindings]) (await look(ds)).forEach(tell);
  for await (const finding of rootFindings(ds, keys)) tell(finding);
  if (kept) for await (const finding of exportFindings(ds, kept, keys)) tell(finding);
  return total;
}
